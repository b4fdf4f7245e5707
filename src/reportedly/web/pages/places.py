"""Places: who is said to have held them, and what happened there."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.web import about
from reportedly.web.asking import Look, looking, page
from reportedly.web.charts import lanes
from reportedly.web.filters import LONGEST, Filters
from reportedly.web.listing import incidents
from reportedly.web.pages.rendering import board, render, served
from reportedly.web.problems import Problem
from reportedly.web.summary.counting import facet
from reportedly.web.summary.territory import Held, find

router = APIRouter(include_in_schema=False)
LISTED = 200
NEWEST = 10
NOW = 60  # claims of which timelines are worked out while somebody waits, a millisecond each; of more in the background
Key = Annotated[str, Path(min_length=1, max_length=LONGEST)]


@router.get("/places")
def listed(
    request: Request, asked: Annotated[Filters, Query()], starts: Annotated[str, Query(max_length=100)] = ""
) -> HTMLResponse:
    """The places by how much is said of them."""
    with looking(served(request), board(request), asked) as look:
        found = facet(look.matches, "place", look.weights, top=LISTED, starts=starts)
        return render(request, "places.html", "places", found=found, starts=starts)


@router.get("/places/{key:path}")
def one(request: Request, key: Key) -> HTMLResponse:
    """One place."""
    return render(request, "place.html", "places", **place(request, key))


def place(request: Request, key: str) -> dict[str, Any]:
    """What is said of a place, by its id or a name; raises `Problem` where no claim names it."""
    shown, ledger = board(request), served(request)
    with looking(ledger, shown, Filters()) as everything:
        at = about.spot(everything, key)
        if at is None:
            raise Problem(404, f"no claim names {key}", mend="Check its spelling, or look for it in the list of places")
        near = about.nearby(everything, at)
        held, waiting = _held(request, everything, at.key)
    with looking(ledger, shown, Filters(place=[at.filter])) as look:
        found = incidents(look, shown.teller, "-date", NEWEST, None)
        return {
            "at": at,
            "near": near,
            "held": held,
            "waiting": waiting,
            "lanes": lanes(held) if held else None,
            "summaries": found.items,
            "incidents": found.total,
            "claims": page(look, "-read", NEWEST, None),
            "types": facet(look.matches, "type", look.weights, top=30),
        }


def _held(request: Request, look: Look, key: str) -> tuple[Held | None, int]:
    """Who held it: as it was worked out already, or now; and of how many claims it is yet to be worked out."""
    shown = board(request)
    one = find(look.summary, key)
    if one is None:
        return None, 0
    if (known := shown.territory.current(one)) is not None:
        return known, 0
    if len(one.claims) > NOW:
        shown.hasten(key)
        return None, len(one.claims)
    made: Held = look.summary.kept(("held", key), lambda: shown.territory.of(look.summary, one))
    return made, 0
