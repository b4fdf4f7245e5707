"""A built-in gazetteer for the tests: compiled once a checkout, kept where pytest keeps its cache."""

from __future__ import annotations

from collections.abc import Iterator
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
