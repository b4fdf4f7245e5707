"""The ledger as one thing to hold: open it, add to it, ask it, review it, verify it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from reportedly.errors import LedgerError
from reportedly.ledger import adding, asking, incidents, looking, records, reviewing, verifying
from reportedly.ledger import history as histories
from reportedly.ledger import stats as counting
from reportedly.ledger.given import Moment, moment, question
from reportedly.ledger.opening import WAIT_S, open_seam, telling
from reportedly.ledger.questions import Question
from reportedly.ledger.reindexing import reindex
from reportedly.ledger.results import Claims, Documents
from reportedly.ledger.reviewing import Review
from reportedly.ledger.seam import Seam
from reportedly.ledger.stamps import Stamp
from reportedly.ledger.watching import Feeds

if TYPE_CHECKING:
    from reportedly.ledger.taking import Taken
    from reportedly.reading.pipeline import Reader

DEFAULT = "reportedly.db"
Record = dict[str, Any]


class Ledger:
    """A ledger in a file, or at the address of a PostgreSQL database (``postgresql+psycopg://user@host/database``).

    It is made where there is none, unless `read_only`. Any number may read while one writes; on PostgreSQL any number
    may write. `wait_s`: how many seconds another writer, or a server that went away, is waited for. Raises
    `LedgerError`. Close it, or use it in a ``with``.
    """

    def __init__(
        self, where: str | PathLike[str] = DEFAULT, *, read_only: bool = False, wait_s: float = WAIT_S
    ) -> None:
        place = where if isinstance(where, str) else Path(where)
        self._seam = open_seam(place, read_only=read_only, wait_s=wait_s)

    @property
    def name(self) -> str:
        """The file or address, without a password."""
        return self._seam.name

    @property
    def feeds(self) -> Feeds:
        """What is remembered of the feeds that are watched."""
        return Feeds(self._seam)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file or of the connections."""
        self._seam.engine.dispose()

    def adder(self, stamp: Stamp, how: adding.Adding = adding.Adding()) -> adding.Adder:
        """A run of adding, for readings that are made elsewhere; `stamp` says what made them. Use it in a ``with``."""
        return adding.Adder(self._seam, stamp, how)

    def add(
        self,
        what: Taken | Iterable[Taken],
        *,
        reader: Reader | Stamp | None = None,
        reread: bool = False,
        country: str | None = None,
    ) -> adding.Added:
        """What came of adding paths, addresses, documents or readings: each document is taken once.

        A folder or a file of JSON Lines may hold many documents; what cannot be read is counted, and told by
        `failures` of the run. With `reread`, documents that another version of the reader read are read anew. `reader`:
        one that is open already; or, for readings made elsewhere, the stamp of what made them.
        """
        from reportedly.ledger.taking import take

        return take(self._seam, what, reader=reader, reread=reread, country=country)

    def claims(self, **filters: Any) -> Claims:
        """The records of the claims that answer a question, newest first, as they come.

        The filters are those of `Question`; each may be left out, and names may be one or several. `near` is
        (latitude, longitude, kilometres), `bbox` (west, south, east, north) in degrees; days may be written
        "2016-10-21". ``as_of`` a day means its end, UTC.
        """
        return self.answer(question(**filters))

    def answer(self, asked: Question) -> Claims:
        """The records of the claims that answer a question."""
        return Claims(self._telling(self._answer(asked)))

    def _answer(self, asked: Question) -> Iterator[tuple[int, Record]]:
        for row in asking.answer(self._seam, asked):
            document = {name: row[f"document_{name}"] for name in records.DOCUMENT_FIELDS}
            yield row["rowno"], records.whole_record(row["record"], document)

    def _telling(self, rows: Iterator[Any]) -> Iterator[Any]:
        with telling(self._seam):
            yield from rows

    def claim(self, key: str, *, as_of: Moment = None) -> Record:
        """The record of one claim; raises `LedgerError` where it is not current, saying why."""
        with telling(self._seam), self._seam.engine.connect() as connection:
            return looking.claim(connection, key, asking.batch_as_of(connection, moment(as_of)))

    def documents(self, *, publisher: str | None = None, url: str | None = None, as_of: Moment = None) -> Documents:
        """The records of the documents, newest first, as they come."""
        rows = looking.documents(self._seam, publisher=publisher, url=url, as_of=moment(as_of))
        return Documents(self._telling(rows), looking.document_record)

    def document(self, key: str) -> Record:
        """The record of a document with its text, its latest version if it is no longer current."""
        with telling(self._seam), self._seam.engine.connect() as connection:
            return looking.document(connection, key)

    def raw(self, key: str) -> bytes | None:
        """The bytes that a document was made from, if they were kept."""
        with telling(self._seam), self._seam.engine.connect() as connection:
            return looking.raw(connection, key)

    def review(
        self,
        claim: str,
        verdict: reviewing.Kind,
        *,
        by: str,
        slot: str | None = None,
        value: str | None = None,
        note: str | None = None,
    ) -> str:
        """The id of a review. `verdict`: "accept", "reject", "note", or "set" with a slot and its value as written."""
        with telling(self._seam):
            said = Review(claim, verdict, by, slot, value, note)
            return adding.persistently(self._seam, lambda: reviewing.review(self._seam, said))

    def remove(self, key: str, *, reason: str, by: str, survivor: str | None = None) -> None:
        """Takes a document or claim out of what is current; its history stays, with a tombstone that says why."""
        with telling(self._seam):
            reviewing.remove(self._seam, key, reason=reason, by=by, survivor=survivor)

    def history(self, key: str) -> list[histories.Change]:
        """What became of a claim or document; raises `LedgerError` where the ledger never knew it."""
        with telling(self._seam), self._seam.engine.connect() as connection:
            found = histories.history(connection, key)
        if not found:
            raise LedgerError("is not in the ledger", where=key, mend="Give the id of a claim or a document")
        return found

    def verify(self, *, head: str | None = None, tick: Callable[[], None] = lambda: None) -> verifying.Verified:
        """Whether nothing was altered, added or dropped since it was written; see `verifying.verify`."""
        with telling(self._seam):
            return verifying.verify(self._seam, head=head, tick=tick)

    def head(self) -> tuple[int, str] | None:
        """The number and the hash of the last batch: what to note elsewhere."""
        with telling(self._seam), self._seam.engine.connect() as connection:
            return verifying.head(connection)

    def stats(self, *, as_of: Moment = None) -> counting.Stats:
        """What the ledger holds, counted."""
        with telling(self._seam), self._seam.engine.connect() as connection:
            return counting.stats(connection, moment(as_of))

    def runs(self) -> list[Record]:
        """The runs of reading, latest first; one that was interrupted has no end."""
        with telling(self._seam), self._seam.engine.connect() as connection:
            return looking.runs(connection)

    def failures(self, run: str) -> list[Record]:
        """What could not be read in a run: where, the fault, and the mend."""
        with telling(self._seam), self._seam.engine.connect() as connection:
            return looking.failures(connection, run)

    def judge(self, claim: str, other: str, word: str, *, by: str, note: str | None = None) -> str:
        """The id of a judgement: two claims tell of the "same" happening, of "different" ones, or "none" takes it back.

        It counts from the next linking on, and overrides what the claims themselves suggest.
        """
        with telling(self._seam):
            return incidents.judge(self._seam, claim, other, word, by=by, note=note)

    @contextmanager
    def looking(self, *, as_of: Moment = None) -> Iterator[tuple[Connection, int | None]]:
        """A connection and the number of the last batch at that moment, for the questions of `ledger.incidents`."""
        with telling(self._seam), self._seam.engine.connect() as connection:
            yield connection, asking.batch_as_of(connection, moment(as_of))

    @property
    def seam(self) -> Seam:
        """The ledger's way to its database, for rooms that write batches of their own."""
        return self._seam

    def reindex(self) -> int:
        """Makes everything anew that is derived from claims; how many there are."""
        with telling(self._seam):
            return reindex(self._seam)
