"""Where SQLite and PostgreSQL differ, all in one place: opening, locking, full text, boxes, and what errors mean.

Everything else in this room is written once, in SQLAlchemy's Core, for both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Engine, FromClause, Table
from sqlalchemy.engine import Dialect

from reportedly.errors import LedgerError

LONGEST_WORDS = 100_000  # characters of one claim that can be searched; PostgreSQL's own limit lies higher


@dataclass(frozen=True, slots=True)
class Words:
    """What a claim is found by: its running words, and the tokens of its facets (`facets.tokens`)."""

    claim: int
    words: str
    facets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Where one place of a claim lies, WGS 84."""

    claim: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Box:
    """A box on the map in degrees, `west` no larger than `east`."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the full-text index is asked: of each group of facets one token at least, and each of the phrases."""

    facets: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.facets or self.phrases)


def stored(table: Table, dialect: Dialect, rows: Sequence[dict[str, Any]]) -> Iterator[list[Any]]:
    """The values of rows as a driver takes them, in the order of the table's columns.

    What SQLAlchemy does for each parameter of each row costs more than all the rest of writing a row.
    """
    steps = [(column.name, column.type.bind_processor(dialect)) for column in table.columns]
    for row in rows:
        yield [row.get(name) if step is None else step(row.get(name)) for name, step in steps]


class Seam(Protocol):
    """One of the two databases."""

    engine: Engine
    name: str  # the file or address, without a password, for messages
    wait_s: float  # how long another writer, or a server that went away, is waited for
    collects: bool  # whether the full-text index collects all that match before it gives the first

    def lock(self, connection: Connection) -> None:
        """Makes this transaction the only one that writes batches, until it ends."""

    def prepare(self, connection: Connection) -> bool:
        """Whether there are tables already; refuses what is no ledger of ours."""

    def create_search(self, connection: Connection) -> None:
        """Makes the search indexes, empty."""

    def drop_search(self, connection: Connection) -> None:
        """Takes the search indexes away."""

    def index(self, connection: Connection, words: Sequence[Words], points: Sequence[Point]) -> None:
        """Adds claims to the search indexes."""

    def indexed(self, connection: Connection) -> int:
        """How many claims the full-text index holds."""

    def words(self) -> FromClause:
        """The full-text index as a table with a column ``claim``."""

    def match(self, wanted: Wanted) -> ColumnElement[bool]:
        """The condition on `words` that a question puts."""

    def hits(self, wanted: Wanted) -> FromClause:
        """The numbers of the claims that the full-text index finds, to be joined to the claims by `on_hit`."""

    def hit(self) -> ColumnElement[int]:
        """The number of a claim in `hits`."""

    def on_hit(self, number: ColumnElement[int], wanted: Wanted) -> ColumnElement[bool]:
        """How `hits` are joined to the claims."""

    def pinned(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """A column that is known before the join, so that the other side is looked up by it and never the reverse."""

    def in_boxes(self, boxes: Sequence[Box]) -> Any:
        """A selection of the numbers of claims that have a point in one of the boxes."""

    def km(self, lat: ColumnElement[float], lon: ColumnElement[float], to: tuple[float, float]) -> ColumnElement[float]:
        """The distance of a point from another, in kilometres, along the great circle."""

    def insert(self, connection: Connection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
        """Writes rows by the fastest way there is."""

    def fault(self, error: BaseException) -> LedgerError | None:
        """What an error of the database means to the user; `None` where it is a fault of ours."""

    def lost(self, error: BaseException) -> bool:
        """Whether an error means that the connection broke, so that trying again may help."""
