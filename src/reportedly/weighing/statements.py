"""What claims say about who holds a place: the events of an event calculus (Kowalski and Sergot 1986).

A gain begins a holding and ends another's, a withdrawal ends one, a statement of control says that one is under way, a
denial says that one is not. Fighting and siege change no holder; an attack beaten back denies that the attackers took the
place. A place is what the words name: "eastern Aleppo" is a part of its own, "near Aleppo" says nothing of Aleppo, a province is
not taken with its capital, and what is taken in a province is not the province. A claim that the reader is not sure of says nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from reportedly.gazetteer.folding import fold
from reportedly.linking.gist import Named, named
from reportedly.linking.kin import Kin
from reportedly.linking.wording import words_of
from reportedly.model import Claim, ClaimType, Mention, PlaceMention, Status
from reportedly.weighing.voices import Carried
from reportedly.weighing.words import words

SURE = 2 / 3  # of claims given less, more than one in three is none: too many to move a front
PROVINCE = 4  # precision of a place from which on it is a province or wider
_TAKING = (ClaimType.TERRITORY_GAIN, ClaimType.WITHDRAWAL)


class Act(StrEnum):
    """What a statement does to a holding."""

    GAIN = "gain"
    LOSE = "lose"
    HOLD = "hold"
    NOT = "not"
    REPEL = "repel"
    CLASH = "clash"
    SIEGE = "siege"


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim about one place and one party. Days are ordinals; a statement without a day is of its publication.

    ``party`` is ``None`` where a place changed hands without a name, and for fighting and siege.
    """

    act: Act
    place: str
    place_name: str
    party: Named | None
    first: int
    last: int
    voices: tuple[str, ...]
    claim: str
    order: tuple[int, bool, int, str, int]


def statements(items: Mapping[str, Carried], kin: Kin) -> list[Statement]:
    """The statements of the claims, in the order of the days they tell of, then of publication and of the text;
    what is taken again on a day comes after what is taken.

    Echoes say nothing of their own, so only the claim that others repeat speaks, if it or one of them was read surely enough. What was only planned or possible, and what
    has neither day nor publication, changes nothing.
    """
    sure = {item.root for item in items.values() if item.claim.confidence is None or item.claim.confidence >= SURE}
    speaking = (item for item in items.values() if item.root == item.claim.id and item.root in sure)
    found = [one for item in speaking for one in _of(item, kin)]
    return sorted(found, key=lambda one: (one.order, one.place, one.act))


def place_of(place: PlaceMention) -> tuple[str, str] | None:
    """The key and name of what the words name, or ``None`` where they name ground outside it."""
    name = place.name or place.quote.text
    key = place.place or f"={fold(name)}"
    if place.relation is None:
        return key, name
    relation = place.relation.casefold()
    if place.distance_km is not None:
        return None
    return (f"{key}#{relation}", f"{relation} {name}") if relation in words().parts else None


def _of(item: Carried, kin: Kin) -> Iterator[Statement]:
    claim, gist = item.claim, item.gist
    first, last = gist.first, gist.last
    if first is None or last is None:
        if gist.published is None:
            return
        first = last = gist.published
    voices = tuple(speaker.key for speaker in item.speakers)
    again = claim.trigger.text.casefold() in words().again
    order = (first, again, gist.published or first, gist.document, gist.start)
    for place in claim.places:
        where = place_of(place)
        if where is None or (claim.type in _TAKING and (place.precision or 0) >= PROVINCE):
            continue
        for act, party in _acts(claim, kin):
            yield Statement(act, *where, party, first, last, voices, claim.id, order)


def _acts(claim: Claim, kin: Kin) -> Iterator[tuple[Act, Named | None]]:
    actor, target = _first(claim.actor, kin), _first(claim.target, kin)
    if claim.status is Status.OCCURRED:
        if claim.type is ClaimType.TERRITORY_GAIN:
            if actor is None and target is not None:
                yield Act.LOSE, target
            elif actor is not None:
                yield Act.GAIN, actor
        elif claim.type is ClaimType.WITHDRAWAL and actor is not None:
            yield Act.LOSE, actor
            if target is not None and not target.generic:
                yield Act.GAIN, target
        elif claim.type is ClaimType.CONTROL and actor is not None:
            yield Act.HOLD, actor
        elif claim.type is ClaimType.ARMED_CLASH:
            yield Act.CLASH, None
            if target is not None and claim.trigger.text.casefold() in words().repelling:
                yield Act.REPEL, target
        elif claim.type is ClaimType.SIEGE:
            yield Act.SIEGE, None
    elif claim.status is Status.DENIED:
        if claim.type in (ClaimType.TERRITORY_GAIN, ClaimType.CONTROL):
            yield Act.NOT, actor
        elif claim.type is ClaimType.WITHDRAWAL and actor is not None:
            yield Act.HOLD, actor


def _first(mentions: Iterable[Mention], kin: Kin) -> Named | None:
    """The first party with an entry in the register, else the first named, else the first whose noun tells a side.

    "The commander" or "organizations" hold nothing by themselves, "forces" may be anybody's, and who reports, helps or observes
    holds no ground.
    """
    found = [one for mention in mentions if (one := _holder(mention, kin)) is not None]
    found.sort(key=lambda one: (one.key.startswith("="), one.generic))
    return found[0] if found else None


def _holder(mention: Mention, kin: Kin) -> Named | None:
    """The party of a mention as one that may hold a place; "army units" are the army."""
    one = named(mention, kin)
    if mention.party is not None:
        return one if kin.holds_ground(mention.party) else None
    if not one.generic:
        return one
    sides = [word for word in words_of(mention.name) if word in words().holders]
    return replace(one, key=f"={sides[-1]}") if sides else None
