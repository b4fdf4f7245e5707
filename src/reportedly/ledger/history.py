"""What became of a claim or a document: every version, review and tombstone, in the order in which it happened."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.engine import RowMapping

from reportedly.ledger import schema
from reportedly.ledger.kept import kept

Row = RowMapping


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened: when (UTC, ISO 8601), in which batch, what, and whatever is known of it."""

    at: str
    batch: int
    what: str
    about: str
    details: Mapping[str, Any]


def history(connection: Connection, key: str) -> list[Change]:
    """The changes of a claim (``c_…``) with those of its document, or of a document (``d_…``); empty if unknown."""
    table = "documents" if key.startswith("d_") else "claims"
    rows = _versions(connection, table, "id", key)
    if not rows:
        return []
    about = [("documents", key)] if table == "documents" else [("claims", key), ("documents", rows[0]["document"])]
    found = [_version(table, row) for row in rows]
    found += [_review(row) for row in _versions(connection, "reviews", "key", key)]
    for name, other in about:
        stones = _versions(connection, "tombstones", "key", other)
        found += [_tombstone(row) for row in stones if row["about"] == name]
    if table == "documents":
        found += [_reading(row) for row in _versions(connection, "readings", "document", key)]
        newer = _versions(connection, "documents", "replaces", key)
        found += [Change("", row["valid_from"], "was replaced", "documents", {"survivor": row["id"]}) for row in newer]
    times = _times(connection, [change.batch for change in found])
    timed = [Change(times[one.batch], one.batch, one.what, one.about, one.details) for one in found]
    return sorted(timed, key=lambda change: (change.batch, _ORDER.index(change.what)))


_ORDER = ("added", "read", "reviewed", "corrected", "verdict", "removed", "was replaced")


def _versions(connection: Connection, table: str, column: str, key: str) -> Sequence[RowMapping]:
    t = kept(table).table
    return connection.execute(select(t).where(t.c[column] == key).order_by(t.c.rowno)).mappings().all()


def _version(table: str, row: Row) -> Change:
    if table == "documents":
        names = (
            "method",
            "path",
            "final_url",
            "retrieved",
            "status",
            "text_sha256",
            "raw_sha256",
            "replaces",
            "rights",
        )
        details = {name: row[name] for name in names if row[name] is not None}
        return Change("", row["valid_from"], "added", "documents", {**details, "until": row["valid_to"]})
    what = "corrected" if row["layer"] == "corrected" else "read" if row["review"] == "open" else "verdict"
    details = {"reader": row["reader"], "review": row["review"], "until": row["valid_to"]}
    return Change("", row["valid_from"], what, "claims", {**details, "record": json.loads(row["record"])})


def _review(row: Row) -> Change:
    names = ("id", "kind", "slot", "value", "before", "by", "note")
    return Change("", row["valid_from"], "reviewed", row["about"], {name: row[name] for name in names if row[name]})


def _tombstone(row: Row) -> Change:
    names = ("reason", "survivor", "by")
    return Change("", row["valid_from"], "removed", row["about"], {name: row[name] for name in names if row[name]})


def _reading(row: Row) -> Change:
    details = {"reader": row["reader"], "run": row["run"], "claims": row["claims"], "until": row["valid_to"]}
    warnings = json.loads(row["warnings"]) if row["warnings"] else []
    return Change("", row["valid_from"], "read", "readings", {**details, "warnings": warnings})


def _times(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    b = schema.batches.c
    asked = select(b.number, b.at).where(b.number.in_(set(numbers)))
    return {row.number: row.at for row in connection.execute(asked)}
