"""The chain: every batch carries a list of the rows it wrote and closed, and a hash over that list and the batch before.

Who alters, adds or drops a row breaks the list of its batch; who mends the list breaks the hash; who mends the hash
breaks the batch after it. Only the last hash has to be kept elsewhere (printed, mailed, published) to show that nothing
before it was changed since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from reportedly.ledger.kept import Kept

START = "0" * 64  # what the first batch follows
PLAIN = (1e-4, 1e15)  # sizes of fractions that every encoder of JSON writes alike, without an exponent

Row = Mapping[str, object]

_encode = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(value: object) -> str:
    """JSON in one way only: keys sorted, no blanks, ASCII. The same value gives the same bytes on every machine."""
    return _encode(value)


def digest(kept: Kept, values: Sequence[Any]) -> str:
    """SHA-256 of a row's content, in hexadecimal digits; `values` are those of the table's `columns`.

    Empty columns are left out, so that a later version of the schema may add one without touching what was written.
    Bytes stand as their own SHA-256.
    """
    content = {name: value for name, value in zip(kept.columns, values, strict=True) if value is not None}
    for name in kept.binary:
        if name in content:
            content[name] = hashlib.sha256(content[name]).hexdigest()
    return hashlib.sha256(_bytes(kept, content)).hexdigest()


def _bytes(kept: Kept, content: dict[str, Any]) -> bytes:
    """`canonical` of a row's content as bytes, by the faster encoder wherever both write the same."""
    if all(_plain(content.get(name, 0)) for name in kept.floats):  # most tables have none
        try:
            quick = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
        except TypeError:  # a lone surrogate, or a number of more than 64 bits
            return canonical(content).encode("ascii")
        if quick.isascii() and b"\x7f" not in quick:
            return quick
    return canonical(content).encode("ascii")


def _plain(value: float) -> bool:
    return value == 0 or PLAIN[0] <= abs(value) < PLAIN[1]


def name_of(kept: Kept, row: Row) -> str:
    """The row's name in a list: its table and its key, as in "claims c_0123456789abcdef"."""
    if len(kept.key) == 1:
        return f"{kept.table.name} {row[kept.key[0]]}"
    return " ".join((kept.table.name, *(str(row[column]) for column in kept.key)))


@dataclass(frozen=True, slots=True)
class Link:
    """One batch as it stands in the chain: `manifest` has one line a row, "+ table key digest" or "- table key"."""

    number: int
    at: str
    kind: str
    previous: str
    manifest: str

    @property
    def hash(self) -> str:
        """SHA-256 over the number, the time, the kind, the hash of the batch before, and the list of rows."""
        listed = hashlib.sha256(self.manifest.encode("utf-8", "surrogatepass")).hexdigest()
        head = canonical([self.number, self.at, self.kind, self.previous, listed])
        return hashlib.sha256(head.encode("ascii")).hexdigest()


def written(kept: Kept, row: Row, values: Sequence[Any]) -> str:
    """The line for a row that was written: `row` gives its key, `values` are those of the table's `columns`."""
    return f"+ {name_of(kept, row)} {digest(kept, values)}"


def closed(kept: Kept, row: Row) -> str:
    """The line for a row that was closed."""
    return f"- {name_of(kept, row)}"


def manifest(lines: Iterable[str]) -> str:
    """The lines in an order of their own, so that it does not matter in which order rows were written."""
    return "\n".join(sorted(lines))
