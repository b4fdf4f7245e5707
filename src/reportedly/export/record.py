"""Claims as records, version 1: the format from which every other export is made.

One claim is one JSON object. Field names and meanings are fixed; a later version adds fields and takes none away.
"""

from __future__ import annotations

from typing import Any

from reportedly.model import Claim, Count, Document, Mention, PlaceMention, Quote

VERSION = 1


def document_record(document: Document) -> dict[str, Any]:
    """The document as it stands in each of its claims: everything but its text."""
    return {
        "id": document.id,
        "ref": document.ref,
        "title": document.title,
        "publisher": document.publisher,
        "original_source": document.original_source,
        "author": document.author,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
    }


def claim_record(claim: Claim) -> dict[str, Any]:
    """The claim as a JSON object, its keys in the order of the format."""
    when = claim.date
    return {
        "version": VERSION,
        "id": claim.id,
        "document": document_record(claim.document),
        "type": claim.type.value,
        "status": claim.status.value,
        "hedged": claim.hedged,
        "evidence": {"in": claim.evidence.where, **_words(claim.evidence)},
        "also": [{"in": quote.where, **_words(quote)} for quote in claim.also],
        "trigger": _quote(claim.trigger),
        "actor": [_mention(mention) for mention in claim.actor],
        "target": [_mention(mention) for mention in claim.target],
        "places": [_place(place) for place in claim.places],
        "within": [_place(place) for place in claim.within],
        "date": None
        if when is None
        else {
            "text": when.quote.text,
            "start": when.start.isoformat(),
            "end": when.end.isoformat(),
            "precision": when.precision,
        },
        "killed": _count(claim.killed),
        "injured": _count(claim.injured),
        "captured": _count(claim.captured),
        "losses": [{"what": loss.what, "count": loss.count} for loss in claim.losses],
        "weapon": [_quote(quote) for quote in claim.weapon],
        "said_by": [_speaker(mention) for mention in claim.said_by],
        "codes": {
            "acled": claim.codes.acled,
            "plover": claim.codes.plover,
            "cameo": claim.codes.cameo,
            "ucdp_type": claim.codes.ucdp_type,
        },
        "extractor": {"name": claim.extractor.name, "version": claim.extractor.version},
        "confidence": claim.confidence,
    }


def _words(quote: Quote) -> dict[str, Any]:
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def _quote(quote: Quote) -> dict[str, Any]:
    """Words of the text; `in` is named only where they stand in the title."""
    return _words(quote) if quote.where == "text" else {"in": quote.where, **_words(quote)}


def _speaker(mention: Mention) -> dict[str, Any]:
    return {**_quote(mention.quote), "party": mention.party, "name": mention.name, "label": mention.label}


def _mention(mention: Mention) -> dict[str, Any]:
    return {**_speaker(mention), "backed_by": list(mention.backed_by)}


def _place(place: PlaceMention) -> dict[str, Any]:
    return {
        **_quote(place.quote),
        "place": place.place,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "relation": place.relation,
        "distance_km": place.distance_km,
    }


def _count(count: Count) -> dict[str, Any]:
    return {"min": count.min, "max": count.max}
