"""What a claim can be asked for by, as tokens of the full-text index.

A question names two or three things at once: these parties, that month, this publisher. Each is a list of claims, and
what is asked for is what the lists have in common. Full-text indexes are made for exactly that, in both databases: so
each facet of a claim (its type, its actor, a month it falls into, a square of the map) is a token beside its words, and
any question is one look into one index.

A token is "z" and a number made from the facet's kind and value, so that no tokenizer takes it apart or stems it.
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

LONGEST_SPAN = 24  # months that a claim may take and still be found by month; a longer one is found by its years
YEARS = (1900, 2100)  # a claim of other years is found by "odd"
MOST_CELLS = 120  # squares that a box may touch and still be looked up by them
BLOCK = 10  # degrees; the larger squares

_DROPPED = re.compile(r"[^\w\s]|_")


@lru_cache(maxsize=400_000)
def token(kind: str, value: str) -> str:
    """The token of one facet."""
    number = int.from_bytes(hashlib.blake2b(f"{kind}\0{value}".encode("utf-8", "replace"), digest_size=6).digest())
    return f"z{number}"


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """A name as it is compared: small letters without marks and punctuation, single blanks."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(_DROPPED.sub(" " if "-" in bare else "", bare).split())


Record = Mapping[str, Any]


def tokens(record: Record, *, publisher: str | None, document: str, review: str) -> tuple[str, ...]:
    """The tokens of a claim as it stands in the ledger."""
    found = dict.fromkeys(token(kind, value) for kind, value in _facets(record))
    found[token("document", document)] = None
    found[token("review", review)] = None
    if publisher:
        found[token("publisher", fold(publisher))] = None
    return tuple(found)


def _facets(record: Record) -> Iterator[tuple[str, str]]:
    yield "type", record["type"]
    yield "status", record["status"]
    for role in ("actor", "target"):
        for mention in record[role]:
            for name in _names(mention):
                yield role, name
                yield "party", name
            for backer in mention.get("backed_by", ()):
                yield "party", fold(backer)
    for mention in record["said_by"]:
        for name in _names(mention):
            yield "speaker", name
    for place in (*record["places"], *record["within"]):
        yield from _place(place)
    for place in record["places"]:
        if place["lat"] is not None and place["lon"] is not None:
            yield "cell", _square(place["lat"], place["lon"], 1)
            yield "block", _square(place["lat"], place["lon"], BLOCK)
    if record["date"]:
        yield from _times(date.fromisoformat(record["date"]["start"]), date.fromisoformat(record["date"]["end"]))
    if record["confidence"] is not None:
        yield "confidence", str(_tenth(record["confidence"]))


def _names(mention: Record) -> Iterator[str]:
    if mention["party"]:
        yield mention["party"]
    yield from dict.fromkeys((fold(mention["name"]), fold(mention["text"])))


def _place(place: Record) -> Iterator[tuple[str, str]]:
    if place["place"]:
        yield "place", place["place"]
    for name in {fold(place["text"]), fold(place["name"] or place["text"])}:
        yield "place", name
    if place["country"]:
        yield "country", place["country"]


def _times(start: date, end: date) -> Iterator[tuple[str, str]]:
    for year in _years(start.year, end.year):
        yield "year", year
    count = _month(end) - _month(start)
    if count > LONGEST_SPAN:
        yield "month", "long"
    else:
        for month in range(_month(start), _month(end) + 1):
            yield "month", str(month)


def _years(first: int, last: int) -> Iterator[str]:
    yield from map(str, range(max(first, YEARS[0]), min(last, YEARS[1]) + 1))
    if first < YEARS[0] or last > YEARS[1]:
        yield "odd"


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _tenth(confidence: float) -> int:
    return min(9, max(0, floor(confidence * 10)))


def _square(lat: float, lon: float, size: int) -> str:
    return f"{floor(lat / size)},{floor(lon / size)}"


def of_times(since: date, until: date) -> tuple[str, ...]:
    """Tokens of which a claim has one at least if it falls into these days."""
    if _month(until) - _month(since) <= LONGEST_SPAN:
        months = (str(month) for month in range(_month(since), _month(until) + 1))
        return tuple(token("month", month) for month in (*months, "long"))
    return tuple(token("year", year) for year in _years(since.year, until.year))


def of_confidence(least: float) -> tuple[str, ...]:
    """Tokens of which a claim has one if it is given this confidence or more."""
    return tuple(token("confidence", str(tenth)) for tenth in range(_tenth(least), 10))


def of_boxes(corners: Iterable[tuple[float, float, float, float]]) -> tuple[str, ...]:
    """Tokens of which a claim has one at least if it lies in a box (west, south, east, north); none if too many."""
    corners = list(corners)
    for kind, size in (("cell", 1), ("block", BLOCK)):
        squares = [
            (y, x)
            for west, south, east, north in corners
            for y in range(floor(south / size), floor(north / size) + 1)
            for x in range(floor(west / size), floor(east / size) + 1)
        ]
        if len(squares) <= MOST_CELLS:
            return tuple(token(kind, f"{y},{x}") for y, x in squares)
    return ()
