"""Filters that name a place: "Aleppo,25km" becomes the point that the gazetteer has for it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from reportedly.gazetteer.around import Around, around
from reportedly.web.filters import Filters

REMEMBERED = 500  # circles: a map asks for many tiles of one

Asked = TypeVar("Asked", bound=Filters)


def located(asked: Asked, home: Path | None) -> Asked:
    """The filters with a point for the place that they name, if they do; raises `SettingError` where nobody knows it."""
    found = circle(asked, home)
    return asked if found is None else asked.model_copy(update={"near": f"{found.lat},{found.lon},{found.km}"})


def circle(asked: Filters, home: Path | None) -> Around | None:
    """The circle that the filters ask for; of several places of one name, that in the country that is asked for."""
    if not asked.near:
        return None
    return _around(asked.near, home, asked.country[0].upper() if len(asked.country) == 1 else None)


@lru_cache(maxsize=REMEMBERED)
def _around(written: str, home: Path | None, country: str | None) -> Around:
    return around(written, home, country=country)
