"""Who holds a place from when until when, by whose word.

Each voice has a timeline of its own, in which what it said last holds until it says otherwise (inertia). A timeline of all
voices together takes told handovers as they come. A state said against the holder soon after, with no handover told by
anybody, a denial, or two captures of one day by rival tellings, is a dispute: then nobody's word is preferred. Long after
the last word on a holder a new one is no contradiction, only a handover at an unknown time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportedly.incident_model import Dispute, Holding, Takeover
from reportedly.linking.gist import Named
from reportedly.linking.kin import Kin
from reportedly.model import Claim
from reportedly.weighing.hands import Hands
from reportedly.weighing.sides import NoSides, Sides
from reportedly.weighing.statements import Act, Statement, statements
from reportedly.weighing.timeline import Timeline
from reportedly.weighing.voices import carried


@dataclass(frozen=True, slots=True)
class Timelines:
    """The holdings by each voice and by all together, and the disputes over holders by place."""

    by_voice: tuple[Holding, ...]
    together: tuple[Holding, ...]
    disputes: tuple[tuple[str, Dispute], ...]


def holdings(
    claims: Iterable[Claim],
    kin: Kin,
    *,
    sides: Sides | None = None,
    takeovers: Sequence[Takeover] = (),
    as_of: date | None = None,
) -> Timelines:
    """The timelines of every place that the claims name, from what was published by `as_of` where a day is given.

    `sides` tell who is allied with whom; without them only kin are one hand. Several parties may hold parts of a province, so that each has
    a timeline of its own there.
    """
    hands = Hands(kin, sides or NoSides())
    known = [claim for claim in claims if as_of is None or (claim.document.published or as_of) <= as_of]
    by_place: dict[str, list[Statement]] = defaultdict(list)
    for one in statements(carried(known, kin, takeovers), kin):
        by_place[one.place].append(one)
    _tell_parts(by_place)
    own: list[Holding] = []
    together: list[Holding] = []
    disputes: list[tuple[str, Dispute]] = []
    for place, said in sorted(by_place.items()):
        for part in _by_hand(said, hands) if said[0].wide else [said]:
            for voice in sorted({voice for one in part for voice in one.voices}):
                own += Timeline(hands, voice).run([one for one in part if voice in one.voices])
            joint = Timeline(hands, None)
            together += joint.run(part)
            disputes += [(place, dispute) for dispute in joint.disputes()]
    return Timelines(tuple(own), tuple(together), tuple(disputes))


def _tell_parts(by_place: Mapping[str, list[Statement]]) -> None:
    """What is said of a part or site that bears on the whole, and the other way round.

    What a document denies of a place, or tells as beaten back, it says of the part whose capture it tells too: "They took the airport of
    X. The army said that nobody had set foot on it" is read as said of X. And who holds a part keeps it from who took the whole.
    """
    for place, said in list(by_place.items()):
        base = place.partition("#")[0]
        if base == place or base not in by_place:
            continue
        whole, told = by_place[base], {one.document for one in said if one.act is Act.GAIN}
        denied = [one for one in whole if one.act in (Act.NOT, Act.REPEL) and one.document in told]
        kept = [
            replace(one, act=Act.PART, place=base, place_name=whole[0].place_name)
            for one in said
            if one.act is Act.HOLD
        ]
        said += [replace(one, place=place, place_name=said[0].place_name) for one in denied]
        whole += kept
        for both in (said, whole):
            both.sort(key=lambda one: (one.order, one.act))


def _by_hand(said: Iterable[Statement], hands: Hands) -> list[list[Statement]]:
    """The statements on a province by the party that they speak of; what speaks of none is of all."""
    parts: list[tuple[Named, list[Statement]]] = []
    of_all: list[Statement] = []
    for one in said:
        if one.party is None:
            of_all.append(one)
            continue
        for party, part in parts:
            if hands.one(party, one.party, one.country, one.first):
                part.append(one)
                break
        else:
            parts.append((one.party, [one]))
    return [sorted([*part, *of_all], key=lambda one: one.order) for _, part in parts]


def holders_on(found: Iterable[Holding], place: str, day: date, within: Sequence[str] = ()) -> tuple[Holding, ...]:
    """The holdings of the place that may be under way on that day; where there is none, those of the nearest place around.

    `within` are the keys of the places that the place lies in, nearest first. What is inherited says from where: it is less
    exact, for a district may be held without one of its villages.
    """
    held = list(found)
    around = ((place.split("#")[0],) if "#" in place else ()) + tuple(within)  # a part of a city lies in the city
    for key in (place, *around):
        there = tuple(one for one in held if one.place == key and may_hold(one, day))
        if there:
            return there if key == place else tuple(replace(one, place=place, inherited_from=key) for one in there)
    return ()


def may_hold(holding: Holding, day: date) -> bool:
    """Whether the holding may be under way on that day."""
    begun = holding.since.earliest is None or holding.since.earliest <= day
    return begun and (holding.until is None or holding.until.latest is None or day <= holding.until.latest)


def by_place(found: Iterable[Holding]) -> Mapping[str, list[Holding]]:
    """The holdings by place, each in order."""
    places: dict[str, list[Holding]] = defaultdict(list)
    for one in found:
        places[one.place].append(one)
    return places
