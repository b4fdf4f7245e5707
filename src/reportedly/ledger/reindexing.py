"""Everything that is derived from claims, made anew: after a fault in it, or when a new version finds them otherwise."""

from __future__ import annotations

from sqlalchemy import delete, select

from reportedly.ledger import records, schema
from reportedly.ledger.deriving import deriving
from reportedly.ledger.seam import Seam

PORTION = 1_000


def reindex(seam: Seam) -> int:
    """How many rows of claims were put into the tables and indexes that they are found by, in one transaction."""
    c, d = schema.claims.c, schema.documents.c
    count = last = 0
    with seam.engine.connect().execution_options(writing=True) as connection, connection.begin():
        seam.lock(connection)
        for table in schema.DERIVED:
            connection.execute(delete(table))
        seam.drop_search(connection)
        seam.create_search(connection)
        with deriving(connection, seam) as derived:
            while True:
                asked = select(c.rowno, c.document, c.review, c.record).where(c.rowno > last).order_by(c.rowno)
                rows = [dict(row) for row in connection.execute(asked.limit(PORTION)).mappings()]
                if not rows:
                    derived.finish()
                    return count
                ids = {row["document"] for row in rows}
                named = select(d.id, d.publisher).where(d.id.in_(ids))
                publishers = {row.id: row.publisher for row in connection.execute(named)}
                for row in rows:
                    derived.add(row, records.load(row["record"]), publishers.get(row["document"]))
                derived.flush()
                count, last = count + len(rows), rows[-1]["rowno"]
