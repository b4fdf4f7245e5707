"""A ledger in an SQLite file: one writer and many readers at once (write-ahead log), FTS5 and R*Tree to search."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Select,
    Table,
    and_,
    bindparam,
    column,
    create_engine,
    event,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy import exc as sa_exc
from sqlalchemy.pool import QueuePool

from reportedly.errors import LedgerError
from reportedly.ledger import facets
from reportedly.ledger.schema import APPLICATION
from reportedly.ledger.seam import Box, Wanted, Window, clean
from reportedly.ledger.sqlite_indexing import SqliteIndexing

EARTH_KM = 6371.0088
CACHE_KB = 32_768
CHECKPOINT = 8_192  # pages of the log before they go to their places: hot pages go there once for many batches
MERGED = 8  # parts of the full-text index that are merged at a time: more is faster to write and slower to ask
PORTION = 1_000  # rows taken from the driver at a time

_WORDS = """CREATE VIRTUAL TABLE claim_words USING fts5(
    words, facets, content='', tokenize='porter unicode61 remove_diacritics 2')"""
_BOXES = "CREATE VIRTUAL TABLE claim_boxes USING rtree(id, min_lon, max_lon, min_lat, max_lat, +claim)"


class _Connection(sqlite3.Connection):
    """One that closes with its last user: who stops in the midst of a stream of rows leaves his to nobody's pool."""

    def __del__(self) -> None:
        with suppress(sqlite3.ProgrammingError):  # where it could not be opened there is nothing to close
            self.close()


class SqliteSeam:
    """See `seam.Seam`."""

    collects = False  # FTS5 gives its rows in the order of their numbers, one by one

    def __init__(self, path: Path, *, read_only: bool, wait_s: float) -> None:
        self.path, self.name, self.read_only, self.wait_s = path, str(path), read_only, wait_s
        if read_only and not path.exists():
            raise LedgerError("there is no such ledger", where=self.name, mend="reportedly add makes one")
        if path.is_dir():
            raise LedgerError("is a folder", where=self.name, mend="Name a file in it")
        if not path.parent.is_dir():
            raise LedgerError("the folder it should lie in does not exist", where=self.name, mend="Make it first")
        self.engine = self._engine()

    def _engine(self) -> Engine:
        engine = create_engine(
            "sqlite://", creator=self._connect, poolclass=QueuePool, pool_size=4, max_overflow=16, pool_timeout=30
        )

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            writing = connection.get_execution_options().get("writing", False)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

        return engine

    def _connect(self) -> sqlite3.Connection:
        mode = "ro" if self.read_only else "rwc"
        try:
            return self._open(f"mode={mode}")
        except sqlite3.OperationalError:
            # The log of a closed ledger is gone, and in a folder that cannot be written to no new one can be made.
            # Nobody can be writing there, so that the file may be taken as it stands.
            log = self.path.with_name(self.path.name + "-wal")
            if not self.read_only or log.exists() or os.access(self.path.parent, os.W_OK):
                raise
            return self._open("mode=ro&immutable=1")

    def _open(self, mode: str) -> sqlite3.Connection:
        address = f"file:{quote(str(self.path.absolute()))}?{mode}"
        connection = sqlite3.connect(
            address,
            uri=True,
            timeout=self.wait_s,
            isolation_level=None,
            check_same_thread=False,
            factory=_Connection,
        )
        try:
            connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
            connection.execute("SELECT count(*) FROM sqlite_master")
            if not self.read_only:
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
        except BaseException:
            connection.close()
            raise
        connection.create_function("reportedly_km", 4, _km, deterministic=True)
        return connection

    def lock(self, connection: Connection) -> None:
        """Taken by BEGIN IMMEDIATE already."""

    def prepare(self, connection: Connection) -> bool:
        """Whether there are tables already; a file of another program is refused."""
        found = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        kind = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if found and kind != APPLICATION:
            raise LedgerError(
                "is an SQLite file of another program, not a ledger", where=self.name, mend="Name another file"
            )
        return bool(found)

    def search_version(self, connection: Connection) -> int:
        """The version of the facets that the search indexes hold; the first did not note it."""
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one()) or 1

    def begin_ledger(self) -> None:
        """Sets what is set once in the life of a file: the log that lets others read while one writes."""
        with suppress(sqlite3.OperationalError):
            raw = self.engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
            finally:
                raw.close()

    def create_search(self, connection: Connection) -> None:
        """Makes the search indexes, empty."""
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version = {facets.VERSION}")
        connection.exec_driver_sql(_WORDS)
        connection.exec_driver_sql(f"INSERT INTO claim_words(claim_words, rank) VALUES ('automerge', {MERGED})")
        connection.exec_driver_sql(_BOXES)

    def drop_search(self, connection: Connection) -> None:
        """Takes the search indexes away."""
        connection.exec_driver_sql("DROP TABLE IF EXISTS claim_words")
        connection.exec_driver_sql("DROP TABLE IF EXISTS claim_boxes")

    @contextmanager
    def indexing(self, connection: Connection) -> Iterator[SqliteIndexing]:
        """Claims on their way into the search indexes."""
        yield SqliteIndexing(_driver(connection))

    def indexed(self, connection: Connection) -> int:
        """How many claims the full-text index holds."""
        return int(connection.exec_driver_sql("SELECT count(*) FROM claim_words_docsize").scalar_one())

    def words(self) -> FromClause:
        """The full-text index; its rows are numbered as claims are."""
        return table("claim_words")

    def paging(self, connection: Connection) -> None:
        """Nothing to tell: SQLite gives rows one by one anyway."""

    def windows(self, connection: Connection, before: int | None) -> Iterator[Window]:
        """The whole at once: FTS5 gives its rows in the order of their numbers, and stops when the page is full."""
        yield Window(before)

    def match(self, wanted: Wanted) -> ColumnElement[bool]:
        """An FTS5 expression; every word stands in quotation marks, so that none is taken for an operator."""
        parts = [f"facets: ({' OR '.join(group)})" for group in wanted.facets]
        parts += ["words: " + _quoted(" ".join(phrase)) for phrase in wanted.phrases]
        asked: ColumnElement[str] = bindparam(None, " AND ".join(parts), unique=True)
        return literal_column("claim_words").op("MATCH", is_comparison=True)(asked)

    def hits(self, wanted: Wanted, before: int | None = None) -> FromClause:
        """The full-text index itself."""
        return table("claim_words")

    def on_hit(self, number: ColumnElement[int], wanted: Wanted, before: int | None = None) -> ColumnElement[bool]:
        """How `hits` are joined to the claims; the plus keeps SQLite from asking FTS5 for each claim by itself."""
        joined = and_(number == self.pinned(self.hit()), self.match(wanted))
        return joined if before is None else and_(joined, self.hit() < before)

    def hit(self) -> ColumnElement[int]:
        """The number of a claim in `hits`."""
        return literal_column("claim_words.rowid")

    def pinned(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """The column with a plus, which no index of SQLite's answers to."""
        return literal_column(f"+{column}")

    def in_boxes(self, boxes: Sequence[Box]) -> Any:
        """A selection of the numbers of claims that have a point in one of the boxes."""
        tree = table("claim_boxes", *map(column, ("claim", "min_lon", "max_lon", "min_lat", "max_lat")))
        c = tree.c
        parts = [
            select(c.claim).where(
                c.max_lon >= box.west, c.min_lon <= box.east, c.max_lat >= box.south, c.min_lat <= box.north
            )
            for box in boxes
        ]
        return parts[0] if len(parts) == 1 else parts[0].union_all(*parts[1:])

    def km(self, lat: ColumnElement[float], lon: ColumnElement[float], to: tuple[float, float]) -> ColumnElement[float]:
        """The distance along the great circle; not every build of SQLite knows sines, so Python computes it."""
        return func.reportedly_km(lat, lon, *to)

    def insert(self, connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
        """Writes rows."""
        if rows:
            places = ", ".join("?" * len(table.columns))
            _driver(connection).executemany(f"INSERT INTO {table.name} VALUES ({places})", rows)

    def stream(self, connection: Connection, asked: Select[Any]) -> Iterator[tuple[Any, ...]]:
        """The rows of a question without parameters just as the driver gives them; SQLite steps from row to row."""
        cursor = _driver(connection).execute(str(asked.compile(dialect=connection.dialect)))
        while rows := cursor.fetchmany(PORTION):
            yield from rows

    def fault(self, error: BaseException) -> LedgerError | None:
        """What an error of the database means to the user; `None` where it is a fault of ours."""
        cause = error.orig if isinstance(error, sa_exc.DBAPIError) else error
        if isinstance(cause, sa_exc.TimeoutError):
            return LedgerError("too many questions at once", where=self.name, mend="Close some")
        if not isinstance(cause, sqlite3.Error):
            return None
        for words, fault, mend in _FAULTS:
            if words in str(cause):
                return LedgerError(fault, where=self.name, mend=mend)
        if isinstance(cause, sqlite3.ProgrammingError | sqlite3.InterfaceError):
            return None
        return LedgerError(f"cannot be used ({cause})", where=self.name, mend="Check the file and its folder")

    def lost(self, error: BaseException) -> bool:
        """A file does not go away and come back."""
        return False


_FAULTS = (
    ("file is not a database", "is no ledger", "Name another file, or one that does not exist yet"),
    ("malformed", "the file is damaged", "Restore a copy, or read the documents anew into another ledger"),
    ("database is locked", "is being written to by another program", "Wait until it is done, then try again"),
    ("database or disk is full", "the disk is full; what was committed before is kept", "Make room, then try again"),
    ("disk I/O error", "the disk cannot be written to or read; what was committed before is kept", "Check the disk"),
    ("readonly database", "cannot be written to", "Check the rights of the file and of its folder"),
    ("unable to open database", "cannot be opened", "Check the rights of the file and of its folder"),
    ("no such table", "is no ledger, or a damaged one", "Name another file"),
)


def _driver(connection: Connection) -> sqlite3.Connection:
    """The connection below SQLAlchemy's, which would look at each value of each row."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _km(lat: float | None, lon: float | None, to_lat: float, to_lon: float) -> float | None:
    if lat is None or lon is None:
        return None
    a, b = radians(lat), radians(to_lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(to_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, h)))


def _quoted(words: str) -> str:
    return '"' + clean(words).replace('"', '""') + '"'


__all__ = ["SqliteSeam", "text"]
