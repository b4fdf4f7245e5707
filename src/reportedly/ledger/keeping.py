"""The rows that a reading stands for, and what the ledger knows of a document already."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, select

from reportedly.export.record import claim_body
from reportedly.ledger import records, schema
from reportedly.ledger.stamps import Stamp
from reportedly.ledger.writing import Batch
from reportedly.model import Document, Reading
from reportedly.sources.original import Original

Row = dict[str, Any]
PACKING = "zlib"
PORTION = 400  # values in one IN


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a document: whether it ever stood in the ledger, whether a person took it out, and by which
    reader and in which run it was last read (``None`` where it is not current)."""

    known: bool = False
    removed: bool = False
    reader: str | None = None
    run: str | None = None


def states(connection: Connection, ids: Sequence[str]) -> dict[str, State]:
    """What is known of each of these documents."""
    found = dict.fromkeys(ids, State())
    d, r, t = schema.documents.c, schema.readings.c, schema.tombstones.c
    for start in range(0, len(ids), PORTION):
        part = list(ids[start : start + PORTION])
        for row in connection.execute(select(d.id).where(d.id.in_(part))):
            found[row.id] = State(known=True)
        known = [key for key in part if found[key].known]
        if not known:
            continue
        asked = select(t.key).where(t.about == "documents", t.key.in_(known), t.survivor.is_(None))
        for row in connection.execute(asked.where(t.valid_to.is_(None))):
            found[row.key] = State(known=True, removed=True)
        current = select(r.document, r.reader, r.run).where(r.document.in_(known), r.valid_to.is_(None))
        for row in connection.execute(current):
            found[row.document] = State(known=True, reader=row.reader, run=row.run)
    return found


def addresses(connection: Connection, urls: Iterable[str | None]) -> set[str | None]:
    """Those of the addresses at which a current document lies."""
    wanted = list({url for url in urls if is_address(url)})
    d, found = schema.documents.c, set[str | None]()
    for start in range(0, len(wanted), PORTION):
        asked = select(d.url).where(d.url.in_(wanted[start : start + PORTION]), d.valid_to.is_(None))
        found |= {row.url for row in connection.execute(asked)}
    return found


def is_address(url: str | None) -> bool:
    """Whether an address is that of one document. Some data give every document the address of the publisher's site."""
    if not url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def text_sha256(text: str) -> str:
    """SHA-256 of a text as UTF-8."""
    return sha256(text.encode("utf-8", "surrogatepass"))


def write_contents(opened: Batch, read: Sequence[tuple[Reading, Original | None]], keep_raw: bool) -> None:
    """Texts and, if wanted, bytes, each once, whatever number of documents they belong to."""
    texts = {text_sha256(reading.document.text): reading.document.text for reading, _ in read}
    new = texts.keys() - _there(opened.connection, schema.texts, list(texts))
    opened.write("texts", [{"sha256": key, "text": text} for key, text in texts.items() if key in new])
    if not keep_raw:
        return
    raws = {sha256(original.data): original.data for _, original in read if original}
    new = raws.keys() - _there(opened.connection, schema.raws, list(raws))
    rows = [
        {"sha256": key, "bytes": len(data), "packing": PACKING, "data": zlib.compress(data, 6)}
        for key, data in raws.items()
        if key in new
    ]
    opened.write("raws", rows)


def _there(connection: Connection, table: Any, keys: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(keys), PORTION):
        asked = select(table.c.sha256).where(table.c.sha256.in_(keys[start : start + PORTION]))
        found |= {row.sha256 for row in connection.execute(asked)}
    return found


def document_row(document: Document, original: Original | None, rights: str | None, replaces: str | None) -> Row:
    """The row of a document and of how it was had."""
    extra = dict(document.extra)
    stated = {name: extra.get(name) for name in ("rights", "license", "licence", "archive_url")}
    told = next((str(stated[name]) for name in ("rights", "licence", "license") if stated[name]), None)
    row: Row = {
        **{name: getattr(document, name) for name in records.DOCUMENT_FIELDS},
        "published": document.published.isoformat() if document.published else None,
        "rights": rights or told,
        "archive_url": str(stated["archive_url"]) if stated["archive_url"] else None,
        "extra": json.dumps(extra, ensure_ascii=True, sort_keys=True, default=str) if extra else None,
        "text_sha256": text_sha256(document.text),
        "replaces": replaces,
    }
    if original:
        row |= {
            "raw_sha256": sha256(original.data),
            "method": original.method,
            "path": original.path,
            "retrieved": original.retrieved.isoformat() if original.retrieved else None,
            "status": original.status,
            "headers": json.dumps(dict(original.headers), ensure_ascii=True) if original.headers else None,
            "final_url": original.url,
        }
    return row


def reader_row(stamp: Stamp) -> Row:
    """The row of a reader."""
    return {
        "id": stamp.id,
        "name": stamp.name,
        "version": stamp.version,
        "lexicon": stamp.lexicon,
        "gazetteer": stamp.gazetteer,
        "settings": json.dumps(dict(stamp.settings), ensure_ascii=True, sort_keys=True, default=str),
    }


def run_row(run: str, reader: str, started: str, settings: Mapping[str, object]) -> Row:
    """The row of a run that has begun."""
    told = json.dumps(dict(settings), ensure_ascii=True, sort_keys=True, default=str)
    return {"id": run, "reader": reader, "started": started, "settings": told}


def reading_row(reading: Reading, reader: str, run: str) -> Row:
    """The note that a document was read."""
    warnings = json.dumps(list(reading.warnings), ensure_ascii=True) if reading.warnings else None
    return {
        "document": reading.document.id,
        "reader": reader,
        "run": run,
        "claims": len(reading.claims),
        "warnings": warnings,
    }


def write_claims(opened: Batch, reading: Reading, reader: str) -> None:
    """The claims of a document that was not in the ledger."""
    bodies = [claim_body(claim) for claim in reading.claims]
    rows = [records.claim_row(body, document=reading.document.id, reader=reader) for body in bodies]
    opened.write_claims(rows, bodies, publisher=reading.document.publisher)
