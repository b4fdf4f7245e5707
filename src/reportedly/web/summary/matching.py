"""Filters → which claims hold, as masks over the columns: one mask a filter, so that each can also be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from reportedly.ledger import Near, schema
from reportedly.ledger.asking import current, phrases
from reportedly.ledger.facets import fold
from reportedly.ledger.seam import Seam, Wanted
from reportedly.web.filters import Filters
from reportedly.web.problems import Problem
from reportedly.web.summary.columns import EXACT, REVIEWS, ROLES, STATUSES, TYPES, UNKNOWN_DAY, Ints, Mask
from reportedly.web.summary.names import Postings, ranges
from reportedly.web.summary.summary import Pairs, Summary
from reportedly.web.summary.weighed import Weights

EARTH_KM = 6371.0088
FEW_CODES = 8  # values of a column that are looked for one by one
FEW = 8  # a claim found by its index costs as much as so many that are passed over
BASE = ("current", "review")  # the filters that always are
_ROLES = {"actor": ("actor",), "target": ("target",), "party": ("actor", "target", "backer"), "speaker": ("said_by",)}


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter of claims and what it is answered from. `number`: the last batch that counts; `None` for now."""

    filters: Filters
    seam: Seam
    connection: Connection
    weights: Weights
    number: int | None = None


class Chosen:
    """Some of the claims: as a mask over all, and as their indexes, whichever is the less work for what is counted."""

    def __init__(self, mask: Mask) -> None:
        self.mask = mask
        self.count = int(np.count_nonzero(mask))

    @cached_property
    def rows(self) -> Any:
        """Their indexes, in order."""
        return np.flatnonzero(self.mask)

    @property
    def few(self) -> bool:
        """Whether it is less work to go through their indexes than over all."""
        return self.count * FEW < len(self.mask)

    def of(self, column: Any) -> Any:
        """What a column holds of them."""
        return column[self.rows if self.few else self.mask]

    def values(self, pairs: Pairs) -> Any:
        """The values of a facet that they have, claim by claim."""
        return pairs.value[ranges(pairs.starts, self.rows)] if self.few else pairs.value[self.mask[pairs.claim]]


class Matches:
    """The claims that answer, with each filter's own mask."""

    def __init__(self, summary: Summary, asked: Asked) -> None:
        self.summary, self.asked = summary, asked
        self.key = tuple(asked.filters.pairs())
        self._masks = {name: summary.kept(key, make) for name, key, make in self._parts()}
        self._chosen: dict[tuple[str, ...], Chosen] = {}

    @cached_property
    def members(self) -> tuple[Any, Ints]:
        """The keys of the incidents, sorted, and the number of each claim's incident (-1: none), in the state asked for."""
        number = self.asked.number
        if number is None:
            return self.summary.incidents, self.summary.incident
        found: tuple[Any, Ints] = self.summary.kept(("members", number), lambda: self._members(number))
        return found

    def _members(self, number: int) -> tuple[Any, Ints]:
        m, books = schema.incident_members.c, self.summary.books
        asked = select(m.claim, m.incident).where(current(m, number))
        rows = self.asked.connection.execute(asked).all()
        keys = np.array([books.claims.find(row[0]) for row in rows], np.uint64)
        order = np.argsort(keys)
        values = np.array([books.incidents.find(row[1]) for row in rows], np.uint64)[order]
        return self.summary.joined(keys[order], values, self._current(number))

    def chosen(self, *without: str) -> Chosen:
        """The claims that answer, as if these filters had not been given."""
        names = tuple(name for name in self._masks if name not in without)
        if names not in self._chosen:
            self._chosen[names] = self._base if names == BASE else Chosen(self._all(names))
        return self._chosen[names]

    @property
    def _base(self) -> Chosen:
        """The claims that are current and stand as is asked for: the same for most questions."""
        current, review = (self._masks[name] for name in BASE)
        key = "base", self.asked.number, self.asked.filters.review
        found: Chosen = self.summary.kept(key, lambda: Chosen(current & review))
        return found

    def _all(self, names: tuple[str, ...]) -> Mask:
        """The claims for which all of these hold."""
        first = [self._masks[name] for name in names]
        if names[: len(BASE)] == BASE:  # the two that are always asked for
            first[: len(BASE)] = [self._base.mask]
        found: Mask = first[0]
        for number, one in enumerate(first[1:]):
            found = np.logical_and(found, one, out=found if number else None)  # the first belongs to others
        return found

    def all(self, *without: str) -> Mask:
        """The same as a mask."""
        return self.chosen(*without).mask

    def _parts(self) -> Iterator[tuple[str, Any, Callable[[], Mask]]]:
        """Each filter that is given: its name, what its mask is kept under, how the mask is made."""
        f, number = self.asked.filters, self.asked.number
        yield "current", ("current", number), lambda: self._current(number)
        yield "review", ("review", f.review), lambda: self._review(f.review)
        yield from self._lists()
        if f.since or f.until:
            yield "days", ("days", f.since, f.until), self._days
        if f.bbox or f.near:
            yield "area", ("area", f.bbox, f.near, f.vague), self._area
        if f.exact:
            yield "exact", ("exact",), lambda: np.isin(self.summary.precision, EXACT)
        if f.min_confidence is not None:
            yield "confidence", ("confidence", f.min_confidence), self._confidence
        if words := phrases(f.text or ""):
            yield "text", ("text", words), lambda: self._text(words)
        yield from self._weights()

    def _lists(self) -> Iterator[tuple[str, Any, Callable[[], Mask]]]:
        made: dict[str, Callable[[], Mask]] = {
            "type": lambda: self._coded("type", TYPES),
            "status": lambda: self._coded("status", STATUSES),
            "actor": lambda: self._named("actor"),
            "target": lambda: self._named("target"),
            "party": lambda: self._named("party"),
            "speaker": lambda: self._named("speaker"),
            "publisher": self._publisher,
            "document": self._document,
            "incident": self._incident,
            "place": self._place,
            "country": self._country,
            "precision": self._precision,
        }
        for name, make in made.items():
            if values := tuple(getattr(self.asked.filters, name)):
                yield name, (name, values, self.asked.number if name == "incident" else None), make

    def _weights(self) -> Iterator[tuple[str, Any, Callable[[], Mask]]]:
        f, version = self.asked.filters, self.asked.weights.version
        if self.asked.number is not None and (f.disputed or f.min_voices is not None):
            raise Problem(422, "voices and disputes are only known of the present", mend="Leave out as_of")
        if f.min_voices is not None:
            yield "voices", ("voices", f.min_voices, version), self._voices
        if f.disputed:
            yield "disputed", ("disputed", version), self._disputed

    def _current(self, number: int | None) -> Mask:
        if number is None:
            return self.summary.current
        claims = self.summary.claims
        found: Mask = (claims.valid_from <= number) & (claims.valid_to > number)
        return found

    def _review(self, review: str | None) -> Mask:
        column = self.summary.claims.review
        if review == "any":
            return np.ones(len(column), bool)
        if review is None:
            rejected: Mask = column != REVIEWS.index("rejected")
            return rejected
        found: Mask = column == REVIEWS.index(review)
        return found

    def _coded(self, name: str, known: tuple[str, ...]) -> Mask:
        codes = [known.index(value) for value in getattr(self.asked.filters, name)]
        return any_of(getattr(self.summary.claims, name), codes)

    def _named(self, name: str) -> Mask:
        codes = known_codes(self.summary.books.names.find(getattr(self.asked.filters, name)), self.summary.by_name)
        mentions, rows = self.summary.mentions, self.summary.by_name.gather(codes)
        roles = [ROLES.index(role) for role in _ROLES[name]]
        return self._of(mentions.claim[rows[np.isin(mentions.role[rows], roles)]])

    def _of(self, claims: Ints) -> Mask:
        found = self._none()
        found[claims] = True
        return found

    def _none(self) -> Mask:
        return np.zeros(self.summary.number, bool)

    def _publisher(self) -> Mask:
        wanted = {fold(value) for value in self.asked.filters.publisher}
        names = self.summary.books.publishers.values[:]
        codes = [code for code, name in enumerate(names) if name is not None and fold(name) in wanted]
        return any_of(self.summary.publisher, codes)

    def _document(self) -> Mask:
        keys = [self.summary.books.documents.find(value) for value in self.asked.filters.document]
        return np.isin(self.summary.claims.document, np.array(keys, np.uint64))

    def _incident(self) -> Mask:
        keys = [self.summary.books.incidents.find(value) for value in self.asked.filters.incident]
        known, incident = self.members
        return np.isin(incident, np.flatnonzero(np.isin(known, np.array(keys, np.uint64))))

    def _place(self) -> Mask:
        codes = known_codes(self.summary.books.places.find(self.asked.filters.place), self.summary.by_place)
        return self._of(self.summary.places.claim[self.summary.by_place.gather(codes)])

    def _country(self) -> Mask:
        wanted = {value.upper() for value in self.asked.filters.country}
        pairs, names = self.summary.countries
        chosen = [number for number, name in enumerate(names) if name in wanted]
        return self._of(pairs.claim[self.summary.by_country.gather(chosen)])

    def _precision(self) -> Mask:
        return any_of(self.summary.precision, self.asked.filters.precision)

    def _days(self) -> Mask:
        f, claims = self.asked.filters, self.summary.claims
        # What has no day has the smallest of all numbers for one, in both columns.
        found: Mask = claims.end >= f.since.toordinal() if f.since else claims.start != UNKNOWN_DAY
        if f.until:
            found &= claims.start <= f.until.toordinal()
        return found

    def _area(self) -> Mask:
        f, places = self.asked.filters, self.summary.places
        found = ~places.within & (places.precision != 0)
        if not f.vague:
            found &= np.isin(places.precision, EXACT)
        boxes = f.question().box
        if f.bbox:
            inside = np.zeros(len(found), bool)
            for box in boxes:
                inside |= (
                    (places.lat >= box.south)
                    & (places.lat <= box.north)
                    & (places.lon >= box.west)
                    & (places.lon <= box.east)
                )
            found &= inside
        if f.near:
            lat, lon, km = (float(part) for part in f.near.split(","))
            Near(lat, lon, km)
            found &= distance(places.lat, places.lon, lat, lon) <= km
        return self._of(places.claim[found])

    def _confidence(self) -> Mask:
        found: Mask = self.summary.claims.confidence >= (self.asked.filters.min_confidence or 0.0)
        return found

    def _text(self, words: tuple[tuple[str, ...], ...]) -> Mask:
        seam = self.asked.seam
        wanted = Wanted((), words)
        hits = seam.hits(wanted)
        if seam.collects:
            asked = select(seam.hit()).select_from(hits)
        else:
            asked = select(seam.hit()).select_from(seam.words()).where(seam.match(wanted))
        numbers = np.fromiter((row[0] for row in self.asked.connection.execute(asked)), np.int64)
        numbers = numbers[numbers <= self.summary.raw.last.get("claims", 0)]
        return self._of(np.searchsorted(self.summary.claims.rowno, numbers).astype(np.int32))

    def _voices(self) -> Mask:
        return self._weighed(self.asked.weights.voices >= (self.asked.filters.min_voices or 0))

    def _disputed(self) -> Mask:
        return self._weighed(self.asked.weights.disputes > 0)

    def _weighed(self, chosen: Mask) -> Mask:
        incident = self.summary.incident
        if not len(chosen):
            return self._none()
        found: Mask = chosen[incident] & (incident >= 0)
        return found


def any_of(column: Any, codes: Sequence[int]) -> Mask:
    """Where a column has any of these values; of a few it takes a tenth of what `np.isin` does."""
    if len(codes) > FEW_CODES:
        return np.isin(column, codes)
    found = np.zeros(len(column), bool)
    for code in codes:
        found |= column == code
    return found


def known_codes(codes: Iterable[int], postings: Postings) -> list[int]:
    """The codes that were met in this state; a book also holds those of later ones."""
    return [code for code in codes if code < len(postings.starts) - 1]


def distance(lat: Any, lon: Any, to_lat: float, to_lon: float) -> Any:
    """Kilometres along the great circle."""
    a, b = np.radians(lat), np.radians(to_lat)
    h = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(to_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, h)))


def day(number: int) -> str:
    """A day as its number stands for it, ISO 8601."""
    return date.fromordinal(int(number)).isoformat()
