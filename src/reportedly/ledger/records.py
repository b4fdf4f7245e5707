"""Claims and documents as rows, and back.

A claim is stored as its record (`export.record`) without the document, which stands in a row of its own and is put in
again when the claim is given out. Rows of the tables beside the claims are tuples in the order of their columns.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import isfinite
from typing import Any

import orjson

from reportedly.export.record import VERSION
from reportedly.ledger import facets
from reportedly.ledger.schema import escaped, odd
from reportedly.ledger.seam import Point, Words
from reportedly.model import (
    Claim,
    ClaimType,
    Codes,
    Count,
    DateSpan,
    Document,
    Extractor,
    Loss,
    Mention,
    PlaceMention,
    Quote,
    Status,
)

Record = dict[str, Any]
Row = Mapping[str, Any]

DOCUMENT_FIELDS = ("id", "ref", "title", "publisher", "original_source", "author", "url", "published", "language")
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def dump(body: Record) -> str:
    """The record of a claim as it is stored: JSON without blanks. Raises `ValueError` for a number that is none."""
    numbers = (body["confidence"], *(place[name] for place in _places(body) for name in ("lat", "lon", "distance_km")))
    if not all(number is None or isfinite(number) for number in numbers):
        raise ValueError(f"claim {body['id']}: a number is not finite")
    try:
        return orjson.dumps(body).decode()
    except TypeError:  # a lone surrogate, which UTF-8 cannot hold
        return _dump(body)


def load(stored: str) -> Record:
    """The record of a claim from what is stored of it."""
    try:
        found = orjson.loads(stored)
    except ValueError:
        found = json.loads(stored)  # takes lone surrogates
    return dict(found)


def _places(body: Row) -> Iterator[Row]:
    yield from body["places"]
    yield from body["within"]


def claim_row(body: Record, *, document: str, reader: str, layer: str = "read", review: str = "open") -> Record:
    """The row of a claim, from its record without the document."""
    when = body["date"]
    confidence = body["confidence"]
    return {
        "id": body["id"],
        "document": document,
        "reader": reader,
        "layer": layer,
        "review": review,
        "type": body["type"],
        "status": body["status"],
        "hedged": bool(body["hedged"]),
        "trigger_text": body["trigger"]["text"].lower(),
        "date_start": when["start"] if when else None,
        "date_end": when["end"] if when else None,
        "confidence": None if confidence is None else float(confidence),
        "record": dump(body),
    }


def whole_record(body: str | Record, document: Row) -> Record:
    """The record of a claim in the format, from what is stored of it and the row of its document."""
    stored = load(body) if isinstance(body, str) else body
    about = {name: document[name] for name in DOCUMENT_FIELDS}
    return {"version": VERSION, "id": stored["id"], "document": about, **{k: v for k, v in stored.items() if k != "id"}}


def name_rows(rowno: int, body: Row) -> list[tuple[Any, ...]]:
    """The rows of `claim_names` that a claim stands for, in the order of their key."""
    return [
        (rowno, role, number, one["party"], one["name"], one["text"], one["label"])
        for role in ("actor", "said_by", "target")
        for number, one in enumerate(body[role])
    ]


def place_rows(rowno: int, body: Row) -> list[tuple[Any, ...]]:
    """The rows of `claim_places` that a claim stands for, in the order of their key."""
    return [
        (
            rowno,
            role,
            number,
            place["place"],
            place["name"],
            place["text"],
            place["country"],
            place["admin1"],
            _float(place["lat"]),
            _float(place["lon"]),
            place["precision"],
        )
        for role in ("places", "within")
        for number, place in enumerate(body[role])
    ]


def is_plain(record: str) -> bool:
    """Whether all words in a record can be stored as they are."""
    return not odd(record) and r"\u0000" not in record


def stored_rows(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows that were made from a record that is not plain, as they are stored."""
    return [tuple(escaped(value) if isinstance(value, str) else value for value in row) for row in rows]


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)


def words_of(row: Row, body: Row, publisher: str | None) -> Words:
    """What the full-text index holds of a claim: the words it rests on, other tellings of it, and its facets."""
    told = " ".join((body["evidence"]["text"], *(quote["text"] for quote in body["also"])))
    found = facets.tokens(body, publisher=publisher, document=row["document"], review=row["review"])
    return Words(row["rowno"], told, found)


def points_of(rowno: int, body: Row) -> list[Point]:
    """Where the event of a claim was, as far as it is located."""
    return [
        Point(rowno, float(place["lat"]), float(place["lon"]))
        for place in body["places"]
        if place["lat"] is not None and place["lon"] is not None
    ]


def document_of(row: Row, text: str = "") -> Document:
    """The document of a row of `documents`."""
    published = row["published"]
    return Document(
        id=row["id"],
        text=text,
        **{name: row[name] for name in DOCUMENT_FIELDS if name not in {"id", "published"}},
        published=date.fromisoformat(published) if published else None,
        extra=json.loads(row["extra"]) if row.get("extra") else {},
    )


def claim_of(record: Row, text: str = "") -> Claim:
    """The claim of a record in the format. Where the words of its date stand is not part of a record, and is 0 to 0."""
    when = record["date"]
    return Claim(
        id=record["id"],
        document=document_of({**record["document"], "extra": None}, text),
        type=ClaimType(record["type"]),
        evidence=_quote(record["evidence"]),
        trigger=_quote(record["trigger"]),
        extractor=Extractor(record["extractor"]["name"], record["extractor"]["version"]),
        status=Status(record["status"]),
        hedged=record["hedged"],
        also=tuple(map(_quote, record["also"])),
        actor=_mentions(record["actor"]),
        target=_mentions(record["target"]),
        places=tuple(map(_place, record["places"])),
        within=tuple(map(_place, record["within"])),
        date=_span(when) if when else None,
        killed=Count(**record["killed"]),
        injured=Count(**record["injured"]),
        captured=Count(**record["captured"]),
        losses=tuple(Loss(loss["what"], loss["count"]) for loss in record["losses"]),
        weapon=tuple(map(_quote, record["weapon"])),
        said_by=_mentions(record["said_by"]),
        codes=Codes(**record["codes"]),
        confidence=record["confidence"],
    )


def _quote(value: Row) -> Quote:
    return Quote(value["text"], value["start"], value["end"], value.get("in", "text"))


def _mentions(values: Sequence[Row]) -> tuple[Mention, ...]:
    return tuple(
        Mention(_quote(one), one["name"], one["party"], one["label"], tuple(one.get("backed_by", ()))) for one in values
    )


def _place(value: Row) -> PlaceMention:
    names = ("place", "name", "country", "admin1", "lat", "lon", "precision", "relation", "distance_km")
    return PlaceMention(_quote(value), **{name: value[name] for name in names})


def _span(when: Row) -> DateSpan:
    words = Quote(when["text"], 0, 0)
    return DateSpan(date.fromisoformat(when["start"]), date.fromisoformat(when["end"]), when["precision"], words)
