"""The annotated sample reports as claims: what a reader without error would read in them.

Parties come from the register by the words of the annotation; places have the annotation's coordinates and an id made of
them. So what is built on claims can be looked at without the reader's errors. As a reader knows in which country most places lie,
so do they: "the National Guard" is not that of another state which the report names more often.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.evaluating.gold import document_of
from reportedly.gazetteer import Gazetteer
from reportedly.lexicon.parties import Register
from reportedly.model import (
    Claim,
    ClaimType,
    Count,
    DateSpan,
    Document,
    Extractor,
    Loss,
    Mention,
    PlaceMention,
    Quote,
    Status,
)
from reportedly.reading.parties import Parties
from reportedly.reading.pipeline import sentences_of

BY_HAND = Extractor("annotation", "1")
NEAR = 0.2  # degrees within which a place of the gazetteer is the one annotated


def annotated_claims(folder: Path, *, sentences: bool = False) -> Iterator[Claim]:
    """The claims of every annotated document of the folder, those that two readers may differ on left out.

    `sentences`: with whole sentences as evidence, as a reader gives them; annotation marks the shortest run.
    """
    register = Register.load()
    with Gazetteer.open() as gazetteer:
        for path in sorted(folder.glob("*.json")):
            raw = json.loads(path.read_text("utf-8"))
            document = document_of(raw)
            parties = Parties(register, document.text, document.published)
            parties.stand_on(_ground(raw["claims"], gazetteer))
            for i, entry in enumerate(raw["claims"]):
                if not entry.get("optional"):
                    evidence = _quote(entry["evidence"], document)
                    evidence = _sentence(evidence, document) if sentences else evidence
                    yield _claim(f"{raw['id']}:{i}", entry, document, parties, evidence)


def _ground(entries: Iterable[Mapping[str, Any]], gazetteer: Gazetteer) -> str | None:
    """The country in which most of the annotated places lie, as far as the gazetteer knows them."""
    lie = Counter[str]()
    for place in (place for entry in entries for place in entry.get("places") or () if place.get("lat") is not None):
        near = (
            found.country
            for found in gazetteer.candidates(place["text"])
            if abs(found.lat - place["lat"]) < NEAR and abs(found.lon - place["lon"]) < NEAR and found.code != "PCLI"
        )
        if country := next(near, None):
            lie[country] += 1
    return lie.most_common(1)[0][0] if lie else None


def _claim(id_: str, entry: Mapping[str, Any], document: Document, parties: Parties, evidence: Quote) -> Claim:
    when = entry.get("date")
    return Claim(
        id=id_,
        document=document,
        type=ClaimType(entry["type"][0]),
        status=Status(entry["status"]),
        hedged=bool(entry.get("hedged")),
        evidence=evidence,
        trigger=_quote(entry["trigger"], document, evidence),
        extractor=BY_HAND,
        also=tuple(_quote(text, document) for text in entry.get("also") or ()),
        actor=tuple(_mention(text, document, parties, evidence) for text in entry.get("actor") or ()),
        target=tuple(_mention(text, document, parties, evidence) for text in entry.get("target") or ()),
        places=tuple(_place(place, document, parties, evidence) for place in entry.get("places") or ()),
        within=tuple(PlaceMention(_quote(text, document), name=text) for text in entry.get("within") or ()),
        date=_span(when, evidence) if when and when.get("start") else None,
        killed=_count(entry.get("killed")),
        injured=_count(entry.get("injured")),
        captured=_count(entry.get("captured")),
        losses=tuple(Loss(loss["what"], loss.get("count")) for loss in entry.get("losses") or ()),
        said_by=tuple(_mention(text, document, parties, evidence) for text in entry.get("said_by") or ()),
    )


def _quote(text: str, document: Document, near: Quote | None = None) -> Quote:
    """The words where they stand in those words, else where they stood last before them, else anywhere."""
    at = document.text.find(text)
    if near is not None and near.where == "text":
        here = document.text.find(text, near.start, near.end)
        at = here if here >= 0 else max(document.text.rfind(text, 0, near.start), at)
    if at >= 0:
        return Quote(text, at, at + len(text))
    at = (document.title or "").find(text)
    return Quote(text, max(at, 0), max(at, 0) + len(text), "title" if at >= 0 else "text")


def _sentence(quote: Quote, document: Document) -> Quote:
    """The sentence in which the words stand."""
    if quote.where == "title":
        return quote
    for found in sentences_of(document):
        if found.start <= quote.start < found.end:
            end = max(found.end, quote.end)
            return Quote(document.text[found.start : end], found.start, end)
    return quote


def _mention(text: str, document: Document, parties: Parties, near: Quote) -> Mention:
    named = parties.name(text)
    name = parties.register.name(named.party) if named.party else text
    return Mention(_quote(text, document, near), name, named.party, named.label)


def _place(place: Mapping[str, Any], document: Document, parties: Parties, near: Quote) -> PlaceMention:
    """A nation's name is a country; whatever else has coordinates is taken to be exact."""
    lat, lon, relation = place.get("lat"), place.get("lon"), place.get("relation")
    id_ = None if lat is None or lon is None else f"own:{lat:.3f},{lon:.3f}"
    named = parties.name(place["text"]).party or ""
    precision = None if id_ is None else 6 if named.startswith("state:") else 2 if relation else 1
    return PlaceMention(
        _quote(place["text"], document, near),
        id_,
        place["text"],
        lat=lat,
        lon=lon,
        precision=precision,
        relation=relation,
    )


def _span(when: Mapping[str, str], quote: Quote) -> DateSpan:
    start, end = date.fromisoformat(when["start"]), date.fromisoformat(when.get("end") or when["start"])
    return DateSpan(start, end, 1 if start == end else 2, quote)


def _count(count: Mapping[str, int | None] | None) -> Count:
    return Count(count.get("min"), count.get("max")) if count else Count()
