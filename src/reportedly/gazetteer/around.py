"""A circle as people write it: "Aleppo,25km", or "36.2,37.16,25km"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import SettingError
from reportedly.gazetteer import store
from reportedly.gazetteer.place import Place

_CIRCLE = re.compile(r"(.+?)\s*,\s*(\d+(?:\.\d+)?)\s*(?:km)?", re.IGNORECASE | re.DOTALL)
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Around:
    """A point (degrees, WGS 84) and the kilometres about it; `place` is the gazetteer's where one was named."""

    lat: float
    lon: float
    km: float
    place: Place | None = None

    @property
    def name(self) -> str | None:
        """What the place is called, with its division and country."""
        if self.place is None:
            return None
        return ", ".join(part for part in (self.place.name, self.place.admin1, self.place.country) if part)


def around(written: str, home: Path | None, *, country: str | None = None, where: str = "near") -> Around:
    """The circle; of several places of one name, about the likeliest, in `country` where one is given.

    Raises `SettingError`, which names `where` it was written.
    """
    found = _CIRCLE.fullmatch(written.strip())
    if not found:
        mend = 'Write "Aleppo,25km" or "36.2,37.16,25km"'
        raise SettingError(f'"{written}" names no place and distance', where=where, mend=mend)
    km = float(found[2])
    if point := _POINT.fullmatch(found[1].strip()):
        return Around(float(point[1]), float(point[2]), km)
    places = store.search(found[1], home, country=country, limit=1)
    if not places:
        mend = "Check the spelling, or give latitude and longitude"
        raise SettingError(f'no gazetteer knows "{found[1]}"', where=where, mend=mend)
    return Around(places[0].lat, places[0].lon, km, places[0])
