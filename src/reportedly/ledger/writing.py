"""One batch: the rows that are written and closed together, or not at all, and their link in the chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from reportedly.ledger import chain, schema
from reportedly.ledger.deriving import Deriving, deriving
from reportedly.ledger.kept import Kept, kept
from reportedly.ledger.seam import Seam

Row = dict[str, Any]
Stored = tuple[Any, ...]
PORTION = 500  # rows closed by one statement


def now() -> str:
    """The time as the ledger writes it: UTC, ISO 8601, microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@contextmanager
def batch(seam: Seam, kind: str) -> Iterator[Batch]:
    """A batch to write into. It is committed at the end, unless nothing was written; an exception leaves no trace."""
    with seam.engine.connect().execution_options(writing=True) as connection, connection.begin() as transaction:
        seam.lock(connection)
        with deriving(connection, seam) as derived:
            opened = Batch(connection, seam, kind, derived)
            yield opened
            written = opened.finish()
        if not written:
            transaction.rollback()


class Batch:
    """Rows on their way into the ledger. Made by `batch`."""

    def __init__(self, connection: Connection, seam: Seam, kind: str, derived: Deriving) -> None:
        self._connection, self._seam, self._kind, self._derived = connection, seam, kind, derived
        b = schema.batches.c
        last = connection.execute(select(b.number, b.at, b.hash).order_by(b.number.desc()).limit(1)).first()
        self.number = last.number + 1 if last else 1
        self._previous = last.hash if last else chain.START
        self.at = max(now(), last.at) if last else now()
        self._lines: list[str] = []
        self._waiting: dict[str, list[tuple[Row, list[Any]]]] = {}  # written together: a statement for each row is slow
        self._next: dict[str, int] = {}

    @property
    def connection(self) -> Connection:
        """The connection of this batch, to ask by; it is not to be kept beyond the next row that is written."""
        self._derived.settle()
        return self._connection

    def write(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[Row]:
        """The rows as written, numbered and current from this batch on. Columns that a row does not name are empty."""
        if not rows:
            return []
        into = kept(table)
        first = self._number(into, len(rows))
        waiting = self._waiting.setdefault(table, [])
        whole = []
        for rowno, row in enumerate(rows, first):
            written = {**row, "rowno": rowno, "valid_from": self.number, "valid_to": None}
            waiting.append((written, [row.get(name) for name in into.columns]))
            whole.append(written)
        return whole

    def write_claims(
        self, rows: Sequence[Mapping[str, Any]], bodies: Sequence[Row], *, publisher: str | None
    ) -> list[Row]:
        """Claims of one publisher as written, to be put into what they are found by; `bodies` are their records.

        They are numbered from the last to the first: questions give the newest rows first, and the claims of one
        document should come in the order of its text.
        """
        whole = self.write("claims", rows[::-1])
        for row, body in zip(whole, bodies[::-1], strict=True):
            self._derived.add(row, body, publisher)
        return whole

    def close(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Ends the currency of rows, which must hold their key and ``rowno``."""
        self.flush()
        into = kept(table)
        t = into.table
        for start in range(0, len(rows), PORTION):
            numbers = [row["rowno"] for row in rows[start : start + PORTION]]
            self.connection.execute(update(t).where(t.c.rowno.in_(numbers)).values(valid_to=self.number))
        self._lines += [chain.closed(into, row) for row in rows]

    def replace(self, table: str, row: Mapping[str, Any], **changes: object) -> Row:
        """The new version of a row; the old one is closed."""
        self.close(table, [row])
        (new,) = self.write(table, [{**{name: row[name] for name in kept(table).columns}, **changes}])
        return new

    def current(self, table: str, **key: object) -> Row | None:
        """The row that is current now, if there is one."""
        self.flush()
        t = kept(table).table
        asked = select(t).where(t.c.valid_to.is_(None), *(t.c[name] == value for name, value in key.items()))
        found = self.connection.execute(asked).mappings().first()
        return dict(found) if found else None

    def flush(self) -> None:
        """Sends the rows that wait to the database, so that its answers know of them."""
        self._send(self._listed())

    def finish(self) -> bool:
        """Links the batch into the chain; whether there was anything to link."""
        self._derived.finish()
        rows = self._listed()  # digests are made while a server is at work on the last words
        if not self._lines:
            return False
        listed = chain.manifest(self._lines)
        link = chain.Link(self.number, self.at, self._kind, self._previous, listed)
        self._send(rows)
        row = {name: getattr(link, name) for name in ("number", "at", "kind", "previous", "manifest", "hash")}
        self.connection.execute(schema.batches.insert(), row)
        return True

    def _listed(self) -> list[tuple[Kept, list[Stored]]]:
        """The rows that wait, table by table as they are stored; they are in the list of the batch from now on."""
        found = []
        for table, rows in self._waiting.items():
            into = kept(table)
            self._lines += [chain.written(into, row, values) for row, values in rows]
            found.append((into, [(row["rowno"], self.number, None, *into.stored(values)) for row, values in rows]))
        self._waiting.clear()
        return found

    def _send(self, rows: Sequence[tuple[Kept, list[Stored]]]) -> None:
        for into, stored in rows:
            self._seam.insert(self.connection, into.table, stored)
        self._derived.flush()

    def _number(self, into: Kept, count: int) -> int:
        name = into.table.name
        if name not in self._next:
            last = self.connection.execute(select(func.max(into.table.c.rowno))).scalar()
            self._next[name] = (last or 0) + 1
        first = self._next[name]
        self._next[name] += count
        return first
