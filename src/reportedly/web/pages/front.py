"""The map and the time: where what is claimed to have happened, and when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.web.asking import extent, looking
from reportedly.web.filters import Filters
from reportedly.web.pages.rendering import board, render, served

router = APIRouter(include_in_schema=False)


@router.get("/")
def page(request: Request, filters: Annotated[Filters, Query()]) -> HTMLResponse:
    """The map, and which part of the world it shows first; what is on it, and the list beside it, its script asks of the
    API."""
    with looking(served(request), board(request), filters) as look:
        return render(request, "map.html", "map", extent=extent(look))
