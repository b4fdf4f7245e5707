"""Incidents of which any claim answers, in an order, a page of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from reportedly.incident_model import Incident
from reportedly.web import cursors, told
from reportedly.web.accounts import Teller
from reportedly.web.asking import Look
from reportedly.web.laid import NOW
from reportedly.web.problems import Problem
from reportedly.web.summary.columns import PLACED, TYPES, UNKNOWN_DAY, UNPLACED, Places
from reportedly.web.summary.names import between, first_of, in_order
from reportedly.web.summary.weighed import LARGE
from reportedly.web.told import Outline, Point, outline

Record = dict[str, Any]
MOST = 100  # on a page
Sort = Literal["-date", "date", "-claims", "-voices"]


@dataclass(frozen=True, slots=True)
class Incidents:
    """Some of the incidents as lists show them (`told.summary`); `next` is the cursor of those after them."""

    total: int
    items: tuple[Record, ...]
    next: str | None


def incidents(look: Look, teller: Teller, sort: Sort, limit: int, cursor: str | None) -> Incidents:
    """A page of the incidents, by the last day told ("-date"), the first ("date"), or the number of claims or voices."""
    # As many as can be asked for at most, so that those who want fewer are answered from the same.
    key = ("incidents", look.matches.key, look.number, look.weights.version, sort, cursor)
    total, keys, values = look.summary.kept_small(key, lambda: _first(look, sort, cursor))
    chosen = keys[:limit].tolist()
    more = cursors.written(sort, int(values[limit - 1]), chosen[-1]) if len(keys) > limit else None
    return Incidents(total, tuple(records(look, teller, chosen)), more)


def _first(look: Look, sort: Sort, cursor: str | None) -> tuple[int, Any, Any]:
    """How many incidents there are, and the first of them in the order: their keys, and what they are ordered by."""
    keys, values = _ordered(look, sort)
    total, down = len(keys), sort.startswith("-")
    if cursor is not None:
        value, key = cursors.read(cursor, sort)
        if not 0 <= key < 2**64:
            raise Problem(422, "the cursor is none of this list", mend="Ask for the first page again")
        later = (values < value) if down else (values > value)
        left = later | ((values == value) & (keys > np.uint64(key)))
        keys, values = keys[left], values[left]
    # Of one value, the smaller key comes first, so that the order is the same however often it is asked for.
    at = first_of(values, MOST + 1, down=down)
    return total, keys[at], values[at]


def records(look: Look, teller: Teller, keys: Sequence[int]) -> list[Record]:
    """How lists show the incidents of these keys, of which any is there.

    Those of many claims that are not weighed yet, or of an earlier state, are shown without what takes weighing.
    """
    summary, books = look.summary, look.summary.books.incidents
    known, incident = look.matches.members
    numbers = np.searchsorted(known, np.array(keys, np.uint64))
    shown: dict[int, Record | None] = dict.fromkeys(keys)
    marks = {}
    if look.number is None:
        marks = {key: (key, int(mark)) for key, mark in zip(keys, summary.marks[numbers], strict=True)}
        shown = {key: teller.shown.get(marks[key]) for key in keys}
    missing = {int(number): key for number, key in zip(numbers, keys, strict=True) if shown[key] is None}
    if not missing:
        return [record for record in shown.values() if record is not None]
    own = _claims_of(look, incident, list(missing))
    most = LARGE - 1 if look.number is None else NOW
    large = {number: rows for number, rows in own.items() if len(rows) > most}
    small = {books.id(missing[number]): missing[number] for number in own if number not in large}
    incidents = [_incident(look, missing[number], rows) for number, rows in own.items() if number not in large]
    for one in teller.of(look.connection, incidents, look.number):
        shown[small[one.incident.id]] = told.summary(one)
    if small and look.number is None and look.state == look.current():
        # Else some may have been weighed in a later state than the marks'.
        for key in small.values():
            if (record := shown[key]) is not None:
                teller.shown.put(marks[key], record)
    for number, rows in large.items():
        key = missing[number]
        shown[key] = record = _outline(look, key, rows)
        if record is not None and key in marks:
            teller.shown.put(marks[key], record)  # until it is weighed
    return [record for record in shown.values() if record is not None]


def _claims_of(look: Look, incident: Any, numbers: Sequence[int]) -> dict[int, Any]:
    """The indexes of the claims of each of these incidents."""
    if look.number is None:
        known = look.summary.by_incident
        return {number: known.at[known.starts[number] : known.starts[number + 1]] for number in numbers}
    wanted = np.zeros(int(incident.max(initial=-1)) + 2, bool)
    wanted[list(numbers)] = True
    wanted[-1] = False  # no incident
    rows = np.flatnonzero(wanted[incident])
    rows = rows[np.argsort(incident[rows], kind="stable")]
    starts = np.searchsorted(incident[rows], numbers)
    ends = np.searchsorted(incident[rows], numbers, "right")
    return {number: rows[a:b] for number, a, b in zip(numbers, starts, ends, strict=True)}


def _incident(look: Look, key: int, rows: Any) -> Incident:
    """The incident of these claims."""
    claims, books = look.summary.claims, look.summary.books
    ids = sorted(books.claims.ids(claims.id[rows]))
    return Incident(books.incidents.id(key), ids[0], tuple(ids))


def _outline(look: Look, key: int, rows: Any) -> Record | None:
    """An incident of these claims as lists show it before it is weighed: the columns know as much."""
    summary = look.summary
    claims, places = summary.claims, summary.places
    if look.number is None:
        rows = summary.told(int(np.searchsorted(summary.incidents, np.uint64(key))))
    if not len(rows):  # people rejected them all
        return None
    start, end = claims.start[rows], claims.end[rows]
    dated = start != UNKNOWN_DAY
    days = (int(start[dated].min()), int(end[dated].max())) if dated.any() else None
    # Places stand in the order of their claims.
    own = between(*(np.searchsorted(places.claim, rows, side) for side in ("left", "right")))
    own = own[~places.within[own]]
    names = summary.books.places.values
    told = dict.fromkeys(names[code][1] or names[code][2] for code in in_order(places.place[own]).tolist())
    return outline(
        summary.books.incidents.id(key),
        Outline(
            types=tuple(TYPES[code] for code in in_order(claims.type[rows]).tolist()),
            places=tuple(told),
            point=_best(places, own),
            days=days,
            claims=len(rows),
            documents=len(np.unique(claims.document[rows])),
        ),
    )


def _best(places: Places, own: Any) -> Point | None:
    """Of these places the first of the best located."""
    own = own[places.precision[own] != UNPLACED]
    if not len(own):
        return None
    rank = places.precision[own]
    best = int(own[np.argmin(np.where(rank == PLACED, 2, rank))])
    precision = int(places.precision[best])
    return float(places.lat[best]), float(places.lon[best]), None if precision == PLACED else precision


def _ordered(look: Look, sort: Sort) -> tuple[Any, Any]:
    """The keys of the incidents and what they are ordered by."""
    known, incident = look.matches.members
    found = look.matches.chosen()
    told = np.zeros(len(known) + 1, bool)
    told[found.of(incident)] = True  # -1, no incident, is the last
    numbers = np.flatnonzero(told[:-1])
    if look.number is not None:
        own = found.rows[incident[found.rows] >= 0]
        return known[numbers], _of_then(look, sort, own, incident, numbers)
    sizes, first, last = look.summary.extents
    values = {"-claims": sizes, "-voices": look.weights.voices, "date": first, "-date": last}[sort]
    return known[numbers], values[numbers].astype(np.int64)


def _of_then(look: Look, sort: Sort, own: Any, incident: Any, numbers: Any) -> Any:
    """The same of an earlier state, from the claims that answer alone."""
    claims = look.summary.claims
    at = np.searchsorted(numbers, incident[own])
    if sort in {"-claims", "-voices"}:
        return np.bincount(at, minlength=len(numbers)).astype(np.int64)
    days = claims.start[own] if sort == "date" else claims.end[own]
    found = np.full(len(numbers), 2**31 - 1 if sort == "date" else -(2**31), np.int64)
    (np.minimum if sort == "date" else np.maximum).at(found, at, days)
    return found
