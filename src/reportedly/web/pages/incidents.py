"""Incidents: what is agreed, what is disputed, and by whom."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from reportedly.export.record import claim_record
from reportedly.incidents import Account, account
from reportedly.printable import printable
from reportedly.web import told
from reportedly.web.api.incidents import IncidentsAsked
from reportedly.web.asking import looking
from reportedly.web.filters import Id, Moment
from reportedly.web.listing import incidents
from reportedly.web.marking import context
from reportedly.web.pages.rendering import board, render, served
from reportedly.web.queries import incident_history, incidents_of, standing
from reportedly.web.served import State

router = APIRouter(include_in_schema=False)


@router.get("/incidents")
def listed(request: Request, asked: Annotated[IncidentsAsked, Query()]) -> HTMLResponse:
    """The incidents of the filter."""
    with looking(served(request), board(request), asked) as look:
        found = incidents(look, board(request).teller, asked.sort, asked.limit, asked.cursor)
        return render(request, "incidents.html", "incidents", asked=asked, found=found, items=found.items)


@router.get("/incidents/{key}")
def page(request: Request, key: Id, as_of: Annotated[Moment, Query()] = None) -> HTMLResponse:
    """One incident: its values against its voices, its claims, who repeats whom, and why they were joined."""
    ledger = served(request).ledger
    one = account(ledger, key, as_of=as_of)
    with ledger.looking(as_of=as_of) as (connection, number):
        history = incident_history(connection, key)
        stands = standing(connection, [claim.id for claim in one.claims], number)
    claims = [_claim(claim, stands) for claim in one.claims]
    state = board(request).summary.state
    return render(
        request,
        "incident.html",
        "incidents",
        one=one,
        told=told,
        claims={claim["id"]: claim for claim in claims},
        names=told.names(one),
        documents=len({claim.document.id for claim in one.claims}),
        history=history,
        points=_points(one),
        as_of=as_of,
        cite=_cite(one, state),
    )


def _claim(claim: Any, stands: dict[str, dict[str, Any]]) -> dict[str, Any]:
    record = claim_record(claim)
    words = {"title": claim.document.title, "text": claim.document.text}
    stand = stands.get(claim.id, {"review": "open", "layer": "read"})
    return {"id": claim.id, "record": record, "context": context(record, words), **stand}


def _points(one: Account) -> list[dict[str, Any]]:
    """The places of the incident for its small map, each once."""
    found = {
        (place.lat, place.lon): {
            "lat": place.lat, "lon": place.lon, "precision": place.precision, "name": printable(place.name or place.quote.text),
        }
        for claim in one.claims
        for place in claim.places
        if place.lat is not None and place.lon is not None
    }  # fmt: skip
    return list(found.values())


def _cite(one: Account, state: State) -> str:
    """How to cite an incident, so that what was seen can be found again."""
    publishers = list(dict.fromkeys(claim.document.publisher for claim in one.claims if claim.document.publisher))
    named = ", ".join(publishers[:3]) + (f" and {len(publishers) - 3} more" if len(publishers) > 3 else "")
    day = datetime.now(UTC).date().isoformat()
    return (
        f"{told.title(one)} ({one.incident.id}). Claims of {named or 'unknown publishers'}, read by reportedly; "
        f"ledger as of {state.at}, batch {state.batch}, {state.head[:16]}. Looked at on {day}."
    )


@router.get("/claims/{key}")
def claim(request: Request, key: Id) -> RedirectResponse:
    """Where a claim is shown: in its incident, or in its document where it belongs to none."""
    ledger = served(request).ledger
    record = ledger.claim(key)
    with ledger.looking() as (connection, number):
        incident = incidents_of(connection, [key], number).get(key)
    where = f"/incidents/{incident}" if incident else f"/documents/{record['document']['id']}"
    return RedirectResponse(f"{where}#{key}", 303)
