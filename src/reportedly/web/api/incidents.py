"""Incidents, and single claims in their context."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from reportedly.web import cursors
from reportedly.web.api.etags import tag
from reportedly.web.api.records import answer, context_record, incident_record
from reportedly.web.api.shapes import FAULTS, ClaimShape, IncidentShape, IncidentsShape
from reportedly.web.asking import looking
from reportedly.web.filters import LONGEST, Filters, Id, Moment
from reportedly.web.listing import MOST, Sort, incidents
from reportedly.web.marking import context
from reportedly.web.pages.rendering import board, served
from reportedly.web.parts import TOLD, Wanted, part
from reportedly.web.queries import incidents_of, standing

router = APIRouter(prefix="/api/v1", tags=["incidents"], responses=FAULTS)


class IncidentsAsked(Filters):
    """A page of incidents."""

    sort: Sort = "-date"
    limit: Annotated[int, Field(ge=1, le=MOST)] = 30
    cursor: Annotated[str | None, Field(max_length=200, description="`next` of the page before.")] = None


class PartAsked(BaseModel):
    """Some of an incident's claims."""

    as_of: Moment = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    cursor: Annotated[str | None, Field(max_length=200, description="`next` of the part before.")] = None
    claim: Annotated[str | None, Field(max_length=LONGEST, description="The part in which this claim stands.")] = None


@router.get("/incidents", response_model=IncidentsShape)
def listed(request: Request, response: Response, asked: Annotated[IncidentsAsked, Query()]) -> Any:
    """Incidents of which any claim answers."""
    with looking(served(request), board(request), asked) as look:
        response.headers["ETag"] = tag(request, look.summary, look.weights)
        found = incidents(look, board(request).teller, asked.sort, asked.limit, asked.cursor)
        told = {"ledger": look.state, "total": found.total, "next": found.next, "items": found.items}
        return answer(response, told)


@router.get("/incidents/{id}", response_model=IncidentShape)
def one(request: Request, response: Response, id: Id, asked: Annotated[PartAsked, Query()]) -> Any:
    """One incident with what stands behind it, and some of its claims."""
    summed, weights = board(request).shown()
    begin = cursors.read(asked.cursor, TOLD)[0] if asked.cursor is not None else 0
    wanted = Wanted(asked.limit, max(0, begin), asked.claim)
    found = part(served(request), board(request), id, wanted, as_of=asked.as_of)
    response.headers["ETag"] = tag(request, summed, weights, len(found.laid.claims))
    return answer(response, {"ledger": summed.state, **incident_record(found)})


@router.get("/claims/{id}", response_model=ClaimShape)
def claim(request: Request, response: Response, id: Id, as_of: Annotated[Moment, Query()] = None) -> Any:
    """One claim with the words around it."""
    summed, weights = board(request).shown()
    response.headers["ETag"] = tag(request, summed, weights)
    ledger = served(request).ledger
    record = ledger.claim(id, as_of=as_of)
    document = ledger.document(record["document"]["id"])
    with ledger.looking(as_of=as_of) as (connection, number):
        stands = standing(connection, [id], number).get(id, {"review": "open", "layer": "read"})
        incident = incidents_of(connection, [id], number).get(id)
    told = {
        "ledger": summed.state,
        "claim": record,
        "incident": incident,
        **stands,
        "context": context_record(context(record, document)),
    }
    return answer(response, told)
