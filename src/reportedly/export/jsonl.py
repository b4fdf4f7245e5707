"""JSON Lines: one claim a line, the record format itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from reportedly.export.record import claim_record
from reportedly.model import Claim


def lines(claims: Iterable[Claim]) -> Iterator[str]:
    """One line a claim, each with its line end; UTF-8 text with keys in the order of the format."""
    for claim in claims:
        yield json.dumps(claim_record(claim), ensure_ascii=False, allow_nan=False) + "\n"
