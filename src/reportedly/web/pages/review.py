"""The queue of what people should look at."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from reportedly.web.pages.rendering import render, served

router = APIRouter(include_in_schema=False)
LISTED = 20


@router.get("/review")
def page(request: Request) -> HTMLResponse:
    """The claims that nobody has looked at, newest first."""
    found = list(served(request).ledger.claims(review="open", limit=LISTED))
    return render(request, "review.html", "review", claims=found)
