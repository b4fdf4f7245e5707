"""How two claims are held against each other, slot by slot.

Each comparison names a level of agreement: "same", "near", "apart". It does not judge; what a level counts is a weight
(``weights``). A slot that one of the two leaves empty says nothing, and its level is the empty string. All comparisons are
symmetric, so that it never matters which claim came first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection

from reportedly.linking.gist import COARSE, LONG_SPAN, Gist, Named, Range, Spot, is_wide
from reportedly.linking.kinds import kinds
from reportedly.linking.wording import shared
from reportedly.model import ClaimType, Status

UNKNOWN = ""
# How far a place of each precision may lie from its point, in km (UCDP where_prec; 2 is "about 25 km" there).
RADIUS_KM = {1: 3.0, 2: 25.0, 3: 40.0, 4: 120.0, 5: 120.0, 6: 500.0, 7: 500.0}
KM_PER_DEGREE = 111.2
LONG_AGO = 45  # days between publications beyond which undated claims are hardly of one happening
CUMULATIVE = frozenset((ClaimType.CASUALTIES, ClaimType.DISPLACEMENT, ClaimType.DESTRUCTION, ClaimType.DETENTION))
OWN_NAME = 6  # letters from which on a name is seldom the end of another place's
TOTAL_SLACK = 7  # days by which the ends of two totals may differ and still be one total
# Shingles that a passage has at least, and the share of them that must be found.
PASSAGE_SHINGLES, PASSAGE_SHARE = 8, 0.6
# The shares of the shorter text's words that are many and some, and the words below which a text says nothing.
MANY, SOME, FEWEST_WORDS = 0.5, 0.3, 4
_RELATION = kinds().relation
# Kinds that stand to one another so are one event told differently: to deny a retreat denies no fight.
SAME_EVENT = frozenset(("same", "loose", "toll", "means", "harm", "mirror", "held"))
TWO_ACTS = frozenset(("course", "fire"))  # kinds that one sentence often tells beside each other
_MIRROR = frozenset((ClaimType.TERRITORY_GAIN, ClaimType.WITHDRAWAL))


def kind(a: Gist, b: Gist) -> str:
    """One type ("loose" where very different acts go under it), or types near to one another by name of the nearness.

    What is "apart" is never linked.
    """
    return _RELATION.get((a.kind, b.kind), "apart")


def actor(a: Gist, b: Gist) -> str:
    """Who did it. The sides of a clash have no order, and a town taken from a side is a town that this side left."""
    if a.kind is ClaimType.ARMED_CLASH or b.kind is ClaimType.ARMED_CLASH:
        return parties(a.actors + a.targets, b.actors + b.targets)
    if a.kind is not b.kind and a.kind in _MIRROR and b.kind in _MIRROR:
        return parties(a.actors, b.targets)
    return parties(a.actors, b.actors)


def target(a: Gist, b: Gist) -> str:
    """To whom it was done."""
    if a.kind is ClaimType.ARMED_CLASH or b.kind is ClaimType.ARMED_CLASH:
        return UNKNOWN
    if a.kind is not b.kind and a.kind in _MIRROR and b.kind in _MIRROR:
        return parties(a.targets, b.actors)
    return parties(a.targets, b.targets)


def parties(a: Collection[Named], b: Collection[Named]) -> str:
    """ "same" by id or name, "kin" where one belongs to the other, "word" for the same common noun, else "other".

    A common noun on one side and a name on the other says nothing: "rebels" may be anybody's.
    """
    if not a or not b:
        return UNKNOWN
    best, named = UNKNOWN, False
    for one in a:
        for other in b:
            if one.key == other.key:
                if not one.generic:
                    return "same"
                best = "word" if best in (UNKNOWN, "words") else best
            elif one.generic and other.generic:
                best = best or "words"
            elif not one.generic and not other.generic:
                named = True
                if not one.line.isdisjoint(other.line):
                    best = "kin"
    return "other" if named and best in (UNKNOWN, "words") else best


def place(a: Gist, b: Gist) -> str:
    """The nearest two of their places: by name, by distance against both precisions, or one inside the other."""
    if not a.spots or not b.spots:
        return UNKNOWN
    best = _NOWHERE
    for one in a.spots:
        for other in b.spots:
            rank = _spots(one, other, a.within, b.within)
            if rank < best:
                best = rank
    return PLACE_LEVELS[best]


APART = frozenset(("beside", "unplaced", "apart", "far"))
PLACE_LEVELS = (
    "same", "at", "inside", "alike", "area", "somewhere", "near", "beside", "unplaced", "apart", "far", UNKNOWN,
)  # fmt: skip
_SAME, _AT, _INSIDE, _ALIKE, _AREA, _SOMEWHERE, _NEAR, _BESIDE, _UNPLACED, _APART, _FAR, _NOWHERE = range(
    len(PLACE_LEVELS)
)


def _spots(a: Spot, b: Spot, within_a: Collection[str], within_b: Collection[str]) -> int:
    """The index of a level of ``PLACE_LEVELS``, nearest first.

    A village that no gazetteer holds may lie in any wide area that is named, and may be told by a longer name ("Maarrat X" and "X").
    """
    if (a.id and a.id == b.id) or (a.name == b.name and a.country == b.country):
        if is_wide(a) or is_wide(b):
            return _AREA if is_wide(a) and is_wide(b) else _INSIDE  # a town and its province, of one name
        return _SAME if a.precision == b.precision == 1 or not (a.id or b.id) else _AT
    if (b.id and b.id in within_a) or (a.id and a.id in within_b):
        return _INSIDE
    coarse_a, coarse_b = a.precision >= COARSE, b.precision >= COARSE
    if (coarse_b and a.admin1 and b.name == a.admin1) or (coarse_a and b.admin1 and a.name == b.admin1):
        return _INSIDE
    if a.country and b.country and a.country == b.country and (a.precision == 6) != (b.precision == 6):
        return _AREA
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        if _names_one(a.name, b.name):
            return _ALIKE
        return _SOMEWHERE if is_wide(a) or is_wide(b) else _UNPLACED
    km = distance_km(a.lat, a.lon, b.lat, b.lon)
    reach = RADIUS_KM.get(a.precision, 40.0) + RADIUS_KM.get(b.precision, 40.0)
    if km <= 1.0 and not (coarse_a or coarse_b):
        return _AT
    # Two quarters of one city lie within two kilometres, so exact places of other names are other places.
    if km <= reach and not a.precision == b.precision == 1:
        return _AREA if coarse_a or coarse_b else _NEAR
    return _BESIDE if km <= 15.0 else _APART if km <= 60.0 else _FAR


def _names_one(one: str, other: str) -> bool:
    """Whether the longer of two folded names ends with the other; short ones end many names."""
    short, long = sorted((one, other), key=len)
    return OWN_NAME <= len(short) < len(long) and long.endswith(short)


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """On a plane that touches the sphere between both points: within a per cent at the distances that matter here."""
    d_lon = abs(lon_a - lon_b)
    if d_lon > 180.0:
        d_lon = 360.0 - d_lon
    x = d_lon * math.cos(math.radians((lat_a + lat_b) / 2))
    return KM_PER_DEGREE * math.hypot(x, lat_a - lat_b)


def date(a: Gist, b: Gist) -> str:
    """The days told: one day, spans that meet, the day after, days apart. Undated claims by their publication alone.

    That one has no day is a level of its own: sharing a day is much of what makes a pair likely, so its lack counts. What is
    told without a day is mostly of the last days before it was published.
    """
    if a.first is None or a.last is None or b.first is None or b.last is None:
        if a.published is None or b.published is None:
            return "undated"
        if abs(a.published - b.published) > LONG_AGO:
            return "long ago"
        return "lately" if _lately(a, b) and _lately(b, a) else "undated"
    gap = max(a.first - b.last, b.first - a.last)
    if gap <= 0:
        longest = max(a.last - a.first, b.last - b.first)
        if longest < LONG_SPAN:
            return "same"
        return "meet" if longest < 5 else "period" if _one_period(a, b) else "vague"
    return "next" if gap == 1 else "days" if gap <= LONG_SPAN else "apart"


def _lately(a: Gist, b: Gist) -> bool:
    """Whether an undated claim was published with the other, or within days after what that tells; of a dated one, yes."""
    if a.first is not None or a.published is None or b.published is None:
        return True
    if b.last is None or b.first is None:
        return abs(a.published - b.published) < LONG_SPAN
    return b.last - b.first < LONG_SPAN and 0 <= a.published - b.last <= LONG_SPAN


def _one_period(a: Gist, b: Gist) -> bool:
    """Whether two periods are one: most of the longer is shared. Of totals, that grow with every report, both ends must fit."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    if CUMULATIVE & {a.kind, b.kind}:
        return max(abs(a.first - b.first), abs(a.last - b.last)) <= TOTAL_SLACK
    shared_days = min(a.last, b.last) - max(a.first, b.first) + 1
    return 2 * shared_days > max(a.last - a.first, b.last - b.first)


def toll(a: Gist, b: Gist) -> str:
    """Of the killed, else the injured, else the captured that both count. A large number agrees by chance less often."""
    for one, other in ((a.killed, b.killed), (a.injured, b.injured), (a.captured, b.captured)):
        if one is not None and other is not None:
            level = _ranges(one, other)
            return "risen" if level in ("close", "differ") and _has_risen(a, one, b, other) else level
    return UNKNOWN


def _has_risen(a: Gist, one: Range, b: Gist, other: Range) -> bool:
    """Whether the higher number was published days after the lower: the dead of one attack are found and counted for days."""
    if a.published is None or b.published is None:
        return False
    later = b.published - a.published if one[1] < other[0] else a.published - b.published
    return 0 < later <= LONG_SPAN


def _ranges(a: Range, b: Range) -> str:
    if a == b:
        return "equal, ten or more" if a[0] >= 10 else "equal"
    if a[0] <= b[1] and b[0] <= a[1]:
        return "meet"
    low, high = (a, b) if a[1] < b[0] else (b, a)
    return "close" if high[0] <= 2 * max(low[1], 1) else "differ"


def weapon(a: Gist, b: Gist) -> str:
    """Whether a word of the weapons' names is shared."""
    if not a.weapons or not b.weapons:
        return UNKNOWN
    return "other" if a.weapons.isdisjoint(b.weapons) else "same"


def speaker(a: Gist, b: Gist) -> str:
    """Whether somebody named is quoted by both. A denial comes from others than the claim, so it is not held against it."""
    if not a.named_speakers or not b.named_speakers or Status.DENIED in (a.status, b.status):
        return UNKNOWN
    return "other" if a.named_speakers.isdisjoint(b.named_speakers) else "same"


def wording(a: Gist, b: Gist) -> str:
    """How much of the shorter evidence stands in the longer: as a passage, or word by word.

    A copied sentence that tells of the fight and of what it led to says nothing of which of them another claim of it is. Nor does a
    sentence that tells two acts copy itself.
    """
    if a.document == b.document or min(a.words.bit_count(), b.words.bit_count()) < FEWEST_WORDS:
        return UNKNOWN
    if is_passage(a, b):
        return UNKNOWN if kind(a, b) in TWO_ACTS else "passage"
    part = shared(a.words, b.words)
    return "many" if part >= MANY else "some" if part >= SOME else "few"


def naming(a: Gist, b: Gist) -> str:
    """Whether two places lie apart, and the words of one do not name the place that was read for it, but name the other's.

    The place of such a claim stands elsewhere in its document, and so may be that of another happening. Wide areas are named everywhere.
    """
    return "other's" if (_names(a, b) or _names(b, a)) and place(a, b) in APART else UNKNOWN


def _names(a: Gist, b: Gist) -> bool:
    return not a.is_named and b.naming != 0 and not b.naming & ~a.words


def is_passage(a: Gist, b: Gist) -> bool:
    """Whether one evidence carries the other's run of words: eight shingles of three words or more, three in five of them.

    Fewer are shared by chance: a body's full name with its acronyms is a run of ten words in any report.
    """
    least = min(a.shingles.bit_count(), b.shingles.bit_count())
    return least >= PASSAGE_SHINGLES and (a.shingles & b.shingles).bit_count() > PASSAGE_SHARE * least


def is_hopeless(a: Gist, b: Gist) -> bool:
    """Whether days lie so far apart that only a copied passage could outweigh it, and there is none: not worth weighing."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    if a.first - b.last <= LONG_SPAN and b.first - a.last <= LONG_SPAN:
        return False
    return not is_passage(a, b)


def account(a: Gist, b: Gist) -> str:
    """Within one document a second claim by the same voice is another happening; by another voice it may be a rival account."""
    if a.document != b.document:
        return UNKNOWN
    if not a.voices.isdisjoint(b.voices):
        return "one voice"
    return "one document"


def status(a: Gist, b: Gist) -> str:
    """A denial is of the same happening, where the kinds are those of one event; what was only planned may have come otherwise.

    Of acts that differ under one type a denial is none of another's: who is not let out of one town says nothing of the next.
    """
    if a.status is b.status:
        return UNKNOWN
    if Status.DENIED in (a.status, b.status):
        relation = kind(a, b)
        return "denied" if relation in SAME_EVENT and relation != "loose" else UNKNOWN
    return "planned" if Status.PLANNED in (a.status, b.status) else UNKNOWN


COMPARISONS: dict[str, Callable[[Gist, Gist], str]] = {
    "kind": kind,
    "date": date,
    "place": place,
    "actor": actor,
    "target": target,
    "toll": toll,
    "weapon": weapon,
    "speaker": speaker,
    "wording": wording,
    "naming": naming,
    "account": account,
    "status": status,
}
