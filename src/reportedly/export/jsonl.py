"""JSON Lines: one claim a line, the record format itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from reportedly.export.record import claim_record
from reportedly.model import Claim

# Some programs end a line at these as well. In JSON they stand only in strings, where an escape means the same.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


def lines(claims: Iterable[Claim]) -> Iterator[str]:
    """One line a claim, each with its line end; UTF-8 text with keys in the order of the format."""
    for claim in claims:
        yield on_one_line(claim_record(claim)) + "\n"


def on_one_line(record: Mapping[str, object]) -> str:
    """The record as JSON, its strings letter for letter, with no character at which a program could end the line."""
    text = json.dumps(record, ensure_ascii=False, allow_nan=False)
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
