"""CSV: one claim a row, for spreadsheets and statistics programs.

Lists are joined by " | ". The coordinates are those of the first place that has some. The text comes from outside, and
a title may begin with "=": a cell that a spreadsheet would run as a formula is given a leading apostrophe, and control
characters and bidirectional marks are shown as ⟨U+202E⟩. Who needs the words letter for letter takes JSON Lines.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from reportedly.model import Claim, PlaceMention, Quote
from reportedly.printable import printable

Cell = str | int | float | bool | None

# What spreadsheets take for the beginning of a formula, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def _joined(parts: Iterable[str | None]) -> str:
    return " | ".join(part or "" for part in parts)


def _first(claim: Claim) -> PlaceMention:
    """The place whose point the row shows: the first one with a point, else the first."""
    located = next((place for place in claim.places if place.lat is not None), None)
    return located or next(iter(claim.places), _NOWHERE)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _losses(claim: Claim) -> str:
    return _joined(loss.what if loss.count is None else f"{loss.count} {loss.what}" for loss in claim.losses)


def _labels(claim: Claim) -> str:
    mentions = (*claim.actor, *claim.target, *claim.said_by)
    return _joined(mention.label for mention in mentions if mention.label)


_NOWHERE = PlaceMention(Quote("", 0, 0))

COLUMNS: dict[str, Callable[[Claim], Cell]] = {
    "id": lambda claim: claim.id,
    "document_id": lambda claim: claim.document.id,
    "ref": lambda claim: claim.document.ref,
    "publisher": lambda claim: claim.document.publisher,
    "original_source": lambda claim: claim.document.original_source,
    "author": lambda claim: claim.document.author,
    "published": lambda claim: _iso(claim.document.published),
    "title": lambda claim: claim.document.title,
    "url": lambda claim: claim.document.url,
    "type": lambda claim: claim.type.value,
    "status": lambda claim: claim.status.value,
    "hedged": lambda claim: claim.hedged,
    "trigger": lambda claim: claim.trigger.text,
    "actor": lambda claim: _joined(mention.name for mention in claim.actor),
    "actor_party": lambda claim: _joined(mention.party for mention in claim.actor),
    "target": lambda claim: _joined(mention.name for mention in claim.target),
    "target_party": lambda claim: _joined(mention.party for mention in claim.target),
    "labels": _labels,
    "places": lambda claim: _joined(place.quote.text for place in claim.places),
    "lat": lambda claim: _first(claim).lat,
    "lon": lambda claim: _first(claim).lon,
    "precision": lambda claim: _first(claim).precision,
    "place": lambda claim: _first(claim).place,
    "country": lambda claim: _first(claim).country,
    "admin1": lambda claim: _first(claim).admin1,
    "within": lambda claim: _joined(place.quote.text for place in claim.within),
    "date_start": lambda claim: _iso(claim.date.start if claim.date else None),
    "date_end": lambda claim: _iso(claim.date.end if claim.date else None),
    "date_precision": lambda claim: claim.date.precision if claim.date else None,
    "killed_min": lambda claim: claim.killed.min,
    "killed_max": lambda claim: claim.killed.max,
    "injured_min": lambda claim: claim.injured.min,
    "injured_max": lambda claim: claim.injured.max,
    "captured_min": lambda claim: claim.captured.min,
    "captured_max": lambda claim: claim.captured.max,
    "losses": _losses,
    "weapon": lambda claim: _joined(quote.text for quote in claim.weapon),
    "said_by": lambda claim: _joined(mention.quote.text for mention in claim.said_by),
    "said_by_party": lambda claim: _joined(mention.party for mention in claim.said_by),
    "evidence": lambda claim: claim.evidence.text,
    "evidence_in": lambda claim: claim.evidence.where,
    "evidence_start": lambda claim: claim.evidence.start,
    "evidence_end": lambda claim: claim.evidence.end,
    "also": lambda claim: _joined(quote.text for quote in claim.also),
    "acled": lambda claim: claim.codes.acled,
    "plover": lambda claim: claim.codes.plover,
    "cameo": lambda claim: claim.codes.cameo,
    "ucdp_type": lambda claim: claim.codes.ucdp_type,
    "extractor": lambda claim: f"{claim.extractor.name} {claim.extractor.version}",
    "confidence": lambda claim: claim.confidence,
}


def lines(claims: Iterable[Claim]) -> Iterator[str]:
    """The header line, then one line a claim (RFC 4180, line ends CR LF)."""
    yield _line(COLUMNS)
    for claim in claims:
        yield _line(_cell(value(claim)) for value in COLUMNS.values())


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = printable(value.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{text}" if text.startswith(_FORMULA) else text
