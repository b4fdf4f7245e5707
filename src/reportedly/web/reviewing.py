"""A person's word on a claim or an incident, written into the ledger by the ledger's own ways of doing so.

With the two-person rule a word is a proposal until somebody else says the same. Undoing takes nothing out of the ledger: it
puts the claim back as it was, and says so.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from reportedly.errors import LedgerError
from reportedly.ledger import incidents as rows
from reportedly.ledger import records, schema
from reportedly.ledger.correcting import parse
from reportedly.ledger.opening import telling
from reportedly.ledger.reviewing import missing_claim, text_of
from reportedly.ledger.seam import Seam
from reportedly.ledger.writing import Batch, batch
from reportedly.web import judging

Kind = Literal["accept", "reject", "note", "set", "undo", "same", "different", "merge", "split"]
JUDGING = frozenset({"same", "different", "merge", "split"})
PROPOSAL = "propose"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says; which fields are needed follows from the kind."""

    kind: Kind
    by: str
    claim: str | None = None
    other: str | None = None
    incident: str | None = None
    slot: str | None = None
    value: str | None = None
    note: str | None = None
    review: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The id of the review; `state` is "proposed" while another person has to say the same."""

    id: str
    kind: Kind
    state: Literal["done", "proposed"]
    claim: str | None = None


def say(seam: Seam, said: Said, *, two_person: bool = False) -> Done:
    """What came of it; raises `LedgerError` where it cannot be."""
    if not said.by.strip():
        raise LedgerError("who reviews is not named", where="by", mend="Give a name")
    with telling(seam):
        if two_person and said.kind not in {"note", "undo"}:
            proposal = _proposed(seam, said)
            if proposal is not None:
                return Done(proposal, said.kind, "proposed", said.claim)
        if said.kind == "undo":
            return Done(_undo(seam, said), said.kind, "done", said.claim)
        if said.kind in JUDGING:
            return Done(_judge(seam, said), said.kind, "done", said.claim)
        return Done(_review(seam, said), said.kind, "done", said.claim)


def _needed(value: str | None, name: str, kind: str) -> str:
    if value is None or not value.strip():
        raise LedgerError(f"{kind} names no {name}", where=name, mend=f"Give the {name}")
    return value


def _review(seam: Seam, said: Said) -> str:
    from reportedly.ledger.reviewing import Review, review

    claim = _needed(said.claim, "claim", said.kind)
    assert said.kind in {"accept", "reject", "note", "set"}
    return review(seam, Review(claim, said.kind, said.by, said.slot, said.value, said.note))


def _judge(seam: Seam, said: Said) -> str:
    if said.kind in {"same", "different"}:
        claim, other = _needed(said.claim, "claim", said.kind), _needed(said.other, "other", said.kind)
        return rows.judge(seam, claim, other, said.kind, by=said.by, note=said.note)
    with batch(seam, rows.JUDGEMENT) as opened:
        incident = _needed(said.incident, "incident", said.kind)
        if said.kind == "merge":
            pairs = judging.merged(opened.connection, incident, _needed(said.other, "other", "merge"))
        else:
            pairs = judging.parted(opened.connection, incident, _needed(said.claim, "claim", "split"))
        word = "same" if said.kind == "merge" else "different"
        return judging.judge(opened, pairs, word, by=said.by, note=said.note)


def _proposed(seam: Seam, said: Said) -> str | None:
    """The id of the proposal, made or renewed; `None` where another person has proposed the same, so that it counts."""
    key = _needed(said.claim or said.incident, "claim", said.kind)
    with batch(seam, PROPOSAL) as opened:
        _check(opened, said)
        content = json.dumps([said.kind, said.claim, said.other, said.incident, said.slot, said.value])
        r = schema.reviews.c
        asked = select(r.id, r.by, r.kind, r.value).where(r.key == key).order_by(r.rowno.desc())
        for row in opened.connection.execute(asked):
            if row.kind not in {PROPOSAL, "note"}:
                break  # whatever was proposed before somebody's word counted has lapsed
            if row.kind == PROPOSAL and row.value == content:
                if row.by != said.by.strip():
                    return None
                return str(row.id)
        noted: dict[str, Any] = {
            "id": "v_" + secrets.token_hex(8),
            "about": "claims" if said.claim else "incidents",
            "key": key,
        }
        noted |= {"kind": PROPOSAL, "slot": said.slot, "value": content, "by": said.by.strip()}
        opened.write("reviews", [noted | {"note": said.note}])
        return str(noted["id"])


def _check(opened: Batch, said: Said) -> None:
    """What is proposed could be done now."""
    if said.claim is None:
        return
    row = opened.current("claims", id=said.claim)
    if row is None:
        raise missing_claim(opened.connection, said.claim)
    if said.kind == "set":
        slot, value = _needed(said.slot, "slot", "set"), said.value
        if value is None:
            raise LedgerError("names no value", where="set", mend='As in: set killed "7-9"')
        document = opened.current("documents", id=row["document"])
        assert document is not None, "a claim that is current has a document that is"
        parse(slot, value, json.loads(row["record"]), text_of(opened.connection, document["text_sha256"]))


def _undo(seam: Seam, said: Said) -> str:
    review = _needed(said.review, "review", "undo")
    r = schema.reviews.c
    with batch(seam, "review") as opened:
        row = opened.connection.execute(select(schema.reviews).where(r.id == review)).mappings().first()
        if row is None:
            raise LedgerError("no such review in the ledger", where=review, mend="The history of the claim lists them")
        if row["by"] != said.by.strip():
            raise LedgerError("is the word of somebody else", where=review, mend="Say what you think yourself")
        if row["kind"] == rows.JUDGEMENT:
            return judging.unjudge(opened, dict(row), by=said.by, note=said.note)
        if row["kind"] == "note" or row["kind"] not in {"accept", "reject", "set"}:
            raise LedgerError("changed nothing, so that there is nothing to undo", where=review, mend="Leave it")
        return _unreview(opened, dict(row), said)


def _unreview(opened: Batch, row: dict[str, Any], said: Said) -> str:
    """Puts the claim back as it stood before the review, if nothing was said of it since."""
    c, r = schema.claims.c, schema.reviews.c
    later = select(r.id).where(
        r.key == row["key"], r.rowno > row["rowno"], r.kind.in_(("accept", "reject", "set", "undo"))
    )
    now = opened.current("claims", id=row["key"])
    if now is None:
        raise missing_claim(opened.connection, row["key"])
    before = select(schema.claims).where(c.id == row["key"], c.valid_to == row["valid_from"]).limit(1)
    was = opened.connection.execute(before).mappings().first()
    if opened.connection.execute(later.limit(1)).first() is not None or now["valid_from"] > row["valid_from"]:
        raise LedgerError("is not the last word on its claim", where=row["id"], mend="Undo what came after it first")
    noted = {"id": "v_" + secrets.token_hex(8), "about": "claims", "key": row["key"], "by": said.by.strip()}
    noted |= {"note": said.note or f"undoes {row['id']}"}
    if row["kind"] == "set":
        # As a correction of its own, so that a later reading, which lays corrections over what it reads, ends there too.
        noted |= {"kind": "set", "slot": row["slot"], "value": row["before"], "before": row["value"]}
    else:
        noted |= {"kind": "undo", "value": json.dumps(row["id"])}
    opened.write("reviews", [noted])
    if was is not None:  # a verdict that was the claim's already made no new version
        body = json.loads(was["record"])
        document = opened.current("documents", id=was["document"])
        assert document is not None, "a claim that is current has a document that is"
        opened.close("claims", [now])
        fresh = records.claim_row(
            body, document=was["document"], reader=was["reader"], layer=was["layer"], review=was["review"]
        )
        opened.write_claims([fresh], [body], publisher=document["publisher"])
    return str(noted["id"])


def on_claim(connection: Connection, key: str) -> list[dict[str, Any]]:
    """What people said of a claim, latest first, with the time at which they did."""
    r, b = schema.reviews.c, schema.batches.c
    asked = (
        select(r.id, r.kind, r.slot, r.value, r.before, r.by, r.note, b.at)
        .join_from(schema.reviews, schema.batches, b.number == r.valid_from)
        .where(r.key == key)
        .order_by(r.rowno.desc())
        .limit(50)
    )
    return [dict(row) for row in connection.execute(asked).mappings()]
