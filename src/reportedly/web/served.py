"""The ledger that is served, and in which state it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from reportedly.errors import LedgerError
from reportedly.ledger import Ledger, schema
from reportedly.ledger.asking import batch_as_of
from reportedly.ledger.opening import open_seam, telling
from reportedly.ledger.seam import Seam
from reportedly.settings import Settings
from reportedly.web.options import Options
from reportedly.web.people import audit

WAIT_S = 5.0  # how long a question waits for another writer; people wait no longer for a page


@dataclass(frozen=True, slots=True)
class State:
    """A ledger after a batch: its number, its hash, and when it was written (UTC, ISO 8601)."""

    batch: int = 0
    head: str = ""
    at: str | None = None


class Served:
    """A ledger for reading and, where somebody reviews, for writing. Close it."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.home = options.home or Settings.from_environment(os.environ).home
        self.ledger = Ledger(options.ledger, read_only=True, wait_s=WAIT_S)
        self.seam = open_seam(options.ledger, read_only=True, wait_s=WAIT_S)
        self._file = None if "://" in options.ledger else Path(options.ledger)
        self._inode = self._file.stat().st_ino if self._file else None

    def close(self) -> None:
        """Lets go of the ledger."""
        self.ledger.close()
        self.seam.engine.dispose()

    @contextmanager
    def connected(
        self, as_of: datetime | None = None, *, whole: bool = False
    ) -> Iterator[tuple[Connection, int | None]]:
        """A connection, and the number of the last batch at that moment; `None` for now.

        `whole`: several questions see the ledger in one state.
        """
        self.there()
        with telling(self.seam), self.seam.engine.connect() as connection:
            if whole and connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection, batch_as_of(connection, as_of)

    def state(self) -> State:
        """The state of the ledger now."""
        with self.connected() as (connection, _):
            return state_of(connection)

    @contextmanager
    def writing(self) -> Iterator[Seam]:
        """The ledger's database, to be written to."""
        self.there()
        where = self.options.ledger
        opened = open_seam(where if "://" in where else Path(where), read_only=False, wait_s=WAIT_S)
        try:
            with telling(opened):
                yield opened
        finally:
            opened.engine.dispose()

    def there(self) -> None:
        """Raises where the file was taken away or exchanged; an open one would be read on as if nothing had happened."""
        if self._file is None:
            return
        try:
            inode = os.stat(self._file).st_ino  # noqa: PTH116  (one look, not two)
        except OSError:
            raise LedgerError("the ledger is gone", where=str(self._file), mend="Put it back") from None
        if inode != self._inode:
            mend = "Stop serving and start again"
            raise LedgerError("another file lies in the ledger's place", where=str(self._file), mend=mend)


_heads: dict[tuple[str, int, str, str], str] = {}  # the hashes of batches that were asked for
REMEMBERED = 100  # of them


def state_of(connection: Connection) -> State:
    """The state of the ledger that a connection sees: of its reporting, whoever signed in since.

    A batch's hash lies behind its manifest, which after linking is hundreds of megabytes that SQLite would pass over each
    time. A batch is known for the same by its number, its moment to the microsecond, and the hash of the batch before.
    """
    b = schema.batches.c
    asked = select(b.number, b.at, b.previous).where(b.kind != audit.KIND).order_by(b.number.desc()).limit(1)
    row = connection.execute(asked).first()
    if row is None:
        return State()
    key = str(connection.engine.url), row.number, row.at, row.previous
    if (head := _heads.get(key)) is None:
        if len(_heads) >= REMEMBERED:
            _heads.clear()
        head = _heads[key] = connection.execute(select(b.hash).where(b.number == row.number)).scalar_one()
    return State(row.number, head, row.at)


def reader_of(connection: Connection) -> dict[str, Any] | None:
    """What read last: its name and version."""
    r = schema.readers
    row = connection.execute(select(r).order_by(r.c.rowno.desc()).limit(1)).mappings().first()
    return dict(row) if row else None
