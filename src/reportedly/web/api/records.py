"""Values of the program as plain JSON: days as ISO 8601, claims as records."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from reportedly.export.record import claim_record
from reportedly.incidents import Account
from reportedly.web import told
from reportedly.web.marking import Context, context
from reportedly.web.queries import Happening


def plain(value: Any) -> Any:
    """Dataclasses and days as JSON has them."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def incident_record(one: Account, history: list[Happening]) -> dict[str, Any]:
    """An incident with all that stands behind it."""
    weighed = plain(one.weighed)
    names = told.names(one)
    return {
        **told.summary(one),
        "records": [claim_record(claim) for claim in one.claims],
        "names": names,
        "values": [plain(row) for row in told.rows(one)],
        "told_by": {"voices": weighed["voices"], "denials": weighed["denials"]},
        "echoes": weighed["echoes"],
        "numbers": weighed["spans"],
        "disputed": weighed["disputes"],
        "agreed_by_opposed": weighed["agreed_by_opposed"],
        "joins": plain(one.joins),
        "judgements": plain(one.judgements),
        "history": plain(history),
    }


def context_record(found: Context) -> dict[str, Any]:
    """The words around a claim, in pieces."""
    pieces = [{"text": piece.text, "slot": piece.slot, "told": bool(piece.claims)} for piece in found.pieces]
    return {"pieces": pieces, "more_before": found.more_before, "more_after": found.more_after}


__all__ = ["context", "context_record", "incident_record", "plain"]
