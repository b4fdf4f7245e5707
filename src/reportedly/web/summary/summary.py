"""One state of the ledger, ready to be filtered and counted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np

from reportedly.ledger.facets import fold
from reportedly.web.served import State
from reportedly.web.summary.columns import (
    FOR_GOOD,
    PLACED,
    ROLES,
    UNKNOWN_DAY,
    UNPLACED,
    Books,
    Claims,
    Ints,
    Longs,
    Mask,
    Mentions,
    Places,
    Raw,
    Small,
)
from reportedly.web.summary.names import positions

KEPT = 40  # masks of filters and counts of maps that are kept


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which claims have which value of a facet, each pair once."""

    claim: Ints
    value: Ints
    count: int


class Summary:
    """The columns of one state with what is made of them. Made once for a state, never changed, asked by many."""

    def __init__(self, raw: Raw, books: Books) -> None:
        self.raw, self.books = raw, books
        self._kept: OrderedDict[Any, Any] = OrderedDict()
        self._lock = Lock()
        self.points: Any = None  # where its claims lie (`map.Points`), for as long as it lasts
        self.number = len(raw.claims)

    @property
    def state(self) -> State:
        """The state of the ledger that is summed up."""
        return self.raw.state

    @property
    def claims(self) -> Claims:
        """The claims, every version of them."""
        return self.raw.claims

    @property
    def mentions(self) -> Mentions:
        """Parties in slots."""
        return self.raw.mentions

    @property
    def places(self) -> Places:
        """Places of claims."""
        return self.raw.places

    def kept(self, key: Any, make: Callable[[], Any]) -> Any:
        """What was made for the key before, or is made now. What was not asked for longest is let go."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def warm(self) -> None:
        """Makes what every question needs, so that none has to wait for it."""
        for name in (
            "current", "publisher", "incident", "precision", "parties", "speakers", "countries", "spots", "by_date",
            "extents", "documents",
        ):  # fmt: skip
            getattr(self, name)

    @cached_property
    def current(self) -> Mask:
        """Which rows are current."""
        found: Mask = self.claims.valid_to == FOR_GOOD
        return found

    @cached_property
    def extents(self) -> tuple[Ints, Ints, Ints]:
        """Of each incident by its number: how many claims it has, the first and the last day that is told."""
        own = np.flatnonzero(self.incident >= 0)
        number, count = self.incident[own], len(self.incidents)
        start, end = self.claims.start[own], self.claims.end[own]
        first = np.full(count, FOR_GOOD, np.int32)
        last = np.full(count, UNKNOWN_DAY, np.int32)
        dated = start != UNKNOWN_DAY
        np.minimum.at(first, number[dated], start[dated])
        np.maximum.at(last, number[dated], end[dated])
        return np.bincount(number, minlength=count).astype(np.int32), first, last

    @cached_property
    def documents(self) -> int:
        """How many documents have claims that are current."""
        return len(np.unique(self.claims.document[self.current]))

    @cached_property
    def publisher(self) -> Ints:
        """The code of each claim's publisher."""
        keys, codes = self.raw.documents
        return codes[positions(keys, self.claims.document)] if len(keys) else np.empty(0, np.int32)

    @cached_property
    def _incidents(self) -> tuple[Any, Ints]:
        return self.joined(*self.raw.members, self.current)

    def joined(self, keys: Any, values: Any, held: Mask) -> tuple[Any, Ints]:
        """The keys of the incidents, sorted, and for each claim that is held the number of its own; -1 where it has none.

        `keys` are those of claims, sorted; `values` are of the incidents that they belong to.
        """
        names = np.unique(values)
        at = positions(keys, self.claims.id)
        found = np.full(self.number, -1, np.int32)
        known = at >= 0
        found[known] = np.searchsorted(names, values[at[known]])
        found[~held] = -1
        return names, found

    @property
    def incidents(self) -> Any:
        """The keys of the incidents, sorted; `incident` numbers them."""
        return self._incidents[0]

    @property
    def incident(self) -> Ints:
        """The number of each claim's incident; -1 where it has none."""
        return self._incidents[1]

    @cached_property
    def precision(self) -> Small:
        """The best precision of each claim's places; `UNPLACED` where none has a point."""
        found = np.full(self.number, 127, np.int8)
        own = (self.places.precision != UNPLACED) & ~self.places.within
        rank = self.places.precision[own]
        np.minimum.at(found, self.places.claim[own], np.where(rank == PLACED, 0, rank).astype(np.int8))
        return np.where(found == 127, UNPLACED, np.where(found == 0, PLACED, found)).astype(np.int8)

    @cached_property
    def parties(self) -> Pairs:
        """Which claims name which party as actor or target; values are codes of `entities`."""
        return self._pairs((ROLES.index("actor"), ROLES.index("target")))

    @cached_property
    def speakers(self) -> Pairs:
        """Which claims are said by whom; values are codes of `entities`."""
        return self._pairs((ROLES.index("said_by"),))

    def _pairs(self, roles: tuple[int, ...]) -> Pairs:
        wanted = np.isin(self.mentions.role, roles)
        return _pairs(self.mentions.claim[wanted], self.entities[0][self.mentions.name[wanted]], len(self.entities[1]))

    @cached_property
    def entities(self) -> tuple[Ints, list[tuple[str, str]]]:
        """For each code of a name the number of who is meant, and for each number the id, or the name, and the name.

        A party of the register is one whatever it is called; of others, a name is one however it is written.
        """
        numbers: dict[str, int] = {}
        told: list[tuple[str, str]] = []
        codes = []
        for party, name, _ in self.books.names.values[:]:
            key = party or "=" + fold(name)
            if key not in numbers:
                numbers[key] = len(told)
                told.append((party or name, name))
            codes.append(numbers[key])
        return np.array(codes, np.int32), told

    @cached_property
    def countries(self) -> tuple[Pairs, list[str]]:
        """Which claims lie in which country, and the codes of the countries."""
        names = sorted({place[3] for place in self.books.places.values[:] if place[3]})
        number = {name: at for at, name in enumerate(names)}
        of_place = np.array([number.get(place[3] or "", -1) for place in self.books.places.values[:]], np.int32)
        if not len(of_place):
            return Pairs(np.empty(0, np.int32), np.empty(0, np.int32), 0), names
        found = of_place[self.places.place]
        wanted = found >= 0
        return _pairs(self.places.claim[wanted], found[wanted], len(names)), names

    @cached_property
    def spots(self) -> tuple[Pairs, list[tuple[str, str]]]:
        """Which claims happened where; and for each number the id of the place, or its name, and its name."""
        numbers: dict[str, int] = {}
        told: list[tuple[str, str]] = []
        codes = []
        for key, name, text, _, _ in self.books.places.values[:]:
            place = key or "=" + fold(name or text)
            if place not in numbers:
                numbers[place] = len(told)
                told.append((key or name or text, name or text))
            codes.append(numbers[place])
        own = ~self.places.within
        found = np.array(codes, np.int32)[self.places.place[own]] if codes else np.empty(0, np.int32)
        return _pairs(self.places.claim[own], found, len(told)), told

    @cached_property
    def by_date(self) -> Longs:
        """The indexes of the claims in the order of the day on which they are told to begin; those without one first."""
        return np.argsort(self.claims.start, kind="stable")


def _pairs(claim: Ints, value: Ints, count: int) -> Pairs:
    # Claims come in order but for a few, which the stable sort makes use of: it takes a tenth of what another takes.
    both = np.sort(claim.astype(np.int64) * max(count, 1) + value, kind="stable")
    both = both[np.append(True, both[1:] != both[:-1])] if len(both) else both
    return Pairs((both // max(count, 1)).astype(np.int32), (both % max(count, 1)).astype(np.int32), count)
