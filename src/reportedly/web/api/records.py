"""Values of the program as plain JSON: days as ISO 8601, claims as records."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

import orjson
from fastapi import Response

from reportedly.export.record import claim_record
from reportedly.web import told
from reportedly.web.asking import Item
from reportedly.web.marking import Context, context
from reportedly.web.parts import Part
from reportedly.web.reports import Noted
from reportedly.web.told import Row

MOST = 100  # voices, positions, and claims of each, that are told of an incident


def plain(value: Any) -> Any:
    """Dataclasses and days as JSON has them."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def answer(response: Response, told: Any) -> Response:
    """Plain values, dataclasses and days as JSON, with the headers that are set already.

    What an endpoint says of its shape is documented, and held by tests, rather than gone through again for each answer.
    """
    return Response(packed(told), media_type="application/json", headers=dict(response.headers))


def packed(value: Any) -> bytes:
    """The same as bytes; words that UTF-8 cannot hold are replaced as everywhere here."""
    try:
        return orjson.dumps(value)
    except TypeError:  # a lone surrogate
        return json.dumps(value, ensure_ascii=False, default=plain).encode("utf-8", "replace")


def item_record(item: Item | Noted) -> dict[str, Any]:
    """A claim in a list."""
    record = item.claim if isinstance(item, Item) else item.record
    return {"claim": record, "incident": item.incident, "review": item.review, "layer": item.layer}


def cut(value: Any, most: int = MOST) -> Any:
    """The same with the lists of dataclasses cut after the first so many; how many more there were stands beside them, as
    `more_` and their name."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {}
        for name in (field.name for field in dataclasses.fields(value)):
            own = getattr(value, name)
            found[name] = cut(own[:most] if isinstance(own, tuple) else own, most)
            if isinstance(own, tuple):
                found[f"more_{name}"] = max(0, len(own) - most)
        return found
    return [cut(one, most) for one in value] if isinstance(value, list | tuple) else plain(value)


def incident_record(found: Part) -> dict[str, Any]:
    """An incident with what stands behind it, and the claims of a part of it."""
    laid = found.laid
    weighed, shown = laid.weighed, {claim.id for claim in found.claims}
    behind, against = weighed.voices[:MOST], weighed.denials[:MOST]
    told_by = {
        "voices": cut(behind),
        "denials": cut(against),
        "more_voices": len(weighed.voices) - len(behind),
        "more_denials": len(weighed.denials) - len(against),
    }
    numbers, disputed, agreed = cut(weighed.spans), cut(weighed.disputes), weighed.agreed_by_opposed[:MOST]
    positions = (one for several in (*numbers, *disputed) for one in several["positions"])
    keys = {voice.key for voice in (*behind, *against)} | {key for both in agreed for key in both}
    keys.update(key for one in positions for key in one["voices"])
    return {
        **laid.summary,
        "claims": found.total,
        "next": found.next,
        "weighed": len(laid.claims),
        "waiting": found.waiting,
        "records": [claim_record(claim) for claim in found.claims],
        "names": {key: name for key, name in told.names(weighed).items() if key in keys},
        "values": [_row(row, len(weighed.voices)) for row in laid.rows],
        "told_by": told_by,
        "echoes": [echo for echo in weighed.echoes if echo.claim in shown],
        "numbers": numbers,
        "disputed": disputed,
        "agreed_by_opposed": agreed,
        "more_agreed": len(weighed.agreed_by_opposed) - len(agreed),
        "joins": found.reasons.joins,
        "judgements": found.reasons.judgements,
        "history": found.history,
    }


def _row(row: Row, voices: int) -> dict[str, Any]:
    """A row with the cells of the voices that are told: the first of those that say so, and of those that deny it."""
    chosen = [*range(min(voices, MOST)), *range(voices, min(len(row.cells), voices + MOST))]
    cells, more = [row.cells[at] for at in chosen], [row.more[at] for at in chosen]
    about = {"slot": row.slot, "name": row.name, "disputed": row.disputed, "agreed": row.agreed}
    return {**about, "cells": cells, "more": more}


def context_record(found: Context) -> dict[str, Any]:
    """The words around a claim, in pieces."""
    pieces = [
        {"text": piece.text, "slot": piece.slot, "around": list(piece.around), "told": bool(piece.claims)}
        for piece in found.pieces
    ]
    return {"pieces": pieces, "more_before": found.more_before, "more_after": found.more_after}


__all__ = ["answer", "context", "context_record", "incident_record", "item_record", "packed", "plain"]
