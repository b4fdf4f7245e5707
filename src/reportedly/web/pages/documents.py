"""A document: its text with every claim marked."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from reportedly.web.pages.rendering import render, served

router = APIRouter(include_in_schema=False)


@router.get("/documents/{key}")
def page(request: Request, key: str) -> HTMLResponse:
    """One document."""
    ledger = served(request).ledger
    claims = list(ledger.claims(document=key, review="any"))
    return render(request, "document.html", "documents", document=ledger.document(key), claims=claims)
