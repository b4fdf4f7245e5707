"""A document laid out for the eye: its paragraphs with every claim marked, and beside each the claims that begin there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from reportedly.incident_model import HeadlineFinding
from reportedly.ledger import Ledger, schema
from reportedly.ledger.asking import current
from reportedly.ledger.records import claim_of
from reportedly.linking.kin import Kin
from reportedly.web.marking import Piece, marked, paragraphs
from reportedly.web.queries import incidents_of
from reportedly.weighing.headlines import headlines

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Noted:
    """A claim of the document, the incident that it tells of, and how people judged it."""

    record: Record
    incident: str | None
    review: str
    layer: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in pieces, and the claims whose words begin in them."""

    pieces: tuple[Piece, ...]
    notes: tuple[Noted, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A document with what was read in it. `gone` where it is no longer current."""

    document: Record
    title: Paragraph
    paragraphs: tuple[Paragraph, ...]
    claims: tuple[Noted, ...]
    findings: tuple[HeadlineFinding, ...]
    gone: bool = False


def report(ledger: Ledger, key: str, kin: Kin, *, as_of: Any = None) -> Report:
    """The document of an id; raises `LedgerError` where the ledger never had it."""
    document = ledger.document(key)
    noted, gone = _noted(ledger, key, as_of)
    told = {one.record["id"]: one for one in noted}
    title = _paragraph(document["title"] or "", noted, "title", 0, len(document["title"] or ""), told)
    text = document["text"]
    parts = tuple(_paragraph(text, noted, "text", a, b, told) for a, b in paragraphs(text)) if noted else _bare(text)
    claims = [claim_of(one.record, text) for one in noted if one.review != "rejected"]
    return Report(document, title, parts, noted, headlines(claims, kin), gone)


def _noted(ledger: Ledger, key: str, as_of: Any) -> tuple[tuple[Noted, ...], bool]:
    c, d = schema.claims.c, schema.documents.c
    records = {record["id"]: record for record in ledger.claims(document=key, review="any", as_of=as_of)}
    with ledger.looking(as_of=as_of) as (connection, number):
        asked = select(c.id, c.review, c.layer).where(c.document == key, current(c, number))
        stands = connection.execute(asked).all()
        incidents = incidents_of(connection, list(records), number)
        there = connection.execute(select(d.id).where(d.id == key, current(d, number))).first() is not None
    found = [Noted(records[id_], incidents.get(id_), how, layer) for id_, how, layer in stands if id_ in records]
    return tuple(
        sorted(found, key=lambda one: (one.record["evidence"]["in"], one.record["evidence"]["start"]))
    ), not there


def _paragraph(
    words: str, noted: Sequence[Noted], where: str, first: int, last: int, told: dict[str, Noted]
) -> Paragraph:
    near = [one.record for one in noted if _touches(one.record, where, first, last)]
    pieces = tuple(marked(words, near, where, first, last))
    notes = [
        told[record["id"]]
        for record in near
        if record["evidence"]["in"] == where and first <= record["evidence"]["start"] < max(last, first + 1)
    ]
    return Paragraph(pieces, tuple(notes))


def _touches(record: Record, where: str, first: int, last: int) -> bool:
    quotes = (record["evidence"], *record["also"])
    slots = [quote for slot in ("actor", "target", "places", "within", "said_by", "weapon") for quote in record[slot]]
    return any(
        quote.get("in", "text") == where and quote["start"] < last and quote["end"] > first
        for quote in (*quotes, *slots)
    )


def _bare(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Piece(text[a:b]),), ()) for a, b in paragraphs(text))
