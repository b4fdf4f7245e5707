"""What speaks for one candidate of a place name, in log odds.

The weights and their notes stand in the lexicon's ``toponyms.toml``; this module says what each is multiplied with.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportedly.gazetteer import distance_km, fold
from reportedly.reading.place_points import moved

if TYPE_CHECKING:
    from reportedly.gazetteer import Place
    from reportedly.lexicon.toponym_words import Weights

_BESIDE_TOWN_KM, _BESIDE_AREA_KM, _BESIDE_PROVINCE_KM = 60.0, 120.0, 80.0
_SEAT = 10_000  # inhabitants; a village may have its province's name too
_SEAT_RANK = 3  # a town further down the gazetteer's own order is a quarter or a double of the seat
_EVEN_FAME = 6.0  # powers of ten of people as which a country or a known region counts


@dataclass(frozen=True, slots=True)
class Bearing:
    """How far and in which direction from its container a place is told to lie, None where it is not told; `near`: that it is close by."""

    distance_km: float | None = None
    degrees: float | None = None
    near: bool = False


@dataclass(slots=True)
class Sense:
    """One name in one meaning. ``ranked`` are its candidates with their shares, best first; ``best`` is the one
    chosen.
    """

    name: str
    text: str
    group: str
    container: str | None
    told: Bearing = Bearing()
    mentions: int = 0
    sentences: list[int] = field(default_factory=list)
    metonym: bool = True
    kind: str | None = None
    eponym: bool = False
    candidates: Sequence[Place] = ()
    prior: Sequence[float] = ()
    ranked: list[tuple[Place, float]] = field(default_factory=list)
    best: Place | None = None
    score: float = 0.0
    key: str = ""
    nearest: tuple[list[Place], list[float]] | None = None
    votes: dict[str, float] | None = None  # how much it speaks for each country by its prior, once that is asked for
    borne: frozenset[str] = frozenset()  # of the candidates those that go by the name, not by one that sounds like it

    def __post_init__(self) -> None:
        self.key = fold(self.name)

    def consider(self, candidates: Sequence[Place], prior: Sequence[float]) -> None:
        """Take these for its candidates."""
        self.candidates, self.prior = candidates, prior
        self.nearest = self.votes = None

    def away(self, beside: list[Place]) -> list[float]:
        """How far each candidate lies from the nearest of these places; kept, since rounds ask for the same ones."""
        if self.nearest is None or self.nearest[0] != beside:
            self.nearest = beside, [min([distance_km(place, other) for other in beside]) for place in self.candidates]
        return self.nearest[1]


def prior(place: Place, sense: Sense, rank: int, weights: Weights) -> float:
    """What speaks for a candidate whatever the document: fame, kind, spelling, the gazetteer's own order."""
    total = weights.population * math.log10(place.population + 10)
    if place.code == "PCLI":
        total = weights.country_record + weights.population * _EVEN_FAME
    elif place.code == "PPLC":
        total += weights.capital
    elif place.code == "ADM1":
        total = weights.first_order + weights.population * 5
    elif place.code.startswith("ADM"):
        total = weights.second_order + weights.population * 4
    elif place.id.startswith("area:"):
        total = weights.area + weights.population * _EVEN_FAME
    elif rank < _SEAT_RANK and place.population >= _SEAT and _is_seat(place):
        total += weights.seat
    total += weights.strict if fold(place.name) == sense.key else 0.0
    total -= weights.rank * min(rank, 5)
    return total + weights.kind * _fit(place, sense.group)


def _is_seat(place: Place) -> bool:
    """Whether a town of the built-in gazetteer has its province's name; added dumps have cities in double."""
    return bool(place.admin1) and place.id.startswith("geonames:") and fold(place.admin1 or "") == fold(place.name)


def inside(place: Place, sense: Sense, outer: Place) -> float:
    """From 1, where the candidate lies where the words put it, to -1, where it cannot be meant.

    In a country or a province: by its record. By a town: within 60 km, or as far and in the direction that is told.
    """
    if outer.code == "PCLI":
        return 1.0 if place.country == outer.country else -1.0
    away = distance_km(place, outer)
    told = sense.told
    if told.distance_km is not None and outer.feature == "P":
        off = abs(away - told.distance_km)
        if told.degrees is not None:
            lat, lon = moved(outer.lat, outer.lon, told.degrees, told.distance_km)
            off = distance_km(place, replace(outer, lat=lat, lon=lon))
        return 2.0 * math.exp(-off / (0.3 * told.distance_km + 10.0)) - 1.0
    if outer.country and place.country != outer.country:
        return -1.0
    if outer.code == "ADM1":
        same = place.admin1 is not None and fold(place.admin1) == fold(outer.name)
        return 1.0 if same else 0.3 if away < _BESIDE_PROVINCE_KM else -1.0
    return 1.0 if away < (_BESIDE_TOWN_KM if outer.feature == "P" else _BESIDE_AREA_KM) else -1.0


def shares(totals: Sequence[float]) -> list[float]:
    """The totals, as log odds, made into shares that add up to 1."""
    if not totals:
        return []
    top = max(totals)
    powers = [math.exp(total - top) for total in totals]
    whole = sum(powers)
    return [power / whole for power in powers]


def _fit(place: Place, group: str) -> float:
    """How far the record is what the words call it: positive where it is, negative where it is another thing."""
    if group == "province":
        return {"ADM1": 2.0, "ADM2": 0.5, "RGN": 1.0}.get(place.code, -1.0)
    if group == "district":
        return 1.0 if place.code in {"ADM2", "ADM3"} else 0.0
    if group == "facility":
        return 1.0 if place.feature == "S" else -0.5
    if group in {"water", "land", "line"}:
        return 1.0 if place.feature in {"H", "T", "L", "R", "V"} else -1.0
    if group in {"quarter", "building", "square"}:
        return -3.0 if place.feature == "A" else 0.5 if place.code == "PPLX" else 0.0
    return -0.2 if group else 0.0
