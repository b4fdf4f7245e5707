"""The map and the time: where what is claimed to have happened, and when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.web.filters import Filters
from reportedly.web.near import located
from reportedly.web.pages.rendering import render, served

router = APIRouter(include_in_schema=False)
LISTED = 50


@router.get("/")
def page(request: Request, filters: Annotated[Filters, Query()]) -> HTMLResponse:
    """The map with the newest claims of the filter beside it."""
    ledger = served(request)
    found = ledger.ledger.answer(located(filters, ledger.home).checked().question(limit=LISTED))
    return render(request, "map.html", "map", filters=filters, items=list(found))
