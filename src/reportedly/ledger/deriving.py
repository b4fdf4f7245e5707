"""Claims → everything that they are found by: their names and places beside them, and the search indexes.

The words of some claims are given to the full-text index as soon as there are enough of them, while the next claims are
made: a server can work at the same time, and half of what it does for a claim is done with its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from reportedly.ledger import records, schema
from reportedly.ledger.seam import Indexing, Point, Seam, Words

AHEAD = 200  # claims whose words are given together: about as much as a system holds of a connection unread

Row = Mapping[str, Any]


@contextmanager
def deriving(connection: Connection, seam: Seam) -> Iterator[Deriving]:
    """What is derived from the claims of one transaction. At the end all of it must have been flushed."""
    with seam.indexing(connection) as indexing:
        yield Deriving(connection, seam, indexing)


class Deriving:
    """Rows and words made from claims, on their way into the ledger. Made by `deriving`."""

    def __init__(self, connection: Connection, seam: Seam, indexing: Indexing) -> None:
        self._connection, self._seam, self._indexing = connection, seam, indexing
        self._claims: list[tuple[Row, Row]] = []  # whose names and places wait to be made
        self._names: list[tuple[Any, ...]] = []
        self._places: list[tuple[Any, ...]] = []
        self._points: list[Point] = []
        self._words: list[Words] = []

    def add(self, row: Row, body: Row, publisher: str | None) -> None:
        """Takes a claim: its row, its record and its publisher."""
        self._claims.append((row, body))
        self._words.append(records.words_of(row, body, publisher))
        if len(self._words) >= AHEAD:
            self._send()

    def settle(self) -> None:
        """Waits for the database to have done what it was given, so that it can be asked something else."""
        self._indexing.settle()

    def flush(self) -> None:
        """Writes all that was taken."""
        self._send()
        self._make()
        self._indexing.settle()
        self._seam.insert(self._connection, schema.claim_names, self._names)
        self._seam.insert(self._connection, schema.claim_places, self._places)
        self._indexing.points(self._points)
        self._names, self._places, self._points = [], [], []

    def finish(self) -> None:
        """Gives the full-text index the last words of this transaction, to be put in order; does not wait for it."""
        self._send()
        self._indexing.finish()
        self._make()

    def _send(self) -> None:
        if self._words:
            self._indexing.words(self._words)
            self._words = []

    def _make(self) -> None:
        for row, body in self._claims:
            rowno, plain = row["rowno"], records.is_plain(row["record"])
            named, placed = records.name_rows(rowno, body), records.place_rows(rowno, body)
            self._names += named if plain else records.stored_rows(named)
            self._places += placed if plain else records.stored_rows(placed)
            self._points += records.points_of(rowno, body)
        self._claims = []
