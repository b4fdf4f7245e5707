"""Which tables are under the chain, and what makes a row of each one and the same through its versions.

A room that adds a table to the ledger (incidents, judgements, holdings) makes it with `schema.kept_table` and names its
key here with `keep`. Writing, history, verification and tombstones then hold for it as they do for claims.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Table

from reportedly.errors import LedgerError
from reportedly.ledger import schema


@dataclass(frozen=True, slots=True)
class Kept:
    """A table under the chain. `key`: the columns whose values are the same for all versions of a thing; `columns`:
    those that the chain covers, all but the number of the row and the batches that it was current in."""

    table: Table
    key: tuple[str, ...]
    columns: tuple[str, ...]


KEPT: dict[str, Kept] = {}


def keep(table: Table, *key: str) -> Kept:
    """Puts a table under the chain. Its key's values must hold no space (ids do not)."""
    covered = tuple(c.name for c in table.columns if c.name not in {"rowno", "valid_from", "valid_to"})
    KEPT[table.name] = kept = Kept(table, key, covered)
    return kept


def kept(name: str) -> Kept:
    """The table of that name; raises `LedgerError` where no table under the chain is called so."""
    try:
        return KEPT[name]
    except KeyError:
        raise LedgerError(f'knows no table "{name}"', mend="It was written by a newer reportedly: upgrade it") from None


keep(schema.texts, "sha256")
keep(schema.raws, "sha256")
keep(schema.documents, "id")
keep(schema.readers, "id")
keep(schema.runs, "id")
keep(schema.readings, "document")
keep(schema.failures, "run", "rowno")
keep(schema.claims, "id")
keep(schema.reviews, "id")
keep(schema.tombstones, "about", "key", "rowno")
keep(schema.polls, "rowno")
keep(schema.incidents, "id")
keep(schema.incident_members, "claim")
keep(schema.takeovers, "document", "original")
