"""The queue of what people should look at, and one claim of it with all that can be said of it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportedly.errors import LedgerError
from reportedly.ledger.correcting import SLOTS
from reportedly.web.api.reviews import Word, told
from reportedly.web.asking import looking
from reportedly.web.filters import LONGEST, Filters
from reportedly.web.marking import context
from reportedly.web.pages.rendering import board, render, served
from reportedly.web.people.doors import ours
from reportedly.web.problems import Problem
from reportedly.web.queries import incidents_of, standing
from reportedly.web.queue import queue
from reportedly.web.reviewing import on_claim

router = APIRouter(include_in_schema=False)
LISTED = 20


class ReviewAsked(Filters):
    """A place in the queue, or one claim."""

    claim: Annotated[str | None, Field(max_length=LONGEST)] = None
    skip: Annotated[int, Field(ge=0, le=1_000_000)] = 0


class Sent(BaseModel):
    """A form of the page."""

    model_config = ConfigDict(extra="ignore")

    csrf: Annotated[str, Field(max_length=200)] = ""
    kind: str
    claim: str = ""
    other: str = ""
    incident: str = ""
    slot: str = ""
    value: str = ""
    note: str = ""
    review: str = ""
    back: str = ""


@router.get("/review")
def page(request: Request, asked: Annotated[ReviewAsked, Query()]) -> HTMLResponse:
    """The queue, and the claim of it that is looked at."""
    return _page(request, asked)


@router.post("/review", response_model=None)
def sent(request: Request, form: Annotated[Sent, Form()]) -> HTMLResponse | RedirectResponse:
    """Writes what the form says; the page again with the fault, where it cannot be."""
    ours(request, form.csrf)
    given = {name: value for name, value in form.model_dump(exclude={"csrf", "back"}).items() if value}
    if form.kind == "set":
        given["value"] = form.value  # empty: the slot is emptied
    try:
        told(request, Word(**given))
    except (LedgerError, ValidationError) as error:
        fault = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        if not form.claim:
            raise Problem(422, fault) from None
        return _page(request, ReviewAsked(claim=form.claim), fault=fault, form=form, status=422)
    back = form.back if form.back.startswith(("/review", "/incidents/", "/documents/")) else "/review"
    return RedirectResponse(back, 303)


def _page(
    request: Request, asked: ReviewAsked, *, fault: str | None = None, form: Sent | None = None, status: int = 200
) -> HTMLResponse:
    with looking(served(request), board(request), asked) as look:
        waiting = queue(look, LISTED, skip=asked.skip)
        key = asked.claim or (waiting.items[0].claim["id"] if waiting.items else None)
        shown = _claim(request, key) if key else None
        return render(
            request,
            "review.html",
            "review",
            status=status,
            waiting=waiting,
            shown=shown,
            asked=asked,
            slots=SLOTS,
            fault=fault,
            form=form,
            two_person=served(request).options.two_person,
            listed=LISTED,
        )


def _claim(request: Request, key: str) -> dict[str, Any]:
    ledger = served(request).ledger
    record = ledger.claim(key)
    document = ledger.document(record["document"]["id"])
    with ledger.looking() as (connection, _):
        stands = standing(connection, [key])[key]
        incident = incidents_of(connection, [key]).get(key)
        said = on_claim(connection, key)
    return {"record": record, "context": context(record, document), "incident": incident, "said": said, **stands}
