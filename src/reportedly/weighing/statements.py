"""What claims say about who holds a place: the events of an event calculus (Kowalski and Sergot 1986).

A gain begins a holding and ends another's, a withdrawal ends one, a statement of control says that one is under way, a
denial says that one is not. Fighting and siege change no holder, nor does an advance that is not told into the place; an attack
beaten back denies that the attackers took the place. Which ground is meant, `grounds` tells. A claim that the reader is not sure
of says nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from reportedly.gazetteer.folding import fold
from reportedly.linking.gist import Named, named
from reportedly.linking.kin import Kin
from reportedly.linking.wording import words_of
from reportedly.model import HOLDING, Claim, ClaimType, Mention, Status
from reportedly.weighing.clauses import (
    actors,
    drives,
    drives_others,
    is_divided,
    is_over,
    is_told_loser,
    is_unreal,
    leaves,
    may_hold,
    only_enters,
    only_leaves,
    only_nears,
    only_things,
)
from reportedly.weighing.grounds import grounds
from reportedly.weighing.voices import Carried
from reportedly.weighing.words import words

SURE = 0.6  # of claims given more that told of a taking, in reports held apart, 51 of 55 were claims; of those given less few tell of one
DENIED = 0.5  # … a denial moves no front, and is only held against one: it need not be as sure
PEOPLE, STATE = "people:", "state:"


class Act(StrEnum):
    """What a statement does to a holding."""

    GAIN = "gain"
    LOSE = "lose"
    HOLD = "hold"
    PART = "part"  # another holds a part of it
    NOT = "not"
    REPEL = "repel"
    CLASH = "clash"
    SIEGE = "siege"


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim about one place and one party. Days are ordinals; a statement without a day is of its publication.

    ``party`` is ``None`` where a place changed hands without a name, and for fighting and siege. ``wide`` is a province or more, and
    ``country`` the place's, where it is known.
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
    country: str = ""
    wide: bool = False
    loser: Named | None = None  # from whom a gain is told to be
    dated: bool = True

    @property
    def document(self) -> str:
        """The document that says it."""
        return self.order[3]


def statements(items: Mapping[str, Carried], kin: Kin) -> list[Statement]:
    """The statements of the claims, in the order of the days they tell of, then of publication and of the text;
    what is taken again on a day comes after what is taken.

    Echoes say nothing of their own, so only the claim that others repeat speaks, if it or one of them was read surely enough: a denial moves
    no front, and needs less. What was only planned or possible, and what has neither day nor publication, changes nothing.
    """
    sure = {item.root for item in items.values() if _is_sure(item.claim)}
    speaking = (item for item in items.values() if item.root == item.claim.id and item.root in sure)
    found = [one for item in speaking for one in _of(item, kin)]
    return sorted(found, key=lambda one: (one.order, one.place, one.act))


def _is_sure(claim: Claim) -> bool:
    return claim.confidence is None or claim.confidence >= (DENIED if claim.status is Status.DENIED else SURE)


def _of(item: Carried, kin: Kin) -> Iterator[Statement]:
    claim, gist = item.claim, item.gist
    days = _days(item)
    acts = list(_acts(claim, kin)) if days else []
    if days is None or not acts:
        return
    first, last = days
    voices = tuple(speaker.key for speaker in item.speakers)
    again = claim.trigger.text.casefold() in words().again
    order = (first, again, gist.published or first, gist.document, claim.trigger.start)
    loser = _loser(claim, kin) if claim.type is ClaimType.TERRITORY_GAIN or drives(claim) else None
    for ground in grounds(claim):
        for act, party in acts:
            yield Statement(
                act,
                ground.key,
                ground.name,
                party,
                first,
                last,
                voices,
                claim.id,
                order,
                ground.country,
                ground.wide,
                loser,
                gist.first is not None,
            )


def _days(item: Carried) -> tuple[int, int] | None:
    """The days that are told; without a day, that of publication. A span that goes on beyond publication is known until then."""
    first, last, published = item.gist.first, item.gist.last, item.gist.published
    if first is None or last is None:
        return None if published is None else (published, published)
    return first, last if published is None or published < first else min(last, published)


def _acts(claim: Claim, kin: Kin) -> Iterator[tuple[Act, Named | None]]:
    if claim.status is Status.OCCURRED and claim.type in HOLDING:
        yield from _held(claim, kin)
    elif claim.status is Status.OCCURRED and claim.type is ClaimType.ARMED_CLASH:
        yield Act.CLASH, None
        target = _first(claim.target, claim, kin)
        if target is not None and claim.trigger.text.casefold() in words().repelling:
            yield Act.REPEL, target
    elif claim.status is Status.OCCURRED and claim.type is ClaimType.SIEGE:
        yield Act.SIEGE, None
    elif claim.status is Status.DENIED:
        actor = _actor(claim, kin)
        if claim.type in (ClaimType.TERRITORY_GAIN, ClaimType.CONTROL):
            yield Act.NOT, actor
        elif claim.type is ClaimType.WITHDRAWAL and actor is not None:
            yield Act.HOLD, actor


def _held(claim: Claim, kin: Kin) -> Iterator[tuple[Act, Named | None]]:
    """Who took, left or holds ground by the claim's words."""
    actor = _actor(claim, kin)
    if claim.type is ClaimType.CONTROL:
        if actor is not None and not is_over(claim) and not is_divided(claim):
            yield Act.HOLD, actor
    elif is_unreal(claim):
        return
    elif claim.type is ClaimType.WITHDRAWAL:
        if not only_things(claim):
            yield from _left(claim, actor, _first(claim.target, claim, kin))
    elif leaves(claim):
        yield from _left(claim, actor, None)
    elif only_nears(claim):
        yield Act.CLASH, None
    elif only_leaves(claim):
        return
    elif actor is not None:
        yield Act.GAIN, actor
    elif not only_enters(claim) and (loser := _loser(claim, kin)) is not None:
        yield Act.LOSE, loser


def _actor(claim: Claim, kin: Kin) -> Named | None:
    """Who by the words took, left or holds it, or is denied to; of "rebel-held X" whoever the compound names."""
    at = claim.trigger
    inside = [one for one in claim.actor if one.quote.where == at.where and at.start <= one.quote.start < at.end]
    return _first((mention for mention in inside or actors(claim) if may_hold(claim, mention)), claim, kin)


def _loser(claim: Claim, kin: Kin) -> Named | None:
    """From whom the words say that it was taken."""
    found = _first((mention for mention in claim.target if is_told_loser(claim, mention)), claim, kin)
    return found if found is not None and _is_known(found) else None


def _left(claim: Claim, actor: Named | None, target: Named | None) -> Iterator[tuple[Act, Named | None]]:
    """Who left and to whom; of "X drove Y out" it is Y who left, and X to whom."""
    if drives(claim):
        if not claim.target:  # who drove whom out is not told
            if actor is not None and _is_known(actor) and drives_others(claim):
                yield Act.GAIN, actor
            return
        actor, target = target, actor
    if actor is not None and _is_known(actor):
        yield Act.LOSE, actor
        if target is not None and not target.generic:
            yield Act.GAIN, target


def _is_known(party: Named) -> bool:
    """Whether the register has it or its noun tells a side: of other words nobody knows whether they name a holder at all."""
    return party.generic or not party.key.startswith("=")


def _first(mentions: Iterable[Mention], claim: Claim, kin: Kin) -> Named | None:
    """The first party with an entry in the register, else the first named, else the first whose noun tells a side.

    "The commander" or "organizations" hold nothing by themselves, "forces" may be anybody's unless it is told who leads them, and who reports, helps or observes
    holds no ground, nor does a place that was taken.
    """
    places = {fold(name) for place in claim.places for name in (place.name, place.quote.text) if name}
    parties = (mention for mention in mentions if mention.party is not None or fold(mention.name) not in places)
    found = [one for mention in parties if (one := _holder(mention, kin)) is not None]
    found.sort(key=lambda one: (one.key.startswith("="), one.generic))
    return found[0] if found else None


def _holder(mention: Mention, kin: Kin) -> Named | None:
    """The party of a mention as one that may hold a place; "army units" are the army."""
    if mention.party is not None and mention.party.startswith(
        PEOPLE
    ):  # "the Russians" who hold a town are their state's
        mention = replace(mention, party=mention.party.replace(PEOPLE, STATE, 1))
    one = named(mention, kin)
    if mention.party is not None:
        return one if kin.holds_ground(mention.party) else None
    if not one.generic:
        return one
    sides = [word for word in words_of(mention.name) if word in words().holders]
    if sides:
        return replace(one, key=f"={sides[-1]}")
    return replace(one, key=f"={mention.name.casefold()}") if _is_led(mention.name) else None


def _is_led(name: str) -> bool:
    """Whether the words tell whose forces they are: "Kurdish-led forces"."""
    compound = (word.rpartition("-") for word in name.split())
    return any(whose[:1].isupper() and how.casefold() in words().led for whose, _, how in compound)
