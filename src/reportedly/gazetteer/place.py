"""What the gazetteer knows of a place, whichever gazetteer it comes from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Place:
    """One record of a gazetteer.

    ``id`` is ``geonames:…`` for GeoNames' own places, ``area:…``, ``province:…`` and ``quarter:…`` for those of our
    data files, and ``<gazetteer>:…`` for those of an added dump. ``admin1`` is the first-order division's name.
    ``feature`` is GeoNames' class (A, P, S, T, H, L …) and ``code`` its feature code (PCLI, ADM1, PPLC, AIRP …).
    ``population`` is 0 where unknown.
    """

    id: str
    name: str
    country: str
    admin1: str | None
    lat: float
    lon: float
    feature: str
    code: str
    population: int = 0


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance between the points of two places, in kilometres."""
    return great_circle_km(a.lat, a.lon, b.lat, b.lon)


@lru_cache(maxsize=65536)
def great_circle_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance between two points in degrees, in kilometres."""
    lat_a, lat_b = math.radians(lat_a), math.radians(lat_b)
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(lon_b - lon_a) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))
