"""Bytes → Documents: plain text, web pages and JSON Lines from files, folders, addresses and standard input."""

from __future__ import annotations

from reportedly.sources.dates import given_date
from reportedly.sources.gathering import documents
from reportedly.sources.given import Fetching, Given, Skipped
from reportedly.sources.identity import Facts, document_id
from reportedly.sources.making import from_text
from reportedly.sources.original import Keep, Original

__all__ = [
    "Facts",
    "Fetching",
    "Given",
    "Keep",
    "Original",
    "Skipped",
    "document_id",
    "documents",
    "from_text",
    "given_date",
]
