"""What cannot all be true: rival actors, tolls that do not meet, a place or day beyond precision, whether it happened at all.

A dispute is a record of who says what and since when, not an error to be mended. Two positions make one only where no
reading of the words lets both be true: "17 or more" and "31" agree, "14" and "150 or more" do not; a party and its own army
agree, two parties that are no kin do not. A voice disputes others, not itself: what it said before, it has corrected.

Claims dispute each other by what their own words say. A toll, an actor or a place that was read from sentences away makes no dispute,
nor do tolls of places that are named apart.

A denial is of two sorts. Who denies his own part ("Russia denied that its aircraft had bombed the town") disputes the actor;
who denies another's ("the command denied that the town had been captured") disputes that it happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from reportedly.incident_model import Dispute, Position, Slot
from reportedly.linking.comparisons import AGREED, SAME_EVENT, actor, kind, target
from reportedly.linking.gist import COARSE, Gist, Named, Range, Spot, named, spot
from reportedly.linking.kin import Kin
from reportedly.linking.whereabouts import APART, RADIUS_KM, distance_km, is_capital, place
from reportedly.linking.wording import shared, words_of
from reportedly.model import ClaimType, Status
from reportedly.weighing.clauses import telling
from reportedly.weighing.values import COUNTED, earliest, position, said
from reportedly.weighing.voices import Carried
from reportedly.weighing.words import words

# The types that one side does to another. Of talks and truces all parties are actors, of a clash both sides, and who leaves a
# place is not who takes it.
DONE_BY_ONE = frozenset(ClaimType) - {
    ClaimType.ARMED_CLASH, ClaimType.CEASEFIRE, ClaimType.DIPLOMACY, ClaimType.WITHDRAWAL, ClaimType.CONTROL, ClaimType.HUMANITARIAN,
    ClaimType.DISPLACEMENT, ClaimType.CASUALTIES, ClaimType.PROTEST,
}  # fmt: skip
LIKELY = 0.6  # of claims given less, two in five are none: too many for their numbers to dispute others
ALIKE = 0.3  # shared words from which on claims of a loose type are of one act
HAPPENED, NOT = "it happened", "it did not happen"
Opposed = Callable[[Iterable[str], Iterable[str]], bool]


def disputes(items: Mapping[str, Carried], kin: Kin, opposed: Opposed) -> tuple[Dispute, ...]:
    """The disputes among the claims of one incident; `opposed` tells whether voices of two sets stand against each other."""
    found = [
        _happening(items, kin),
        _actor(items, kin),
        *(_toll(slot, items) for slot in COUNTED),
        _place(items),
        _day(items),
    ]
    return tuple(_with_sides(dispute, opposed) for dispute in found if dispute is not None)


def _with_sides(dispute: Dispute, opposed: Opposed) -> Dispute:
    pairs = combinations(dispute.positions, 2)
    return Dispute(dispute.slot, dispute.positions, dispute.since, any(opposed(a.voices, b.voices) for a, b in pairs))


def _roots(items: Mapping[str, Carried], *statuses: Status) -> list[Carried]:
    return [item for item in items.values() if item.root == item.claim.id and item.gist.status in statuses]


def _position(value: str, items: Sequence[Carried]) -> Position:
    voices = dict.fromkeys(speaker.key for item in items for speaker in item.speakers)
    since = earliest(item.claim.document.published for item in items)
    return Position(value, tuple(voices), tuple(item.claim.id for item in items), since)


def _dispute(slot: Slot, positions: Sequence[Position]) -> Dispute:
    """Since the day on which the second position was heard."""
    days = sorted(day for one in positions if (day := one.since) is not None)
    return Dispute(slot, tuple(positions), days[1] if len(days) > 1 else None)


def _happening(items: Mapping[str, Carried], kin: Kin) -> Dispute | None:
    said_so = _roots(items, Status.OCCURRED)
    accused = any(not party.generic for item in said_so for party in item.gist.actors)
    denied: list[Carried] = []
    claimed: dict[str, Carried] = {}
    known: dict[tuple[object, ...], bool] = {}  # what denials of one gist deny is looked for once
    for item in _roots(items, Status.DENIED):
        if accused and denies_own_part(item, kin):
            continue
        mine, own = item.gist, denies_own_part(item, kin)
        told = (
            mine.kind,
            mine.actors,
            mine.targets,
            mine.words if mine.kind in words().loose else (),
            own,
            _is_near(mine),
        )
        if told not in known:
            meant = {one.claim.id: one for one in _denied_by(item, said_so, kin, own=own)}
            known[told] = bool(meant)
            claimed |= meant
        if known[told]:
            denied.append(item)
    return _rivals("happened", (_position(HAPPENED, [*claimed.values()]), _position(NOT, denied))) if denied else None


def _denied_by(denial: Carried, said_so: Sequence[Carried], kin: Kin, *, own: bool) -> list[Carried]:
    """What the denial denies: claims of its event, and of its actor and its target where any have these.

    To deny a toll denies no attack, to deny a retreat denies no fight, to deny what somebody did denies nothing of which nobody
    is told to have done it, and what is denied of a town denies nothing of a province. To deny that civilians were hit denies no
    hit on soldiers. Where types are loose, two claims of one type may tell of very different acts. Who denies his `own` part
    denies no act that is told of another.
    """
    mine = denial.gist
    found = [one for one in said_so if kind(mine, one.gist) in SAME_EVENT and _is_as_exact(mine, one.gist)]
    if (whom := _armed(mine, kin)) is not None:
        found = [one for one in found if _armed(one.gist, kin) in (whom, None)]
    if mine.kind is ClaimType.CASUALTIES:
        found = [one for one in found if one.gist.kind is mine.kind]
    if own:
        found = [one for one in found if not one.gist.actors or actor(mine, one.gist) in AGREED]
    elif mine.actors:
        found = [one for one in found if one.gist.actors]
    if mine.kind in words().loose:
        found = [one for one in found if actor(mine, one.gist) in AGREED or shared(mine.words, one.gist.words) >= ALIKE]
    for compare in (actor, target):
        found = [one for one in found if compare(mine, one.gist) in AGREED] or found
    return found


def _armed(gist: Gist, kin: Kin) -> bool | None:
    """Whether those hit bear arms, where all that are told do or all are told to be without; else None, as of a market or a state."""
    hit = [(party.key.removeprefix("="), party.key.startswith("=")) for party in gist.targets]
    if not hit:
        return None
    if all(key in words().armed if by_word else kin.bears_arms(key) for key, by_word in hit):
        return True
    return False if all(by_word and key in words().unarmed for key, by_word in hit) else None


def _is_as_exact(denial: Gist, claim: Gist) -> bool:
    """Whether the claim is not told only of a wide area in which the denial names a place."""
    wide = bool(claim.spots) and all(one.precision > COARSE for one in claim.spots)
    return not (wide and _is_near(denial))


def _is_near(gist: Gist) -> bool:
    return bool(gist.spots) and all(one.precision <= COARSE for one in gist.spots)


def denies_own_part(item: Carried, kin: Kin) -> bool:
    """Whether the denier speaks for the party whose act is denied, by the register or by the same word ("the coalition")."""
    spoken = {word for mention in item.claim.said_by for word in words_of(mention.name)}
    accused = {word for mention in item.claim.actor for word in words_of(mention.quote.text)}
    if (
        any(party.generic and party.key[1:] in spoken for party in item.gist.actors)
        or spoken & accused & words().holders
    ):
        return True  # a coalition spokesman for the coalition
    lines = {above for party in item.gist.actors for above in party.line}
    own = {above for speaker in item.speakers if speaker.party for above in kin.line(speaker.party)}
    return bool(lines & own)


def _actor(items: Mapping[str, Carried], kin: Kin) -> Dispute | None:
    """Rival actors among those of the register: a name that it does not hold may belong to any of them.

    Parties that one claim names together are no rivals, nor is one that no claim names in its own words, unless it denies its part.
    """
    rivals_of: list[tuple[Named, dict[str, Carried]]] = []
    for item in _roots(items, Status.OCCURRED, Status.POSSIBLE):
        for party in item.gist.actors if item.gist.kind in DONE_BY_ONE else ():
            if party.key.startswith("="):
                continue
            who = next((who for known, who in rivals_of if _one(known, party)), None)
            if who is None:
                rivals_of.append((party, {item.claim.id: item}))
            else:
                who.setdefault(item.claim.id, item)
    claims = [who.keys() for _, who in rivals_of]
    told = [i for i, (party, who) in enumerate(rivals_of) if any(_names(item, party, kin) for item in who.values())]
    rivals = {i for a, b in combinations(told, 2) if claims[a].isdisjoint(claims[b]) for i in (a, b)}
    denials: dict[tuple[str, ...], tuple[str, list[Carried]]] = {}
    for item in _roots(items, Status.DENIED):
        blamed = {i for i, (party, _) in enumerate(rivals_of) if any(_one(party, own) for own in item.gist.actors)}
        if all(own.generic for own in item.gist.actors):
            blamed = set(range(len(rivals_of)))  # "the coalition denied it": who was named is who is meant
        if blamed and denies_own_part(item, kin):
            rivals |= blamed
            names = " or ".join(_name(own, kin) for own in item.gist.actors)
            voices = tuple(speaker.key for speaker in item.speakers)  # who denies it twice has one position
            denials.setdefault(voices, (f"not {names}", []))[1].append(item)
    blamed_parties = [_position(_name(rivals_of[i][0], kin), [*rivals_of[i][1].values()]) for i in sorted(rivals)]
    return _rivals("actor", [*blamed_parties, *(_position(value, who) for value, who in denials.values())])


def _names(item: Carried, party: Named, kin: Kin) -> bool:
    """Whether the claim's own words name the party as its actor; what a person put down is taken as it is."""
    claim = item.claim
    return claim.confidence is None or any(
        _one(named(mention, kin), party) and telling(claim, mention.quote) is not None for mention in claim.actor
    )


def _one(a: Named, b: Named) -> bool:
    return a.key == b.key or not a.line.isdisjoint(b.line)


def _name(party: Named, kin: Kin) -> str:
    return party.key[1:] if party.key.startswith("=") else kin.name(party.key)


def _toll(slot: Slot, items: Mapping[str, Carried]) -> Dispute | None:
    if slot not in COUNTED:
        return None
    latest = said(slot, items)
    ranges: dict[Range, list[tuple[str, Carried]]] = {}
    for voice, (counted, item) in latest.items():
        ranges.setdefault(counted, []).append((voice, item))
    rivals = {
        one
        for a, b in combinations(ranges, 2)
        if (a[1] < b[0] or b[1] < a[0]) and any(_may_count_one(x, y) for _, x in ranges[a] for _, y in ranges[b])
        for one in (a, b)
    }
    if not rivals:
        return None
    return _dispute(slot, [position(counted, ranges[counted]) for counted in sorted(rivals)])


def _may_count_one(a: Carried, b: Carried) -> bool:
    """Whether two tolls may be of one attack: told surely enough, and of no places that their own words name apart."""
    if any(one.claim.confidence is not None and one.claim.confidence < LIKELY for one in (a, b)):
        return False
    mine, theirs = (replace(one.gist, spots=_own_spots(one)) for one in (a, b))
    return not mine.spots or not theirs.spots or place(mine, theirs) not in APART


def _own_spots(item: Carried) -> tuple[Spot, ...]:
    return tuple(spot(one) for one in item.claim.places if telling(item.claim, one.quote) is not None)


def _place(items: Mapping[str, Carried]) -> Dispute | None:
    """Two named places, each told exactly, further from each other than their precisions allow, of which neither may stand for its province."""
    told: list[tuple[Spot, list[Carried]]] = []
    for item in _roots(items, Status.OCCURRED):
        exact = [one for one in item.gist.spots if one.precision < COARSE and one.lat is not None]
        if len(exact) != 1:
            continue  # several places are an area, and any of them may be meant
        for here, who in told:
            if _near(here, exact[0]):
                who.append(item)
                break
        else:
            told.append((exact[0], [item]))
    return _rivals("place", [_position(here.name, who) for here, who in told])


def _near(a: Spot, b: Spot) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None or is_capital(a, b):
        return True
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= RADIUS_KM[min(a.precision, 6)] + RADIUS_KM[min(b.precision, 6)]


def _day(items: Mapping[str, Carried]) -> Dispute | None:
    """Days that do not meet. A night belongs to two days, so neighbouring days do meet."""
    told: list[tuple[Gist, list[Carried]]] = []
    for item in _roots(items, Status.OCCURRED):
        if item.gist.first is None:
            continue
        for gist, who in told:
            if _meet(gist, item.gist):
                who.append(item)
                break
        else:
            told.append((item.gist, [item]))
    return _rivals("date", [_position(_days(gist), who) for gist, who in told])


def _meet(a: Gist, b: Gist) -> bool:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return True
    return max(a.first - b.last, b.first - a.last) <= 1


def _days(gist: Gist) -> str:
    first, last = (date.fromordinal(day) if day else None for day in (gist.first, gist.last))
    return f"{first}" if first == last else f"{first} to {last}"


def _rivals(slot: Slot, positions: Sequence[Position]) -> Dispute | None:
    voices = {voice for one in positions for voice in one.voices}
    return _dispute(slot, positions) if len(positions) > 1 and len(voices) > 1 else None
