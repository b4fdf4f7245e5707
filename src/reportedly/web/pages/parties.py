"""One party: what it does, what is said of it, and what it is called."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from reportedly.web.pages.rendering import render, served

router = APIRouter(include_in_schema=False)
LISTED = 50


@router.get("/parties/{key:path}")
def page(request: Request, key: str) -> HTMLResponse:
    """One party with its newest claims."""
    found = list(served(request).ledger.claims(party=key, limit=LISTED))
    return render(request, "party.html", "parties", key=key, claims=found)
