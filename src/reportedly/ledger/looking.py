"""One thing looked up by its id, and lists of documents, runs and failures, as records."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from reportedly.ledger import asking, records, reviewing, schema
from reportedly.ledger.kept import HEAD
from reportedly.ledger.seam import Seam

Record = dict[str, Any]


def claim(connection: Connection, key: str, number: int | None) -> Record:
    """The record of one claim, now (`None`) or after the batch of that number; raises `LedgerError` saying why not."""
    c, d = schema.claims.c, schema.documents
    asked = select(c.record, c.document).where(c.id == key, asking.current(c, number))
    found = connection.execute(asked).first()
    if found is None:
        raise reviewing.missing_claim(connection, key)
    about = select(d).where(d.c.id == found.document, asking.current(d.c, number))
    return records.whole_record(found.record, dict(connection.execute(about).mappings().one()))


def documents(
    seam: Seam, *, publisher: str | None, url: str | None, as_of: datetime | None
) -> Iterator[Mapping[str, Any]]:
    """The rows of documents, newest first, as they come."""
    d = schema.documents
    with seam.engine.connect() as connection:
        asked = select(d).where(asking.current(d.c, asking.batch_as_of(connection, as_of)))
        if publisher is not None:
            asked = asked.where(d.c.publisher == publisher)
        if url is not None:
            asked = asked.where(d.c.url == url)
        streaming = connection.execution_options(stream_results=True, yield_per=asking.PORTION)
        yield from (dict(row) for row in streaming.execute(asked.order_by(d.c.rowno.desc())).mappings())


def document(connection: Connection, key: str) -> Record:
    """The record of a document with its text, its latest version if it is no longer current."""
    d = schema.documents
    asked = select(d).where(d.c.id == key).order_by(d.c.rowno.desc()).limit(1)
    row = connection.execute(asked).mappings().first()
    if row is None:
        raise reviewing.missing_document(key)
    text = reviewing.text_of(connection, row["text_sha256"])
    return {**document_record(dict(row)), "text": text}


def document_record(row: Mapping[str, Any]) -> Record:
    """A document as it is given out, without its text."""
    record = _plain(row)
    for name in ("extra", "headers"):
        record[name] = json.loads(record[name]) if record[name] else {}
    return record


def raw(connection: Connection, key: str) -> bytes | None:
    """The bytes that a document was made from, if they were kept."""
    d, b = schema.documents.c, schema.raws.c
    asked = select(b.data).join_from(schema.documents, schema.raws, d.raw_sha256 == b.sha256).where(d.id == key)
    packed = connection.execute(asked.limit(1)).scalar()
    return None if packed is None else zlib.decompress(packed)


def runs(connection: Connection) -> list[Record]:
    """The runs of reading, latest first; one that was interrupted has no end."""
    t, f = schema.runs, schema.failures.c
    asked = select(t).where(t.c.valid_to.is_(None)).order_by(t.c.started.desc())
    rows = connection.execute(asked).mappings().all()
    counted = {run: count for run, count in connection.execute(select(f.run, func.count()).group_by(f.run))}  # noqa: C416
    return [{**_plain(dict(row)), "failures": counted.get(row["id"], 0)} for row in rows]


def failures(connection: Connection, run: str) -> list[Record]:
    """What could not be read in a run: where, the fault, and the mend."""
    t = schema.failures
    rows = connection.execute(select(t).where(t.c.run == run).order_by(t.c.rowno)).mappings().all()
    return [_plain(dict(row)) for row in rows]


def _plain(row: Mapping[str, Any]) -> Record:
    return {name: value for name, value in row.items() if name not in HEAD}
