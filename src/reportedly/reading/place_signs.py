"""The signs by which a toponym is, or is not, where an event was.

Its place in the tree, the preposition before it, how exact a place it is, whether a nearer event wants it; for one of an
earlier sentence, how far back it stands. What holds of every toponym, near or far, is in `place_about`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportedly.lexicon.toponym_words import load
from reportedly.reading.parts import Candidate, Spot, Unit
from reportedly.reading.places import Resolved
from reportedly.reading.syntax import path_length
from reportedly.reading.tokens import root

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

STEPS_OUT = 4  # steps in the tree over which "except" reaches a name: "with the exception of the X district"
_PREPOSITIONS = frozenset(
    [
        "in",
        "at",
        "near",
        "of",
        "on",
        "from",
        "to",
        "into",
        "around",
        "outside",
        "over",
        "across",
        "towards",
        "toward",
        "through",
        "inside",
        "between",
    ]
)


class SpotCase(NamedTuple):
    """A toponym that may be the claim's place, with the signs."""

    spot: Spot
    signs: tuple[str, ...]
    bond: int | None = None  # the first word of the list that it stands in ("A, B and C")
    is_described: bool = False  # whether it is the one that "the city" beside the trigger stands for


def _hangs(over: Token, head: Token | None) -> str:
    """The preposition before a toponym and what it hangs on: "shelled from X", "troops from X"."""
    preposition = over.head
    if preposition.pos_ not in {"ADP", "SCONJ"}:
        return over.dep_
    on = preposition.head
    return f"{preposition.lower_} {'trigger' if head is not None and on.i == head.i else on.pos_}"


def back(
    candidate: Candidate,
    around: tuple[Sequence[Unit], int, int],
    resolved: Resolved,
    order: tuple[int, int],
) -> tuple[str, ...]:
    """The signs of a toponym of an earlier sentence; `around`: the sentences, how many back, how many toponyms this one has."""
    units, gap, own = around
    mine, before = units[candidate.unit].sentence, units[candidate.unit - gap].sentence
    same = before.paragraph == mine.paragraph and before.where == mine.where
    number, count = order
    return _back(
        (gap, min(own, 2), min(number, 2), min(count, 3)),
        (same, _definite(candidate)),
        exact(resolved),
        (str(candidate.type), candidate.entry.frame),
        _hangs(anchors(units[candidate.unit - gap], resolved)[1], None),
    )


@lru_cache(maxsize=8192)
def _back(
    counts: tuple[int, int, int, int], holds: tuple[bool, bool], sure: str, event: tuple[str, str], hangs: str
) -> tuple[str, ...]:
    (gap, own, number, count), (same, definite), (kind, frame) = counts, holds, event
    return (
        f"back={gap}",
        f"back={gap} own={own}",
        f"back={gap} paragraph={same}",
        f"back={gap} exact={sure}",
        f"back order={number} of={count}",
        f"type={kind} back own={bool(own)}",
        f"frame={frame} back own={bool(own)}",
        f"back={gap} definite={definite}",
        f"back hangs={hangs}",
    )


def exact(resolved: Resolved) -> str:
    """How exact a place it is, in one word."""
    if resolved.precision is None:
        return "unlocated"
    return "point" if resolved.precision <= 2 else "division" if resolved.precision <= 4 else "wide"


def _definite(candidate: Candidate) -> bool:
    return any(child.lower_ in {"the", "this", "these"} for child in candidate.head.children)


def here(
    candidate: Candidate, unit: Unit, resolved: Resolved, order: tuple[int, int], heads: Sequence[Token]
) -> SpotCase:
    """A toponym of the sentence itself; `order`: which it is, of how many."""
    token, over = anchors(unit, resolved)
    relation = next((link.relation for link in candidate.links if link.token.i in {token.i, over.i}), "none")
    steps = min(path_length(over, candidate.head), 8)
    nearest = min((path_length(over, head) for head in heads if head.i != candidate.head.i), default=99)
    rival = "nearer" if nearest < steps else "same" if nearest == steps else "farther"
    preposition = over.head.lower_ if over.head.lower_ in _PREPOSITIONS else over.dep_
    inside = any(a.i == candidate.head.i for a in over.ancestors)
    side = "after" if token.i > candidate.head.i else "before"
    number, count = order
    signs = (
        *_lies(steps, rival, (inside, side), preposition, candidate.entry.suffix),
        *_links(relation, str(candidate.type), candidate.entry.frame, exact(resolved)),
        f"hangs={_hangs(over, candidate.head)}",
        f"only={count == 1}",
        f"order={min(number, 3)} of={min(count, 4)}",
        f"kind={resolved.toponym.kind is not None}",
        f"told={resolved.toponym.relation is not None}",
        f"between={_between(token, candidate.head, heads)}",
    )
    return SpotCase(Spot(candidate.unit, resolved), signs, _head_of_list(token).i)


@lru_cache(maxsize=8192)
def _lies(steps: int, rival: str, around: tuple[bool, str], preposition: str, suffix: bool) -> tuple[str, ...]:
    """Where in the tree it stands to the trigger; kept, as few ways are common."""
    inside, side = around
    return (
        f"steps={steps}",
        f"steps={steps} rival={rival}",
        f"inside={inside} rival={rival}",
        f"preposition={preposition}",
        f"preposition={preposition} steps={steps}",
        f"side={side} rival={rival}",
        f"suffix={suffix} steps={steps}",
    )


@lru_cache(maxsize=8192)
def _links(relation: str, event: str, frame: str, sure: str) -> tuple[str, ...]:
    """In which relation to the trigger, and how exact a place; kept likewise."""
    last = relation.rsplit(".", 1)[-1]
    return (
        f"relation={relation}",
        f"frame={frame} relation={last}",
        f"type={event} relation={last}",
        f"exact={sure}",
        f"type={event} exact={sure}",
    )


def _head_of_list(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    return token


def _between(token: Token, head: Token, heads: Sequence[Token]) -> int:
    low, high = sorted((token.i, head.i))
    return min(sum(low < other.i < high for other in heads), 2)


def is_left_out(unit: Unit, resolved: Resolved) -> bool:
    """Whether it is told not to have been there: "most of the city, except the X district"."""
    words = load().pointing.excepting
    if unit.doc is None or unit.doc.vocabulary.isdisjoint(words):
        return False
    token, _ = anchors(unit, resolved)
    return any(over.lower_ in words for over, _ in zip(token.ancestors, range(STEPS_OUT), strict=False))


def anchors(unit: Unit, resolved: Resolved) -> tuple[Token, Token]:
    """The head word of a toponym, and the word that stands for it in the clause ("town" in "the town of X")."""
    span = resolved.toponym.start, resolved.toponym.end
    found = unit.anchored.get(span)
    if found is None:
        found = unit.anchored[span] = _anchors(unit, *span)
    return found


def _anchors(unit: Unit, start: int, end: int) -> tuple[Token, Token]:
    assert unit.doc is not None
    token = root(unit.doc.covering(start, end))
    over = token
    while (
        over.dep_ in {"conj", "appos", "compound", "nmod"}
        and over.head.i != over.i
        and over.head.pos_ in {"NOUN", "PROPN"}
    ):
        over = over.head
    if over.dep_ == "pobj" and over.head.lower_ == "of" and over.head.head.pos_ == "NOUN":
        over = over.head.head
    return token, over
