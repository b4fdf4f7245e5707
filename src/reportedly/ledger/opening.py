"""From a file's name or an address to an open ledger whose tables are those of this program."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, make_url
from sqlalchemy import exc as sa_exc

from reportedly.errors import LedgerError
from reportedly.ledger import facets
from reportedly.ledger.postgres import PostgresSeam
from reportedly.ledger.reindexing import reindex
from reportedly.ledger.schema import HEAD
from reportedly.ledger.seam import Seam
from reportedly.ledger.sqlite import SqliteSeam

WAIT_S = 30.0  # how long another writer, or a server that went away, is waited for


def open_seam(where: str | Path, *, read_only: bool, wait_s: float = WAIT_S) -> Seam:
    """The database of a ledger, ready: made where there is none, brought up to date where it is older.

    `where` is a file, or an address such as ``postgresql+psycopg://user@host/database``. A ledger that is only read is
    neither made nor changed. Raises `LedgerError`.
    """
    name = str(where)
    seam: SqliteSeam | PostgresSeam
    if "://" in name:
        try:
            url = make_url(name)
        except (sa_exc.ArgumentError, ValueError):
            mend = "Write it as postgresql+psycopg://user@host/database"
            raise LedgerError("is no address of a database", where="the ledger", mend=mend) from None
        seam = PostgresSeam(url, read_only=read_only, wait_s=wait_s)
    else:
        if not name.strip():
            raise LedgerError("has no name", where="the ledger", mend="Name a file or an address")
        seam = SqliteSeam(Path(where), read_only=read_only, wait_s=wait_s)
    try:
        with telling(seam):
            _ready(seam)
    except BaseException:
        seam.engine.dispose()
        raise
    return seam


@contextmanager
def telling(seam: Seam) -> Iterator[None]:
    """Turns errors of the database into what the user can do something about; faults of ours pass as they are."""
    try:
        yield
    except sa_exc.SQLAlchemyError as error:
        told = seam.fault(error)
        if told is None:
            raise
        raise told from error
    except LedgerError:
        raise
    except Exception as error:
        told = seam.fault(error)
        if told is None:
            raise
        raise told from error


def _ready(seam: SqliteSeam | PostgresSeam) -> None:
    with seam.engine.connect() as connection:
        there = seam.prepare(connection)
        found = _revision(connection) if there else None
        searched = seam.search_version(connection) if found in _known() else 0
    if found == HEAD and searched == facets.VERSION:
        return
    if there and (found not in _known() or searched > facets.VERSION):
        raise LedgerError(
            "was made by a newer version of this program" if found else "is no ledger, or a damaged one",
            where=seam.name,
            mend="Upgrade reportedly" if found else "Name another",
        )
    if seam.read_only:
        mend = "Run reportedly add or reportedly ledger upgrade on it first" if there else "reportedly add makes one"
        raise LedgerError("is of an older version" if there else "holds no ledger", where=seam.name, mend=mend)
    if found != HEAD:
        seam.begin_ledger()
        _migrate(seam)
    if there and searched != facets.VERSION:
        reindex(seam)


def _revision(connection: Connection) -> str | None:
    try:
        row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    except sa_exc.DBAPIError:
        return None
    return str(row[0]) if row else None


def _known() -> set[str]:
    return {str(number).zfill(4) for number in range(1, int(HEAD) + 1)}


def _migrate(seam: Seam) -> None:
    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    with seam.engine.connect().execution_options(writing=True) as connection, connection.begin():
        seam.lock(connection)
        fresh = not seam.prepare(connection)  # another program may have made it while we waited
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if fresh:
            seam.create_search(connection)
