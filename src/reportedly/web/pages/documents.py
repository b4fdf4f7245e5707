"""A document: its text with every claim marked, and how each was read beside it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.web.filters import Id, Moment
from reportedly.web.pages.rendering import board, render, served
from reportedly.web.reports import report

router = APIRouter(include_in_schema=False)
HOW = (
    ("publisher", "publisher"), ("original_source", "taken from"), ("author", "author"), ("published", "published"),
    ("language", "language"), ("rights", "rights"), ("ref", "name"), ("method", "had by"), ("path", "path"),
    ("retrieved", "retrieved"), ("status", "answer"), ("archive_url", "archived at"), ("replaces", "replaces"),
    ("text_sha256", "SHA-256 of the text"), ("raw_sha256", "SHA-256 of the bytes"),
)  # fmt: skip


@router.get("/documents/{key}")
def page(request: Request, key: Id, as_of: Annotated[Moment, Query()] = None) -> HTMLResponse:
    """One document."""
    found = report(served(request).ledger, key, board(request).teller.kin, as_of=as_of)
    url = str(found.document["url"] or found.document["final_url"] or "")
    link = url if url.startswith(("http://", "https://")) else None
    return render(request, "document.html", "documents", found=found, link=link, how=HOW, as_of=as_of)
