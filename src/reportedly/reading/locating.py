"""Where it happened: which of the toponyms round about belong to a claim.

A sentence that shells one town may name three, and many name none, because the sentence before did. For each toponym of
this sentence, and of the sentences before it, the signs are collected (its place in the tree, the preposition before it,
how exact a place it is, whether a nearer event wants it) and a log-linear score decides. A place that holds another one
that was chosen goes to ``within``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.reading.linear import scorer
from reportedly.reading.parts import Candidate, Spot, Unit
from reportedly.reading.places import Resolved
from reportedly.reading.syntax import path_length

if TYPE_CHECKING:
    from spacy.tokens import Token

BACK = 3  # sentences before this one whose places may still be meant
SURE = 0.4
BEST = 0.15
AREA = 4  # precision from which a place is an area that may hold another (first-order division)

_PREPOSITIONS = frozenset(
    "in at near of on from to into around outside over across towards toward through inside between".split()
)


@dataclass(frozen=True, slots=True)
class SpotCase:
    """A toponym that may be the claim's place, with the signs."""

    spot: Spot
    signs: tuple[str, ...]


def spot_cases(candidate: Candidate, units: Sequence[Unit], heads: Sequence[Token]) -> list[SpotCase]:
    """Every toponym that may be meant; `heads`: the trigger words of the sentence, this candidate's among them."""
    unit = units[candidate.unit]
    own = [resolved for resolved in unit.toponyms if not resolved.toponym.metonym]
    out = [_here(candidate, unit, resolved, (n, len(own)), heads) for n, resolved in enumerate(own)]
    seen = {case.spot.resolved.toponym.text for case in out}
    for back in range(1, BACK + 1):
        at = candidate.unit - back
        if at < 0:
            break
        before = units[at]
        same = before.sentence.paragraph == unit.sentence.paragraph and before.sentence.where == unit.sentence.where
        usable = [resolved for resolved in before.toponyms if not resolved.toponym.metonym]
        for n, resolved in enumerate(usable):
            if resolved.toponym.text in seen:
                continue
            seen.add(resolved.toponym.text)
            signs = (
                f"back={back}",
                f"back={back} own={min(len(own), 2)}",
                f"back={back} paragraph={same}",
                f"back={back} exact={_exact(resolved)}",
                f"back order={min(n, 2)} of={min(len(usable), 3)}",
                f"type={candidate.type} back own={bool(own)}",
                f"frame={candidate.entry.frame} back own={bool(own)}",
                f"back={back} definite={_definite(candidate)}",
            )
            out.append(SpotCase(Spot(at, resolved), signs))
    return out


def _exact(resolved: Resolved) -> str:
    if resolved.precision is None:
        return "unlocated"
    return "point" if resolved.precision <= 2 else "division" if resolved.precision <= 4 else "wide"


def _definite(candidate: Candidate) -> bool:
    return any(child.lower_ in {"the", "this", "these"} for child in candidate.head.children)


def _here(
    candidate: Candidate, unit: Unit, resolved: Resolved, order: tuple[int, int], heads: Sequence[Token]
) -> SpotCase:
    token, over = anchors(unit, resolved)
    relation = next((link.relation for link in candidate.links if link.token.i in {token.i, over.i}), "none")
    steps = min(path_length(over, candidate.head), 8)
    nearest = min((path_length(over, head) for head in heads if head.i != candidate.head.i), default=99)
    rival = "nearer" if nearest < steps else "same" if nearest == steps else "farther"
    preposition = over.head.lower_ if over.head.lower_ in _PREPOSITIONS else over.dep_
    inside = any(a.i == candidate.head.i for a in over.ancestors)
    side = "after" if token.i > candidate.head.i else "before"
    exact, last = _exact(resolved), relation.rsplit(".", 1)[-1]
    number, count = order
    signs = (
        f"steps={steps}",
        f"steps={steps} rival={rival}",
        f"inside={inside} rival={rival}",
        f"relation={relation}",
        f"frame={candidate.entry.frame} relation={last}",
        f"type={candidate.type} relation={last}",
        f"preposition={preposition}",
        f"preposition={preposition} steps={steps}",
        f"exact={exact}",
        f"type={candidate.type} exact={exact}",
        f"side={side} rival={rival}",
        f"only={count == 1}",
        f"order={min(number, 3)} of={min(count, 4)}",
        f"kind={resolved.toponym.kind is not None}",
        f"told={resolved.toponym.relation is not None}",
        f"between={_between(token, candidate.head, heads)}",
        f"suffix={candidate.entry.suffix} steps={steps}",
    )
    return SpotCase(Spot(candidate.unit, resolved), signs)


def _between(token: Token, head: Token, heads: Sequence[Token]) -> int:
    low, high = sorted((token.i, head.i))
    return min(sum(low < other.i < high for other in heads), 2)


def anchors(unit: Unit, resolved: Resolved) -> tuple[Token, Token]:
    """The head word of a toponym, and the word that stands for it in the clause ("town" in "the town of X")."""
    assert unit.doc is not None
    span = unit.doc.char_span(resolved.toponym.start, resolved.toponym.end, alignment_mode="expand")
    assert span is not None
    token: Token = span.root
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


def choose(cases: Sequence[SpotCase]) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """(places, within) of a claim, in the order of the text."""
    judge = scorer("place")
    scored = [(judge(case.signs), case.spot) for case in cases]
    sure = [spot for p, spot in scored if p >= SURE]
    if not sure and scored:
        p, spot = max(scored, key=lambda pair: pair[0])
        sure = [spot] if p >= BEST else []
    sure = _once(sorted(sure, key=lambda spot: (spot.unit, spot.resolved.toponym.start)))
    exact = [spot for spot in sure if not _is_area(spot)]
    if not exact:
        return tuple(sure), ()
    return tuple(exact), tuple(spot for spot in sure if _is_area(spot))


def _once(spots: Sequence[Spot]) -> list[Spot]:
    seen: set[str] = set()
    return [s for s in spots if not (s.resolved.toponym.text in seen or seen.add(s.resolved.toponym.text))]  # type: ignore[func-returns-value]


def _is_area(spot: Spot) -> bool:
    return spot.resolved.precision is not None and spot.resolved.precision in {3, AREA, 6}
