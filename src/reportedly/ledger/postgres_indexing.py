"""Claims on their way into the search indexes of PostgreSQL: sent as they come, and waited for only at the end.

For every claim the server takes its words apart and stems them, which is as much work as all that is done for it here.
So statements are sent in libpq's pipeline mode, in which nobody waits for an answer before the next one. What went
wrong with one is then told late, by whichever call reads the answers next, and what was sent after it is not done.
COPY and questions are not for this mode: it is left whenever everything has been waited for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import orjson

from reportedly.ledger import facets
from reportedly.ledger.seam import Point, Words, clean

RECENT = (("recent", 4_096), ("era", 65_536))  # facets of a claim's number: which so many rows it is one of

# One statement and one value, whatever the number of claims: the server takes JSON apart faster than a driver sends rows.
_INTO_WORDS = """INSERT INTO claim_words
    SELECT claim, array_to_tsvector(string_to_array(facets, ' ')) || to_tsvector('english', words)
    FROM json_to_recordset(%s::json) AS given (claim BIGINT, facets TEXT, words TEXT)"""
# GIN holds back what is inserted and sorts it in when told to, each token once for a whole batch rather than for each
# claim. Only the owner may tell it to; for others it is done when four megabytes wait, or by the server's own vacuum.
_SORT_IN = """SELECT CASE WHEN pg_has_role(relowner, 'USAGE') THEN gin_clean_pending_list(oid) END
    FROM pg_class WHERE oid = 'claim_words_search'::regclass"""


@contextmanager
def indexing(driver: Any) -> Iterator[PostgresIndexing]:
    """Claims on their way into the search indexes, in the transaction of psycopg's connection. Where it ends in an
    error, whatever its cause, the connection is left as it must be to roll back."""
    begun = PostgresIndexing(driver)
    try:
        yield begun
        begun.settle()
    except BaseException:
        begun.abandon()
        raise


class PostgresIndexing:
    """See `seam.Indexing`."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self._mode = ExitStack()
        self._pipeline: Any = None  # while something was sent that was not waited for
        self._unsorted = False

    def words(self, words: Sequence[Words]) -> None:
        """Sends claims to the full-text index."""
        given = [
            {"claim": one.claim, "facets": " ".join((*one.facets, *_recent(one.claim))), "words": clean(one.words)}
            for one in words
        ]
        self._send(_INTO_WORDS, (orjson.dumps(given).decode(),))
        self._unsorted = True

    def points(self, points: Sequence[Point]) -> None:
        """Adds points by COPY."""
        if not points:
            return
        with self._driver.cursor().copy("COPY claim_boxes FROM STDIN") as copy:
            for point in points:
                copy.write_row((point.claim, f"({point.lon!r},{point.lat!r})"))

    def finish(self) -> None:
        """Has GIN sort in what it held back."""
        if self._unsorted:
            self._send(_SORT_IN)
            self._unsorted = False

    def settle(self) -> None:
        """Waits for the server, and leaves the mode in which nothing is waited for. Raises the first error there was."""
        if self._pipeline is not None:
            self._pipeline.sync()  # to leave without it would tell of what was not done after an error instead
            self._pipeline = None
            self._mode.close()

    def abandon(self) -> None:
        """Leaves that mode after an error, which is told already."""
        self._pipeline = None
        with suppress(Exception):
            self._mode.close()

    def _send(self, statement: str, values: Sequence[Any] | None = None) -> None:
        if self._pipeline is None:
            self._pipeline = self._mode.enter_context(self._driver.pipeline())
        self._driver.execute(statement, values)


def _recent(number: int) -> tuple[str, ...]:
    return tuple(facets.token(kind, str(number // size)) for kind, size in RECENT)
