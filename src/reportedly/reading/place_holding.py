"""Which of the places of a claim only hold the others, and so stand for no more than the surroundings.

"Shells fell on Sarmin in Idlib province" is about Sarmin; the province goes to ``within``. But "on Kharkiv and the
northern Chernihiv region" is about both, since Kharkiv lies in another region; and "60 km north of Baghdad" is about
neither Baghdad nor what holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.gazetteer import distance_km, fold

if TYPE_CHECKING:
    from reportedly.gazetteer import Place
    from reportedly.reading.parts import Spot

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
    return _lies_in(place, area)


def _lies_in(place: Place, area: Place) -> bool:
    if place.country and place.country != area.country:
        return False
    if area.code == "PCLI":
        return True
    if area.code == "ADM1":
        return place.admin1 is None or fold(place.admin1) == fold(area.name)
    return distance_km(place, area) <= _DISTRICT_KM
