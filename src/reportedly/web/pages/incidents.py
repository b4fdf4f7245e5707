"""Incidents: what is agreed, what is disputed, and by whom."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.incidents import account, accounts
from reportedly.web.filters import Filters
from reportedly.web.pages.rendering import render, served

router = APIRouter(include_in_schema=False)
LISTED = 30


@router.get("/incidents")
def listed(request: Request, filters: Annotated[Filters, Query()]) -> HTMLResponse:
    """The incidents of the filter."""
    found = islice(accounts(served(request).ledger, limit=LISTED), LISTED)
    return render(request, "incidents.html", "incidents", filters=filters, items=list(found))


@router.get("/incidents/{key}")
def page(request: Request, key: str) -> HTMLResponse:
    """One incident."""
    return render(request, "incident.html", "incidents", one=account(served(request).ledger, key))
