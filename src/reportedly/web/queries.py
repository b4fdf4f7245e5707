"""Questions to the ledger's tables that only pages ask."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, select

from reportedly.ledger import schema
from reportedly.ledger.asking import current

Record = dict[str, Any]
PORTION = 500
MOST_LEFT = 100  # claims that left an incident, of which its history tells


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that became of an incident: when (UTC), in which batch, what, and of which claim or incident."""

    at: str
    batch: int
    what: str
    other: str
    by: str | None = None
    note: str | None = None


def members(
    connection: Connection, key: str, number: int | None = None, *, begin: int = 0, limit: int | None = None
) -> list[str]:
    """The ids of an incident's claims in the order in which they were told, as far as documents tell it."""
    m, c, d = schema.incident_members.c, schema.claims.c, schema.documents.c
    joined = schema.incident_members.join(schema.claims, and_(c.id == m.claim, current(c, number)))
    joined = joined.join(schema.documents, and_(d.id == c.document, current(d, number)))
    asked = (
        select(c.id)
        .select_from(joined)
        .where(m.incident == key, current(m, number), c.review != "rejected")
        .order_by(d.published.nulls_last(), d.id, c.id)
        .offset(begin)
        .limit(limit)
    )
    return list(connection.execute(asked).scalars())


def more_than(connection: Connection, key: str, count: int) -> bool:
    """Whether an incident has more than so many claims."""
    m = schema.incident_members.c
    asked = select(m.rowno).where(m.incident == key, m.valid_to.is_(None)).offset(count).limit(1)
    return connection.execute(asked).first() is not None


def incident_history(connection: Connection, key: str, claims: Sequence[str]) -> list[Happening]:
    """What became of an incident and of these of its claims, and the last claims that left it: claims that joined and left,
    incidents merged into it or split off, judgements."""
    m, i, t = schema.incident_members.c, schema.incidents.c, schema.tombstones.c
    found: list[tuple[int, str, str, str | None, str | None]] = []
    asked = select(m.claim, m.valid_from, m.valid_to).where(m.incident == key)
    left = asked.where(m.valid_to.is_not(None)).order_by(m.rowno.desc()).limit(MOST_LEFT)
    told = [*connection.execute(left)]
    for part in _portions(list(claims)):
        told += connection.execute(asked.where(m.claim.in_(part)))
    for row in told:
        found.append((row.valid_from, "joined", row.claim, None, None))
        if row.valid_to is not None:
            found.append((row.valid_to, "left", row.claim, None, None))
    for row in connection.execute(select(i.id, i.parent, i.valid_from).where(i.id == key)):
        found.append((row.valid_from, "split off" if row.parent else "made", row.parent or key, None, None))
    merged = select(t.key, t.survivor, t.valid_from).where(t.about == "incidents", t.key == key)
    for row in connection.execute(merged):
        found.append((row.valid_from, "merged" if row.survivor else "ended", row.survivor or key, None, None))
    for part in _portions(sorted({row.claim for row in told})):
        found += _judged(connection, part)
    times = _times(connection, {one[0] for one in found})
    made = [
        Happening(times.get(batch, ""), batch, what, other, by, note)
        for batch, what, other, by, note in dict.fromkeys(found)
    ]
    return sorted(made, key=lambda one: (one.batch, one.what, one.other))


def _judged(connection: Connection, claims: list[str]) -> list[tuple[int, str, str, str | None, str | None]]:
    r = schema.reviews.c
    asked = select(r.key, r.slot, r.value, r.by, r.note, r.valid_from).where(r.kind == "judgement", r.key.in_(claims))
    words = {"same": "judged the same", "different": "judged different", "none": "judgement taken back"}
    return [
        (row.valid_from, words.get(json.loads(row.value), "judged"), f"{row.key} {row.slot}", row.by, row.note)
        for row in connection.execute(asked)
    ]


def _times(connection: Connection, numbers: set[int]) -> dict[int, str]:
    b = schema.batches.c
    found: dict[int, str] = {}
    for part in _portions(sorted(numbers)):
        found |= {row.number: row.at for row in connection.execute(select(b.number, b.at).where(b.number.in_(part)))}
    return found


def _portions(values: list[Any]) -> list[list[Any]]:
    return [values[start : start + PORTION] for start in range(0, len(values), PORTION)]


def standing(connection: Connection, ids: list[str], number: int | None = None) -> dict[str, Record]:
    """How claims stand: how people judged each, and whether a person corrected it."""
    c = schema.claims.c
    found: dict[str, Record] = {}
    for part in _portions(ids):
        asked = select(c.id, c.review, c.layer).where(c.id.in_(part), current(c, number))
        found |= {row.id: {"review": row.review, "layer": row.layer} for row in connection.execute(asked)}
    return found


def incidents_of(connection: Connection, ids: list[str], number: int | None = None) -> dict[str, str]:
    """The incidents of claims, by the claims' ids."""
    m = schema.incident_members.c
    found: dict[str, str] = {}
    for part in _portions(ids):
        asked = select(m.claim, m.incident).where(m.claim.in_(part), current(m, number))
        found |= {row.claim: row.incident for row in connection.execute(asked)}
    return found


__all__ = ["Happening", "incident_history", "incidents_of", "members", "more_than", "standing"]
