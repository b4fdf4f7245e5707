"""Claims on their way into the search indexes of an SQLite file, which takes them at once: nothing is ever waited for."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reportedly.ledger.seam import Point, Words, clean


class SqliteIndexing:
    """See `seam.Indexing`."""

    def __init__(self, driver: sqlite3.Connection) -> None:
        self._driver = driver

    def words(self, words: Sequence[Words]) -> None:
        """Adds claims to FTS5."""
        self._driver.executemany(
            "INSERT INTO claim_words(rowid, words, facets) VALUES (?, ?, ?)",
            ((one.claim, clean(one.words), " ".join(one.facets)) for one in words),
        )

    def points(self, points: Sequence[Point]) -> None:
        """Adds points to the R*Tree, as boxes without an extent."""
        self._driver.executemany(
            "INSERT INTO claim_boxes VALUES (NULL, ?, ?, ?, ?, ?)",
            ((p.lon, p.lon, p.lat, p.lat, p.claim) for p in points),
        )

    def finish(self) -> None:
        """Nothing to do: FTS5 merges what it holds as it grows."""

    def settle(self) -> None:
        """Nothing to wait for."""
