"""One state of the ledger, ready to be filtered and counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np

from reportedly.ledger.facets import fold
from reportedly.web.kept import Kept
from reportedly.web.served import State
from reportedly.web.summary.columns import (
    FOR_GOOD,
    PLACED,
    REVIEWS,
    ROLES,
    UNKNOWN_DAY,
    UNPLACED,
    Books,
    Claims,
    Ints,
    Keyed,
    Longs,
    Mask,
    Mentions,
    Places,
    Raw,
    Small,
)
from reportedly.web.summary.names import SPREAD, Postings, distinct, positions, starts_of

MADE = (
    "current", "publisher", "incidents_of", "precision", "entities", "parties", "speakers", "countries", "places_by_key",
    "spots", "by_date", "rank", "extents", "by_incident", "marks", "documents", "by_name", "by_place", "by_country",
)  # fmt: skip
KEPT = 40  # masks of filters and counts of maps that are kept
KEPT_SMALL = 400  # what is found by them and takes little room


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which claims have which value of a facet, each pair once, by claim; those of claim `n` begin at `starts[n]`."""

    claim: Ints
    value: Ints
    count: int
    starts: Ints


class Summary:
    """The columns of one state with what is made of them. Made once for a state, never changed, asked by many."""

    def __init__(self, raw: Raw, books: Books, made: Mapping[str, Any] | None = None) -> None:
        self.raw, self.books = raw, books
        vars(self).update(made or {})  # what was made of these columns before stands where `cached_property` puts it
        self._kept, self._small = Kept[Any](KEPT), Kept[Any](KEPT_SMALL)
        self._standing: dict[Any, tuple[int, Any]] = {}
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
        return self._kept.once(key, make)

    def kept_small(self, key: Any, make: Callable[[], Any]) -> Any:
        """The same for what takes little room, of which more is kept."""
        return self._small.once(key, make)

    def standing(self, name: Any, make: Callable[[], Any], version: int = 0) -> Any:
        """The same for what is asked for again and again: it is kept for as long as the version of what it is made of."""
        with self._lock:
            found = self._standing.get(name)
        if found is not None and found[0] == version:
            return found[1]
        made = make()
        with self._lock:
            self._standing[name] = version, made
        return made

    def warm(self) -> None:
        """Makes what every question needs, so that none has to wait for it."""
        for name in MADE:
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
    def marks(self) -> Keyed:
        """A number for each incident that is another once its claims, or who took over the texts of their documents, are."""
        own, starts = self.by_incident.at, self.by_incident.starts
        spread = self.claims.rowno[own].astype(np.uint64) * SPREAD
        keys, numbers = self.raw.takeovers
        if len(keys):
            at = positions(keys, self.claims.document[own])
            spread += np.where(at >= 0, numbers[at], np.uint64(0))
        total = np.append(np.uint64(0), np.cumsum(spread))  # modulo 2**64, as their differences are
        found: Keyed = total[starts[1:]] - total[starts[:-1]]
        return found

    @cached_property
    def documents(self) -> int:
        """How many documents have claims that are current."""
        return len(distinct(self.claims.document[self.current]))

    @cached_property
    def publisher(self) -> Ints:
        """The code of each claim's publisher."""
        keys, codes, _ = self.raw.documents
        return codes[positions(keys, self.claims.document)] if len(keys) else np.empty(0, np.int32)

    @cached_property
    def incidents_of(self) -> tuple[Any, Ints]:
        """`incidents` and `incident`."""
        return self.joined(*self.raw.members, self.current)

    def joined(self, keys: Any, values: Any, held: Mask) -> tuple[Any, Ints]:
        """The keys of the incidents, sorted, and for each claim that is held the number of its own; -1 where it has none.

        `keys` are those of claims, sorted; `values` are of the incidents that they belong to.
        """
        names = distinct(values)
        at = positions(keys, self.claims.id)
        found = np.full(self.number, -1, np.int32)
        known = at >= 0
        found[known] = np.searchsorted(names, values[at[known]])
        found[~held] = -1
        return names, found

    @property
    def incidents(self) -> Any:
        """The keys of the incidents, sorted; `incident` numbers them."""
        return self.incidents_of[0]

    def position(self, incident: str) -> int:
        """The number of the incident of this id; -1 where there is none."""
        return int(positions(self.incidents, np.array([self.books.incidents.find(incident)], np.uint64))[0])

    @property
    def incident(self) -> Ints:
        """The number of each claim's incident; -1 where it has none."""
        return self.incidents_of[1]

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
        values = self.entities[0][self.mentions.name[wanted]]
        return _pairs(self.mentions.claim[wanted], values, len(self.entities[1]), self.number)

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
        found = of_place[self.places.place] if len(of_place) else np.empty(0, np.int32)
        wanted = found >= 0
        return _pairs(self.places.claim[wanted], found[wanted], len(names), self.number), names

    @cached_property
    def places_by_key(self) -> tuple[Ints, list[tuple[str, str, str]]]:
        """For each code of a place the number of what is meant; and for each number its key (an id, or "=" and the folded
        name), what to ask for it by, and its name."""
        numbers: dict[str, int] = {}
        told: list[tuple[str, str, str]] = []
        codes = []
        for id_, name, text, _, _ in self.books.places.values[:]:
            key = id_ or "=" + fold(name or text)
            if key not in numbers:
                numbers[key] = len(told)
                told.append((key, id_ or name or text, name or text))
            codes.append(numbers[key])
        return np.array(codes, np.int32), told

    @cached_property
    def spots(self) -> Pairs:
        """Which claims happened where; values are numbers of `places_by_key`."""
        codes, told = self.places_by_key
        own = ~self.places.within
        found = codes[self.places.place[own]] if len(codes) else np.empty(0, np.int32)
        return _pairs(self.places.claim[own], found, len(told), self.number)

    @cached_property
    def by_name(self) -> Postings:
        """Where in `mentions` each code of a name stands."""
        return Postings.of(self.mentions.name, len(self.books.names))

    @cached_property
    def by_place(self) -> Postings:
        """Where in `places` each code of a place stands."""
        return Postings.of(self.places.place, len(self.books.places))

    @cached_property
    def by_country(self) -> Postings:
        """Where in the pairs of `countries` each country stands."""
        pairs, names = self.countries
        return Postings.of(pairs.value, len(names))

    @cached_property
    def by_incident(self) -> Postings:
        """Which claims each incident has, by its number."""
        own = np.flatnonzero(self.incident >= 0)
        found = Postings.of(self.incident[own], len(self.incidents))
        return Postings(found.starts, own[found.at].astype(np.int32))

    def told(self, incident: int) -> Ints:
        """The indexes of an incident's claims in the order in which they were told, as far as documents tell it; without those
        that people rejected."""
        known = self.by_incident
        rows = known.at[known.starts[incident] : known.starts[incident + 1]]
        rows = rows[self.claims.review[rows] != REVIEWS.index("rejected")]
        keys, _, days = self.raw.documents
        document = self.claims.document[rows]
        found: Ints = rows[np.lexsort((self.claims.id[rows], document, days[positions(keys, document)]))]
        return found

    @cached_property
    def by_date(self) -> Longs:
        """The indexes of the claims in the order of the day on which they are told to begin; those without one first."""
        return np.argsort(self.claims.start, kind="stable")

    @cached_property
    def rank(self) -> Ints:
        """Where each claim stands in `by_date`."""
        found = np.empty(self.number, np.int32)
        found[self.by_date] = np.arange(self.number, dtype=np.int32)
        return found


def _pairs(claim: Ints, value: Ints, count: int, claims: int) -> Pairs:
    # Claims come in order but for a few, which the stable sort makes use of: it takes a tenth of what another takes.
    both = np.sort(claim.astype(np.int64) * max(count, 1) + value, kind="stable")
    both = both[np.append(True, both[1:] != both[:-1])] if len(both) else both
    claim = (both // max(count, 1)).astype(np.int32)
    return Pairs(claim, (both % max(count, 1)).astype(np.int32), count, starts_of(claim, claims))
