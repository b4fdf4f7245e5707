"""What a ledger holds, counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, case, func, select
from sqlalchemy.sql.elements import ColumnElement

from reportedly.ledger import schema
from reportedly.ledger.asking import batch_as_of, current

TOP = 20

c, d, p, r = schema.claims.c, schema.documents.c, schema.claim_places.c, schema.readings.c

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """How often a trigger's claims were rejected, of those that a person judged."""

    trigger: str
    type: str
    rejected: int
    judged: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of what is current. `months` by the day on which the event began; claims without a date are under "".

    `unplaced`: how many claims name a place none of which could be located, and the names that were most often so.
    `readers`: documents by the reader that read them last.
    """

    documents: int
    claims: int
    batches: int
    types: Counts
    publishers: Counts
    months: Counts
    reviews: Counts
    readers: Counts
    unplaced: int
    unplaced_names: Counts
    rejected: tuple[Rejected, ...]


def stats(connection: Connection, as_of: datetime | None = None) -> Stats:
    """The counts, now or as the ledger stood at a moment."""
    number = batch_as_of(connection, as_of)
    now = current(c, number)
    month = func.substr(c.date_start, 1, 7)
    unplaced, names = _unplaced(connection, now)
    batches = select(func.count()).select_from(schema.batches)
    if number is not None:
        batches = batches.where(schema.batches.c.number <= number)
    return Stats(
        documents=_count(connection, schema.documents, current(d, number)),
        claims=_count(connection, schema.claims, now),
        batches=int(connection.execute(batches).scalar_one()),
        types=_by(connection, c.type, now),
        publishers=_publishers(connection, now, number),
        months=tuple(sorted(_by(connection, month, now))),
        reviews=_by(connection, c.review, now),
        readers=_by(connection, r.reader, current(r, number)),
        unplaced=unplaced,
        unplaced_names=names,
        rejected=_rejected(connection, now),
    )


def _count(connection: Connection, table: Any, condition: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one())


def _by(connection: Connection, column: ColumnElement[Any], condition: ColumnElement[bool]) -> Counts:
    count = func.count()
    asked = select(column, count).where(condition).group_by(column).order_by(count.desc(), column)
    return _counts(connection.execute(asked).all())


def _counts(rows: Sequence[Any]) -> Counts:
    return tuple((str(name or ""), int(count)) for name, count in rows)


def _publishers(connection: Connection, now: ColumnElement[bool], number: int | None) -> Counts:
    by_document = select(c.document, func.count().label("claims")).where(now).group_by(c.document).subquery()
    total = func.sum(by_document.c.claims)
    joined = by_document.join(schema.documents, and_(d.id == by_document.c.document, current(d, number)))
    asked = select(d.publisher, total).select_from(joined).group_by(d.publisher).order_by(total.desc(), d.publisher)
    return _counts(connection.execute(asked).all())


def _unplaced(connection: Connection, now: ColumnElement[bool]) -> tuple[int, Counts]:
    located = select(p.claim).where(p.claim == c.rowno, p.lat.is_not(None)).correlate(schema.claims).exists()
    named = select(p.claim).where(p.claim == c.rowno).correlate(schema.claims).exists()
    total = _count(connection, schema.claims, and_(now, named, ~located))
    count = func.count()
    joined = schema.claim_places.join(schema.claims, c.rowno == p.claim)
    asked = select(p.text, count).select_from(joined).where(now, p.lat.is_(None)).group_by(p.text)
    names = connection.execute(asked.order_by(count.desc(), p.text).limit(TOP)).all()
    return total, _counts(names)


def _rejected(connection: Connection, now: ColumnElement[bool]) -> tuple[Rejected, ...]:
    rejected = func.sum(case((c.review == "rejected", 1), else_=0))
    judged = func.count()
    asked = (
        select(c.trigger_text, c.type, rejected, judged)
        .where(now, c.review != "open")
        .group_by(c.trigger_text, c.type)
        .having(rejected > 0)
        .order_by(rejected.desc(), c.trigger_text, c.type)
        .limit(TOP)
    )
    return tuple(Rejected(t, k, int(bad), int(total)) for t, k, bad, total in connection.execute(asked))
