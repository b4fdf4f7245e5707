"""From a request's filters to what answers them, in the state that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, and_, select

from reportedly.ledger import records, schema
from reportedly.ledger.asking import current
from reportedly.ledger.questions import end_of
from reportedly.web import cursors
from reportedly.web.filters import Filters
from reportedly.web.near import located
from reportedly.web.served import Served, State, state_of
from reportedly.web.summary.board import Board
from reportedly.web.summary.map import Points, Spread, spread
from reportedly.web.summary.matching import Asked, Matches
from reportedly.web.summary.summary import Summary
from reportedly.web.summary.weighed import Weights

Record = dict[str, Any]
c, d = schema.claims.c, schema.documents


@dataclass(frozen=True, slots=True)
class Item:
    """A claim in a list: its record, its incident's id, and how people judged it."""

    rowno: int
    claim: Record
    incident: str | None
    review: str
    layer: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the claims that answer; `next` is the cursor of those after them."""

    total: int
    items: tuple[Item, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the ledger in one state: what answers, and a connection to fetch it by."""

    matches: Matches
    connection: Connection
    number: int | None

    @property
    def summary(self) -> Summary:
        """The state that is looked at."""
        return self.matches.summary

    @property
    def state(self) -> State:
        """The state of the ledger."""
        return self.summary.state

    def other(self, filters: Filters) -> Look:
        """A look with other filters, in the same state and by the same connection."""
        asked = replace(self.matches.asked, filters=filters.checked())
        return Look(Matches(self.summary, asked), self.connection, self.number)

    def current(self) -> State:
        """The state of the ledger that the connection sees."""
        return state_of(self.connection)

    @property
    def weights(self) -> Weights:
        """What is known of the incidents."""
        return self.matches.asked.weights


@contextmanager
def looking(served: Served, board: Board, filters: Filters) -> Iterator[Look]:
    """A look with these filters."""
    summary, weights = board.shown()
    with served.connected(_moment(filters.as_of)) as (connection, number):
        asked = Asked(located(filters, served.home).checked(), served.seam, connection, weights, number)
        yield Look(Matches(summary, asked), connection, number)


def _moment(value: datetime | date | None) -> datetime | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return end_of(value)


def page(look: Look, sort: str, limit: int, cursor: str | None) -> Page:
    """A page of claims, sorted by "read" (when they were) or "date" (when it happened), with "-" latest first."""
    mask, summary = look.matches.all(), look.summary
    order = np.flatnonzero(mask) if "read" in sort else summary.by_date[mask[summary.by_date]]
    keys = order if "read" in sort else summary.claims.start[order]
    if sort.startswith("-"):
        order, keys = order[::-1], keys[::-1]
    begin = 0
    if cursor is not None:
        value, row = cursors.read(cursor, sort)
        begin = _after(order, keys, value, row, summary.number, sort.startswith("-"))
    chosen = order[begin : begin + limit]
    more = begin + limit < len(order)
    last = cursors.written(sort, int(keys[begin + limit - 1]), int(chosen[-1])) if more else None
    return Page(int(np.count_nonzero(mask)), tuple(items(look, chosen)), last)


def _after(order: Any, keys: Any, value: int, row: int, count: int, down: bool) -> int:
    """How many stand before or at the place where a page ended. Rows of one key stand in their own order."""
    sign = -1 if down else 1
    low = int(np.searchsorted(sign * keys.astype(np.int64), sign * value, "left"))
    high = int(np.searchsorted(sign * keys.astype(np.int64), sign * value, "right"))
    return low + int(np.searchsorted(sign * order[low:high].astype(np.int64), sign * row, "right"))


def items(look: Look, chosen: Any, *, fresh: bool = False) -> Iterator[Item]:
    """The claims at these indexes, in this order; `fresh` leaves out those that were closed since this state."""
    summary = look.summary
    numbers = [int(number) for number in summary.claims.rowno[chosen]]
    about = [d.c[name].label(f"document_{name}") for name in records.DOCUMENT_FIELDS]
    asked = (
        select(c.rowno, c.record, c.review, c.layer, *about)
        .select_from(schema.claims.join(d, and_(d.c.id == c.document, current(d.c, look.number))))
        .where(c.rowno.in_(numbers))
    )
    if fresh:
        asked = asked.where(c.valid_to.is_(None))
    found = {row["rowno"]: row for row in look.connection.execute(asked).mappings()}
    for index, number in zip(chosen, numbers, strict=True):
        if (row := found.get(number)) is not None:
            document = {name: row[f"document_{name}"] for name in records.DOCUMENT_FIELDS}
            record = records.whole_record(row["record"], document)
            yield Item(number, record, incident_of(look, int(index)), row["review"], row["layer"])


def incident_of(look: Look, index: int) -> str | None:
    """The id of a claim's incident."""
    keys, incident = look.matches.members
    at = int(incident[index])
    return look.summary.books.incidents.id(int(keys[at])) if at >= 0 else None


def on_map(look: Look) -> Spread:
    """What answers, counted by coordinates."""
    summary = look.summary
    points: Points = summary.points
    if look.number is not None:
        points = summary.kept(("points", look.number), lambda: Points(summary, look.matches.members))
    key = ("spread", look.matches.key, look.number, look.weights.version)
    found: Spread = summary.kept(key, lambda: spread(look.matches, points))
    return found


__all__ = ["Item", "Look", "Page", "incident_of", "items", "looking", "on_map", "page"]
