"""A person's word for a slot → the slot as the record has it.

The rule of reading holds for people too: a name in a slot is backed by words of the document. So whoever corrects a
party or a place gives words that stand there, and their place in the text is looked up.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from reportedly.errors import LedgerError
from reportedly.model import ClaimType, Status

Record = dict[str, Any]

NONE = frozenset({"", "none", "null", "-"})
_COUNT = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+)|(\+))?")
_POINT = re.compile(r"(.+?)@\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*", re.DOTALL)
_DATE_PRECISION = ((1, 1), (6, 2), (7, 3), (31, 4))  # days at most, UCDP's date_prec


def correct(body: Record, corrections: Iterable[tuple[str, Any]]) -> Record:
    """The claim with its slots as a person set them, the latest last."""
    whole = dict(body)
    for slot, value in corrections:
        whole[slot] = value
        if slot == "type":
            whole["codes"] = _codes(value)
    return whole


def parse(slot: str, value: str, body: Record, text: str) -> Any:
    """The value of a slot as JSON, from what a person wrote; raises `LedgerError` saying how it is written.

    `text` is the document's. "none" empties a slot.
    """
    if slot not in _PARSERS:
        near = difflib.get_close_matches(slot, _PARSERS, n=1)
        mend = f"Did you mean {near[0]}?" if near else f"Slots are {', '.join(_PARSERS)}"
        raise LedgerError("is no slot that can be set", where=f'"{slot}"', mend=mend)
    return _PARSERS[slot](value.strip(), body, text)


def _one_of(names: list[str], value: str, body: Record, text: str) -> str:
    word = value.lower().replace(" ", "_").replace("-", "_")
    if word not in names:
        near = difflib.get_close_matches(word, names, n=1)
        mend = f"Did you mean {near[0]}?" if near else f"It is one of {', '.join(names)}"
        raise LedgerError("is not in the codebook", where=f'"{value}"', mend=mend)
    return word


def _flag(value: str, body: Record, text: str) -> bool:
    words = {"true": True, "yes": True, "false": False, "no": False}
    if value.lower() not in words:
        raise LedgerError("is neither true nor false", where=f'"{value}"', mend="Write true or false")
    return words[value.lower()]


def _count(value: str, body: Record, text: str) -> Record:
    if value.lower() in NONE:
        return {"min": None, "max": None}
    found = _COUNT.fullmatch(value)
    if not found or (found[2] and int(found[2]) < int(found[1])):
        raise LedgerError("is no count", where=f'"{value}"', mend="Write 7, 7-9, 7+ (seven or more), or none")
    least = int(found[1])
    return {"min": least, "max": None if found[3] else int(found[2]) if found[2] else least}


def _date(value: str, body: Record, text: str) -> Record | None:
    if value.lower() in NONE:
        return None
    start, _, end = value.partition("..")
    try:
        first, last = date.fromisoformat(start.strip()), date.fromisoformat((end or start).strip())
    except ValueError:
        first, last = date.max, date.min
    if last < first:
        mend = "Write 2016-10-19, or 2016-10-19..2016-10-21, or none"
        raise LedgerError("is neither a day nor a span of days", where=f'"{value}"', mend=mend)
    days = (last - first).days + 1
    precision = next((precision for most, precision in _DATE_PRECISION if days <= most), 5)
    told = body["date"]["text"] if body["date"] else ""
    return {"text": told, "start": first.isoformat(), "end": last.isoformat(), "precision": precision}


def _quote(words: str, body: Record, text: str) -> Record:
    """Where words stand: in the claim's own evidence if they do, else first in the document."""
    evidence = body["evidence"]
    if evidence["in"] == "text" and (at := text.find(words, evidence["start"], evidence["end"])) >= 0:
        return {"text": words, "start": at, "end": at + len(words)}
    if (at := text.find(words)) >= 0:
        return {"text": words, "start": at, "end": at + len(words)}
    raise LedgerError("does not stand in the document", where=f"“{words}”", mend="Give words as they stand there")


def _parts(value: str) -> list[str]:
    return [] if value.lower() in NONE else [part.strip() for part in value.split(";") if part.strip()]


def _mentions(backed: bool, value: str, body: Record, text: str) -> list[Record]:
    known = {mention["text"]: mention for slot in ("actor", "target", "said_by") for mention in body[slot]}
    found = []
    for part in _parts(value):
        words, _, party = (piece.strip() for piece in part.partition("="))
        old = known.get(words)
        mention = dict(old) if old else {**_quote(words, body, text), "party": None, "name": words, "label": None}
        if party:
            mention |= {"party": party}
        if backed:
            mention.setdefault("backed_by", [])
        else:
            mention.pop("backed_by", None)
        found.append(mention)
    return found


def _places(value: str, body: Record, text: str) -> list[Record]:
    known = {place["text"]: place for slot in ("places", "within") for place in body[slot]}
    empty = ("place", "name", "country", "admin1", "lat", "lon", "precision", "relation", "distance_km")
    found = []
    for part in _parts(value):
        point = _POINT.fullmatch(part)
        words = point[1].strip() if point else part
        place = dict(known.get(words) or {**_quote(words, body, text), **dict.fromkeys(empty)})
        if point:
            lat, lon = float(point[2]), float(point[3])
            if abs(lat) > 90 or abs(lon) > 180:
                mend = "Write LATITUDE,LONGITUDE in degrees, as in Ardal@36.20,37.16"
                raise LedgerError("is no point on Earth", where=f'"{part}"', mend=mend)
            place |= dict.fromkeys(("place", "name", "country", "admin1")) | {"lat": lat, "lon": lon, "precision": 1}
        found.append(place)
    return found


def _quotes(value: str, body: Record, text: str) -> list[Record]:
    return [_quote(part, body, text) for part in _parts(value)]


def _codes(kind: str) -> Record:
    from reportedly.lexicon import codebook

    codes = codebook.load().types[ClaimType(kind)].codes
    return {name: getattr(codes, name) for name in ("acled", "plover", "cameo", "ucdp_type")}


_PARSERS: dict[str, Callable[[str, Record, str], Any]] = {
    "type": partial(_one_of, [kind.value for kind in ClaimType]),
    "status": partial(_one_of, [status.value for status in Status]),
    "hedged": _flag,
    "actor": partial(_mentions, True),
    "target": partial(_mentions, True),
    "places": _places,
    "within": _places,
    "date": _date,
    "killed": _count,
    "injured": _count,
    "captured": _count,
    "weapon": _quotes,
    "said_by": partial(_mentions, False),
}
SLOTS = tuple(_PARSERS)
