"""CSV: one claim a row, for spreadsheets and statistics programs.

Lists are joined by " | ". The coordinates are those of the first place that has some. A cell that a spreadsheet would run
as a formula is given a leading apostrophe: the text comes from outside, and a title may begin with "=".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.model import Claim, Count

COLUMNS = (
    "id document_id ref publisher original_source published title url type status hedged trigger actor actor_party "
    "target target_party places lat lon precision country admin1 within date_start date_end date_precision killed_min "
    "killed_max injured_min injured_max captured_min captured_max losses weapon said_by labels evidence evidence_in "
    "evidence_start evidence_end also acled plover cameo ucdp_type extractor confidence"
).split()

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(claims: Iterable[Claim]) -> Iterator[str]:
    """The header line, then one line a claim (RFC 4180, line ends CR LF)."""
    yield _line(list(COLUMNS))
    for claim in claims:
        row = _row(claim)
        yield _line([_cell(row[column]) for column in COLUMNS])


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(claim: Claim) -> dict[str, Any]:
    document, when = claim.document, claim.date
    located = next((place for place in claim.places if place.lat is not None), None)
    first = located or next(iter(claim.places), None)
    mentions = (*claim.actor, *claim.target)
    return {
        "id": claim.id,
        "document_id": document.id,
        "ref": document.ref,
        "publisher": document.publisher,
        "original_source": document.original_source,
        "published": document.published,
        "title": document.title,
        "url": document.url,
        "type": claim.type.value,
        "status": claim.status.value,
        "hedged": claim.hedged,
        "trigger": claim.trigger.text,
        "actor": _joined(m.name for m in claim.actor),
        "actor_party": _joined(m.party or "" for m in claim.actor),
        "target": _joined(m.name for m in claim.target),
        "target_party": _joined(m.party or "" for m in claim.target),
        "places": _joined(place.quote.text for place in claim.places),
        "lat": located.lat if located else None,
        "lon": located.lon if located else None,
        "precision": first.precision if first else None,
        "country": first.country if first else None,
        "admin1": first.admin1 if first else None,
        "within": _joined(place.quote.text for place in claim.within),
        "date_start": when.start if when else None,
        "date_end": when.end if when else None,
        "date_precision": when.precision if when else None,
        **_bounds("killed", claim.killed),
        **_bounds("injured", claim.injured),
        **_bounds("captured", claim.captured),
        "losses": _joined(
            f"{loss.count} {loss.what}" if loss.count is not None else loss.what for loss in claim.losses
        ),
        "weapon": _joined(quote.text for quote in claim.weapon),
        "said_by": _joined(m.quote.text for m in claim.said_by),
        "labels": _joined(m.label for m in mentions if m.label),
        "evidence": claim.evidence.text,
        "evidence_in": claim.evidence.where,
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "also": _joined(quote.text for quote in claim.also),
        "acled": claim.codes.acled,
        "plover": claim.codes.plover,
        "cameo": claim.codes.cameo,
        "ucdp_type": claim.codes.ucdp_type,
        "extractor": f"{claim.extractor.name} {claim.extractor.version}",
        "confidence": claim.confidence,
    }


def _bounds(name: str, count: Count) -> dict[str, int | None]:
    return {f"{name}_min": count.min, f"{name}_max": count.max}


def _joined(parts: Iterable[str]) -> str:
    return " | ".join(parts)
