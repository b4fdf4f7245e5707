"""Incidents of which any claim answers, in an order, a page of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from reportedly.incidents import Account
from reportedly.web import cursors
from reportedly.web.accounts import Teller
from reportedly.web.asking import Look
from reportedly.web.problems import Problem

Sort = Literal["-date", "date", "-claims", "-voices"]


@dataclass(frozen=True, slots=True)
class Incidents:
    """Some of the incidents; `next` is the cursor of those after them."""

    total: int
    items: tuple[Account, ...]
    next: str | None


def incidents(look: Look, teller: Teller, sort: Sort, limit: int, cursor: str | None) -> Incidents:
    """A page of the incidents, by the last day told ("-date"), the first ("date"), or the number of claims or voices."""
    keys, values = _ordered(look, sort)
    # Of one value, the smaller key comes first, so that the order is the same however often it is asked for.
    down = sort.startswith("-")
    order = np.lexsort((keys, -values if down else values))
    keys, values = keys[order], values[order]
    begin = 0
    if cursor is not None:
        value, key = cursors.read(cursor, sort)
        if not 0 <= key < 2**64:
            raise Problem(422, "the cursor is none of this list", mend="Ask for the first page again")
        passed = (values > value) if down else (values < value)
        begin = int(np.count_nonzero(passed | ((values == value) & (keys <= np.uint64(key)))))
    chosen = keys[begin : begin + limit]
    last = begin + len(chosen) - 1
    more = cursors.written(sort, int(values[last]), int(keys[last])) if begin + limit < len(keys) else None
    ids = [look.summary.books.incidents.id(int(key)) for key in chosen]
    return Incidents(len(keys), tuple(teller.accounts(ids, as_of=look.matches.asked.filters.as_of)), more)


def _ordered(look: Look, sort: Sort) -> tuple[Any, Any]:
    """The keys of the incidents and what they are ordered by."""
    known, incident = look.matches.members
    own = np.flatnonzero(look.matches.all() & (incident >= 0))
    numbers = np.unique(incident[own])
    if look.number is not None:
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
