"""What people say of claims and incidents."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from pydantic import BaseModel, ConfigDict, Field

from reportedly.web.api.shapes import FAULTS, DoneShape
from reportedly.web.filters import LONGEST
from reportedly.web.pages.rendering import board, served
from reportedly.web.people.doors import may, ours
from reportedly.web.reviewing import JUDGING, Done, Kind, Said, say

router = APIRouter(prefix="/api/v1", tags=["reviews"], responses=FAULTS)
Text = Annotated[str | None, Field(max_length=LONGEST)]


class Word(BaseModel):
    """A word on a claim or an incident. Which fields are needed follows from the kind; see docs/api.md."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    claim: Text = None
    other: Text = None
    incident: Text = None
    slot: Text = None
    value: Annotated[str | None, Field(max_length=2_000)] = None
    note: Annotated[str | None, Field(max_length=4_000)] = None
    review: Text = None


@router.post("/reviews", response_model=DoneShape, status_code=201)
def reviews(request: Request, word: Word, x_csrf_token: Annotated[str, Header(max_length=200)] = "") -> Any:
    """Writes it into the ledger."""
    ours(request, x_csrf_token)
    return told(request, word)


def told(request: Request, word: Word) -> Done:
    """Writes a word of whoever asks into the ledger, and links it anew where that changes."""
    user = may(request, "reviewer")
    said = Said(by=user.name, **word.model_dump())
    with served(request).writing() as seam:
        done = say(seam, said, two_person=served(request).options.two_person)
    board(request).soon()
    if done.state == "done" and (word.kind in JUDGING or word.kind in {"undo", "reject", "set"}):
        board(request).relink()
    return done
