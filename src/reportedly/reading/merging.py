"""One event told twice in a document is one claim: which drafts tell the same event.

A report tells an event in its headline, in its lead and once more in detail, and adds the toll three sentences later. Two
drafts are compared by type, parties, place, date, toll, wording and distance; a log-linear score says how likely they are
the same. A draft joins the likeliest of the claims before it, or begins a new one. Each draft is compared with at most
`MOST` claims, so that the work stays linear in the length of the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import ClaimType
from reportedly.reading.linear import Scores
from reportedly.reading.opinion import Opinion
from reportedly.reading.opinion_signs import same_opinion
from reportedly.reading.parts import Draft, Phrase, Spot, Unit

SURE = 0.5
MOST = 24

_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "or",
        "in",
        "on",
        "at",
        "by",
        "to",
        "from",
        "for",
        "with",
        "its",
        "their",
        "his",
        "her",
        "some",
        "several",
        "other",
    ]
)
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
        frozenset(w for spot in draft.places for w in _place_words(spot)),
        days,
        killed,
        definite and draft.candidate.entry.pos == "noun",
    )


def _words(phrases: Sequence[Phrase], units: Sequence[Unit]) -> frozenset[str]:
    out: set[str] = set()
    for phrase in phrases:
        text = units[phrase.unit].sentence.text[phrase.start : phrase.end]
        out |= {word.strip("'’\"").removesuffix("s") for word in text.lower().split()} - _STOP
    return frozenset(out)


def _place_words(spot: Spot) -> tuple[str, ...]:
    place = spot.resolved.place
    return (place.id if place else spot.resolved.toponym.text.lower(),)


def pair_signs(
    a: tuple[Draft, Profile],
    b: tuple[Draft, Profile],
    units: Sequence[Unit],
    opinion: Opinion | None = None,
) -> tuple[str, ...]:
    """The signs that two drafts, `a` before `b`, tell the same event."""
    (first, pa), (second, pb) = a, b
    ca, cb = first.candidate, second.candidate
    types = "same" if ca.type == cb.type else "violent" if {ca.type, cb.type} <= VIOLENT else "other"
    gap = cb.unit - ca.unit
    titled = units[ca.unit].sentence.where != units[cb.unit].sentence.where
    where = "title" if titled else "sentence" if gap == 0 else "next" if gap == 1 else "near" if gap <= 3 else "far"
    actor, target = _agree(pa.actor, pb.actor), _agree(pa.target, pb.target)
    place, day = _agree(pa.places, pb.places), _compare(pa.days, pb.days)
    toll = _compare(pa.killed, pb.killed)
    word = ca.entry.head == cb.entry.head
    out = [
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
    if gap == 0 and not titled:
        out += _grammar(first, second, types)
    if types != "same":
        out.append("pair=" + "-".join(sorted((ca.type, cb.type))))
    return (*out, *same_opinion(ca, cb, types, opinion))


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


def cluster(
    drafts: Sequence[Draft], units: Sequence[Unit], scores: Scores, opinion: Opinion | None = None
) -> list[list[Draft]]:
    """The drafts, grouped by event, in the order in which each event is first told."""
    judge = scores["merge"]
    groups: list[list[tuple[Draft, Profile]]] = []
    for draft in drafts:
        item = (draft, profile(draft, units))
        best, at = SURE, None
        recent = groups[:4] + groups[max(4, len(groups) - MOST) :]
        for group in recent:
            ends = group if len(group) == 1 else (group[0], group[-1])
            p = max(judge(pair_signs(other, item, units, opinion)) for other in ends)
            if p > best:
                best, at = p, group
        if at is None:
            groups.append([item])
        else:
            at.append(item)
    return [[draft for draft, _ in group] for group in groups]
