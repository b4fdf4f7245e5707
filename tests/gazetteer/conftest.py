"""A built-in gazetteer for the tests: compiled once a checkout, kept where pytest keeps its cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportedly.gazetteer import Gazetteer
from reportedly.gazetteer.builtin import index_path, open_builtin


@pytest.fixture(scope="session")
def compiled(pytestconfig: pytest.Config) -> Path:
    """A home whose built-in index is compiled. Not to be added to."""
    home = pytestconfig.cache.mkdir("reportedly-home")
    open_builtin(home).close()
    return home


@pytest.fixture
def home(compiled: Path, tmp_path: Path) -> Path:
    """A fresh home that shares the compiled index."""
    index = index_path(tmp_path / "home")
    index.parent.mkdir(parents=True)
    index.symlink_to(index_path(compiled))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def gazetteer(compiled: Path) -> Iterator[Gazetteer]:
    with Gazetteer.open(compiled) as opened:
        yield opened


@pytest.fixture
def dump_line() -> Callable[..., str]:
    """Makes one line of a GeoNames dump."""

    def make(number: int, name: str, lat: float, lon: float, **columns: str) -> str:
        cells = [""] * 19
        cells[0], cells[1], cells[4], cells[5] = str(number), name, str(lat), str(lon)
        places = {"ascii": 2, "aliases": 3, "feature": 6, "code": 7, "country": 8, "admin1": 10, "population": 14}
        defaults = {"feature": "P", "code": "PPL", "country": "SY"}
        for key, value in {**defaults, **columns}.items():
            cells[places[key]] = value
        return "\t".join(cells)

    return make
