"""The ledger as one thing to hold: open it, add to it, ask it, review it, verify it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, date, datetime
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from reportedly.errors import LedgerError
from reportedly.incident_model import IncidentEvent, Takeover
from reportedly.ledger import adding, asking, incidents, records, reviewing, schema, verifying
from reportedly.ledger import history as histories
from reportedly.ledger import stats as counting
from reportedly.ledger.opening import WAIT_S, open_seam, telling
from reportedly.ledger.questions import Near, Question, boxes, end_of
from reportedly.ledger.reindexing import reindex
from reportedly.ledger.results import Claims, Documents
from reportedly.ledger.reviewing import Review
from reportedly.ledger.stamps import Stamp
from reportedly.ledger.watching import Feeds

if TYPE_CHECKING:
    from reportedly.ledger.taking import Taken
    from reportedly.reading.pipeline import Reader

DEFAULT = "reportedly.db"
_LISTS = frozenset(
    {"type", "status", "actor", "target", "party", "place", "country", "speaker", "publisher", "document"}
)
Record = dict[str, Any]
Moment = date | datetime | str | None


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
        c, d = schema.claims.c, schema.documents
        with telling(self._seam), self._seam.engine.connect() as connection:
            number = asking.batch_as_of(connection, _moment(as_of))
            found = connection.execute(
                select(c.record, c.document).where(c.id == key, asking.current(c, number))
            ).first()
            if found is None:
                raise reviewing.missing_claim(connection, key)
            asked = select(d).where(d.c.id == found.document, asking.current(d.c, number))
            return records.whole_record(found.record, dict(connection.execute(asked).mappings().one()))

    def documents(self, *, publisher: str | None = None, url: str | None = None, as_of: Moment = None) -> Documents:
        """The records of the documents, newest first, as they come."""
        return Documents(self._telling(self._documents(publisher, url, _moment(as_of))), _document_record)

    def _documents(self, publisher: str | None, url: str | None, as_of: datetime | None) -> Iterator[Mapping[str, Any]]:
        d = schema.documents
        with self._seam.engine.connect() as connection:
            asked = select(d).where(asking.current(d.c, asking.batch_as_of(connection, as_of)))
            if publisher is not None:
                asked = asked.where(d.c.publisher == publisher)
            if url is not None:
                asked = asked.where(d.c.url == url)
            streaming = connection.execution_options(stream_results=True, yield_per=asking.PORTION)
            yield from (dict(row) for row in streaming.execute(asked.order_by(d.c.rowno.desc())).mappings())

    def document(self, key: str) -> Record:
        """The record of a document with its text, its latest version if it is no longer current."""
        d = schema.documents
        with telling(self._seam), self._seam.engine.connect() as connection:
            asked = select(d).where(d.c.id == key).order_by(d.c.rowno.desc()).limit(1)
            row = connection.execute(asked).mappings().first()
            if row is None:
                raise reviewing.missing_document(key)
            text = reviewing.text_of(connection, row["text_sha256"])
        return {**_document_record(dict(row)), "text": text}

    def raw(self, key: str) -> bytes | None:
        """The bytes that a document was made from, if they were kept."""
        d, b = schema.documents.c, schema.raws.c
        with telling(self._seam), self._seam.engine.connect() as connection:
            asked = select(b.data).join_from(schema.documents, schema.raws, d.raw_sha256 == b.sha256).where(d.id == key)
            packed = connection.execute(asked.limit(1)).scalar()
        return None if packed is None else zlib.decompress(packed)

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
            return counting.stats(connection, _moment(as_of))

    def runs(self) -> list[Record]:
        """The runs of reading, latest first; one that was interrupted has no end."""
        t, f = schema.runs, schema.failures.c
        with telling(self._seam), self._seam.engine.connect() as connection:
            rows = (
                connection.execute(select(t).where(t.c.valid_to.is_(None)).order_by(t.c.started.desc()))
                .mappings()
                .all()
            )
            counted = {run: count for run, count in connection.execute(select(f.run, func.count()).group_by(f.run))}  # noqa: C416
        return [{**_plain(dict(row)), "failures": counted.get(row["id"], 0)} for row in rows]

    def failures(self, run: str) -> list[Record]:
        """What could not be read in a run: where, the fault, and the mend."""
        t = schema.failures
        with telling(self._seam), self._seam.engine.connect() as connection:
            rows = connection.execute(select(t).where(t.c.run == run).order_by(t.c.rowno)).mappings().all()
        return [_plain(dict(row)) for row in rows]

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
            yield connection, asking.batch_as_of(connection, _moment(as_of))

    def keep_incidents(
        self,
        before: incidents.Stored,
        after: incidents.Stored,
        *,
        events: Sequence[IncidentEvent] = (),
        taken: Iterable[Takeover] = (),
    ) -> None:
        """Writes what linking changed; see `incidents.keep`."""
        with telling(self._seam):
            incidents.keep(self._seam, before, after, events=events, taken=taken)

    def reindex(self) -> int:
        """Makes everything anew that is derived from claims; how many there are."""
        with telling(self._seam):
            return reindex(self._seam)


def question(**filters: Any) -> Question:
    """A question from what a person gives: one name or several, days as text, `near` and `bbox` as numbers."""
    known = {field.name for field in fields(Question)} | {"bbox"}
    if strange := filters.keys() - known:
        raise TypeError(f"no such filter: {', '.join(sorted(strange))}; there are {', '.join(sorted(known))}")
    given = {name: value for name, value in filters.items() if value is not None}
    for name in given.keys() & _LISTS:
        value = given[name]
        given[name] = (value,) if isinstance(value, str) else tuple(str(one) for one in value)
    for name in given.keys() & {"since", "until"}:
        given[name] = _day(name, given[name])
    if isinstance(given.get("near"), tuple):
        given["near"] = Near(*given["near"])
    if "bbox" in given:
        given["box"] = boxes(*given.pop("bbox"))
    if "as_of" in given:
        given["as_of"] = _moment(given["as_of"])
    return Question(**given)


def _day(name: str, value: date | str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise LedgerError(f'"{value}" is no day', where=name, mend="Write it as 2016-10-21") from None


def _moment(value: Moment) -> datetime | None:
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError:
            mend = "Write it as 2016-10-21, or 2016-10-21T12:00"
            raise LedgerError(f'"{value}" is no day or time', where="as-of", mend=mend) from None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return end_of(value)


def _plain(row: Mapping[str, Any]) -> Record:
    return {name: value for name, value in row.items() if name not in {"rowno", "valid_from", "valid_to"}}


def _document_record(row: Mapping[str, Any]) -> Record:
    record = _plain(row)
    for name in ("extra", "headers"):
        record[name] = json.loads(record[name]) if record[name] else {}
    return record
