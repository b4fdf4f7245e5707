"""What a new reading, or a new version of a document, does to the claims that were there.

What a person has vouched for is not lost to a better lexicon: an accepted or corrected claim stays, and a correction is
laid over the claim as it is read now. A verdict on a claim that is now read otherwise lapses.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from reportedly.export.record import claim_body
from reportedly.ledger import records, schema
from reportedly.ledger.correcting import correct
from reportedly.ledger.writing import Batch
from reportedly.model import Document, Reading

Row = dict[str, Any]


def supersede(opened: Batch, document: Document) -> str | None:
    """The id of the document that lay at this one's address until now. It is closed, with all that was read in it."""
    older = opened.current("documents", url=document.url)
    if older is None:
        return None
    retire(opened, older, reason="its text changed at its address", survivor=document.id)
    return str(older["id"])


def retire(
    opened: Batch, document: Mapping[str, Any], *, reason: str, survivor: str | None, by: str | None = None
) -> None:
    """Closes a document, its reading and its claims, and leaves a tombstone."""
    opened.close("documents", [document])
    for table in ("readings", "claims"):
        opened.close(table, _of_document(opened, table, document["id"]))
    opened.write("tombstones", [_tombstone("documents", document["id"], reason, survivor, by)])


def reread(opened: Batch, reading: Reading, note: Row) -> None:
    """Puts the claims as read now in the place of those read before."""
    document, reader = reading.document, note["reader"]
    before = {row["id"]: row for row in _of_document(opened, "claims", document.id)}
    old_note = opened.current("readings", document=document.id)
    if old_note is not None:
        opened.close("readings", [old_note])
    opened.write("readings", [note])
    bodies = [claim_body(claim) for claim in reading.claims]
    found = {body["id"] for body in bodies}
    gone = [row for key, row in before.items() if key not in found and not _vouched(row)]
    opened.close("claims", [row for key, row in before.items() if key in found] + gone)
    reason = f"not read by {reader}"
    opened.write("tombstones", [_tombstone("claims", row["id"], reason, None, None) for row in gone])
    corrections = _corrections(opened, [body["id"] for body in bodies if _corrected(before.get(body["id"]))])
    now_rows, now_bodies, as_read, as_read_bodies = [], [], [], []
    for body in bodies:
        row = records.claim_row(body, document=document.id, reader=reader)
        old = before.get(body["id"])
        if old is not None and _corrected(old):
            as_read.append(row)
            as_read_bodies.append(body)
            body = correct(body, corrections[body["id"]])
            row = records.claim_row(
                body, document=document.id, reader=reader, layer="corrected", review=_verdict(old, body)
            )
        elif old is not None:
            row["review"] = _verdict(old, body)
        now_rows.append(row)
        now_bodies.append(body)
    if as_read:
        opened.close("claims", opened.write_claims(as_read, as_read_bodies, publisher=document.publisher))
    opened.write_claims(now_rows, now_bodies, publisher=document.publisher)


def _of_document(opened: Batch, table: str, document: str) -> list[Row]:
    opened.flush()
    t = {"readings": schema.readings, "claims": schema.claims}[table]
    asked = select(t).where(t.c.document == document, t.c.valid_to.is_(None))
    return [dict(row) for row in opened.connection.execute(asked).mappings()]


def _corrections(opened: Batch, ids: Sequence[str]) -> dict[str, list[tuple[str, Any]]]:
    found: dict[str, list[tuple[str, Any]]] = {key: [] for key in ids}
    r = schema.reviews.c
    asked = select(r.key, r.slot, r.value).where(r.about == "claims", r.kind == "set", r.key.in_(ids)).order_by(r.rowno)
    for row in opened.connection.execute(asked) if ids else ():
        found[row.key].append((row.slot, json.loads(row.value)))
    return found


def _corrected(row: Mapping[str, Any] | None) -> bool:
    return row is not None and row["layer"] == "corrected"


def _vouched(row: Mapping[str, Any]) -> bool:
    return row["review"] == "accepted" or _corrected(row)


def _verdict(old: Mapping[str, Any], body: Row) -> str:
    """The verdict on the claim as it was, if it is read the same; how sure the reader is plays no part."""
    if old["review"] == "open" or _essence(json.loads(old["record"])) != _essence(body):
        return "open"
    return str(old["review"])


def _essence(body: Row) -> Row:
    return {name: value for name, value in body.items() if name not in {"extractor", "confidence", "codes"}}


def _tombstone(about: str, key: str, reason: str, survivor: str | None, by: str | None) -> Row:
    return {"about": about, "key": key, "reason": reason, "survivor": survivor, "by": by}
