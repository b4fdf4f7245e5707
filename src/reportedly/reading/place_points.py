"""The point and the precision that the words give a place: "40 km north of X", "near X", "X province"."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reportedly.lexicon.toponym_words import load

if TYPE_CHECKING:
    from reportedly.gazetteer import Place
    from reportedly.reading.toponyms import Toponym

EARTH_RADIUS_KM = 6371.0
EXACT, NEAR, SECOND_ORDER, FIRST_ORDER, VAGUE, COUNTRY, SEA = 1, 2, 3, 4, 5, 6, 7

_CLOSE = frozenset({"around", "close to", "in and around", "near", "nearby", "outside", "surrounding"})
_SEAS = frozenset({"SEA", "OCN", "GULF", "BAY", "STRT", "CHN"})


def point_of(place: Place, toponym: Toponym) -> tuple[float, float, int]:
    """(lat, lon, precision after UCDP's where_prec) of the event that the toponym locates.

    A distance with a direction moves the point. A direction, a distance or "near" without the other leaves the point
    where it is and makes it "near". A part inside a town ("central", "eastern districts of") stays exact.
    """
    precision = precision_of(place)
    bearing = bearing_of(toponym.relation)
    outside = toponym.relation is not None and _is_outside(toponym.relation)
    outside = outside or load().kinds.get(toponym.kind or "") == "countryside"
    if toponym.distance_km is not None or outside:
        precision = max(NEAR, precision)
    if toponym.distance_km is not None and bearing is not None and outside and precision == NEAR:
        lat, lon = moved(place.lat, place.lon, bearing, toponym.distance_km)
        return lat, lon, NEAR
    return place.lat, place.lon, precision


def precision_of(place: Place) -> int:
    """UCDP's precision of the record itself."""
    if place.code == "PCLI" or place.code.startswith("PCL"):
        return COUNTRY
    if place.code.startswith("ADM"):
        return {"ADM1": FIRST_ORDER, "ADM2": SECOND_ORDER}.get(place.code, NEAR)
    if place.code in _SEAS:
        return SEA
    return VAGUE if place.feature in {"H", "L", "R", "V", "T", "A"} else EXACT


def bearing_of(relation: str | None) -> float | None:
    """Degrees from north of the direction in the relation; None where there is none, or more than one."""
    data = load()
    found = {data.bearing[word] for word in (relation or "").split() if word in data.bearing}
    return found.pop() if len(found) == 1 else None


def is_near(relation: str) -> bool:
    """Whether the relation puts something close by the place without saying how far: "near", "on the outskirts of"."""
    words = relation.split()
    return relation in _CLOSE or load().parts.get(words[-2 if words[-1] == "of" else -1]) in load().relation.outer


def moved(lat: float, lon: float, bearing: float, distance_km: float) -> tuple[float, float]:
    """The point so far off in that direction, along a great circle, to four decimals."""
    start_lat, start_lon, angle = math.radians(lat), math.radians(lon), math.radians(bearing)
    arc = distance_km / EARTH_RADIUS_KM
    end_lat = math.asin(math.sin(start_lat) * math.cos(arc) + math.cos(start_lat) * math.sin(arc) * math.cos(angle))
    end_lon = start_lon + math.atan2(
        math.sin(angle) * math.sin(arc) * math.cos(start_lat), math.cos(arc) - math.sin(start_lat) * math.sin(end_lat)
    )
    return round(math.degrees(end_lat), 4), round((math.degrees(end_lon) + 540) % 360 - 180, 4)


def _is_outside(relation: str) -> bool:
    """Whether the relation puts the event beside the place rather than in it."""
    data = load()
    if relation in data.relation.told or relation in {"in and around", "from"}:
        return True
    words = relation.split()
    if words[-1] == "of":
        return words[-2] in data.bearing or data.parts.get(words[-2]) in data.relation.outer
    return data.parts.get(words[-1]) in data.relation.outer
