"""Which earlier place "the city", "the base", "the country" or "there" stands for.

Reports name a place once and then describe it: "Rebels stormed Menagh airbase … Seventy died in the fight for the base." A
description stands for the last place of its kind that was named: a town for "the town", a base for "the base", a state's
capital for "the capital".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reportedly.lexicon.toponym_words import load
from reportedly.reading.parts import Candidate, Spot, Unit
from reportedly.reading.places import Resolved
from reportedly.reading.syntax import path_length

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

BACK = 8  # sentences over which a description may reach back
FAR = 5  # steps in the tree from the trigger beyond which a description is another event's
_SETTLEMENT = frozenset({"settlement"})
_OUTSIDE = frozenset({"A", "L", "H", "T", "V"})  # GeoNames' classes of what is no town

Fits = Callable[[Resolved], bool]


class Pointed(NamedTuple):
    """A description beside a trigger: what it calls the place, how many steps away it stands, and the place, if one was named."""

    what: str
    steps: int
    spot: Spot | None
    fits: Fits


def pointed_at(candidate: Candidate, units: Sequence[Unit]) -> Pointed | None:
    """The description nearest to the candidate's trigger with the place that it stands for."""
    best: tuple[int, Token, str] | None = None
    unit = units[candidate.unit]
    if unit.described is None:
        unit.described = tuple(_descriptions(unit))
    for token, what in unit.described:
        steps = path_length(token, candidate.head)
        if steps <= FAR and (best is None or steps < best[0]):
            best = steps, token, what
    if best is None:
        return None
    steps, token, what = best
    fits = _fitting(what, token.lemma_.lower())
    return Pointed(what, steps, _antecedent(candidate.unit, token, fits, units), fits)


def _descriptions(unit: Unit) -> Iterator[tuple[Token, str]]:
    """The words of the sentence that describe a place without naming it, each with the sort of place."""
    assert unit.doc is not None
    for token in unit.doc:
        what = _sort(token)
        if what and token.i not in unit.place_at and not _names_itself(token, unit):
            yield token, what


def _sort(token: Token) -> str | None:
    """The sort of place that a definite noun speaks of, or None."""
    data = load()
    words = data.pointing
    if token.lower_ == "there":
        return "area" if token.dep_ == "advmod" else None
    if token.pos_ != "NOUN":
        return None
    lemma = token.lemma_.lower()
    group = data.kinds.get(lemma)
    if group is None and lemma not in words.vague:
        return None
    if not any(child.lower_ in words.definite or child.dep_ == "poss" for child in token.children):
        return None
    if lemma == "capital":
        return "capital"
    if group == "country":
        return "country"
    if lemma in words.vague:
        return "area"
    return "province" if lemma in words.wide else group


def _names_itself(token: Token, unit: Unit) -> bool:
    """ "The city of X", "the X district", "the capital, X": the name stands beside the description."""
    for child in token.children:
        if child.i in unit.place_at and child.dep_ != "poss":
            return True
        if child.lower_ == "of" and any(grandchild.i in unit.place_at for grandchild in child.children):
            return True
    return token.head.i in unit.place_at and token.dep_ in {"appos", "compound", "nmod"}


def _fitting(what: str, noun: str) -> Fits:
    if what == "country":
        return lambda resolved: _code(resolved) == "PCLI"
    if what == "capital":
        return lambda resolved: _code(resolved) == "PPLC" or resolved.toponym.kind == "capital"
    if what == "province":
        return lambda resolved: _code(resolved) == "ADM1" or resolved.toponym.kind == noun
    if what == "area":
        return lambda resolved: _code(resolved) != "PCLI"
    if what == "settlement":
        return _is_town
    return partial(_is_called, noun)


def _code(resolved: Resolved) -> str | None:
    return resolved.place.code if resolved.place is not None else None


def _is_town(resolved: Resolved) -> bool:
    group = load().kinds.get(resolved.toponym.kind or "", "settlement")
    place = resolved.place
    return group in _SETTLEMENT and (place is None or (place.feature not in _OUTSIDE and place.code != "PPLX"))


def _is_called(noun: str, resolved: Resolved) -> bool:
    """Whether the place is of that kind: "military airport" is an airport, "airbase" a base."""
    return (resolved.toponym.kind or "").endswith(noun)


def _antecedent(number: int, token: Token, fits: Fits, units: Sequence[Unit]) -> Spot | None:
    """The last place named before the description that it fits; first one that is called so, or is so large."""
    size = load().pointing.sizes.get(token.lemma_.lower())
    if size is not None:
        called = partial(_is_of_size, token.lemma_.lower(), size)
        if (spot := _last(number, token, lambda r: fits(r) and called(r), units)) is not None:
            return spot
    return _last(number, token, fits, units)


def _is_of_size(noun: str, size: tuple[float, float], resolved: Resolved) -> bool:
    """Whether the document calls the place by that noun, or it has so many inhabitants and is called nothing else."""
    kind = (resolved.toponym.kind or "").rpartition(" ")[2]
    if kind in load().pointing.sizes:
        return kind == noun
    people = resolved.place.population if resolved.place is not None else 0
    return size[0] <= people < size[1]


def _last(number: int, token: Token, fits: Fits, units: Sequence[Unit]) -> Spot | None:
    """The last place named before the description that it fits; of one sentence before, the first that locates no other."""
    here = [r for r in units[number].toponyms if r.toponym.start < token.idx]
    for resolved in reversed(here):
        if fits(resolved):
            return Spot(number, resolved)
    for at in range(number - 1, max(-1, number - 1 - BACK), -1):
        found = [resolved for resolved in units[at].toponyms if fits(resolved)]
        if found:
            return Spot(at, min(found, key=lambda resolved: resolved.toponym.anchors))
    return None
