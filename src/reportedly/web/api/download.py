"""The claims of a filter as a file that says what it is: the query, the day, the state of the ledger, the licence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import numpy as np
from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import Field

from reportedly._version import __version__
from reportedly.export import WRITERS
from reportedly.gazetteer.around import Around
from reportedly.ledger.records import claim_of
from reportedly.model import Claim
from reportedly.printable import printable
from reportedly.web.api.shapes import FAULTS
from reportedly.web.asking import Look, items, looking
from reportedly.web.filters import Filters
from reportedly.web.near import circle
from reportedly.web.pages.rendering import board, served

router = APIRouter(prefix="/api/v1", tags=["download"], responses=FAULTS)
PORTION = 500
MEDIA = {"csv": "text/csv", "jsonl": "application/x-ndjson", "geojson": "application/geo+json"}
KINDS = {"csv": "string", "jsonl": "string", "geojson": "object"}
LICENCE = (
    "Coded records: as the ledger's owner states. Quoted words belong to their publishers; the rights that documents "
    "state are in the ledger. Places of GeoNames: CC BY 4.0, geonames.org"
)


class DownloadAsked(Filters):
    """A file."""

    format: Annotated[Literal["csv", "jsonl", "geojson"], Field(description="How to write it.")] = "csv"


@router.get(
    "/download",
    response_class=StreamingResponse,
    responses={200: {"content": {media: {"schema": {"type": KINDS[name]}} for name, media in MEDIA.items()}}},
)
def download(request: Request, asked: Annotated[DownloadAsked, Query()]) -> StreamingResponse:
    """All claims that answer, the newest read first, with what was asked written in the file's first lines."""
    with looking(served(request), board(request), asked) as look:
        chosen = np.flatnonzero(look.matches.all())[::-1]
        about = _about(look, asked, circle(asked, served(request).home), len(chosen))
    day = about["downloaded"][:10]
    headers = {"Content-Disposition": f'attachment; filename="reportedly-{day}.{asked.format}"'}
    # Read in portions, each by a connection of its own: who downloads slowly holds nothing.
    found = _claims(request, asked, chosen)
    lines = _lines(asked.format, found, about)
    return StreamingResponse(
        (line.encode("utf-8", "backslashreplace") for line in lines), media_type=MEDIA[asked.format], headers=headers
    )


def _about(look: Look, asked: DownloadAsked, near: Around | None, count: int) -> dict[str, Any]:
    state = look.state
    named = {"near": f"{near.name} ({near.lat}, {near.lon}), {near.km:g} km"} if near and near.name else {}
    return {
        "program": f"reportedly {__version__}",
        "query": _grouped(asked.pairs()) or "all claims",
        **named,
        "claims": count,
        "downloaded": datetime.now(UTC).isoformat(timespec="seconds"),
        "ledger": {"batch": state.batch, "head": state.head, "at": state.at},
        "licence": LICENCE,
    }


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _claims(request: Request, asked: Filters, chosen: Any) -> Iterator[Claim]:
    for start in range(0, len(chosen), PORTION):
        with looking(served(request), board(request), asked) as look:
            yield from (claim_of(item.claim) for item in items(look, chosen[start : start + PORTION]))


def _lines(format: str, claims: Iterator[Claim], about: dict[str, Any]) -> Iterator[str]:
    written = WRITERS[format](claims)
    if format == "csv":
        yield from (f"# {name}: {_told(value)}\r\n" for name, value in about.items())
        yield from written
    elif format == "jsonl":
        yield json.dumps({"about": about}, ensure_ascii=False) + "\n"
        yield from written
    else:
        first = next(written)
        yield first.replace("{", '{"about": ' + json.dumps(about, ensure_ascii=False) + ", ", 1)
        yield from written


def _told(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return printable(text).replace("\n", " ")
