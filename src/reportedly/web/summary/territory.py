"""Who is said to have held each place: worked out behind the pages' backs, place by place.

A timeline needs all that is said of a place and nothing that is said of others. So places are gone through one by one, and
one is gone through again only when something was added about it.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from reportedly.incident_model import Dispute, Holding
from reportedly.incidents.questions import TELLING
from reportedly.incidents.sides import RegisterSides
from reportedly.ledger import Ledger
from reportedly.ledger import incidents as rows
from reportedly.linking.kin import RegisterKin
from reportedly.linking.speakers import own_word, speakers_of
from reportedly.model import Claim
from reportedly.web.served import State
from reportedly.web.summary.columns import REVIEWS, TYPES
from reportedly.web.summary.names import positions
from reportedly.web.summary.summary import Summary
from reportedly.weighing.holdings import holders_on, holdings, may_hold

MOST = 1_500  # claims of one place that its timeline is made of, those read last; more are seldom and take seconds


@dataclass(frozen=True, slots=True)
class Held:
    """Who held a place, by all together and by each voice; `names` are those of the voices. Degrees are WGS 84.

    `claims` is how many say something of it, `used` of how many of them the timeline is made. `mark` is another once any of
    that changed.
    """

    place: str
    name: str
    lat: float | None
    lon: float | None
    precision: int
    together: tuple[Holding, ...]
    by_voice: tuple[Holding, ...]
    disputes: tuple[Dispute, ...]
    names: Mapping[str, str]
    claims: int
    used: int
    mark: int = 0

    def on(self, day: date, voice: str | None = None) -> tuple[Holding, ...]:
        """The holdings that may be under way on a day, by all together or by one voice."""
        found = self.together if voice is None else [one for one in self.by_voice if one.voice == voice]
        held = [one for one in found if may_hold(one, day)]
        keys = dict.fromkeys(one.place for one in found) if held else ()
        return tuple(one for key in keys for one in holders_on(held, key, day))

    def disputed(self, holding: Holding, day: date | None = None) -> bool:
        """Whether a holding is disputed, on a day or ever: whether its claims stand in a dispute that had begun by then."""
        if not self.disputes:
            return False
        claims = set(holding.claims)
        return any(
            (day is None or dispute.since is None or dispute.since <= day)
            and any(not claims.isdisjoint(position.claims) for position in dispute.positions)
            for dispute in self.disputes
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the claims that say who holds it, by their indexes, and a mark that is another once they are."""

    key: str
    code: int
    lat: float
    lon: float
    precision: int
    claims: Any
    mark: int


@dataclass(frozen=True, slots=True)
class News:
    """Places that are worked out anew, the keys of those that are gone, and how far that is."""

    fresh: dict[str, Held]
    gone: tuple[str, ...]
    missing: int
    version: int
    state: State | None


class Territory:
    """The places of which somebody says who holds them."""

    def __init__(self, ledger: Ledger, kin: RegisterKin) -> None:
        self._ledger, self._kin, self._sides = ledger, kin, RegisterSides()
        self._known: dict[str, Held] = {}
        self._urgent: dict[str, None] = {}
        self.held: Mapping[str, Held] = {}
        self._missing = 0
        self._state: State | None = None  # of which all places are known
        self.version = 0

    def weigh(self, summary: Summary, rest: Callable[[float], bool], tell: Callable[[], None] = lambda: None) -> None:
        """Brings the places up to a summary, until all are, or `rest`, told how long a step took, says to stop; `tell`
        is called whenever more are known.
        """
        places = list(_places(summary))
        todo = [one for one in places if not self._is_known(one)]
        there = {one.key for one in places}
        for key in [key for key in self._known if key not in there]:
            del self._known[key]
        told = time.monotonic()
        for done, one in enumerate(todo):
            started = time.monotonic()
            if not self._is_known(one):
                self._known[one.key] = self.of(summary, one)
            self._missing = len(todo) - done - 1
            if time.monotonic() - told > 1.0:
                self._put(tell)
                told = time.monotonic()
            if rest(time.monotonic() - started):
                break
        else:
            self._missing, self._state = 0, summary.state
        self._put(tell)

    def remember(self, held: Mapping[str, Held], tell: Callable[[], None]) -> None:
        """Takes up what was worked out before; of it counts what is of the same claims."""
        self._known = {**held, **self._known}
        self._put(tell)

    def first(self, key: str) -> None:
        """Has a place worked out before the others, since somebody waits for it."""
        self._urgent[key] = None

    def hurry(self, summary: Summary, tell: Callable[[], None]) -> None:
        """Works out what somebody waits for."""
        while self._urgent:
            key, _ = self._urgent.popitem()
            one = find(summary, key)
            if one is not None and not self._is_known(one):
                self._known[key] = self.of(summary, one)
                self._put(tell)

    def _is_known(self, one: Place) -> bool:
        known = self._known.get(one.key)
        return known is not None and known.mark == one.mark

    def current(self, one: Place) -> Held | None:
        """A place's timelines, where those of its claims as they are now are known."""
        known = self.held.get(one.key)
        return known if known is not None and known.mark == one.mark else None

    def waiting(self, summary: Summary) -> int:
        """How many places of a summary are not worked out yet; at least one where it is not known how many."""
        return self._missing if self._state == summary.state else max(1, self._missing)

    def _put(self, tell: Callable[[], None]) -> None:
        self.held = dict(self._known)
        self.version += 1
        tell()

    def news(self, known: Mapping[str, Held]) -> News:
        """What there is to tell to who knows these."""
        held = self.held
        fresh = {key: one for key, one in held.items() if known.get(key) is not one}
        return News(fresh, tuple(known.keys() - held.keys()), self._missing, self.version, self._state)

    def follow(self, news: News) -> None:
        """Takes over what another process worked out."""
        gone = set(news.gone)
        self.held = {key: one for key, one in self.held.items() if key not in gone} | news.fresh
        self._missing, self.version, self._state = news.missing, news.version, news.state

    def of(self, summary: Summary, one: Place) -> Held:
        """The timelines of one place."""
        used = one.claims[-MOST:]
        ids = [summary.books.claims.id(int(key)) for key in summary.claims.id[used]]
        with self._ledger.looking() as (connection, number):
            claims = list(rows.whole_claims(connection, ids, number))
            taken = rows.takeovers(connection, (claim.document.id for claim in claims), number)
        found = holdings(claims, self._kin, sides=self._sides, takeovers=taken)
        own = {one.key, *(holding.place for holding in found.together if holding.place.split("#")[0] == one.key)}
        _, name, text, _, _ = summary.books.places.values[one.code]
        return Held(
            one.key,
            name or text,
            one.lat if one.precision else None,
            one.lon if one.precision else None,
            one.precision,
            tuple(holding for holding in found.together if holding.place in own),
            tuple(holding for holding in found.by_voice if holding.place in own),
            tuple(dispute for place, dispute in found.disputes if place in own),
            _names(claims, self._kin),
            len(one.claims),
            len(used),
            one.mark,
        )


def find(summary: Summary, key: str) -> Place | None:
    """A place by its key, with the claims that say who holds it."""
    codes, told = summary.places_by_key
    numbers = summary.standing("places", lambda: {one[0]: number for number, one in enumerate(told)})
    if (number := numbers.get(key)) is None:
        return None
    own = np.sort(summary.by_place.gather(np.flatnonzero(codes == number)))
    return next(_grouped(summary, own[_telling(summary, own)]), None)


def _places(summary: Summary) -> Iterator[Place]:
    rows = np.arange(len(summary.places.claim))
    return _grouped(summary, rows[_telling(summary, rows)])


def _telling(summary: Summary, rows: Any) -> Any:
    """Which of these rows of places are where something happened that says who holds a place."""
    places, claims = summary.places, summary.claims
    kinds = [TYPES.index(kind.value) for kind in TELLING]
    own = places.claim[rows]
    held = summary.current[own] & np.isin(claims.type[own], kinds) & (claims.review[own] != REVIEWS.index("rejected"))
    return held & ~places.within[rows]


def _grouped(summary: Summary, own: Any) -> Iterator[Place]:
    """These rows of places by the place that is meant."""
    claims, places = summary.claims, summary.places
    codes, names = summary.places_by_key
    if not len(own):
        return
    own = own[np.argsort(codes[places.place[own]], kind="stable")]
    at = codes[places.place[own]]
    starts = np.flatnonzero(np.append(True, at[1:] != at[:-1])).tolist()
    for start, end in zip(starts, [*starts[1:], len(own)], strict=True):
        part = own[start:end]
        best = part[np.argmin(np.where(places.precision[part] == 0, 99, places.precision[part]))]
        told = np.unique(places.claim[part])
        mark = zlib.crc32(claims.rowno[told].tobytes())
        mark = zlib.crc32(repr(taken_of(summary, claims.document[told])).encode(), mark) << 32 | len(told)
        yield Place(
            names[int(at[start])][0],
            int(places.place[best]),
            float(places.lat[best]),
            float(places.lon[best]),
            int(places.precision[best]),
            told,
            mark,
        )


def taken_of(summary: Summary, documents: Any) -> tuple[int, ...]:
    """The marks of what these documents took over of others."""
    keys, numbers = summary.raw.takeovers
    at = positions(keys, documents)
    return tuple(numbers[at[at >= 0]].tolist())


def _names(claims: list[Claim], kin: RegisterKin) -> dict[str, str]:
    speakers = (one for claim in claims for one in (*speakers_of(claim, kin), own_word(claim, kin)))
    return {speaker.key: speaker.name for speaker in speakers}
