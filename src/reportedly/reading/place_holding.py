"""Which of the places of a claim only hold the others, and so stand for no more than the surroundings.

"Shells fell on Sarmin in Idlib province" is about Sarmin; the province goes to ``within``. But "on Kharkiv and the
northern Chernihiv region" is about both, since Kharkiv lies in another region; and "60 km north of Baghdad" is about
neither Baghdad nor what holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reportedly.gazetteer import distance_km, fold

if TYPE_CHECKING:
    from reportedly.gazetteer import Place
    from reportedly.reading.parts import Spot

Where = tuple[tuple["Spot", ...], tuple["Spot", ...]]  # (places, within)
_AREAS = frozenset({3, 4, 6})  # UCDP's where_prec of divisions and countries
_DISTRICT_KM = 60.0  # how far from the middle of a second-order division a town of it may lie


def parted(spots: Sequence[Spot]) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """(places, within) of a claim: where it was, and what only holds that, each in the order of `spots`.

    An area that holds none of the others is a place of its own.
    """
    spots = [spot for spot in spots if not any(_locates(spot, other) and _is_offset(spot) for other in spots)]
    exact = [spot for spot in spots if not _is_area(spot)]
    within = [
        spot
        for spot in spots
        if any(_locates(spot, other) for other in spots)
        or (_is_area(spot) and exact and any(_holds(spot, other) for other in exact))
    ]
    if len(within) == len(spots):
        return tuple(spots), ()
    return tuple(spot for spot in spots if spot not in within), tuple(within)


def _locates(outer: Spot, inner: Spot) -> bool:
    """Whether the words have the inner place in or by the outer one: "the Zahra quarter of Homs"."""
    told = outer.resolved.toponym
    return (
        outer.unit == inner.unit and outer != inner and told.anchors and inner.resolved.toponym.container == told.name
    )


def _is_offset(spot: Spot) -> bool:
    """Whether the words tell only how far or in which direction from there another place is."""
    told = spot.resolved.toponym
    return told.distance_km is not None or (told.relation or "").endswith(" of")


def _is_area(spot: Spot) -> bool:
    return spot.resolved.precision in _AREAS


def _holds(outer: Spot, inner: Spot) -> bool:
    """Whether the area holds the place, as far as is known: what is not located may lie anywhere."""
    area, place = outer.resolved.place, inner.resolved.place
    if area is None or place is None:
        return True
    return lies_in(place, area)


def lies_in(place: Place, area: Place) -> bool:
    if place.country and place.country != area.country:
        return False
    if area.code == "PCLI":
        return True
    if area.code == "ADM1":
        return place.admin1 is None or fold(place.admin1) == fold(area.name)
    return distance_km(place, area) <= _DISTRICT_KM


def exacter(told: Where, others: Iterable[Where]) -> Where:
    """The places of a claim, and what holds them, where another telling of it is more exact: "a strike in the north" and later "on a
    market in Atareb" was in Atareb. Each of the former must hold one of that telling's, as far as is known.
    """
    spots, around = told
    for places, within in others:
        if not spots or not places or any(_is_same(spot, place) for spot in spots for place in places):
            continue
        if all(any(_is_told_in(spot, place, within) for place in places) for spot in spots):
            return places, (
                *around,
                *spots,
                *(area for area in within if not any(_is_same(area, spot) for spot in spots)),
            )
    return told


def _is_told_in(outer: Spot, inner: Spot, within: Sequence[Spot]) -> bool:
    named = inner.resolved.toponym.container == outer.resolved.toponym.name
    if named or any(_is_same(outer, area) for area in within):
        return True
    return _is_area(outer) and inner.resolved.place is not None and not _is_area(inner) and _holds(outer, inner)


def _is_same(a: Spot, b: Spot) -> bool:
    if a.resolved.place is not None and b.resolved.place is not None:
        return a.resolved.place.id == b.resolved.place.id
    return a.resolved.toponym.name == b.resolved.toponym.name
