"""What came in, and what it changed: since a moment, from the rows that were added or closed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import func, select

from reportedly.incident_model import Holding
from reportedly.ledger import schema
from reportedly.ledger.asking import batch_as_of
from reportedly.web.accounts import Teller
from reportedly.web.asking import Look
from reportedly.web.listing import records
from reportedly.web.people import audit
from reportedly.web.summary.columns import FOR_GOOD
from reportedly.web.summary.territory import Held, Territory

MOST = 10  # of each kind that are shown


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch: its number, when it was written (UTC), and of what kind it is."""

    number: int
    at: str
    kind: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed in the ledger since a batch, counted."""

    since: str
    batch: int
    documents: int
    claims: int
    closed: int
    reviews: int
    incidents: int


@dataclass(frozen=True, slots=True)
class Hands:
    """A place that changed hands, as it is told: the holding that began, and the one before it."""

    place: Held
    now: Holding
    before: Holding | None


def a_day_before(moment: str | None) -> datetime:
    """A day before a moment of the ledger's (UTC): "yesterday" of the last that came in."""
    at = datetime.fromisoformat(moment) if moment else datetime.now(UTC)
    return at - timedelta(days=1)


def changed(look: Look, since: datetime) -> Changed:
    """What was added and closed since a moment."""
    found: Changed = look.summary.kept_small(("changed", since), lambda: _changed(look, since))
    return found


def _changed(look: Look, since: datetime) -> Changed:
    number = batch_as_of(look.connection, since) or 0
    d, r, i = schema.documents.c, schema.reviews.c, schema.incidents.c
    counted = {}
    # Rows are numbered one after the other as they are written: those of later batches lie behind the last of this one.
    for name, c in (("documents", d), ("incidents", i)):
        newest = look.connection.execute(select(func.max(c.rowno))).scalar()
        counted[name] = (newest or 0) - _last(look, c, number)
    words = select(func.count()).where(r.rowno > _last(look, r, number), r.about != audit.ABOUT)
    counted["reviews"] = look.connection.execute(words).scalar_one()
    claims = look.summary.claims
    added = int(np.count_nonzero(claims.valid_from > number))
    closed = int(
        np.count_nonzero((claims.valid_to > number) & (claims.valid_to != FOR_GOOD) & (claims.valid_from <= number))
    )
    told = since.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Changed(told, number, counted["documents"], added, closed, counted["reviews"], counted["incidents"])


def _last(look: Look, c: Any, number: int) -> int:
    """The last row of a table that was written up to a batch: rows lie in the order of their batches, and no index does."""
    low, high = 0, look.connection.execute(select(func.max(c.rowno))).scalar() or 0
    while low < high:  # the last lies from `low` to `high`
        middle = (low + high + 1) // 2
        asked = select(c.rowno, c.valid_from).where(c.rowno >= middle).order_by(c.rowno).limit(1)
        row = look.connection.execute(asked).one()
        low, high = (row.rowno, high) if row.valid_from <= number else (low, middle - 1)
    return low


def batches(look: Look) -> list[Batch]:
    """The last batches of what is reported and said of it, latest first."""
    b = schema.batches.c
    asked = select(b.number, b.at, b.kind).where(b.kind != audit.KIND).order_by(b.number.desc()).limit(MOST)
    return [Batch(*row) for row in look.connection.execute(asked)]


def disputed_since(look: Look, teller: Teller, batch: int) -> list[dict[str, Any]]:
    """Incidents with a dispute to which a claim came since: the disputes that are new, or have a new side."""
    key = ("disputed since", batch, look.weights.version)
    return records(look, teller, look.summary.kept_small(key, lambda: _disputed_since(look, batch)))


def _disputed_since(look: Look, batch: int) -> list[int]:
    """The keys of those incidents."""
    summary, weights = look.summary, look.weights
    fresh = (summary.claims.valid_from > batch) & (summary.incident >= 0)
    numbers = np.flatnonzero(np.bincount(summary.incident[fresh], minlength=1))
    if not len(weights.disputes):
        return []
    chosen = numbers[weights.disputes[numbers] > 0]
    sizes = summary.extents[0][chosen]
    chosen = chosen[np.argsort(-sizes, kind="stable")][:MOST]
    return [int(key) for key in summary.incidents[chosen]]


def hands(look: Look, territory: Territory) -> list[Hands]:
    """The places that changed hands last, by the day that is told."""
    found: list[Hands] = look.summary.standing("hands", lambda: _hands(territory), territory.version)
    return found


def _hands(territory: Territory) -> list[Hands]:
    found = []
    for place in territory.held.values():
        for before, now in zip((None, *place.together), place.together, strict=False):
            if before is not None and now.since.latest is not None and now.party != before.party:
                found.append(Hands(place, now, before))
    found.sort(key=lambda one: (str(one.now.since.latest), one.place.name), reverse=True)
    return found[:MOST]
