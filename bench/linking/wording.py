"""What the simulated war is made of: its kinds of incidents, the words that tell of them, and who is quoted."""

from __future__ import annotations

from reportedly.model import ClaimType

DEADLY = (
    ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING, ClaimType.ARMED_CLASH, ClaimType.VIOLENCE_AGAINST_CIVILIANS,
)  # fmt: skip
KINDS = (
    *DEADLY,
    ClaimType.TERRITORY_GAIN,
    ClaimType.ABDUCTION,
    ClaimType.DETENTION,
    ClaimType.PROTEST,
    ClaimType.SIEGE,
)
MEANS = (ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING)
WORDS = {
    ClaimType.AIR_STRIKE: ("warplanes bombed", "jets struck", "an air raid hit", "planes pounded", "missiles from the air destroyed"),
    ClaimType.SHELLING: ("shells fell on", "artillery fired at", "mortar rounds hit", "rockets landed in", "guns pounded"),
    ClaimType.BOMBING: ("a car bomb exploded at", "a blast tore through", "an explosive device went off near", "a bomb struck"),
    ClaimType.ARMED_CLASH: ("fighting broke out around", "clashes raged near", "an attack was repelled at", "gunfire was heard by"),
    ClaimType.VIOLENCE_AGAINST_CIVILIANS: ("gunmen shot people at", "people were executed beside", "villagers were killed near"),
    ClaimType.TERRITORY_GAIN: ("took control of", "captured", "entered and seized", "drove the defenders from"),
    ClaimType.ABDUCTION: ("people were kidnapped from", "gunmen carried off men from"),
    ClaimType.DETENTION: ("men were arrested at", "a raid ended with arrests in"),
    ClaimType.PROTEST: ("a crowd marched past", "demonstrators gathered before"),
    ClaimType.SIEGE: ("the road was cut at", "no supplies reached"),
}  # fmt: skip
OBJECTS = (
    "the market", "a school", "the old bridge", "a clinic", "the bakery", "a mosque", "the water tower", "a house of the mayor",
    "the bus station", "a fuel depot", "the northern gate", "an olive press", "the grain silo", "a wedding hall", "the town hall",
    "a brick factory", "the river ford", "a police post", "the cemetery wall", "the power station",
)  # fmt: skip
DETAILS = (
    "shortly after dawn", "during the night", "while people were at prayer", "for the second time this week", "from two directions",
    "after a warning by telephone", "as families were leaving", "in heavy rain", "under the eyes of a convoy", "without any warning",
    "from the hills to the west", "for more than three hours", "on the day of the weekly fair", "before help could arrive",
)  # fmt: skip
FILLERS = (
    "officials", "families", "smoke", "dust", "streets", "rubble", "windows", "roofs", "ambulances", "volunteers", "hospitals", "district",
    "outskirts", "morning", "evening", "houses", "shops", "fields", "orchards", "columns", "vehicles", "positions", "defenders", "weeks",
    "correspondents", "telephone", "images", "footage", "wounded", "bodies", "digging", "roads", "trenches", "hills", "valley", "season",
    "harvest", "children", "elders", "doctors", "nurses", "supplies", "fuel", "bread", "electricity", "water", "queues", "buses", "barriers",
    "negotiations", "truce", "promises", "fears", "rumours", "silence", "engines", "cameras", "statement", "comment", "figures", "counting",
    "searching", "fleeing", "returning", "waiting", "burning", "collapsed", "damaged", "scattered", "sudden", "repeated", "renewed", "fierce",
    "brief", "earlier", "latest", "southern", "northern", "eastern", "western", "central", "nearby", "remote", "crowded", "empty", "narrow",
)  # fmt: skip
SPEAKERS = ("medics", "residents", "a local official", "witnesses", "a security source", "activists")
NAMED_SPEAKERS = tuple(f"{first} {last}" for first in ("Salim", "Mirna", "Oleh", "Amadou", "Thiri") for last in ("Haddad", "Koval", "Diarra", "Zaw", "Nasser", "Bek"))  # fmt: skip
