"""Where SQLite and PostgreSQL differ, all in one place: opening, locking, full text, boxes, and what errors mean.

Everything else in this room is written once, in SQLAlchemy's Core, for both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Engine, FromClause, Select, Table

from reportedly.errors import LedgerError
from reportedly.ledger.schema import odd

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


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the ledger in which a page is looked for: rows before this one that hold one of these facets, if any."""

    before: int | None
    facets: tuple[str, ...] = ()


class Indexing(Protocol):
    """Claims on their way into the search indexes, in one transaction.

    A database may still be at work on what it was given when the call returns. What goes wrong with it is then raised
    by a later call, and nothing else may be asked of its connection before `settle`.
    """

    def words(self, words: Sequence[Words]) -> None:
        """Adds claims to the full-text index."""

    def finish(self) -> None:
        """Has the full-text index put in order what was added in this transaction."""

    def settle(self) -> None:
        """Waits until all that was given is done."""

    def points(self, points: Sequence[Point]) -> None:
        """Adds where claims lie to the index of points. Only after `settle`."""


class Seam(Protocol):
    """One of the two databases."""

    engine: Engine
    name: str  # the file or address, without a password, for messages
    wait_s: float  # how long another writer, or a server that went away, is waited for
    collects: bool  # whether the full-text index collects all that match before it gives the first

    def lock(self, connection: Connection) -> None:
        """Makes this transaction the only one that writes batches, until it ends."""

    def search_version(self, connection: Connection) -> int:
        """The version of the facets (`facets.VERSION`) that the search indexes of a ledger hold."""

    def prepare(self, connection: Connection) -> bool:
        """Whether there are tables already; refuses what is no ledger of ours."""

    def create_search(self, connection: Connection) -> None:
        """Makes the search indexes, empty."""

    def drop_search(self, connection: Connection) -> None:
        """Takes the search indexes away."""

    def indexing(self, connection: Connection) -> AbstractContextManager[Indexing]:
        """Claims on their way into the search indexes, until the end of the ``with`` at the latest."""

    def indexed(self, connection: Connection) -> int:
        """How many claims the full-text index holds."""

    def words(self) -> FromClause:
        """The full-text index as a table with a column ``claim``."""

    def match(self, wanted: Wanted) -> ColumnElement[bool]:
        """The condition on `words` that a question puts."""

    def paging(self, connection: Connection) -> None:
        """Tells the database that a page is asked for in this transaction."""

    def windows(self, connection: Connection, before: int | None) -> Iterator[Window]:
        """The parts of the ledger in which a page is looked for one after the other, newest first."""

    def hits(self, wanted: Wanted, before: int | None = None) -> FromClause:
        """The numbers of the claims that the full-text index finds, to be joined to the claims by `on_hit`."""

    def hit(self) -> ColumnElement[int]:
        """The number of a claim in `hits`."""

    def on_hit(self, number: ColumnElement[int], wanted: Wanted, before: int | None = None) -> ColumnElement[bool]:
        """How `hits` are joined to the claims."""

    def pinned(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """A column that is known before the join, so that the other side is looked up by it and never the reverse."""

    def in_boxes(self, boxes: Sequence[Box]) -> Any:
        """A selection of the numbers of claims that have a point in one of the boxes."""

    def km(self, lat: ColumnElement[float], lon: ColumnElement[float], to: tuple[float, float]) -> ColumnElement[float]:
        """The distance of a point from another, in kilometres, along the great circle."""

    def insert(self, connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
        """Writes rows by the fastest way there is: values as they are stored, in the order of the table's columns."""

    def stream(self, connection: Connection, asked: Select[Any]) -> Iterator[tuple[Any, ...]]:
        """The rows of a question without parameters just as the driver gives them, some at a time."""

    def fault(self, error: BaseException) -> LedgerError | None:
        """What an error of the database means to the user; `None` where it is a fault of ours."""

    def lost(self, error: BaseException) -> bool:
        """Whether an error means that the connection broke, so that trying again may help."""


def clean(words: str) -> str:
    """Words without what a database or its tokenizer cannot take; offsets play no part here."""
    if len(words) <= LONGEST_WORDS and not odd(words):
        return words
    return words[:LONGEST_WORDS].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
