"""Which of the places of a claim only hold the others, and so stand for no more than the surroundings.

"Shells fell on Sarmin in Idlib province" is about Sarmin; the province goes to ``within``. But "on Kharkiv and the
northern Chernihiv region" is about both, since Kharkiv lies in another region; and "60 km north of Baghdad" is about
neither Baghdad nor what holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reportedly.gazetteer import distance_km, fold
from reportedly.gazetteer.place import great_circle_km
from reportedly.lexicon.toponym_words import load

if TYPE_CHECKING:
    from reportedly.gazetteer import Place
    from reportedly.reading.parts import Spot

Where = tuple[tuple["Spot", ...], tuple["Spot", ...]]  # (places, within)
_AREAS = frozenset({3, 4, 6})  # UCDP's where_prec of divisions and countries
_IN_TOWN = frozenset({"quarter", "district", "square"})
_QUARTER = "PPLX"  # GeoNames' code of a part of a town
_SMALLER = 3  # times as many inhabitants as any place in its province has the town that it is named after
_QUARTER_KM = 15.0  # how far from the middle of a town its quarters lie
_DISTRICT_KM = 60.0  # how far from the middle of a second-order division a town of it may lie


def once(spots: Iterable[Spot]) -> list[Spot]:
    """Each place once, as it is first called: "Damascus" and "the Syrian capital" are one, and so are "Foaa" and "al-Foaa"."""
    out: list[Spot] = []
    seen: set[object] = set()
    for spot in spots:
        r, told = spot.resolved, spot.resolved.toponym
        called = told.text if told.name in told.text else told.name
        named = fold(called) or called
        point = (r.place.id, r.lat, r.lon) if r.place is not None else named
        if seen.isdisjoint((named, point)):
            out.append(spot)
        seen |= {named, point}
    return out


def parted(spots: Sequence[Spot], own: int | None = None) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """(places, within) of a claim: where it was, and what only holds that, each in the order of `spots`; `own`: the claim's sentence.

    An area that holds none of the others is a place of its own. A town of another sentence only holds its quarters, and the places of
    its province, of this one; in one sentence it may have been hit besides ("shells fell on X and its Y quarter").
    """
    spots = [spot for spot in spots if not any(_locates(spot, other) and _is_offset(spot) for other in spots)]
    exact = [spot for spot in spots if not _is_area(spot)]
    within = [
        spot
        for spot in spots
        if any(_locates(spot, other) for other in spots)
        or (spot.unit != own and any(other.unit == own and _is_around(spot, other) for other in spots))
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


def _is_around(outer: Spot, inner: Spot) -> bool:
    return _is_town_of(outer, inner) or _is_seat_of(outer, inner)


def _is_town_of(outer: Spot, inner: Spot) -> bool:
    """Whether the inner place is a quarter or a square of the town that the outer one is."""
    town, part = outer.resolved.place, inner.resolved
    if town is None or town.feature != "P" or town.code == _QUARTER or _is_offset(outer):
        return False
    called = load().kinds.get(part.toponym.kind or "") in _IN_TOWN
    if part.lat is None or part.lon is None or not (called if part.place is None else part.place.code == _QUARTER):
        return False
    return great_circle_km(town.lat, town.lon, part.lat, part.lon) <= _QUARTER_KM


def _is_seat_of(outer: Spot, inner: Spot) -> bool:
    """Whether the outer place is the town that the province of the inner one is named after: who writes "Aleppo" of a village means that."""
    town, place = outer.resolved.place, inner.resolved.place
    if town is None or place is None or place.feature == "A" or town.feature != "P" or _is_offset(outer):
        return False
    if place.country != town.country or _SMALLER * place.population > town.population:
        return False
    return bool(place.admin1 and town.admin1) and fold(place.admin1 or "") == fold(town.admin1 or "") == fold(town.name)


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
    market in Atareb" was in Atareb. Each of the former must hold one of that telling's, as far as is known. Where that telling has
    the town, too, beside one quarter of it, the claim has both.
    """
    spots, around = told
    for places, within in others:
        if not spots or not places:
            continue
        if any(_is_same(spot, place) for spot in spots for place in places):
            quarters = [place for place in places if _is_town_of(spots[0], place)]
            if len(spots) == len(quarters) == 1:
                return (*quarters, *spots), around
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
