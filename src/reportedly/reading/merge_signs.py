"""The signs that two tellings of a document tell one event: types, parties, place, day, toll, wording and distance.

Each is a weak one; how much it counts was estimated on annotated reports (`linear`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.gazetteer.place import great_circle_km
from reportedly.lexicon.telling_words import load
from reportedly.model import ClaimType
from reportedly.reading.opinion import Opinion
from reportedly.reading.opinion_signs import same_opinion
from reportedly.reading.parts import Candidate, Draft, Phrase, Spot, Unit
from reportedly.reading.wording import Wording

ALIKE = (0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8)  # parts of the lighter sentence that another shares
WEIGHTS = (2, 5, 10, 15, 25)  # of the words that two sentences share
LIKELY = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
KM = (0.5, 5, 20, 60)
BEFORE = 60  # characters before a trigger in which it may be set apart

VIOLENT = frozenset(
    {
        ClaimType.ARMED_CLASH,
        ClaimType.AIR_STRIKE,
        ClaimType.SHELLING,
        ClaimType.BOMBING,
        ClaimType.CHEMICAL_ATTACK,
        ClaimType.VIOLENCE_AGAINST_CIVILIANS,
        ClaimType.CASUALTIES,
        ClaimType.DESTRUCTION,
    }
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a draft is compared: the words of its parties and places, its days, its tolls."""

    actor: frozenset[str]
    target: frozenset[str]
    places: frozenset[str]
    days: tuple[object, object] | None
    killed: tuple[int | None, int | None] | None
    definite: bool


def profile(draft: Draft, units: Sequence[Unit]) -> Profile:
    """The draft as the comparison sees it."""
    killed = next(((toll.min, toll.max) for toll in draft.tolls if toll.kind == "killed"), None)
    days = (draft.date[1].days.start, draft.date[1].days.end) if draft.date else None
    definite = any(child.lower_ in {"the", "this", "these"} for child in draft.candidate.head.children)
    return Profile(
        _words(draft.actor, units),
        _words(draft.target, units),
        _names(draft.places),
        days,
        killed,
        definite and draft.candidate.entry.pos == "noun",
    )


def _words(phrases: Sequence[Phrase], units: Sequence[Unit]) -> frozenset[str]:
    out: set[str] = set()
    for phrase in phrases:
        text = units[phrase.unit].sentence.text[phrase.start : phrase.end]
        out |= {word.strip("'’\"").removesuffix("s") for word in text.lower().split()} - load().light
    return frozenset(out)


def _names(spots: Sequence[Spot]) -> frozenset[str]:
    return frozenset(
        spot.resolved.place.id if spot.resolved.place else spot.resolved.toponym.text.lower() for spot in spots
    )


class Pairs:
    """Compares the drafts of one document."""

    def __init__(self, drafts: Sequence[Draft], units: Sequence[Unit], opinion: Opinion | None = None) -> None:
        self._units, self._opinion = units, opinion
        self._wording = Wording(units, (draft.candidate.unit for draft in drafts))
        self._profiles = {id(draft): profile(draft, units) for draft in drafts}

    def signs(self, first: Draft, second: Draft) -> tuple[str, ...]:
        """The signs that two drafts, `first` before `second`, tell the same event."""
        ca, cb = first.candidate, second.candidate
        types = "same" if ca.type == cb.type else "violent" if {ca.type, cb.type} <= VIOLENT else "other"
        gap = cb.unit - ca.unit
        titled = self._units[ca.unit].sentence.where != self._units[cb.unit].sentence.where
        where = "title" if titled else "sentence" if gap == 0 else "next" if gap == 1 else "near" if gap <= 3 else "far"
        around = Around(types, where)
        profiles = self._profiles[id(first)], self._profiles[id(second)]
        out = _agreement(first, second, profiles, around)
        if where == "sentence":
            out += _grammar(first, second, types)
        elif gap:
            out += self._likeness(ca.unit, cb.unit, around)
        out += _distance(first, second, around)
        out += self._apart(cb, around)
        out += _likely(first, second, around)
        if types != "same":
            out.append("pair=" + "-".join(sorted((ca.type, cb.type))))
        return (*out, *same_opinion(ca, cb, types, self._opinion))

    def _likeness(self, a: int, b: int, around: Around) -> list[str]:
        part, weight = self._wording.alike(a, b)
        return [
            *_reached("alike", part, ALIKE),
            *_reached(f"types={around.types} alike", part, ALIKE),
            *_reached(f"where={around.where} alike", part, ALIKE[::2]),
            *_reached("alike words", weight, WEIGHTS),
        ]

    def _apart(self, second: Candidate, around: Around) -> list[str]:
        """Whether what stands before the second trigger sets it apart as another event."""
        text = self._units[second.unit].sentence.text
        found = load().another.search(text, max(0, second.start - BEFORE), second.start)
        out = [f"another={bool(found)} where={around.where}"]
        if found:
            out.append(f"another={found[0].lower()} here={around.where == 'sentence'}")
        return out


@dataclass(frozen=True, slots=True)
class Around:
    """What most signs are crossed with: how near the types of two drafts are, and how near their sentences."""

    types: str
    where: str


def _agreement(first: Draft, second: Draft, profiles: tuple[Profile, Profile], around: Around) -> list[str]:
    ca, cb, (pa, pb) = first.candidate, second.candidate, profiles
    types, where = around.types, around.where
    actor, target = _agree(pa.actor, pb.actor), _agree(pa.target, pb.target)
    place, day = _agree(pa.places, pb.places), _compare(pa.days, pb.days)
    toll = _compare(pa.killed, pb.killed)
    word = ca.entry.head == cb.entry.head
    return [
        f"types={types}",
        f"types={types} where={where}",
        f"type={ca.type} types={types}",
        f"where={where}",
        f"actor={actor}",
        f"target={target}",
        f"place={place} types={types}",
        f"day={day}",
        f"toll={toll}",
        f"word={word} types={types}",
        f"word={word} where={where}",
        f"place={place} actor={actor} types={types}",
        f"place={place} day={day}",
        f"definite={pb.definite} where={where}",
        f"definite={pb.definite} word={word}",
        f"status={first.status == second.status}",
        f"toll={toll} types={types}",
        f"pos={ca.entry.pos}-{cb.entry.pos} where={where}",
    ]


def _distance(first: Draft, second: Draft, around: Around) -> list[str]:
    told = [
        km
        for a in first.places
        for b in second.places
        if (km := _km(a.resolved.lat, a.resolved.lon, b.resolved.lat, b.resolved.lon)) is not None
    ]
    inside = _names(first.places) & _names(second.within) or _names(second.places) & _names(first.within)
    far = "in" if inside else "open" if not told else str(sum(min(told) >= bound for bound in KM))
    return [f"km={far}", f"km={far} types={around.types}", f"km={far} where={around.where}"]


def _likely(first: Draft, second: Draft, around: Around) -> list[str]:
    """How likely each is an event at all: a doubtful word beside a sure one more often tells of the same."""
    return [
        *_reached("first likely", first.score, LIKELY),
        *_reached("second likely", second.score, LIKELY),
        *_reached(f"where={around.where} second likely", second.score, LIKELY[1::2]),
        *_reached(f"types={around.types} second likely", second.score, LIKELY[1::2]),
    ]


def _grammar(first: Draft, second: Draft, types: str) -> list[str]:
    a, b = first.candidate.head, second.candidate.head
    if any(x.i == b.i for x in a.ancestors):
        bond = "under"
    elif any(x.i == a.i for x in b.ancestors):
        bond = "over"
    else:
        bond = "apart"
    near = abs(a.i - b.i)
    return [f"bond={bond} types={types}", f"near={min(near // 3, 5)} types={types}", f"dep={b.dep_} types={types}"]


def _agree(a: frozenset[str], b: frozenset[str]) -> str:
    if not a or not b:
        return "open" if not a and not b else "one"
    return "same" if a == b else "overlap" if a & b else "differ"


def _compare(a: object, b: object) -> str:
    if a is None or b is None:
        return "open" if a is b else "one"
    return "same" if a == b else "differ"


def _reached(name: str, value: float, bounds: Sequence[float]) -> list[str]:
    return [f"{name}>={bound}" for bound in bounds if value >= bound]


def _km(lat: float | None, lon: float | None, to_lat: float | None, to_lon: float | None) -> float | None:
    if lat is None or lon is None or to_lat is None or to_lon is None:
        return None
    return great_circle_km(lat, lon, to_lat, to_lon)
