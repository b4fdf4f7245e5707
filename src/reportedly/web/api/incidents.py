"""Incidents, and single claims in their context."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from reportedly.incidents import account
from reportedly.web.api.etags import tag
from reportedly.web.api.records import context_record, incident_record
from reportedly.web.api.shapes import FAULTS, ClaimShape, IncidentShape, IncidentsShape, LedgerShape
from reportedly.web.asking import looking
from reportedly.web.filters import Filters, Id, Moment
from reportedly.web.listing import Sort, incidents
from reportedly.web.marking import context
from reportedly.web.pages.rendering import board, served
from reportedly.web.queries import incident_history, incidents_of, standing

router = APIRouter(prefix="/api/v1", tags=["incidents"], responses=FAULTS)


class IncidentsAsked(Filters):
    """A page of incidents."""

    sort: Sort = "-date"
    limit: Annotated[int, Field(ge=1, le=100)] = 30
    cursor: Annotated[str | None, Field(max_length=200, description="`next` of the page before.")] = None


@router.get("/incidents", response_model=IncidentsShape)
def listed(request: Request, response: Response, asked: Annotated[IncidentsAsked, Query()]) -> Any:
    """Incidents of which any claim answers."""
    with looking(served(request), board(request), asked) as look:
        response.headers["ETag"] = tag(request, look.summary, look.weights)
        found = incidents(look, board(request).teller, asked.sort, asked.limit, asked.cursor)
        return {
            "ledger": LedgerShape.of(look.state),
            "total": found.total,
            "next": found.next,
            "items": found.items,
        }


@router.get("/incidents/{id}", response_model=IncidentShape)
def one(request: Request, response: Response, id: Id, as_of: Annotated[Moment, Query()] = None) -> Any:
    """One incident with all that stands behind it."""
    summed, weights = board(request).shown()
    response.headers["ETag"] = tag(request, summed, weights)
    found = account(served(request).ledger, id, as_of=as_of)
    with served(request).connected() as (connection, _):
        history = incident_history(connection, id)
    return {"ledger": LedgerShape.of(summed.state), **incident_record(found, history)}


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
    return {
        "ledger": LedgerShape.of(summed.state),
        "claim": record,
        "incident": incident,
        **stands,
        "context": context_record(context(record, document)),
    }
