"""A person's word on a claim: accept, reject, set a slot, note. Nothing is overwritten."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select
from sqlalchemy.engine import RowMapping

from reportedly.errors import LedgerError
from reportedly.ledger import records, replacing, schema
from reportedly.ledger.correcting import correct, parse
from reportedly.ledger.seam import Seam
from reportedly.ledger.writing import Batch, batch

Row = dict[str, Any]
Kind = Literal["accept", "reject", "set", "note"]
_STATES = {"accept": "accepted", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class Review:
    """What a person says of a claim. `slot` and `value` are for "set"; `by` is required, so that it can be asked why."""

    claim: str
    kind: Kind
    by: str
    slot: str | None = None
    value: str | None = None
    note: str | None = None


def review(seam: Seam, said: Review) -> str:
    """The id of the review, once it is in the ledger; raises `LedgerError` where there is no such claim now."""
    if not said.by.strip():
        raise LedgerError("who reviews is not named", where="by", mend="Give a name")
    if said.kind == "note" and not (said.note or "").strip():
        raise LedgerError("there is nothing in the note", where="note", mend="Write one")
    if said.kind == "set" and (said.slot is None or said.value is None):
        raise LedgerError("names no slot or no value", where="set", mend='As in: set killed "7-9"')
    with batch(seam, "review") as opened:
        row = opened.current("claims", id=said.claim)
        if row is None:
            raise missing_claim(opened.connection, said.claim)
        return _write(opened, row, said)


def _write(opened: Batch, row: Row, said: Review) -> str:
    body = json.loads(row["record"])
    document = opened.current("documents", id=row["document"])
    assert document is not None, "a claim that is current has a document that is"
    noted: Row = {"id": "v_" + secrets.token_hex(8), "about": "claims", "key": said.claim, "kind": said.kind}
    noted |= {"by": said.by.strip(), "note": said.note}
    if said.kind == "set":
        assert said.slot is not None
        assert said.value is not None
        value = parse(said.slot, said.value, body, text_of(opened.connection, document["text_sha256"]))
        noted |= {"slot": said.slot, "value": json.dumps(value), "before": json.dumps(body[said.slot])}
        body = correct(body, [(said.slot, value)])
        state, layer = "accepted", "corrected"
    else:
        state, layer = _STATES.get(said.kind, str(row["review"])), row["layer"]
    opened.write("reviews", [noted])
    if (state, layer) != (row["review"], row["layer"]) or said.kind == "set":
        opened.close("claims", [row])
        fresh = records.claim_row(body, document=row["document"], reader=row["reader"], layer=layer, review=state)
        opened.write_claims([fresh], [body], publisher=document["publisher"])
    return str(noted["id"])


def remove(seam: Seam, key: str, *, reason: str, by: str, survivor: str | None = None) -> None:
    """Takes a document (``d_…``) or a claim (``c_…``) out of what is current, and leaves a tombstone that says why."""
    if not reason.strip() or not by.strip():
        raise LedgerError("names no reason or nobody who gives it", where=key, mend="Give both")
    with batch(seam, "remove") as opened:
        table = "documents" if key.startswith("d_") else "claims"
        row = opened.current(table, id=key)
        if row is None:
            raise missing_claim(opened.connection, key) if table == "claims" else missing_document(key)
        if survivor is not None and opened.current(table, id=survivor) is None:
            raise LedgerError("the survivor is not in the ledger", where=survivor, mend="Check its id")
        if table == "documents":
            replacing.retire(opened, row, reason=reason, survivor=survivor, by=by)
        else:
            opened.close("claims", [row])
            stone = {"about": "claims", "key": key, "reason": reason, "survivor": survivor, "by": by}
            opened.write("tombstones", [stone])


def text_of(connection: Connection, sha256: str) -> str:
    """A text by its digest."""
    t = schema.texts.c
    return str(connection.execute(select(t.text).where(t.sha256 == sha256)).scalar_one())


def missing_claim(connection: Connection, key: str) -> LedgerError:
    """Why a claim cannot be had: closed, with the reason; or never there."""
    c = schema.claims.c
    row = connection.execute(select(c.document).where(c.id == key).limit(1)).first()
    if row is None:
        return LedgerError(
            "no such claim in the ledger", where=key, mend="reportedly claims lists ids with --format jsonl"
        )
    stone = tombstone(connection, "claims", key) or tombstone(connection, "documents", row.document)
    why = f": {stone['reason']}" if stone else ""
    return LedgerError(f"is no longer current{why}", where=key, mend="reportedly show tells its history")


def missing_document(key: str) -> LedgerError:
    """That there is no such document now."""
    return LedgerError("no such document in the ledger", where=key, mend="Give an id such as d_0123456789abcdef")


def tombstone(connection: Connection, about: str, key: str) -> RowMapping | None:
    """The last tombstone of a thing, if it has one."""
    t = schema.tombstones
    asked = select(t).where(t.c.about == about, t.c.key == key).order_by(t.c.rowno.desc()).limit(1)
    return connection.execute(asked).mappings().first()
