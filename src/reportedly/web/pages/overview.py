"""What came in, and what it changed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from reportedly.web.pages.rendering import render, served

router = APIRouter(include_in_schema=False)


@router.get("/overview")
def page(request: Request) -> HTMLResponse:
    """The counts of the ledger."""
    return render(request, "overview.html", "overview", stats=served(request).ledger.stats())
