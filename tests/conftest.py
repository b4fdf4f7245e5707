"""What the tests share: a home for the program that is kept between runs, and nothing of the user's own settings.

Compiling the built-in gazetteer takes a quarter of a minute, so it lies where pytest keeps its cache. With several
workers it is compiled once, before they start.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.gazetteer.builtin import index_path, open_builtin
from reportedly.reading.pipeline import Reader

# What would change widths and colours, or lead the program to another place.
_KEPT = {"REPORTEDLY_GOLD", "REPORTEDLY_TEST_POSTGRES"}
_UNSET = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")


def _home(config: pytest.Config) -> Path:
    assert config.cache is not None, "the tests need pytest's cache: leave out -p no:cacheprovider"
    return config.cache.mkdir("reportedly-home")


def pytest_configure(config: pytest.Config) -> None:
    for name in [name for name in os.environ if name.startswith("REPORTEDLY_") and name not in _KEPT]:
        del os.environ[name]
    for name in _UNSET:
        os.environ.pop(name, None)
    os.environ["REPORTEDLY_HOME"] = str(_home(config))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        open_builtin(_home(session.config)).close()


@pytest.fixture(scope="session")
def home(pytestconfig: pytest.Config) -> Path:
    """The home that all share. Not to be added to."""
    return _home(pytestconfig)


@pytest.fixture
def own_home(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home for one test, with the compiled index and nothing added; the program takes it for its own."""
    index = index_path(tmp_path / "home")
    index.parent.mkdir(parents=True)
    index.symlink_to(index_path(home))
    monkeypatch.setenv("REPORTEDLY_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def reader(home: Path) -> Iterator[Reader]:
    """A reader without any country given."""
    opened = Reader.open(home=home)
    yield opened
    opened.gazetteer.close()


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the sample reports."""
    return Path(__file__).parents[1] / "examples"
