"""Whether the ledger is what it was: every row against the list of its batch, every list against the chain.

One pass over each table in the order in which it was written, all tables side by side, so that memory stays flat. Then
what is derived from the claims is made again from each and compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, Select, func, select

from reportedly.ledger import chain, records, schema
from reportedly.ledger.kept import HEAD, KEPT, Kept
from reportedly.ledger.seam import Seam

MOST_FAULTS = 20

_TABLES = sorted(KEPT)


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying found: batches and rows that were looked at, the hash of the last batch, and the first faults.

    Whoever notes the head elsewhere can later show that nothing before it was changed: see `head` of `verify`.
    """

    batches: int
    rows: int
    head: str | None
    faults: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing was altered, added or dropped."""
        return not self.faults


def verify(seam: Seam, *, head: str | None = None, tick: Callable[[], None] = lambda: None) -> Verified:
    """Whether every row stands as it was written, and every batch follows from the one before.

    `head`: the hash of a batch as noted earlier, which must be in the chain. Faults are named in the order in which
    they were met, the first one first; at most twenty.
    """
    with seam.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():  # all of it as it stood at one moment, whoever writes meanwhile
            check = _Check(connection, seam, head, tick)
            faults = tuple(islice(check.faults(), MOST_FAULTS))
        return Verified(check.batches, check.rows, check.last, faults)


class _Check:
    def __init__(self, connection: Connection, seam: Seam, head: str | None, tick: Callable[[], None]) -> None:
        self._connection, self._seam, self._tick = connection, seam, tick
        self._head, self._head_seen = head, head is None
        self.batches = self.rows = 0
        self.last: str | None = None

    def faults(self) -> Iterator[str]:
        yield from self._chain()
        if not self._head_seen:
            yield f"no batch has the hash {self._head}: the ledger was cut off, or is another one"
        yield from self._derived()

    def _stream(self, asked: Select[Any]) -> Iterator[tuple[Any, ...]]:
        return self._seam.stream(self._connection, asked)

    def _chain(self) -> Iterator[str]:
        written = {name: _Groups(self._written(KEPT[name])) for name in _TABLES}
        closed = {name: _Groups(self._closed(KEPT[name])) for name in _TABLES}
        previous, expected = chain.START, 1
        b = schema.batches.c
        asked = select(b.number, b.at, b.kind, b.previous, b.manifest, b.hash).order_by(b.number)
        for number, at, kind, before, listed, noted in self._stream(asked):
            told = f"batch {number} ({at})"
            listed = schema.meant(listed) or ""
            if number != expected:
                yield f"batch {expected} is missing: {told} comes in its place"
            if before != previous:
                yield f"{told} does not follow from the batch before it"
            if chain.Link(number, at, kind, before, listed).hash != noted:
                yield f"{told} was altered: its hash is not that of its content"
            previous, expected = noted, number + 1
            self.batches, self.last = self.batches + 1, noted
            self._head_seen = self._head_seen or noted == self._head
            lines = [line for name in _TABLES for line in written[name].upto(number)]
            lines += [line for name in _TABLES for line in closed[name].upto(number)]
            self.rows += len(lines)
            self._tick()
            found = chain.manifest(lines)
            if found != listed:
                yield from (f"{told}: {fault}" for fault in differences(listed, found))
        for name in _TABLES:
            for line in (*written[name].rest(), *closed[name].rest()):
                yield f"{line.split(' ')[1]} {line.split(' ')[2]} was added outside of any batch"

    def _written(self, kept: Kept) -> Iterator[tuple[int, str]]:
        asked = select(*(kept.table.c[name] for name in (*HEAD, *kept.columns))).order_by(kept.table.c.rowno)
        for rowno, batch, _, *values in self._stream(asked):
            kept.meant(values)
            named = {"rowno": rowno, **{name: values[at] for name, at in _places(kept)}}
            yield batch, chain.written(kept, named, values)

    def _closed(self, kept: Kept) -> Iterator[tuple[int, str]]:
        t = kept.table.c
        columns = [t.valid_to, *(t[name] for name in kept.key)]
        asked = select(*columns).where(t.valid_to.is_not(None)).order_by(t.valid_to)
        for batch, *key in self._stream(asked):
            yield batch, chain.closed(kept, dict(zip(kept.key, key, strict=True)))

    def _derived(self) -> Iterator[str]:
        c, n, p = schema.claims.c, schema.claim_names.c, schema.claim_places.c
        names = _Beside(self._stream(select(*n).order_by(n.claim, n.role, n.number)))
        places = _Beside(self._stream(select(*p).order_by(p.claim, p.role, p.number)))
        count = 0
        for number, key, stored in self._stream(select(c.rowno, c.id, c.record).order_by(c.rowno)):
            count += 1
            beside = [names.of(number), places.of(number)]
            record = schema.meant(stored) or ""
            try:
                body = records.load(record)
                wanted = [records.name_rows(number, body), records.place_rows(number, body)]
            except (LookupError, TypeError, ValueError):
                yield f"claims {key}: its record cannot be read"
                continue
            if not records.is_plain(record):
                wanted = list(map(records.stored_rows, wanted))
            if beside != wanted:
                yield f"claims {key}: what it is found by was altered. reportedly ledger reindex makes it anew"
        if names.strays or places.strays or names.rest() or places.rest():
            yield "names or places of claims that do not exist were added. reportedly ledger reindex makes them anew"
        indexed = self._seam.indexed(self._connection)
        if indexed != count:
            yield f"the search index holds {indexed} of {count} claims. reportedly ledger reindex makes it anew"


@cache
def _places(kept: Kept) -> tuple[tuple[str, int], ...]:
    """Where among its columns the key of a table stands."""
    return tuple((name, kept.columns.index(name)) for name in kept.key if name != "rowno")


class _Beside:
    """Rows of a table beside the claims, given out claim by claim as the numbers rise."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)
        self.strays = 0  # rows of claims that there are not

    def of(self, claim: int) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []
        row = self._next
        while row is not None and row[0] <= claim:
            if row[0] == claim:
                found.append(row)
            else:
                self.strays += 1
            row = next(self._rows, None)
        self._next = row
        return found

    def rest(self) -> bool:
        return self._next is not None


class _Groups:
    """Lines that come with the number of their batch or claim, given out as the numbers rise."""

    def __init__(self, lines: Iterator[tuple[int, str]]) -> None:
        self._groups = ((number, [line for _, line in group]) for number, group in groupby(lines, lambda one: one[0]))
        self._next = next(self._groups, None)

    def upto(self, number: int) -> list[str]:
        found: list[str] = []
        while self._next is not None and self._next[0] <= number:
            # A row that claims another batch than those about it was moved; its line must not pass for the old one.
            found += self._next[1] if self._next[0] == number else [f"{line}?" for line in self._next[1]]
            self._next = next(self._groups, None)
        return found

    def rest(self) -> Iterator[str]:
        while self._next is not None:
            yield from self._next[1]
            self._next = next(self._groups, None)


def differences(listed: str, found: str) -> Iterator[str]:
    """What is wrong with the rows of a batch, told by name."""
    before, after = _by_name(listed), _by_name(found)
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, []), after.get(name, [])
        if old == new:
            continue
        sign, _, thing = name.partition(" ")
        if sign == "-":
            yield f"{thing} was {'reopened' if len(old) > len(new) else 'closed'} outside of the chain"
        elif len(new) < len(old):
            yield f"{thing} is missing"
        elif len(new) > len(old):
            yield f"{thing} was added outside of the chain"
        else:
            yield f"{thing} was altered"


def _by_name(manifest: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in manifest.split("\n") if manifest else ():
        name, digest = line.rsplit(" ", 1) if line.startswith("+") else (line, "")
        found.setdefault(name, []).append(digest)
    return found


def head(connection: Connection) -> tuple[int, str] | None:
    """The number and hash of the last batch."""
    b = schema.batches.c
    row = connection.execute(select(b.number, b.hash).order_by(b.number.desc()).limit(1)).first()
    return (row.number, row.hash) if row else None


def count(connection: Connection) -> int:
    """How many batches there are."""
    return int(connection.execute(select(func.count()).select_from(schema.batches)).scalar_one())
