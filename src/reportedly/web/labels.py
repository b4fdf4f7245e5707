"""Names of places on the map, from the gazetteer that the ledger was read with.

A tile gets the largest place of each of its squares, so that a map of a country shows its cities and a map of a
district its villages, and no map shows more names than can be read.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from reportedly.gazetteer import Gazetteer
from reportedly.printable import printable
from reportedly.web.summary.map import MOST_NORTH
from reportedly.web.summary.mvt import EXTENT, tile

SQUARES = 8  # along the side of a tile
Reals = NDArray[np.float64]


class Labels:
    """The settlements of the gazetteer under ``home``, largest first; read when the first tile is asked for."""

    def __init__(self, home: Path | None = None) -> None:
        self._home = home
        self._lock = Lock()

    def tile(self, z: int, x: int, y: int) -> bytes:
        """The names of one tile: points with ``name`` and ``population`` (0 where it is not known)."""
        with self._lock:
            names, populations, across, down = self._all
        at_x, at_y = across * 2**z - x, down * 2**z - y
        (inside,) = np.nonzero((at_x >= 0) & (at_x < 1) & (at_y >= 0) & (at_y < 1))
        squares = (at_y[inside] * SQUARES).astype(np.int64) * SQUARES + (at_x[inside] * SQUARES).astype(np.int64)
        _, first = np.unique(squares, return_index=True)
        chosen = inside[np.sort(first)]
        points = (
            (int(at_x[i] * EXTENT), int(at_y[i] * EXTENT), {"name": printable(names[i]), "population": populations[i]})
            for i in chosen.tolist()
        )
        return tile("places", points)

    @cached_property
    def _all(self) -> tuple[list[str], list[int], Reals, Reals]:
        with Gazetteer.open(self._home) as gazetteer:
            found = gazetteer.settlements()
        names, lat, lon, populations = map(list, zip(*found, strict=True)) if found else ([], [], [], [])
        north = np.clip(np.array(lat, dtype=np.float64), -MOST_NORTH, MOST_NORTH)
        down = (1 - np.arcsinh(np.tan(np.radians(north))) / np.pi) / 2
        return names, populations, (np.array(lon, dtype=np.float64) + 180) / 360, down
