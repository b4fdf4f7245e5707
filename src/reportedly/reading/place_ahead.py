"""Which place is meant by "a town in the north" or "a district of Aleppo": the one that the sentences after it name.

A report opens with what sort of place it was and in what province, and names it further down: "Jets struck a town in the
north-west on Monday … The strikes hit a market in Atareb." Where both are held to tell one event, its tellings settle that. Often
the name stands in a sentence that tells no event of that type, and then only the description ties the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.lexicon.toponym_words import load
from reportedly.reading.parts import Candidate, Context, Spot, Unit
from reportedly.reading.place_holding import lies_in
from reportedly.reading.place_signs import anchors
from reportedly.reading.syntax import path_length

if TYPE_CHECKING:
    from reportedly.reading.place_holding import Where
    from reportedly.reading.tokens import Token

AHEAD = 4  # sentences after a description in which the name is looked for
FAR = 4  # steps in the tree from the trigger beyond which a description is another event's
_SETTLED = frozenset({"settlement"})
_INNER = frozenset({"quarter", "district"})
_AREAS = frozenset({"PCLI", "ADM1"})
_INDEFINITE = frozenset({"a", "an", "another", "one"})


def named_later(candidate: Candidate, context: Context, chosen: Where) -> Where:
    """`chosen`, or where the trigger has a place described but not named, the name that follows, and `chosen` around it."""
    unit = context.units[candidate.unit]
    told = _described(candidate, unit)
    if told is None or not chosen[0] or not all(_is_around(spot, told, candidate.unit, unit) for spot in chosen[0]):
        return chosen
    group = load().kinds[told.lemma_.lower()]
    for at in range(candidate.unit + 1, min(len(context.units), candidate.unit + 1 + AHEAD)):
        for resolved in context.units[at].toponyms:
            spot = Spot(at, resolved)
            if _is_one(spot, group) and all(_lies_in(spot, outer) for outer in chosen[0]):
                return (spot,), (*chosen[0], *chosen[1])
    return chosen


def _described(candidate: Candidate, unit: Unit) -> Token | None:
    """The word beside the trigger that says what sort of place it was and does not name it: "a town"."""
    found = (token for token in candidate.head.doc if _describes(token, unit))
    near = [(path_length(token, candidate.head), token.i, token) for token in found]
    steps, _, token = min(near, default=(FAR + 1, 0, None))
    return token if steps <= FAR else None


def _describes(token: Token, unit: Unit) -> bool:
    words = load()
    if (
        token.pos_ != "NOUN"
        or token.i in unit.place_at
        or words.kinds.get(token.lemma_.lower()) not in _SETTLED | _INNER
    ):
        return False
    children = {child.lower_ for child in token.children}
    return bool(children & _INDEFINITE) and children.isdisjoint(words.bearing) and not _is_named(token, unit)


def _is_around(spot: Spot, told: Token, number: int, unit: Unit) -> bool:
    """Whether a chosen place only says where the one described is: "a town in X"; or another sentence named it."""
    if _is_exact(spot, load().kinds[told.lemma_.lower()]):
        return False
    if spot.unit != number or (spot.resolved.place is not None and spot.resolved.place.code in _AREAS):
        return True
    name = spot.resolved.toponym.name
    overs = (anchors(unit, resolved)[1] for resolved in unit.toponyms if resolved.toponym.name == name)
    return any(word is told for over in overs for word in (over, *over.ancestors))


def _is_named(token: Token, unit: Unit) -> bool:
    """ "A town called X", "X, a town in the north"."""
    if token.dep_ in {"appos", "attr"}:
        return True
    return any(word.i in unit.place_at for child in token.children for word in _beside(child))


def _beside(child: Token) -> Iterator[Token]:
    if child.dep_ in {"appos", "acl"}:
        yield child
        yield from child.children


def _is_exact(spot: Spot, group: str) -> bool:
    """Whether the place is no mere surroundings of such a place."""
    told = spot.resolved.toponym
    if told.relation is not None:
        return False
    if spot.resolved.place is None:
        return True
    if group in _INNER:
        return spot.resolved.place.feature != "P" or load().kinds.get(told.kind or "") in _INNER
    return spot.resolved.place.code not in _AREAS


def _is_one(spot: Spot, group: str) -> bool:
    """Whether the place is of that sort."""
    told, place = spot.resolved.toponym, spot.resolved.place
    if told.metonym or told.anchors or told.relation is not None:
        return False
    kind = load().kinds.get(told.kind or "")
    if group in _INNER:
        return kind in _INNER
    return kind in _SETTLED or (kind is None and place is not None and place.feature == "P")


def _lies_in(inner: Spot, outer: Spot) -> bool:
    """Whether it may lie there, or near there, as far as is known."""
    if inner.resolved.toponym.name == outer.resolved.toponym.name:
        return False
    place, area = inner.resolved.place, outer.resolved.place
    if place is None or area is None:
        return True
    return lies_in(place, area) if area.feature != "P" else place.country == area.country
