"""What a claim can be asked for by, as tokens of the full-text index.

A question names two or three things at once: these parties, that month, this publisher. Each is a list of claims, and
what is asked for is what the lists have in common. Full-text indexes are made for exactly that, in both databases: so
each facet of a claim (its type, its actor, a month it falls into, a square of the map) is a token beside its words, and
any question is one look into one index.

A token is "z" and a number made from the facet's kind and value, so that no tokenizer takes it apart or stems it.

The same parties, places and days stand in claim after claim. So the tokens of each mention, place and span are made
once and remembered: making them anew was a third of the time that writing a claim took.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from math import floor
from typing import Any

VERSION = 2  # raised where the tokens of a claim change; the indexes of a ledger of an older one are made anew
LONGEST_SPAN = 24  # months that a claim may take and still be found by month; a longer one is found by its years
YEARS = (1900, 2100)  # a claim of other years is found by "odd"
MOST_CELLS = 120  # squares that a box may touch and still be looked up by them
SQUARES = (("fine", 10.0), ("cell", 1.0), ("block", 0.1))  # kinds of squares of the map, by how many make a degree

_DROPPED = re.compile(r"[^\w\s]|_")

Tokens = tuple[str, ...]
Record = Mapping[str, Any]


@lru_cache(maxsize=100_000)
def token(kind: str, value: str) -> str:
    """The token of one facet."""
    number = int.from_bytes(hashlib.blake2b(f"{kind}\0{value}".encode("utf-8", "replace"), digest_size=6).digest())
    return f"z{number}"


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """A name as it is compared: small letters without marks and punctuation, single blanks."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(_DROPPED.sub(" " if "-" in bare else "", bare).split())


def tokens(record: Record, *, publisher: str | None, document: str, review: str) -> Tokens:
    """The tokens of a claim as it stands in the ledger."""
    found = [token("type", record["type"]), token("status", record["status"])]
    for role in ("actor", "target"):
        for one in record[role]:
            found += _party(role, one["party"], one["name"], one["text"], tuple(one.get("backed_by", ())))
    for one in record["said_by"]:
        found += _speaker(one["party"], one["name"], one["text"])
    for place in record["places"]:
        found += _place(place["place"], place["name"], place["text"], place["country"])
        if place["lat"] is not None and place["lon"] is not None:
            found += _squares(place["lat"], place["lon"])
    for place in record["within"]:
        found += _place(place["place"], place["name"], place["text"], place["country"])
    if record["date"]:
        found += _times(record["date"]["start"], record["date"]["end"])
    if record["confidence"] is not None:
        found.append(token("confidence", str(_tenth(record["confidence"]))))
    found += (_document(document), token("review", review))
    if publisher:
        found.append(token("publisher", fold(publisher)))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1_000)
def _document(key: str) -> str:
    """Remembered apart: there are as many as documents, and each is asked for by its own claims only."""
    return token.__wrapped__("document", key)


@lru_cache(maxsize=50_000)
def _party(role: str, party: str | None, name: str, text: str, backed_by: Tokens) -> Tokens:
    names = _names(party, name, text)
    found = [token(kind, one) for one in names for kind in (role, "party")]
    return (*found, *(token("party", fold(backer)) for backer in backed_by))


@lru_cache(maxsize=20_000)
def _speaker(party: str | None, name: str, text: str) -> Tokens:
    return tuple(token("speaker", one) for one in _names(party, name, text))


def _names(party: str | None, name: str, text: str) -> Tokens:
    return tuple(dict.fromkeys((*((party,) if party else ()), fold(name), fold(text))))


@lru_cache(maxsize=50_000)
def _place(place: str | None, name: str | None, text: str, country: str | None) -> Tokens:
    named = dict.fromkeys((*((place,) if place else ()), fold(text), fold(name or text)))
    found = tuple(token("place", one) for one in named)
    return (*found, token("country", country)) if country else found


@lru_cache(maxsize=50_000)
def _squares(lat: float, lon: float) -> Tokens:
    return tuple(token(kind, _square(lat, lon, per_degree)) for kind, per_degree in SQUARES)


def _square(lat: float, lon: float, per_degree: float) -> str:
    return f"{floor(lat * per_degree)},{floor(lon * per_degree)}"


@lru_cache(maxsize=20_000)
def _times(first: str, last: str) -> Tokens:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    years = tuple(token("year", year) for year in _years(start.year, end.year))
    if _month(end) - _month(start) > LONGEST_SPAN:
        return (*years, token("month", "long"))
    return (*years, *(token("month", str(month)) for month in range(_month(start), _month(end) + 1)))


def _years(first: int, last: int) -> Iterator[str]:
    yield from map(str, range(max(first, YEARS[0]), min(last, YEARS[1]) + 1))
    if first < YEARS[0] or last > YEARS[1]:
        yield "odd"


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _tenth(confidence: float) -> int:
    return min(9, max(0, floor(confidence * 10)))


def of_times(since: date, until: date) -> Tokens:
    """Tokens of which a claim has one at least if it falls into these days."""
    if _month(until) - _month(since) <= LONGEST_SPAN:
        months = (str(month) for month in range(_month(since), _month(until) + 1))
        return tuple(token("month", month) for month in (*months, "long"))
    return tuple(token("year", year) for year in _years(since.year, until.year))


def of_confidence(least: float) -> Tokens:
    """Tokens of which a claim has one if it is given this confidence or more."""
    return tuple(token("confidence", str(tenth)) for tenth in range(_tenth(least), 10))


def of_boxes(corners: Iterable[tuple[float, float, float, float]]) -> Tokens:
    """Tokens of which a claim has one at least if it lies in a box (west, south, east, north); none if too many.

    The squares are the smallest of which few enough touch the box, so that not much lies in them beside it.
    """
    corners = list(corners)
    for kind, per_degree in SQUARES:
        spans = [[floor(edge * per_degree) for edge in box] for box in corners]
        if sum((east - west + 1) * (north - south + 1) for west, south, east, north in spans) <= MOST_CELLS:
            return tuple(
                token(kind, f"{y},{x}")
                for west, south, east, north in spans
                for y in range(south, north + 1)
                for x in range(west, east + 1)
            )
    return ()
