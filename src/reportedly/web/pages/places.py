"""One place: who is said to have held it, and what happened there."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from reportedly.web.pages.rendering import render, served

router = APIRouter(include_in_schema=False)
LISTED = 50


@router.get("/places/{key:path}")
def page(request: Request, key: str) -> HTMLResponse:
    """One place with its newest claims."""
    found = list(served(request).ledger.claims(place=key, limit=LISTED))
    return render(request, "place.html", "places", key=key, claims=found)
