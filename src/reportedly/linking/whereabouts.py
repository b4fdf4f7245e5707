"""How the places of two claims stand to each other: one place, one inside the other, near within both precisions, apart.

Reports tell one attack by the town, by the district or province around it, or by its capital ("the attack in Idlib" for one fifty kilometres
from the city, whose name the province has). A place inside the other is no contradiction, and where the area is a province or less it says
that both may well be one: of two strikes on one day, most that a report names a province for are the one strike there that others name the
town of. A country says nothing of the kind, for a war has many strikes a day.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from functools import lru_cache

from reportedly.linking.gist import COARSE, Gist, Spot, is_wide, names_province

UNTOLD = ""
FEWEST_CONSONANTS = 3  # by which a spelling is told; two are shared by many names
_VOWELS = str.maketrans("", "", "aeiouy")
# How far a place of each precision may lie from its point, in km (UCDP where_prec; 2 is "about 25 km" there).
RADIUS_KM = {1: 3.0, 2: 25.0, 3: 40.0, 4: 120.0, 5: 120.0, 6: 500.0, 7: 500.0}
KM_PER_DEGREE = 111.2
COUNTRY = 6  # precision of a country
MIDDLE_KM = 25.0  # from the middle of a region, within which a place lies in it, however large it is
OWN_NAME = 6  # letters from which on a name is seldom the end of another place's


def place(a: Gist, b: Gist) -> str:
    """The nearest two of their places: by name, by distance against both precisions, or one inside the other."""
    if not a.spots or not b.spots:
        return UNTOLD
    best = _NOWHERE
    for one in a.spots:
        for other in b.spots:
            rank = _spots(one, other, a.within, b.within)
            if rank < best:
                best = rank
    return PLACE_LEVELS[best]


APART = frozenset(("beside", "unplaced", "apart", "far"))  # levels of two places of which neither is the other or in it
PLACE_LEVELS = (
    "same", "at", "inside", "one area", "alike", "area", "somewhere", "capital", "near", "beside", "unplaced", "apart", "far", UNTOLD,
)  # fmt: skip
(
    _SAME,
    _AT,
    _INSIDE,
    _ONE_AREA,
    _ALIKE,
    _AREA,
    _SOMEWHERE,
    _CAPITAL,
    _NEAR,
    _BESIDE,
    _UNPLACED,
    _APART,
    _FAR,
    _NOWHERE,
) = range(len(PLACE_LEVELS))


def _spots(a: Spot, b: Spot, within_a: Collection[str], within_b: Collection[str]) -> int:
    """The index of a level of ``PLACE_LEVELS``, nearest first.

    A village that no gazetteer holds may lie in any wide area that is named, and may be told by a longer name ("Maarrat X" and "X").
    """
    if (a.id and a.id == b.id) or (a.name == b.name and a.country == b.country):
        if is_wide(a) or is_wide(b):
            if not (is_wide(a) and is_wide(b)):
                return _INSIDE  # a town and its province, of one name
            return _AREA if COUNTRY in (a.precision, b.precision) else _ONE_AREA
        return _SAME if a.precision == b.precision == 1 or not (a.id or b.id) else _AT
    if (a.precision == COUNTRY) != (b.precision == COUNTRY) and a.country and a.country == b.country:
        return _AREA
    if (b.id and b.id in within_a) or (a.id and a.id in within_b):
        return _INSIDE
    coarse_a, coarse_b = a.precision >= COARSE, b.precision >= COARSE
    if (coarse_b and a.admin1 and b.name == a.admin1) or (coarse_a and b.admin1 and a.name == b.admin1):
        return _INSIDE
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        if _names_one(a.name, b.name):
            return _ALIKE
        if _is_seat(a, within_b) or _is_seat(b, within_a):
            return _CAPITAL
        return _SOMEWHERE if is_wide(a) or is_wide(b) else _UNPLACED
    km = distance_km(a.lat, a.lon, b.lat, b.lon)
    reach = RADIUS_KM.get(a.precision, 40.0) + RADIUS_KM.get(b.precision, 40.0)
    if km <= 1.0 and not (coarse_a or coarse_b):
        return _AT
    # Two quarters of one city lie within two kilometres, so exact places of other names are other places.
    if km <= reach and not a.precision == b.precision == 1:
        return _NEAR if not (coarse_a or coarse_b) else _INSIDE if coarse_a != coarse_b and km <= MIDDLE_KM else _AREA
    if is_capital(a, b):
        return _CAPITAL
    return _BESIDE if km <= 15.0 else _APART if km <= 60.0 else _FAR


def _names_one(one: str, other: str) -> bool:
    """Whether the longer of two folded names ends with the other (short ones end many names), or they differ in a few vowels.

    Reporters write down vowels as they hear them: "Kafraya" and "Kefraya", "Urum" and "Urom".
    """
    short, long = sorted((one, other), key=len)
    if OWN_NAME <= len(short) < len(long) and long.endswith(short):
        return True
    if one[:1] != other[:1] or len(long) - len(short) > 1:
        return False
    return len(bones := consonants(one)) >= FEWEST_CONSONANTS and bones == consonants(other)


@lru_cache(1 << 14)
def consonants(name: str) -> str:
    """The consonants of a folded name, in which spellings of one name agree: "kfr" of "kafreia"."""
    return name.translate(_VOWELS)


def _is_seat(place: Spot, within: Collection[str]) -> bool:
    """Whether the place has the name of its province, and another is told to lie in one of that name."""
    return names_province(place) and place.name in within


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """On a plane that touches the sphere between both points: within a per cent at the distances that matter here."""
    d_lon = abs(lon_a - lon_b)
    if d_lon > 180.0:
        d_lon = 360.0 - d_lon
    x = d_lon * math.cos(math.radians((lat_a + lat_b) / 2))
    return KM_PER_DEGREE * math.hypot(x, lat_a - lat_b)


def is_capital(a: Spot, b: Spot) -> bool:
    """Whether both lie in one province that has the name of one of them, which so may stand for the province: "Kherson", "Idlib", "Marib"."""
    return a.country == b.country and a.admin1 == b.admin1 and (names_province(a) or names_province(b))
