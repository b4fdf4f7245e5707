"""What answers, on the map: counts by coordinates, and of those the circles of a tile.

Gazetteers give towns one point each, so that a million claims lie on some ten thousand coordinates. They are counted by
coordinate once for a filter; a tile then only gathers the coordinates in each of its cells. A circle lies on the
coordinates of its cell that most claims tell of: no point is drawn that nobody told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from reportedly.printable import printable
from reportedly.web.summary.columns import PLACED, TYPES, UNPLACED, VAGUE, Ints, Mask, Reals, Small
from reportedly.web.summary.matching import Matches
from reportedly.web.summary.mvt import EXTENT, Property, tile
from reportedly.web.summary.names import Postings, starts_of
from reportedly.web.summary.summary import Summary

CELLS = 16  # cells along the side of a tile
MOST_NORTH = 85.05112877980659  # where the square map of the web ends
METRE = 100_000  # parts of a degree, about a metre each
_BUFFER = 0.06  # of a tile: circles that reach in from beside it


@dataclass(frozen=True, slots=True)
class Points:
    """The located places of claims, in the order of their coordinates and incidents.

    Coordinates that stand for an area (precision 3 or worse) are numbered apart from those of a town at the same point.
    `at` are numbers of coordinates, those of one begin at `starts`; `lat`, `lon`, `vague` and, on the square map of the web,
    `x` and `y` are of the coordinates. `keys` are those of incidents, which `incident` numbers; a claim without one stands
    for itself. `of_claim` is where the claims stand.
    """

    keys: Any
    claim: Ints
    at: Ints
    incident: Any
    place: Ints
    precision: Small
    lat: Reals
    lon: Reals
    vague: Mask
    x: Reals
    y: Reals
    starts: Ints
    of_claim: Postings

    @classmethod
    def of(cls, summary: Summary, members: tuple[Any, Ints]) -> Points:
        """The points of a state, with these incidents (`Matches.members`)."""
        known, incidents = members
        places = summary.places
        own = np.flatnonzero((places.precision != UNPLACED) & ~places.within & (np.abs(places.lat) <= 90))
        vague = np.isin(places.precision[own], VAGUE)
        lat, lon = places.lat[own], places.lon[own]
        # One number for each point: coordinates to a metre, which no gazetteer goes below, and whether it is an area.
        grid = np.round((lat + 90) * METRE).astype(np.int64) << 33
        grid |= np.round((lon + 180) * METRE).astype(np.int64) << 1
        _, first, number = np.unique(grid | vague, return_index=True, return_inverse=True)
        number = number.reshape(-1)
        incident = incidents[places.claim[own]] if summary.number else np.empty(0, np.int32)
        told = np.where(incident >= 0, incident.astype(np.int64), len(known) + places.claim[own])
        order = np.lexsort((told, number))
        claim, at = places.claim[own][order], number[order].astype(np.int32)
        sine = np.sin(np.radians(np.clip(lat[first], -MOST_NORTH, MOST_NORTH)))
        return cls(
            keys=known,
            claim=claim,
            at=at,
            incident=told[order],
            place=places.place[own][order],
            precision=places.precision[own][order],
            lat=lat[first],
            lon=lon[first],
            vague=vague[first],
            x=(lon[first] + 180) / 360,
            y=0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi),
            starts=starts_of(at, len(first)),
            of_claim=Postings.of(claim, summary.number),
        )


@dataclass(frozen=True, slots=True)
class Spread:
    """The claims that answer, counted by the coordinates at which something is told (`where`, numbers of `points`).

    At each: the index into `points` of the first that answers, how many claims and incidents there are, of how many
    incidents something is disputed, the claims by type (a table), and the worst precision (0: not known).
    """

    summary: Summary
    points: Points
    where: Any
    first: Any
    claims: Any
    incidents: Any
    disputes: Any
    types: Any
    precision: Any


def spread(matches: Matches, points: Points) -> Spread:
    """The claims that answer, by coordinates."""
    summary = matches.summary
    held = matches.chosen()
    chosen: Any
    if held.few:
        chosen = np.sort(points.of_claim.gather(held.rows))
    else:
        chosen = np.flatnonzero(held.mask[points.claim]) if len(points.claim) else np.empty(0, np.int64)
    at, told = points.at[chosen], points.incident[chosen]
    begins = np.append(True, at[1:] != at[:-1]) if len(at) else np.empty(0, bool)
    starts = np.flatnonzero(begins)
    count = len(starts)
    claims = np.diff(np.append(starts, len(chosen)))
    # Points stand in the order of their coordinates and incidents: an incident is counted where it begins.
    leading = np.flatnonzero(begins | np.append(True, told[1:] != told[:-1])) if len(at) else np.empty(0, np.int64)
    place = np.searchsorted(starts, leading, "right") - 1
    kind = summary.claims.type[points.claim[chosen]]
    counted = np.bincount(np.repeat(np.arange(count), claims) * len(TYPES) + kind, minlength=count * len(TYPES))
    rank = points.precision[chosen]
    rank = np.where(rank == PLACED, 0, rank)
    return Spread(
        summary,
        points,
        at[starts],
        chosen[starts],
        claims,
        np.bincount(place, minlength=count),
        _disputed(matches, told[leading], place, count),
        counted.reshape(count, len(TYPES)),
        np.maximum.reduceat(rank, starts) if count else np.empty(0, np.int8),
    )


def _disputed(matches: Matches, told: Any, place: Any, count: int) -> Any:
    """Incidents of which something is disputed at each coordinate; of an earlier state none is known to be."""
    weights = matches.asked.weights
    if matches.asked.number is not None or not len(weights.disputes):
        return np.zeros(count, np.int64)
    known = told < len(weights.disputes)
    held = np.zeros(len(told), np.int64)
    held[known] = weights.disputes[told[known]] > 0
    return np.bincount(place, weights=held, minlength=count).astype(np.int64)


def tile_of(found: Spread, z: int, x: int, y: int) -> bytes:
    """The vector tile; empty where nothing lies in it."""
    points, side = found.points, 2.0**z
    tx, ty = points.x[found.where] * side - x, points.y[found.where] * side - y
    held = np.flatnonzero((tx >= -_BUFFER) & (tx < 1 + _BUFFER) & (ty >= -_BUFFER) & (ty < 1 + _BUFFER))
    if not len(held):
        return b""
    tx, ty = tx[held], ty[held]
    # Cells are those of the whole map, so that a circle at the edge is the same in both tiles.
    column, row = np.floor((tx + x) * CELLS).astype(np.int64), np.floor((ty + y) * CELLS).astype(np.int64)
    vague = points.vague[found.where[held]].astype(np.int64)
    _, cell = np.unique(np.stack([column, row, vague], axis=1), axis=0, return_inverse=True)
    order = np.lexsort((-found.claims[held], cell.reshape(-1)))
    held, tx, ty, cell = held[order], tx[order], ty[order], cell.reshape(-1)[order]
    starts = np.flatnonzero(np.append(True, cell[1:] != cell[:-1]))
    return tile("claims", _features(found, held, starts, tx, ty))


def _features(
    found: Spread, held: Any, starts: Any, tx: Any, ty: Any
) -> Iterator[tuple[int, int, dict[str, Property]]]:
    counts = np.add.reduceat(found.claims[held], starts)
    incidents = np.add.reduceat(found.incidents[held], starts)
    disputes = np.add.reduceat(found.disputes[held], starts)
    types = np.add.reduceat(found.types[held], starts, axis=0)
    worst = np.maximum.reduceat(found.precision[held], starts)
    points = np.diff(np.append(starts, len(held)))
    for i, start in enumerate(starts):
        told: dict[str, Property] = {
            "count": int(counts[i]),
            "incidents": int(incidents[i]),
            "points": int(points[i]),
            "type": TYPES[int(types[i].argmax())],
            "types": int(np.count_nonzero(types[i])),
            "vague": bool(found.points.vague[found.where[held[start]]]),
            "disputed": int(disputes[i]),
        }
        if worst[i]:
            told["precision"] = int(worst[i])
        if points[i] == 1:
            told |= _single(found, int(held[start]), told)
        else:
            told["bbox"] = _box(found, held[start : start + points[i]])
        yield round(float(tx[start]) * EXTENT), round(float(ty[start]) * EXTENT), told


def _single(found: Spread, at: int, told: dict[str, Property]) -> dict[str, Property]:
    """What can be said of a circle that stands for one point."""
    summary, first = found.summary, int(found.first[at])
    more: dict[str, Property] = {}
    if told["count"] == 1:
        more["claim"] = summary.books.claims.id(int(summary.claims.id[found.points.claim[first]]))
    number = int(found.points.incident[first])
    if told["incidents"] == 1 and number < len(found.points.keys):
        more["incident"] = summary.books.incidents.id(int(found.points.keys[number]))
    key, name, text, _, _ = summary.books.places.values[int(found.points.place[first])]
    if key:
        more["place"] = key
    more["name"] = printable(name or text)
    return more


def _box(found: Spread, held: Any) -> str:
    at = found.where[held]
    lon, lat = found.points.lon[at], found.points.lat[at]
    return ",".join(f"{value:.5f}" for value in (lon.min(), lat.min(), lon.max(), lat.max()))
