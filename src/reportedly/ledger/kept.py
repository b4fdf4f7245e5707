"""Which tables are under the chain, and what makes a row of each one and the same through its versions.

A room that adds a table to the ledger (incidents, judgements, holdings) makes it with `schema.kept_table` and names its
key here with `keep`. Writing, history, verification and tombstones then hold for it as they do for claims.

Rows by the hundred thousand go to and from the drivers as tuples, since what a database library does for each value of
each row costs more than all the rest. So a table also knows here which of its values differ from what is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Float, LargeBinary, Table

from reportedly.errors import LedgerError
from reportedly.ledger import schema

HEAD = ("rowno", "valid_from", "valid_to")  # with these begins every row


@dataclass(frozen=True, slots=True)
class Kept:
    """A table under the chain. `key`: the columns whose values are the same for all versions of a thing; `columns`:
    those that the chain covers, all but the number of the row and the batches that it was current in.

    `words`, `flags`: where among the columns texts of unknown origin and booleans stand; `binary`, `floats`: the names
    of those that hold bytes and fractions.
    """

    table: Table
    key: tuple[str, ...]
    columns: tuple[str, ...]
    words: tuple[int, ...]
    flags: tuple[int, ...]
    binary: tuple[str, ...]
    floats: tuple[str, ...]

    def stored(self, values: Sequence[Any]) -> Sequence[Any]:
        """The values of `columns` as they are stored."""
        return stored(values, self.words)

    def meant(self, values: list[Any]) -> None:
        """Turns the values of `columns`, as a driver gives them, into what was meant."""
        for at in self.words:
            if values[at] is not None:
                values[at] = schema.meant(values[at])
        for at in self.flags:
            if values[at] in (0, 1):  # SQLite's booleans; any other number was put there by somebody else
                values[at] = bool(values[at])


def stored(values: Sequence[Any], words: Sequence[int]) -> Sequence[Any]:
    """The values of a row as they are stored: those at `words`, which are texts of unknown origin, escaped where need be."""
    changed = {at: schema.escaped(value) for at in words if (value := values[at]) and schema.odd(value)}
    return [changed.get(at, value) for at, value in enumerate(values)] if changed else values


KEPT: dict[str, Kept] = {}


def keep(table: Table, *key: str) -> Kept:
    """Puts a table under the chain. Its key's values must hold no space (ids do not)."""
    covered = [column for column in table.columns if column.name not in HEAD]

    def places(kind: type) -> list[int]:
        return [at for at, column in enumerate(covered) if isinstance(column.type, kind)]

    names = tuple("".join(column.name) for column in covered)  # plain strings, which SQLAlchemy's names are not
    KEPT[table.name] = kept = Kept(
        table,
        key,
        names,
        words=tuple(places(schema.Words)),
        flags=tuple(places(Boolean)),
        binary=tuple(names[at] for at in places(LargeBinary)),
        floats=tuple(names[at] for at in places(Float)),
    )
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
