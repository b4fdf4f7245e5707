"""Incidents of which any claim answers, in an order, a page of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from reportedly.web import cursors, told
from reportedly.web.accounts import Teller
from reportedly.web.asking import Look
from reportedly.web.problems import Problem
from reportedly.web.summary.names import first_of
from reportedly.web.summary.weighed import marks_of

Record = dict[str, Any]
Sort = Literal["-date", "date", "-claims", "-voices"]


@dataclass(frozen=True, slots=True)
class Incidents:
    """Some of the incidents as lists show them (`told.summary`); `next` is the cursor of those after them."""

    total: int
    items: tuple[Record, ...]
    next: str | None


def incidents(look: Look, teller: Teller, sort: Sort, limit: int, cursor: str | None) -> Incidents:
    """A page of the incidents, by the last day told ("-date"), the first ("date"), or the number of claims or voices."""
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
    at = first_of(values, limit + 1, down=down)
    chosen = keys[at[:limit]]
    more = cursors.written(sort, int(values[at[limit - 1]]), int(chosen[-1])) if len(at) > limit else None
    return Incidents(total, tuple(_records(look, teller, [int(key) for key in chosen])), more)


def _records(look: Look, teller: Teller, keys: Sequence[int]) -> list[Record]:
    summary, books = look.summary, look.summary.books.incidents
    if look.number is not None:
        found = teller.accounts([books.id(key) for key in keys], as_of=look.matches.asked.filters.as_of)
        return [told.summary(one) for one in found]
    marks = marks_of(summary)
    at = {key: (key, int(marks[np.searchsorted(summary.incidents, np.uint64(key))])) for key in keys}
    records = {key: teller.shown.get(at[key]) for key in keys}
    missing = {books.id(key): key for key in keys if records[key] is None}
    for one in teller.accounts(list(missing)):
        records[missing[one.incident.id]] = told.summary(one)
    if missing and look.state == look.current():  # else some may have been weighed in a later state than the marks'
        for key in missing.values():
            if (record := records[key]) is not None:
                teller.shown.put(at[key], record)
    return [record for key in keys if (record := records[key]) is not None]


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
