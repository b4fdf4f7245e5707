"""Readings → ledger: each document once, however often it is given and wherever the program was interrupted.

A document's text, bytes, claims and the note that it was read are one batch: all of it is there after a crash, or none.
So a later run need only ask whether the note is there. Other programs may write at the same time; what they added in
the meantime is found inside the batch, where nobody else can write.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from reportedly.errors import LedgerError
from reportedly.ledger import keeping, replacing
from reportedly.ledger.opening import telling
from reportedly.ledger.seam import Seam
from reportedly.ledger.stamps import Stamp
from reportedly.ledger.writing import Batch, batch, now
from reportedly.model import Document, Reading
from reportedly.sources.original import Original
from reportedly.uncollected import uncollected

T = TypeVar("T")
Row = dict[str, object]

MOST_FAILURES = 200  # held back before they are written


@dataclass(frozen=True, slots=True)
class Adding:
    """How to add. `group`: documents a batch; more is faster, and more is read anew after an interruption."""

    reread: bool = False
    keep_raw: bool = True
    rights: str | None = None
    group: int = 1
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Added:
    """What came of adding: documents and claims written, documents replaced by a newer version at the same address,
    documents known already, of these how many an older reader read, and what could not be read."""

    documents: int = 0
    claims: int = 0
    replaced: int = 0
    known: int = 0
    outdated: int = 0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class _Waiting:
    reading: Reading
    original: Original | None


class Adder:
    """One run of adding. Use it in a ``with``; at its end the run is closed with its counts."""

    def __init__(self, seam: Seam, stamp: Stamp, how: Adding = Adding()) -> None:
        self._seam, self._stamp, self._how = seam, stamp, how
        self.run = "run_" + secrets.token_hex(8)
        self.added = Added()
        self._started = now()
        self._waiting: list[_Waiting] = []
        self._failures: list[Row] = []
        self._open = False

    def wants(self, document: Document, original: Original | None = None) -> bool:
        """Whether a document is to be read; where it is not, it is counted as known."""
        with telling(self._seam):
            state = persistently(self._seam, lambda: self._state(document.id))
        wanted = self._decide(state, original)
        if not wanted:
            self.added.known += 1
            self.added.outdated += state.reader not in {None, self._stamp.id}
        return wanted

    def put(self, reading: Reading, original: Original | None = None) -> None:
        """Takes a reading into the ledger, at once or with the next ones."""
        self._waiting.append(_Waiting(reading, original))
        if len(self._waiting) >= self._how.group:
            self.flush()

    def fail(self, place: str, fault: str, mend: str | None = None) -> None:
        """Notes what could not be read."""
        self._failures.append({"run": self.run, "place": place, "fault": fault, "mend": mend})
        self.added.failures += 1
        if len(self._failures) >= MOST_FAILURES:
            self.flush()

    def flush(self) -> None:
        """Commits what waits. Where a server went away it is waited for; what was committed unnoticed is not doubled."""
        if not (self._waiting or self._failures):
            return
        with telling(self._seam), uncollected():
            counted = persistently(self._seam, self._commit)
        for name in ("documents", "claims", "replaced", "known"):
            setattr(self.added, name, getattr(self.added, name) + getattr(counted, name))
        self._waiting.clear()
        self._failures.clear()

    def finish(self) -> Added:
        """Commits what waits and closes the run; what was added in it."""
        self.flush()
        if self._open:
            with telling(self._seam):
                persistently(self._seam, self._close_run)
        return self.added

    def __enter__(self) -> Adder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if kind is None:
            self.finish()

    def _state(self, document: str) -> keeping.State:
        with self._seam.engine.connect() as connection:
            return keeping.states(connection, [document])[document]

    def _decide(self, state: keeping.State, original: Original | None) -> bool:
        if state.reader is not None:
            return self._how.reread and state.reader != self._stamp.id
        if not state.known:
            return True
        # It was replaced by a newer version at its address. Only what was just fetched from there shows that it is back.
        return not state.removed and original is not None and original.retrieved is not None

    def _commit(self) -> Added:
        counted = Added()
        with batch(self._seam, "reading") as opened:
            states = keeping.states(opened.connection, [one.reading.document.id for one in self._waiting])
            wanted: list[_Waiting] = []
            for one in self._waiting:
                document, state = one.reading.document, states[one.reading.document.id]
                if state.run == self.run:
                    self._count(counted, one)  # committed just before the connection broke
                elif any(other.reading.document.id == document.id for other in wanted) or not self._decide(
                    state, one.original
                ):
                    counted.known += 1
                else:
                    wanted.append(one)
            if wanted or self._failures:
                self._open_run(opened)
                opened.write("failures", self._failures)
                keeping.write_contents(opened, [(one.reading, one.original) for one in wanted], self._how.keep_raw)
                self._write(opened, wanted, states, counted)
        self._open = self._open or bool(wanted or self._failures)
        return counted

    def _write(
        self, opened: Batch, wanted: Sequence[_Waiting], states: Mapping[str, keeping.State], counted: Added
    ) -> None:
        addresses = keeping.addresses(opened.connection, [one.reading.document.url for one in wanted])
        for one in wanted:
            reading, state = one.reading, states[one.reading.document.id]
            note = keeping.reading_row(reading, self._stamp.id, self.run)
            if state.reader is not None:
                replacing.reread(opened, reading, note)
            else:
                older = None
                if keeping.is_address(reading.document.url) and reading.document.url in addresses:
                    older = replacing.supersede(opened, reading.document)
                counted.replaced += older is not None
                row = keeping.document_row(reading.document, one.original, self._how.rights, older)
                opened.write("documents", [row])
                opened.write("readings", [note])
                keeping.write_claims(opened, reading, self._stamp.id)
                addresses.add(reading.document.url)
            self._count(counted, one)

    def _count(self, counted: Added, one: _Waiting) -> None:
        counted.documents += 1
        counted.claims += len(one.reading.claims)

    def _open_run(self, opened: Batch) -> None:
        if self._open or opened.current("runs", id=self.run):
            return
        if not opened.current("readers", id=self._stamp.id):
            opened.write("readers", [keeping.reader_row(self._stamp)])
        opened.write("runs", [keeping.run_row(self.run, self._stamp.id, self._started, self._how.settings)])

    def _close_run(self) -> None:
        counts = {name: getattr(self.added, name) for name in ("documents", "claims", "known", "failures")}
        with batch(self._seam, "run") as opened:
            row = opened.current("runs", id=self.run)
            if row and not row["ended"]:
                opened.replace("runs", row, ended=now(), **counts)


def persistently(seam: Seam, step: Callable[[], T]) -> T:
    """The result of a step; where the connection breaks, it is tried anew until the time that the seam waits is up."""
    until, pause = time.monotonic() + getattr(seam, "wait_s", 0.0), 0.1
    while True:
        try:
            return step()
        except LedgerError:
            raise
        except Exception as error:
            if not seam.lost(error) or time.monotonic() + pause > until:
                raise
            seam.engine.dispose()
            time.sleep(pause)
            pause = min(2 * pause, 3.0)
