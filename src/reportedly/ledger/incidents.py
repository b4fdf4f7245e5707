"""Incidents as rows: which claims tell of one happening, who took over whose text, what people judged.

Linking decides, here it is kept. A claim belongs to one incident at a time; its row is closed when it goes to another, so
that what was joined on an earlier day can be asked for. A merge leaves a tombstone with the survivor; an incident that was
split off names the one that it came from. A person's word on two claims is a review of kind ``judgement``.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select

from reportedly.errors import LedgerError
from reportedly.incident_model import Incident, Judgement, Takeover
from reportedly.ledger import records, reviewing, schema
from reportedly.ledger.asking import current
from reportedly.ledger.seam import Seam
from reportedly.ledger.writing import batch
from reportedly.model import Claim, Document

PORTION = 500  # ids in one question
JUDGEMENT = "judgement"
WORDS: Mapping[str, bool | None] = {"same": True, "different": False, "none": None}

Stored = dict[str, Incident]


def whole_claims(
    connection: Connection, ids: Iterable[str] | None = None, number: int | None = None
) -> Iterator[Claim]:
    """Current claims with the text of their documents, all or those of the ids; without those that people rejected."""
    asked = _asked(number).add_columns(schema.texts.c.text)
    asked = asked.join(schema.texts, schema.texts.c.sha256 == schema.documents.c.text_sha256)
    if ids is None:
        yield from map(_claim, _streamed(connection, asked.order_by(schema.claims.c.rowno)))
        return
    for part in _portions(list(dict.fromkeys(ids))):
        yield from map(_claim, connection.execute(asked.where(schema.claims.c.id.in_(part))))


def bare_claims(connection: Connection, number: int | None = None) -> Iterator[Claim]:
    """All current claims but those that people rejected, without the text of their documents: many share one."""
    yield from map(_claim, _streamed(connection, _asked(number).order_by(schema.claims.c.rowno)))


def claimed_documents(connection: Connection, number: int | None = None) -> Iterator[Document]:
    """The current documents in which such a claim stands, with their texts."""
    c, d, t = schema.claims.c, schema.documents, schema.texts.c
    claimed = select(c.document).where(current(c, number), c.review != "rejected")
    asked = (
        select(*(d.c[name] for name in records.DOCUMENT_FIELDS), t.text)
        .join(schema.texts, t.sha256 == d.c.text_sha256)
        .where(current(d.c, number), d.c.id.in_(claimed))
        .order_by(d.c.rowno)
    )
    for row in _streamed(connection, asked):
        yield records.document_of(_document(row[:-1]), row[-1])


def _asked(number: int | None) -> Select[Any]:
    c, d = schema.claims.c, schema.documents
    return (
        select(c.record, *(d.c[name].label(f"document_{name}") for name in records.DOCUMENT_FIELDS))
        .join_from(schema.claims, d, and_(d.c.id == c.document, current(d.c, number)))
        .where(current(c, number), c.review != "rejected")
    )


def _streamed(connection: Connection, asked: Select[Any]) -> Iterator[Row[Any]]:
    yield from connection.execution_options(stream_results=True, yield_per=PORTION).execute(asked)


def _claim(row: Row[Any]) -> Claim:
    """The claim of a row of `_asked`, which ends with the text of its document or does without."""
    last = len(records.DOCUMENT_FIELDS) + 1
    text = row[last] if len(row) > last else ""
    return records.claim_of(records.whole_record(row[0], _document(row[1:last])), text)


def _document(about: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(records.DOCUMENT_FIELDS, about, strict=True))


def numbers(connection: Connection, ids: Iterable[str], number: int | None = None) -> set[int]:
    """The numbers of the rows of current claims, but those that people rejected."""
    c = schema.claims.c
    asked = select(c.rowno).where(current(c, number), c.review != "rejected")
    parts = _portions(list(dict.fromkeys(ids)))
    return {row[0] for part in parts for row in connection.execute(asked.where(c.id.in_(part)))}


def incident_ids(connection: Connection, claims: Iterable[str], number: int | None = None) -> list[str]:
    """The incidents to which the claims belong, each once, in the order of the claims."""
    m = schema.incident_members.c
    known: dict[str, str] = {}
    wanted = list(claims)
    for part in _portions(wanted):
        asked = select(m.claim, m.incident).where(m.claim.in_(part), current(m, number))
        known |= {row.claim: row.incident for row in connection.execute(asked)}
    return list(dict.fromkeys(known[claim] for claim in wanted if claim in known))


def incidents(connection: Connection, ids: Iterable[str] | None = None, number: int | None = None) -> Stored:
    """Incidents by id, all or those of the ids."""
    i, m = schema.incidents.c, schema.incident_members.c
    asked = select(i.id, i.first).where(current(i, number))
    members = select(m.incident, m.claim).where(current(m, number))
    if ids is None:
        return _stored(connection.execute(asked), connection.execute(members))
    found: Stored = {}
    for part in _portions(list(ids)):
        found |= _stored(
            connection.execute(asked.where(i.id.in_(part))), connection.execute(members.where(m.incident.in_(part)))
        )
    return found


def _stored(heads: Iterable[Any], members: Iterable[Any]) -> Stored:
    claims: dict[str, list[str]] = {}
    for incident, claim in members:
        claims.setdefault(incident, []).append(claim)
    return {id_: Incident(id_, first, tuple(sorted(claims.get(id_, ())))) for id_, first in heads}


def missing_incident(connection: Connection, key: str) -> LedgerError:
    """Why an incident cannot be had: merged, ended, or never there."""
    stone = reviewing.tombstone(connection, "incidents", key)
    if stone is None:
        mend = "reportedly link makes incidents, reportedly incidents lists them"
        return LedgerError("no such incident in the ledger", where=key, mend=mend)
    mend = f"reportedly show {stone['survivor']}" if stone["survivor"] else "Its claims are in the ledger's history"
    return LedgerError(f"is no longer current: {stone['reason']}", where=key, mend=mend)


def takeovers(
    connection: Connection, documents: Iterable[str] | None = None, number: int | None = None
) -> list[Takeover]:
    """Who took over whose text, of all documents or among these."""
    t = schema.takeovers.c
    asked = select(t.document, t.original, t.share, t.named).where(current(t, number)).order_by(t.rowno)
    if documents is None:
        return [Takeover(*row) for row in connection.execute(asked)]
    wanted = dict.fromkeys(documents)
    if len(wanted) <= PORTION:  # else what else was taken over is left out below
        asked = asked.where(t.original.in_(list(wanted)))
    found = [row for part in _portions(list(wanted)) for row in connection.execute(asked.where(t.document.in_(part)))]
    return [Takeover(*row) for row in found if row.original in wanted]


def judgements(connection: Connection) -> list[Judgement]:
    """What people said of pairs of claims, in the order in which they said it."""
    r, b = schema.reviews.c, schema.batches.c
    asked = (
        select(r.key, r.slot, r.value, r.by, r.note, b.at)
        .join_from(schema.reviews, schema.batches, b.number == r.valid_from)
        .where(r.kind == JUDGEMENT, r.valid_to.is_(None))
        .order_by(r.rowno)
    )
    return [
        Judgement(row.key, row.slot, WORDS[json.loads(row.value)], row.by, datetime.fromisoformat(row.at), row.note)
        for row in connection.execute(asked)
    ]


def judge(seam: Seam, claim: str, other: str, word: str, *, by: str, note: str | None = None) -> str:
    """The id of the review that says that two claims tell of the same happening, of different ones, or neither."""
    if word not in WORDS:
        raise LedgerError(f'"{word}" is no judgement', where="judge", mend="Say same, different or none")
    if not by.strip():
        raise LedgerError("who judges is not named", where="by", mend="Give a name")
    if claim == other:
        raise LedgerError("is one claim", where=claim, mend="Give the ids of two")
    one, two = sorted((claim, other))
    with batch(seam, JUDGEMENT) as opened:
        for key in (one, two):
            if opened.current("claims", id=key) is None:
                raise reviewing.missing_claim(opened.connection, key)
        said = {"id": "v_" + secrets.token_hex(8), "about": "claims", "key": one, "kind": JUDGEMENT, "slot": two}
        opened.write("reviews", [said | {"value": json.dumps(word), "by": by.strip(), "note": note}])
        return said["id"]


def _portions(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), PORTION):
        yield values[start : start + PORTION]
