"""Incidents: what is agreed, what is disputed, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from reportedly.export.record import claim_record
from reportedly.incident_model import Voice, Weighed
from reportedly.web import told
from reportedly.web.api.incidents import IncidentsAsked
from reportedly.web.asking import looking
from reportedly.web.filters import LONGEST, Id, Moment
from reportedly.web.laid import Laid
from reportedly.web.listing import incidents
from reportedly.web.marking import context
from reportedly.web.pages.rendering import board, render, served
from reportedly.web.parts import Wanted, part
from reportedly.web.queries import incidents_of, more_than
from reportedly.web.served import State

router = APIRouter(include_in_schema=False)
CLAIMS = 50  # of an incident on a page
COLUMNS = 12  # voices side by side


class PageAsked(BaseModel):
    """Which claims, or the claim among which, and from which voice on."""

    as_of: Moment = None
    skip: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    claim: Annotated[str | None, Field(max_length=LONGEST)] = None
    voices: Annotated[int, Field(ge=0, le=10_000_000)] = 0


@router.get("/incidents")
def listed(request: Request, asked: Annotated[IncidentsAsked, Query()]) -> HTMLResponse:
    """The incidents of the filter."""
    with looking(served(request), board(request), asked) as look:
        found = incidents(look, board(request).teller, asked.sort, asked.limit, asked.cursor)
        return render(request, "incidents.html", "incidents", asked=asked, found=found, items=found.items)


@router.get("/incidents/{key}")
def page(request: Request, key: Id, asked: Annotated[PageAsked, Query()]) -> HTMLResponse:
    """One incident: its values against its voices, its claims, who repeats whom, and why they were joined; a part of them
    where it has many."""
    wanted = Wanted(CLAIMS, asked.skip, asked.claim)
    found = part(served(request), board(request), key, wanted, as_of=asked.as_of)
    claims = [_claim(claim, found.stands) for claim in found.claims]
    laid = found.laid
    return render(
        request,
        "incident.html",
        "incidents",
        found=found,
        laid=laid,
        weighed=laid.weighed,
        told=told,
        claims={claim["id"]: claim for claim in claims},
        publishers={claim: laid.publishers[number] or None for claim, number in laid.claims},
        names=told.names(laid.weighed),
        branches=told.branches(found.claims, laid.weighed.echoes),
        voices=_Voices.of(laid.weighed, asked.voices),
        as_of=asked.as_of,
        cite=_cite(laid, board(request).summary.state),
        size=CLAIMS,
    )


@dataclass(frozen=True, slots=True)
class _Voices:
    """The columns of the table of values that are shown: from which on, which voices, whether each denies, and of how many."""

    begin: int
    shown: tuple[tuple[Voice, bool], ...]
    total: int

    @classmethod
    def of(cls, weighed: Weighed, begin: int) -> _Voices:
        everyone = [*((voice, False) for voice in weighed.voices), *((voice, True) for voice in weighed.denials)]
        begin = begin if begin < len(everyone) else 0
        return cls(begin, tuple(everyone[begin : begin + COLUMNS]), len(everyone))

    @property
    def end(self) -> int:
        """How many voices stand before those that come next."""
        return self.begin + len(self.shown)


def _claim(claim: Any, stands: dict[str, dict[str, Any]]) -> dict[str, Any]:
    record = claim_record(claim)
    words = {"title": claim.document.title, "text": claim.document.text}
    stand = stands.get(claim.id, {"review": "open", "layer": "read"})
    return {"id": claim.id, "record": record, "context": context(record, words), **stand}


def _cite(laid: Laid, state: State) -> str:
    """How to cite an incident, so that what was seen can be found again."""
    publishers = [name for name in laid.publishers if name]
    named = ", ".join(publishers[:3]) + (f" and {len(publishers) - 3} more" if len(publishers) > 3 else "")
    day = datetime.now(UTC).date().isoformat()
    return (
        f"{laid.summary['title']} ({laid.id}). Claims of {named or 'unknown publishers'}, read by reportedly; "
        f"ledger as of {state.at}, batch {state.batch}, {state.head[:16]}. Looked at on {day}."
    )


@router.get("/claims/{key}")
def claim(request: Request, key: Id) -> RedirectResponse:
    """Where a claim is shown: in its incident, or in its document where it belongs to none."""
    ledger = served(request).ledger
    record = ledger.claim(key)
    with ledger.looking() as (connection, number):
        incident = incidents_of(connection, [key], number).get(key)
        many = incident is not None and more_than(connection, incident, CLAIMS)
    if incident is None:
        return RedirectResponse(f"/documents/{record['document']['id']}#{key}", 303)
    part = f"?claim={quote(key, safe='')}" if many else ""
    return RedirectResponse(f"/incidents/{incident}{part}#{key}", 303)
