"""From the ledger's tables to columns: all of it once, later only what was added or closed since."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import Connection, Select, case, func, select

from reportedly.ledger import schema
from reportedly.uncollected import uncollected
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
    with uncollected():
        return _forward(connection, raw, books, state, tick)


def _forward(connection: Connection, raw: Raw, books: Books, state: State, tick: Callable[[int], None]) -> Raw:
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


class _Seen(dict[Any, int]):
    """Codes of values as the driver gives them: looked up in one call for a whole column, made where one is new."""

    def __init__(self, code: Callable[[Any], int]) -> None:
        super().__init__()
        self._code = code

    def __missing__(self, value: Any) -> int:
        found = self[value] = self._code(value)
        return found

    def of(self, values: Iterable[Any], kind: Any = np.int32) -> Any:
        """The codes of a column."""
        return np.fromiter(map(self.__getitem__, values), kind)


def _coded(codes: Codes[Any]) -> _Seen:
    """The codes of rows of words."""
    return _Seen(lambda row: codes.code(tuple(_MEANT(value, DIALECT) for value in row)))


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
    parts, backers = [], []
    count = len(raw.claims)
    types, statuses, reviews = (_Seen(names.index) for names in (TYPES, STATUSES, REVIEWS))
    for rows in _rows(connection, asked, c.rowno, above):
        number, ids, since, until, kind, status, review, start, end, sure, document, records = zip(*rows, strict=True)
        parts.append(
            Claims(
                np.array(number, np.int64),
                books.claims.keys(ids),
                np.array(since, np.int32),
                np.array([FOR_GOOD if one is None else one for one in until], np.int32),
                types.of(kind, np.int8),
                statuses.of(status, np.int8),
                reviews.of(review, np.int8),
                _days.of(start),
                _days.of(end),
                np.array(sure, np.float64),
                books.documents.keys(document),
            )
        )
        sponsors = [
            sponsor
            for at, record in enumerate(records, count)
            if record is not None
            for sponsor in _sponsors(record, at, books)
        ]
        if sponsors:
            backers.append(Mentions(*columns_of("mentions", sponsors)))
        count += len(rows)
        tick(count)
    return _joined(raw.claims, parts), backers


def _day(written: str | None) -> int:
    return int(UNKNOWN_DAY) if written is None else date.fromisoformat(written).toordinal()


_days = _Seen(_day)
_published = _Seen(lambda written: FOR_GOOD if written is None else _day(written))


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
    roles, codes = _Seen(ROLES.index), _coded(books.names)
    parts = []
    for rows in _rows(connection, asked, n.claim, above):
        claim, role, *words = zip(*rows, strict=True)
        parts.append(Mentions(_at(claim, index), roles.of(role, np.int8), codes.of(zip(*words, strict=True))))
    return parts


def _placed(connection: Connection, books: Books, above: int, index: tuple[Any, int]) -> list[Places]:
    asked = select(p.claim, p.role, p.place, p.name, p.text, p.country, p.admin1, p.lat, p.lon, p.precision).order_by(
        p.claim, p.role, p.number
    )
    parts, codes = [], _coded(books.places)
    for rows in _rows(connection, asked, p.claim, above):
        claim, role, *words, lat, lon, precision = zip(*rows, strict=True)
        at = np.array(lat, np.float64), np.array(lon, np.float64)
        rank = np.array([one or PLACED for one in precision], np.int8)
        parts.append(
            Places(
                _at(claim, index),
                np.array([one == "within" for one in role], bool),
                codes.of(zip(*words, strict=True)),
                *at,
                np.where(np.isnan(at[0]) | np.isnan(at[1]), UNPLACED, rank).astype(np.int8),
            )
        )
    return parts


def _at(claims: Sequence[int], index: tuple[Any, int]) -> Any:
    """The indexes of the claims of these numbers."""
    numbers, before = index
    return (np.searchsorted(numbers, np.array(claims, np.int64)) + before).astype(np.int32)


def _documents(connection: Connection, raw: Raw, books: Books, above: int) -> tuple[Any, int]:
    """All documents ever with their publishers and days; of several versions, the latest."""
    parts = [raw.documents]
    codes = _Seen(lambda name: books.publishers.code(_MEANT(name, DIALECT)))
    asked = select(d.rowno, d.id, d.publisher, d.published).order_by(d.rowno)
    for rows in _rows(connection, asked, d.rowno, above):
        numbers, ids, names, days = zip(*rows, strict=True)
        parts.append((books.documents.keys(ids), codes.of(names), _published.of(days)))
        above = numbers[-1]
    return (raw.documents if len(parts) == 1 else _latest(*map(np.concatenate, zip(*parts, strict=True)))), above


def _members(connection: Connection, raw: Raw, books: Books, above: int) -> tuple[Any, int]:
    """Which incident each claim belongs to now."""
    since = raw.state.batch
    asked = select(m.rowno, m.claim, m.incident, m.valid_to).order_by(m.rowno)
    keys, incidents = [raw.members[0]], [raw.members[1]]
    gone: list[Any] = []
    if above:
        closed_rows = connection.execute(select(m.claim).where(m.valid_to > since, m.rowno <= above))
        gone.append(books.claims.keys([row[0] for row in closed_rows]))
    for rows in _rows(connection, asked, m.rowno, above):
        fresh = [row for row in rows if row[3] is None]
        keys.append(books.claims.keys([row[1] for row in fresh]))
        incidents.append(books.incidents.keys([row[2] for row in fresh]))
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
    keys, at = np.unique(books.documents.keys([row[0] for row in rows]), return_inverse=True)
    marks = np.zeros(len(keys), np.uint64)
    np.add.at(marks, at.reshape(-1), np.array([row[1] for row in rows], np.uint64) * SPREAD)
    return keys, marks


def _latest(keys: Any, *columns: Any) -> tuple[Any, ...]:
    """Sorted by key; of several values of one key, the one that came last."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    last = np.append(keys[1:] != keys[:-1], True) if len(keys) else np.empty(0, bool)
    return keys[last], *(column[order][last] for column in columns)
