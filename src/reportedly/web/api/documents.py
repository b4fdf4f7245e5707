"""Documents with what was read in them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from reportedly.web.api.etags import tag
from reportedly.web.api.records import answer, item_record
from reportedly.web.api.shapes import FAULTS, DocumentShape
from reportedly.web.filters import Id, Moment
from reportedly.web.marking import spans
from reportedly.web.pages.rendering import board, served
from reportedly.web.reports import report

router = APIRouter(prefix="/api/v1", tags=["documents"], responses=FAULTS)


@router.get("/documents/{id}", response_model=DocumentShape)
def one(request: Request, response: Response, id: Id, as_of: Annotated[Moment, Query()] = None) -> Any:
    """A document: its metadata and text, its claims, and where their slots stand in text and title."""
    summed, weights = board(request).shown()
    response.headers["ETag"] = tag(request, summed, weights)
    found = report(served(request).ledger, id, board(request).teller.kin, as_of=as_of)
    marks = [
        {"claim": one.record["id"], "in": where, "start": start, "end": end, "slot": slot}
        for one in found.claims
        for where in ("title", "text")
        for start, end, slot in spans(one.record, where)
    ]
    told = {
        "ledger": summed.state,
        "document": found.document,
        "claims": [item_record(one) for one in found.claims],
        "marks": marks,
        "headlines": found.findings,
        "current": not found.gone,
    }
    return answer(response, told)
