"""From the ledger's tables to columns: all of it once, later only what was added or closed since."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import Connection, Select, case, func, select

from reportedly.ledger import schema
from reportedly.web.served import State
from reportedly.web.summary.columns import (
    FOR_GOOD,
    PLACED,
    REVIEWS,
    ROLES,
    STATUSES,
    TYPES,
    UNKNOWN_DAY,
    UNPLACED,
    Books,
    Claims,
    Mentions,
    Places,
    Raw,
    columns_of,
)
from reportedly.web.summary.names import SPREAD, Codes

PORTION = 20_000
T = TypeVar("T", Claims, Mentions, Places)
Row = tuple[Any, ...]

c, n, p = schema.claims.c, schema.claim_names.c, schema.claim_places.c
d, m = schema.documents.c, schema.incident_members.c
DIALECT: Any = None  # the same for all of them
_MEANT = schema.Words().process_result_value
_BACKED = '"backed_by":["'  # stands in a record only where somebody is named as a backer


def forward(connection: Connection, raw: Raw, books: Books, state: State, tick: Callable[[int], None]) -> Raw:
    """The columns as of `state`, from those of an earlier one. `tick` is told how many claims were read."""
    last = dict(raw.last)
    above = last.get("claims", 0)
    claims, mentions = _claims(connection, raw, books, above, tick)
    claims = _closed(connection, claims, raw.state.batch)
    index = claims.rowno[len(raw.claims) :], len(raw.claims)
    named = _named(connection, books, above, index)
    places = _placed(connection, books, above, index)
    last["claims"] = int(claims.rowno[-1]) if len(claims) else 0
    documents, last["documents"] = _documents(connection, raw, books, last.get("documents", 0))
    members, last["members"] = _members(connection, raw, books, last.get("members", 0))
    return Raw(
        state,
        claims,
        _joined(_joined(raw.mentions, mentions), named),
        _joined(raw.places, places),
        documents,
        members,
        _takeovers(connection, raw, books, last),
        last,
    )


def _rows(connection: Connection, asked: Select[Any], number: Any, above: int) -> Iterator[list[Row]]:
    """The rows numbered above `above`, some at a time, as the driver gives them: what SQLAlchemy makes of each costs more
    than all the rest."""
    top = connection.execute(select(func.max(number))).scalar() or 0
    for start in range(above, top, PORTION):
        cursor = connection.execute(asked.where(number > start, number <= start + PORTION)).cursor
        assert cursor is not None
        rows = [tuple(row) for row in cursor.fetchall()]
        cursor.close()
        if rows:
            yield rows


def _coded(codes: Codes[Any]) -> Callable[[Row], int]:
    """The code of a value as the driver gives it, its words as they are meant."""
    seen: dict[Row, int] = {}

    def code(row: Row) -> int:
        found = seen.get(row)
        if found is None:
            found = seen[row] = codes.code(tuple(_MEANT(value, DIALECT) for value in row))
        return found

    return code


def _joined(old: T, parts: Iterable[T]) -> T:
    several = [old, *parts]
    if len(several) == 1:
        return old
    made = {one.name: np.concatenate([getattr(part, one.name) for part in several]) for one in fields(old)}
    return type(old)(**made)


def _claims(
    connection: Connection, raw: Raw, books: Books, above: int, tick: Callable[[int], None]
) -> tuple[Claims, list[Mentions]]:
    backed = case((c.record.contains(_BACKED), c.record))
    asked = (
        select(
            c.rowno, c.id, c.valid_from, c.valid_to, c.type, c.status, c.review, c.date_start, c.date_end,
            c.confidence, c.document, backed,
        )
        .order_by(c.rowno)
    )  # fmt: skip
    types, statuses, reviews = (_numbers(names) for names in (TYPES, STATUSES, REVIEWS))
    parts, backers = [], []
    count = len(raw.claims)
    for rows in _rows(connection, asked, c.rowno, above):
        made = []
        sponsors: list[Row] = []
        for at, row in enumerate(rows, count):
            number, id_, since, until, kind, status, review, start, end, sure, document, record = row
            made.append(
                (
                    number,
                    books.claims.key(id_),
                    since,
                    FOR_GOOD if until is None else until,
                    types[kind],
                    statuses[status],
                    reviews[review],
                    _day(start),
                    _day(end),
                    np.nan if sure is None else sure,
                    books.documents.key(document),
                )
            )
            if record is not None:
                sponsors += _sponsors(record, at, books)
        parts.append(Claims(*columns_of("claims", made)))
        if sponsors:
            backers.append(Mentions(*columns_of("mentions", sponsors)))
        count += len(rows)
        tick(count)
    return _joined(raw.claims, parts), backers


def _numbers(names: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


_days: dict[str, int] = {}


def _day(written: str | None) -> int:
    if written is None:
        return int(UNKNOWN_DAY)
    found = _days.get(written)
    if found is None:
        found = _days[written] = date.fromisoformat(written).toordinal()
    return found


def _sponsors(record: str, at: int, books: Books) -> Iterator[Row]:
    body = json.loads(record)
    role = ROLES.index("backer")
    for name in dict.fromkeys(n for slot in ("actor", "target") for one in body[slot] for n in one["backed_by"]):
        yield at, role, books.names.code((None, name, name))


def _closed(connection: Connection, claims: Claims, since: int) -> Claims:
    """The claims with the batches in which rows were closed after the batch `since`."""
    if not since or not len(claims):
        return claims
    rows = connection.execute(select(c.rowno, c.valid_to).where(c.valid_to > since)).all()
    if not rows:
        return claims
    closed = claims.valid_to.copy()
    numbers = np.array([row.rowno for row in rows], np.int64)
    closed[np.searchsorted(claims.rowno, numbers)] = [row.valid_to for row in rows]
    return replace(claims, valid_to=closed)


def _named(connection: Connection, books: Books, above: int, index: tuple[Any, int]) -> list[Mentions]:
    asked = select(n.claim, n.role, n.party, n.name, n.text).order_by(n.claim, n.role, n.number)
    roles, code = _numbers(ROLES), _coded(books.names)
    parts = []
    for rows in _rows(connection, asked, n.claim, above):
        made = [(0, roles[row[1]], code(row[2:])) for row in rows]
        columns = columns_of("mentions", made)
        parts.append(Mentions(_at(rows, index), *columns[1:]))
    return parts


def _placed(connection: Connection, books: Books, above: int, index: tuple[Any, int]) -> list[Places]:
    asked = select(p.claim, p.role, p.place, p.name, p.text, p.country, p.admin1, p.lat, p.lon, p.precision).order_by(
        p.claim, p.role, p.number
    )
    parts, code = [], _coded(books.places)
    for rows in _rows(connection, asked, p.claim, above):
        made = [
            (
                0,
                row[1] == "within",
                code(row[2:7]),
                np.nan if row[7] is None else row[7],
                np.nan if row[8] is None else row[8],
                UNPLACED if row[7] is None or row[8] is None else row[9] or PLACED,
            )
            for row in rows
        ]
        columns = columns_of("places", made)
        parts.append(Places(_at(rows, index), *columns[1:]))
    return parts


def _at(rows: list[Row], index: tuple[Any, int]) -> Any:
    """The indexes of the claims whose numbers come first in the rows."""
    numbers, before = index
    return (np.searchsorted(numbers, np.array([row[0] for row in rows], np.int64)) + before).astype(np.int32)


def _documents(connection: Connection, raw: Raw, books: Books, above: int) -> tuple[Any, int]:
    """All documents ever with their publishers; of several versions, the latest."""
    keys, publishers = [raw.documents[0]], [raw.documents[1]]
    for rows in _rows(connection, select(d.rowno, d.id, d.publisher).order_by(d.rowno), d.rowno, above):
        keys.append(np.array([books.documents.key(row[1]) for row in rows], np.uint64))
        publishers.append(np.array([books.publishers.code(_MEANT(row[2], DIALECT)) for row in rows], np.int32))
        above = rows[-1][0]
    return (raw.documents if len(keys) == 1 else _latest(np.concatenate(keys), np.concatenate(publishers))), above


def _members(connection: Connection, raw: Raw, books: Books, above: int) -> tuple[Any, int]:
    """Which incident each claim belongs to now."""
    since = raw.state.batch
    asked = select(m.rowno, m.claim, m.incident, m.valid_to).order_by(m.rowno)
    keys, incidents = [raw.members[0]], [raw.members[1]]
    gone: list[Any] = []
    if above:
        closed_rows = connection.execute(select(m.claim).where(m.valid_to > since, m.rowno <= above))
        gone.append(np.array([books.claims.key(row[0]) for row in closed_rows], np.uint64))
    for rows in _rows(connection, asked, m.rowno, above):
        fresh = [row for row in rows if row[3] is None]
        keys.append(np.array([books.claims.key(row[1]) for row in fresh], np.uint64))
        incidents.append(np.array([books.incidents.key(row[2]) for row in fresh], np.uint64))
        above = max(above, rows[-1][0])
    if len(keys) == 1 and not any(map(len, gone)):
        return raw.members, above
    if gone:
        left = ~np.isin(keys[0], np.concatenate(gone))
        keys[0], incidents[0] = keys[0][left], incidents[0][left]
    return _latest(np.concatenate(keys), np.concatenate(incidents)), above


def _takeovers(connection: Connection, raw: Raw, books: Books, last: dict[str, int]) -> tuple[Any, Any]:
    """Which documents took over the text of others; read anew where anything changed, since they are few."""
    t = schema.takeovers.c
    newest = connection.execute(select(func.max(t.rowno))).scalar() or 0
    closed = connection.execute(select(t.rowno).where(t.valid_to > raw.state.batch).limit(1)).first()
    if newest == last.get("takeovers", 0) and closed is None:
        return raw.takeovers
    last["takeovers"] = newest
    rows = connection.execute(select(t.document, t.rowno).where(t.valid_to.is_(None))).all()
    keys, at = np.unique(np.array([books.documents.key(row[0]) for row in rows], np.uint64), return_inverse=True)
    marks = np.zeros(len(keys), np.uint64)
    np.add.at(marks, at.reshape(-1), np.array([row[1] for row in rows], np.uint64) * SPREAD)
    return keys, marks


def _latest(keys: Any, values: Any) -> tuple[Any, Any]:
    """Sorted by key; of several values of one key, the one that came last."""
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    last = np.append(keys[1:] != keys[:-1], True) if len(keys) else np.empty(0, bool)
    return keys[last], values[last]
