"""What came in, and what it changed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.ledger.questions import end_of
from reportedly.web.asking import looking, page
from reportedly.web.filters import Filters
from reportedly.web.overview import a_day_before, batches, changed, disputed_since, hands
from reportedly.web.pages.rendering import board, render, served
from reportedly.web.summary.counting import facet, totals

router = APIRouter(include_in_schema=False)
NEWEST = 10
FACETS = ("type", "publisher", "country", "status", "review")


@router.get("/overview")
def overview(request: Request, since: Annotated[date | None, Query()] = None) -> HTMLResponse:
    """What changed since a day, or in the day before the last batch."""
    shown = board(request)
    with looking(served(request), shown, Filters()) as look:
        then = a_day_before(look.state.at) if since is None else end_of(since)
        change = changed(look, then)
        return render(
            request,
            "overview.html",
            "overview",
            since=since,
            change=change,
            totals=totals(look.matches),
            documents=shown.summary.documents,
            batches=batches(look),
            disputed=disputed_since(look, shown.teller, change.batch),
            hands=hands(look, shown.territory),
            newest=page(look, "-read", NEWEST, None),
            facets={name: facet(look.matches, name, look.weights, top=10) for name in FACETS},
            unweighed=look.weights.missing,
        )
