"""The gist of a claim: what is compared, in the form in which comparing is quick.

Linking a million claims means tens of millions of comparisons, so everything that can be worked out from one claim alone
is worked out once. A gist takes about a kilobyte and holds no text.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from reportedly.gazetteer.folding import fold
from reportedly.linking.habits import is_habit
from reportedly.linking.kin import Kin
from reportedly.linking.nouns import nations, nouns
from reportedly.linking.speakers import own_word, publisher_of, speakers_of
from reportedly.linking.wording import Wording, content_bits, wordings_of, words_of
from reportedly.model import Claim, ClaimType, Count, DateSpan, Mention, PlaceMention, Status

_OFTEN = 1 << 16  # the places, parties and speakers of a war are few and told often
_fold = lru_cache(_OFTEN)(fold)

Range = tuple[int, int]
Value = TypeVar("Value", bound=Hashable)
NO_UPPER = 10**9  # stands for an open upper bound within a Range, so that ranges compare as numbers
# What makes a claim odd, as bits: told in a wide area (or a town with the name of one), in a period, without a place that its words name, or
# near a place rather than in it.
AREA, MONTH, UNPLACED, NEARBY = 1, 2, 4, 8
LONG_SPAN = 3  # days; a longer span is a period
COARSE = 3  # precision of a place from which on it is an area, not a point


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a claim. `name` is its folded name; `id` is empty where no gazetteer knows it."""

    id: str
    name: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    precision: int


@dataclass(frozen=True, slots=True)
class Named:
    """A party of a claim: its id (or its folded words, marked with "=") and the line above it.

    `generic` are words that many parties go by: "rebels", "the army", "civilians".
    """

    key: str
    line: frozenset[str]
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Gist:
    """What of a claim is compared. Days are proleptic ordinals, both ends included; `None` where unknown.

    `naming` are the content words of the first place's name, and `is_named` says whether the evidence names any of the places; where it
    does not, the place was read from elsewhere in the document. `is_habit` says whether it tells of repeated or earlier acts. `odd` says
    whether the claim is told in or near an area, in a period, or without a place that its words name and somebody located, and so meets
    others under wider keys.
    """

    claim: str
    document: str
    publisher: str
    start: int
    published: int | None
    kind: ClaimType
    status: Status
    voices: frozenset[str]
    quoted: bool
    named_speakers: frozenset[str]
    actors: tuple[Named, ...]
    targets: tuple[Named, ...]
    spots: tuple[Spot, ...]
    within: frozenset[str]
    first: int | None
    last: int | None
    killed: Range | None
    injured: Range | None
    captured: Range | None
    weapons: frozenset[str]
    words: int
    shingles: int
    passages: tuple[int, ...]
    themes: tuple[int, ...]
    naming: int
    is_named: bool
    is_habit: bool = False
    odd: int = 0
    facets: tuple[int, ...] = field(default=(), compare=False, repr=False)  # what `scoring` knows of it

    @property
    def order(self) -> tuple[int, str]:
        """Earliest told first; the id decides between claims of one day."""
        return (self.published if self.published is not None else NO_UPPER, self.claim)


def gist(claim: Claim, kin: Kin) -> Gist:
    """The gist of the claim; `kin` tells to whom its parties belong."""
    return gists_of((claim,), kin)[0]


def gists_of(claims: Sequence[Claim], kin: Kin) -> list[Gist]:
    """The gist of each of the claims; of many at once in a fraction of the time."""
    told = wordings_of([claim.evidence.text for claim in claims])
    return [_gist(claim, kin, wording) for claim, wording in zip(claims, told, strict=True)]


def _gist(claim: Claim, kin: Kin, told: Wording) -> Gist:
    speakers = speakers_of(claim, kin)
    document = claim.document
    voices = tuple(speaker.key for speaker in speakers) or (own_word(claim, kin).key,)
    spots = _one(tuple(map(spot, claim.places)))
    names = [_name_bits(place.quote.text) for place in claim.places]
    is_named = any(bits & told.words == bits for bits in names)
    return Gist(
        claim=claim.id,
        document=document.id,
        publisher=publisher_of(document, kin).key,
        start=claim.evidence.start,
        published=_one(document.published.toordinal()) if document.published else None,
        kind=claim.type,
        status=claim.status,
        voices=_set(voices),
        quoted=bool(speakers),
        named_speakers=_set(tuple(speaker.key for speaker in speakers if "/" not in speaker.key)),
        actors=_parties(claim.actor, kin),
        targets=_parties(claim.target, kin),
        spots=spots,
        within=_set(tuple(part for place in claim.within for part in (place.place, _name(place)) if part)),
        first=_one(claim.date.start.toordinal()) if claim.date else None,
        last=_one(claim.date.end.toordinal()) if claim.date else None,
        killed=bounds(claim.killed),
        injured=bounds(claim.injured),
        captured=bounds(claim.captured),
        weapons=_weapons(tuple(quote.text for quote in claim.weapon)),
        words=told.words,
        shingles=told.shingles,
        passages=told.passages,
        themes=told.themes,
        naming=names[0] if names and not is_wide(spots[0]) else 0,
        is_named=is_named,
        is_habit=is_habit(claim),
        odd=_odd(spots, claim.date) | (0 if is_named and _is_located(spots) else UNPLACED),
    )


@lru_cache(_OFTEN)
def _one(value: Value) -> Value:
    """The value, and for an equal one the same: the places and days of a war stand in many claims."""
    return value


@lru_cache(_OFTEN)
def _set(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(values)


@lru_cache(_OFTEN)
def _weapons(told: tuple[str, ...]) -> frozenset[str]:
    """The words of the weapons' names; of "warplanes" and "jets" none, which differ in nothing, and no nation's, whose weapons differ."""
    return frozenset(word for text in told for word in words_of(text)) - nouns().aircraft - nations()


@lru_cache(_OFTEN)
def _name_bits(name: str) -> int:
    return content_bits(name)


def vagueness(gist: Gist) -> int:
    """How many of day, place and actor the claim leaves open or tells loosely."""
    return gist.odd.bit_count() + (not gist.actors)


def is_wide(spot: Spot) -> bool:
    """Whether the place is an area rather than a point."""
    return spot.precision >= COARSE and bool(spot.id)


def names_province(spot: Spot) -> bool:
    """Whether the place has the name of its province, for which it may stand: "Kherson" for a village of it."""
    return bool(spot.admin1) and spot.name == spot.admin1


def _odd(spots: tuple[Spot, ...], when: DateSpan | None) -> int:
    period = when is None or (when.end - when.start).days >= LONG_SPAN
    return (
        (AREA if any(is_wide(spot) or names_province(spot) for spot in spots) else 0)
        | (MONTH if period else 0)
        | (NEARBY if any(spot.precision == 2 for spot in spots) else 0)
    )


def _is_located(spots: tuple[Spot, ...]) -> bool:
    return any(spot.lat is not None for spot in spots)


def bounds(count: Count) -> Range | None:
    """The count as lowest and highest; ``None`` where nothing was counted."""
    return None if count.min is None and count.max is None else _range(count.min, count.max)


@lru_cache(_OFTEN)
def _range(least: int | None, most: int | None) -> Range:
    return (least or 0, NO_UPPER if most is None else most)


def named(mention: Mention, kin: Kin) -> Named:
    """The party of a mention. A proper name that no register knows is itself; a common noun is generic."""
    return _named(mention.party, mention.name, kin)


def _parties(mentions: Sequence[Mention], kin: Kin) -> tuple[Named, ...]:
    return _all_named(tuple((mention.party, mention.name) for mention in mentions), kin) if mentions else ()


@lru_cache(_OFTEN)
def _all_named(told: tuple[tuple[str | None, str], ...], kin: Kin) -> tuple[Named, ...]:
    return tuple(_named(party, name, kin) for party, name in told)


@lru_cache(_OFTEN)
def _named(party: str | None, name: str, kin: Kin) -> Named:
    if party is not None:
        return Named(party, frozenset(kin.line(party)))
    words = words_of(name)
    folded = "=" + " ".join(words)
    last = words[-1] if words else ""
    proper = name.split()[-1:] and name.split()[-1][0].isupper() and last not in nouns().generic
    return Named(folded if proper else f"={last}", frozenset((folded,)), generic=not proper)


def spot(place: PlaceMention) -> Spot:
    """The place of a mention. A direction beside it makes it less exact, whatever the gazetteer says."""
    precision = place.precision if place.precision is not None else COARSE
    if place.relation is not None and precision == 1:
        precision = 2
    name = place.name or place.quote.text
    return _spot(place.place or "", name, place.country or "", place.admin1, place.lat, place.lon, precision)


@lru_cache(_OFTEN)
def _spot(
    id_: str, name: str, country: str, admin1: str | None, lat: float | None, lon: float | None, precision: int
) -> Spot:
    return Spot(id_, _fold(name), country, _fold(admin1) if admin1 else "", lat, lon, precision)


def _name(place: PlaceMention) -> str:
    return _fold(place.name or place.quote.text)
