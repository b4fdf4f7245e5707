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

Kind = Literal["accept", "reject", "note", "set", "undo", "same", "different", "merge", "split"]
JUDGING = frozenset({"same", "different", "merge", "split"})
PROPOSAL = "propose"
MOST_JUDGED = 400  # judgements that one merge or split makes: of one claim with each other


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
        pairs = _merged(opened.connection, said) if said.kind == "merge" else _split(opened.connection, said)
        word = "same" if said.kind == "merge" else "different"
        made = []
        for one, two in pairs:
            for key in (one, two):
                if opened.current("claims", id=key) is None:
                    raise missing_claim(opened.connection, key)
            key, slot = sorted((one, two))
            row: dict[str, Any] = {
                "id": "v_" + secrets.token_hex(8),
                "about": "claims",
                "key": key,
                "kind": rows.JUDGEMENT,
                "slot": slot,
            }
            made.append(row | {"value": json.dumps(word), "by": said.by.strip(), "note": said.note})
        opened.write("reviews", made)
        return str(made[0]["id"])


def _merged(connection: Connection, said: Said) -> list[tuple[str, str]]:
    one, two = _needed(said.incident, "incident", "merge"), _needed(said.other, "other", "merge")
    if one == two:
        raise LedgerError("is one incident", where=one, mend="Give the ids of two")
    found = rows.incidents(connection, [one, two])
    for key in (one, two):
        if key not in found or not found[key].claims:
            raise rows.missing_incident(connection, key)
    claims = [claim for key in (one, two) for claim in _standing(connection, found[key].claims)]
    if len(claims) > MOST_JUDGED:
        mend = "Say of single claims that they tell of the same"
        raise LedgerError(
            f"have {len(claims)} claims together, too many for one word", where=f"{one}, {two}", mend=mend
        )
    # One claim the same as all others of both: a word on two of them alone would part these two from the rest.
    return [(claims[0], other) for other in claims[1:]]


def _standing(connection: Connection, claims: tuple[str, ...]) -> list[str]:
    """Those of the claims that are current and were not rejected."""
    c = schema.claims.c
    asked = select(c.id).where(c.id.in_(claims[: MOST_JUDGED + 1]), c.valid_to.is_(None), c.review != "rejected")
    found = [str(row.id) for row in connection.execute(asked.order_by(c.id))]
    if not found:
        raise LedgerError("none of its claims is current", where=claims[0], mend="Link the ledger")
    return found


def _split(connection: Connection, said: Said) -> list[tuple[str, str]]:
    incident, claim = _needed(said.incident, "incident", "split"), _needed(said.claim, "claim", "split")
    found = rows.incidents(connection, [incident])
    if incident not in found:
        raise rows.missing_incident(connection, incident)
    others = [one for one in found[incident].claims if one != claim]
    if claim not in found[incident].claims or not others:
        raise LedgerError("does not stand with other claims in that incident", where=claim, mend="Load the page anew")
    return [(claim, other) for other in _standing(connection, tuple(others[:MOST_JUDGED]))]


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
            return _unjudge(opened, dict(row), said)
        if row["kind"] == "note" or row["kind"] not in {"accept", "reject", "set"}:
            raise LedgerError("changed nothing, so that there is nothing to undo", where=review, mend="Leave it")
        return _unreview(opened, dict(row), said)


def _unjudge(opened: Batch, row: dict[str, Any], said: Said) -> str:
    """Takes back all judgements of one word: a split makes several in one batch."""
    r = schema.reviews.c
    asked = select(r.key, r.slot).where(
        r.kind == rows.JUDGEMENT, r.valid_from == row["valid_from"], r.rowno >= row["rowno"] - MOST_JUDGED,
        r.rowno <= row["rowno"] + MOST_JUDGED,
    )  # fmt: skip
    noted = {"about": "claims", "kind": rows.JUDGEMENT, "value": json.dumps("none"), "by": said.by.strip()}
    made = [
        {
            "id": "v_" + secrets.token_hex(8),
            "key": key,
            "slot": slot,
            **noted,
            "note": said.note or f"undoes {row['id']}",
        }
        for key, slot in opened.connection.execute(asked)
    ]
    opened.write("reviews", made)
    return str(made[0]["id"])


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
