"""The map and the time: where what is claimed to have happened, and when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.web.filters import Filters
from reportedly.web.near import located
from reportedly.web.pages.rendering import render, served

router = APIRouter(include_in_schema=False)


@router.get("/")
def page(request: Request, filters: Annotated[Filters, Query()]) -> HTMLResponse:
    """The map; what is on it, and the list beside it, its script asks of the API."""
    located(filters, served(request).home).checked()
    return render(request, "map.html", "map")
