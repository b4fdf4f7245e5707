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
    body = claim_body(claim)
    return {"version": VERSION, "id": body.pop("id"), "document": document_record(claim.document), **body}


def claim_body(claim: Claim) -> dict[str, Any]:
    """The claim as a JSON object without its document and version, for whoever keeps the document apart."""
    when = claim.date
    return {
        "id": claim.id,
        "type": claim.type.value,
        "status": claim.status.value,
        "hedged": claim.hedged,
        "evidence": _told(claim.evidence),
        "also": [_told(quote) for quote in claim.also],
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


def _told(quote: Quote) -> dict[str, Any]:
    return {"in": quote.where, "text": quote.text, "start": quote.start, "end": quote.end}


def _words(quote: Quote) -> dict[str, Any]:
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def _quote(quote: Quote) -> dict[str, Any]:
    """Words of the text; `in` is named only where they stand in the title."""
    return _words(quote) if quote.where == "text" else {"in": quote.where, **_words(quote)}


def _speaker(mention: Mention) -> dict[str, Any]:
    record = _quote(mention.quote)  # the functions below add to what they were given: copies are half of the cost
    record["party"], record["name"], record["label"] = mention.party, mention.name, mention.label
    return record


def _mention(mention: Mention) -> dict[str, Any]:
    record = _speaker(mention)
    record["backed_by"] = list(mention.backed_by)
    return record


def _place(place: PlaceMention) -> dict[str, Any]:
    record = _quote(place.quote)
    record["place"], record["name"] = place.place, place.name
    record["country"], record["admin1"] = place.country, place.admin1
    record["lat"], record["lon"], record["precision"] = place.lat, place.lon, place.precision
    record["relation"], record["distance_km"] = place.relation, place.distance_km
    return record


def _count(count: Count) -> dict[str, Any]:
    return {"min": count.min, "max": count.max}
