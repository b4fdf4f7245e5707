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
from reportedly.web.summary.columns import PLACED
from reportedly.web.summary.map import Points, Spread, spread
from reportedly.web.summary.matching import FEW, Asked, Chosen, Matches
from reportedly.web.summary.names import smallest
from reportedly.web.summary.summary import Summary
from reportedly.web.summary.weighed import Weights

NEWEST = 300  # claims that decide which part of the world a map shows first
NARROW = 4  # the least precise places that do: provinces
STRAY = 0.03  # the share of them that is left out at each side
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
    found, summary = look.matches.chosen(), look.summary
    by_date, down = "date" in sort, sort.startswith("-")
    begin = 0
    if cursor is not None:
        begin = _after(summary, *cursors.read(cursor, sort), by_date=by_date, down=down)
    chosen = _next(summary, found, begin, limit + 1, by_date=by_date, down=down)
    last = None
    if len(chosen) > limit:
        chosen = chosen[:limit]
        at = int(chosen[-1])
        last = cursors.written(sort, int(summary.claims.start[at]) if by_date else at, at)
    return Page(found.count, tuple(items(look, chosen)), last)


def _after(summary: Summary, value: int, row: int, *, by_date: bool, down: bool) -> int:
    """How many of all claims stand before or at the place where a page ended. Rows of one day stand in their own order."""
    count = summary.number
    if not by_date:
        return min(count, max(0, count - row if down else row + 1))
    start = summary.claims.start
    low, high = (int(np.searchsorted(start, value, side, sorter=summary.by_date)) for side in ("left", "right"))
    passed = low + int(np.searchsorted(summary.by_date[low:high], row, "left" if down else "right"))
    return count - passed if down else passed


def _next(summary: Summary, found: Chosen, begin: int, count: int, *, by_date: bool, down: bool) -> Any:
    """The first so many of the claims found that stand at `begin` or later in the order of all claims."""

    def turned(places: Any) -> Any:
        return summary.number - 1 - places if down else places

    if found.few:
        places = turned(summary.rank[found.rows] if by_date else found.rows)
        places = turned(smallest(places[places >= begin], count))
        return summary.by_date[places] if by_date else places
    chosen, size = np.empty(0, np.int64), count * FEW
    # Many are found: the first of them stand near the beginning.
    while len(chosen) < count and begin < summary.number:
        places = turned(np.arange(begin, min(begin + size, summary.number)))
        rows = summary.by_date[places] if by_date else places
        chosen = np.append(chosen, rows[found.mask[rows]])
        begin, size = begin + size, size * 2
    return chosen[:count]


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
        points = summary.kept(("points", look.number), lambda: Points.of(summary, look.matches.members))
    key = ("spread", look.matches.key, look.number, look.weights.version)
    found: Spread = summary.kept(key, lambda: spread(look.matches, points))
    return found


def extent(look: Look) -> tuple[float, float, float, float] | None:
    """The part of the world that the newest of the claims that answer tell of, but for a few: west, south, east and north;
    `None` where none of them has a place."""
    key = ("extent", look.matches.key, look.number)
    found: tuple[float, float, float, float] | None = look.summary.kept_small(key, lambda: _extent(look))
    return found


def _extent(look: Look) -> tuple[float, float, float, float] | None:
    points = look.summary.points
    own = points.of_claim.gather(look.matches.chosen().rows[-NEWEST:])
    rank = points.precision[own]
    own = points.at[own[(rank <= NARROW) | (rank == PLACED)]]
    if not len(own):
        return None
    cut = int(len(own) * STRAY)
    lat, lon = np.sort(points.lat[own]), np.sort(points.lon[own])
    return float(lon[cut]), float(lat[cut]), float(lon[-1 - cut]), float(lat[-1 - cut])


__all__ = ["Item", "Look", "Page", "extent", "incident_of", "items", "looking", "on_map", "page"]
