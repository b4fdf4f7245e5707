"""Who came in, who was turned away and whose rights were changed, told in the ledger's chain beside all else.

A batch of these changes nothing that is shown of the reporting, so that the state of the data stays that of the batch
before. No address is kept, and a name that nobody has is not: people type passwords into the wrong field, and what is in
the chain cannot be taken out of it.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from reportedly.ledger import schema
from reportedly.ledger.writing import Batch

KIND = "users"  # of the batches
ABOUT = "users"
NOBODY = "?"  # no name of a user can be this
What = Literal["user", "sign-in", "sign-in-failed", "sign-out"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done: when (UTC), of which kind, to which user, by whom; `role` and `password` where they were set."""

    at: str
    what: What
    name: str
    by: str
    role: str | None = None
    password: str | None = None


def note(opened: Batch, what: What, name: str, by: str, **value: Any) -> None:
    """Writes an event into a batch."""
    said = {"id": "v_" + secrets.token_hex(8), "about": ABOUT, "key": name, "kind": what, "by": by}
    opened.write("reviews", [said | {"value": json.dumps(value)}])


def events(connection: Connection, limit: int) -> list[Event]:
    """The last events, latest first."""
    r, b = schema.reviews.c, schema.batches.c
    asked = (
        select(b.at, r.kind, r.key, r.by, r.value)
        .join_from(schema.reviews, schema.batches, b.number == r.valid_from)
        .where(r.about == ABOUT)
        .order_by(r.rowno.desc())
        .limit(limit)
    )
    found = []
    for row in connection.execute(asked):
        value = json.loads(row.value)
        found.append(Event(row.at, row.kind, row.key, row.by, value.get("role"), value.get("password")))
    return found
