"""Which of several places of one name a reader would look for first, and which of them are one place.

Gazetteers overlap: the built-in one has the towns, an added one has them again beside its villages, a little way off and
under a number of its own.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from reportedly.gazetteer.folding import fold
from reportedly.gazetteer.place import Place, distance_km

_CITY = 50_000
_ALIAS, _SPELLING = 0.03, 0.3  # what part of its size a place has under another name, and under one like its own
_ALIKE = 60.0  # of 100


def standing(place: Place) -> float:
    """By what number of people a place is ordered. Countries and regions have no comparable one; these keep them
    where a reader would look first: a country above every city, a region above all but the largest, a province above
    towns but below the city that it is named after."""
    if place.code == "PCLI":
        return 1e9
    if place.id.startswith("area:"):
        return 1e6
    if place.code == "ADM1":
        return 5e4
    if place.code == "ADM2" or place.id.startswith("quarter:"):
        return 1e3
    return place.population + 1.0


def as_alias(place: Place, key: str) -> float:
    """What part of its size a place has under another name than its own, of which this is the loose key."""
    return _SPELLING if fuzz.ratio(fold(place.name), key) >= _ALIKE else _ALIAS


def without_doubles(places: list[Place]) -> list[Place]:
    """Each place once, however many gazetteers hold it. The first stands, unless a later one is built in."""
    kept: list[Place] = []
    for place in places:
        for position, other in enumerate(kept):
            if _same(place, other):
                if _built_in(place) and not _built_in(other):
                    kept[position] = place
                break
        else:
            kept.append(place)
    return kept


def _built_in(place: Place) -> bool:
    return place.id.startswith(("geonames:", "province:", "area:", "quarter:"))


def _same(a: Place, b: Place) -> bool:
    # Both go by the name that was asked for, so that class and distance decide. Gazetteers put a large city's point
    # kilometres apart, and a division's point anywhere in it.
    if a.feature != b.feature or a.country != b.country:
        return False
    if a.feature == "A":
        return a.code == b.code and a.code in {"PCLI", "ADM1"} and _built_in(a) != _built_in(b)
    if _is_misplaced_double(a, b):
        return True
    reach = 15.0 if max(a.population, b.population) >= 100_000 else 3.0
    return distance_km(a, b) <= reach


def _is_misplaced_double(a: Place, b: Place) -> bool:
    """Whether an added dump has a city of the built-in gazetteer in another spot: no country has two cities of one name
    and nearly one size."""
    if _built_in(a) == _built_in(b) or min(a.population, b.population) < _CITY:
        return False
    return max(a.population, b.population) < 1.5 * min(a.population, b.population) and fold(a.name) == fold(b.name)
