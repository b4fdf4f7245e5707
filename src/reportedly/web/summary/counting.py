"""Counts of what answers: by facet, by bin of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar

import numpy as np

from reportedly.ledger.facets import fold
from reportedly.web.summary.columns import REVIEWS, STATUSES, TYPES, UNKNOWN_DAY, UNPLACED
from reportedly.web.summary.matching import Chosen, Matches
from reportedly.web.summary.weighed import UNKNOWN, Weights

Interval = Literal["day", "week", "month", "year"]
FACETS = (  # those of the list of filters; "place" can be asked for besides
    "type",
    "party",
    "speaker",
    "publisher",
    "country",
    "precision",
    "voices",
    "status",
    "review",
)
MOST_BINS = 400
EPOCH = date(1970, 1, 1).toordinal()  # the day 0 of numpy
MOST_VOICES = 5  # from here on they are counted together
PRECISIONS = {
    1: "exact", 2: "near a town", 3: "district", 4: "province", 5: "region", 6: "country", 7: "sea or air",
    8: "a point of unknown precision", 0: "no point",
}  # fmt: skip
PRECISION_ORDER = tuple(PRECISIONS)
_CODED = {"type": TYPES, "status": STATUSES, "review": REVIEWS}
_VOICES = {at: f"{at}+" if at == MOST_VOICES else str(at) for at in range(1, MOST_VOICES + 1)}
T = TypeVar("T")
Named = tuple[str, str]  # what a value is asked for by, and what it is called
# Which filters a facet's counts leave out: its own, so that what else could be chosen has its count.
OWN = {
    "type": ("type",), "party": ("party", "actor", "target"), "speaker": ("speaker",), "publisher": ("publisher",),
    "country": ("country",), "precision": ("precision", "exact"), "voices": ("voices",), "status": ("status",),
    "review": ("review",), "place": ("place",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: what to filter by, what to show, how many claims."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A facet's values, the most frequent first, and how many more there are."""

    values: tuple[Value, ...]
    more: int


def facet(matches: Matches, name: str, weights: Weights, *, top: int, starts: str = "") -> Counted:
    """The counts of one facet (`FACETS`); with `starts`, of values with a word that begins so."""
    key = ("facet", name, top) if not starts else None
    version = weights.version if name == "voices" else 0
    return _once(matches, key, lambda: _facet(matches, name, weights, top, starts), version)


def _once(matches: Matches, name: tuple[Any, ...] | None, make: Callable[[], T], version: int = 0) -> T:
    """What is counted without any filter, with which everybody begins, is counted once."""
    return make() if matches.key or name is None else matches.summary.standing(name, make, version)


def _facet(matches: Matches, name: str, weights: Weights, top: int, starts: str) -> Counted:
    count, value_of = _counts(matches, name, matches.chosen(*OWN[name]), weights)
    there = np.flatnonzero(count)
    total = len(there)
    if not starts and total > top:  # only those are named that may be among the first
        least = np.partition(count[there], total - top)[total - top]
        there = there[count[there] >= least]
    found = [Value(*value_of(at), n) for at, n in zip(there.tolist(), count[there].tolist(), strict=True)]
    if starts:
        wanted = fold(starts)
        found = [one for one in found if any(word.startswith(wanted) for word in _tails(fold(one.name)))]
        total = len(found)
    if name == "precision":
        found.sort(key=lambda one: PRECISION_ORDER.index(int(one.value)))
    elif name != "voices":
        found.sort(key=lambda one: (-one.count, one.name))
    return Counted(tuple(found[:top]), max(0, total - top))


def _tails(name: str) -> Iterable[str]:
    words = name.split()
    return (" ".join(words[at:]) for at in range(len(words)))


def _counts(matches: Matches, name: str, chosen: Chosen, weights: Weights) -> tuple[Any, Callable[[int], Named]]:
    """How many claims have each value, and what each is asked for by and called."""
    summary = matches.summary
    if name in _CODED:
        words = _CODED[name]
        return _counted(chosen.of(getattr(summary.claims, name)), len(words)), lambda at: (
            words[at],
            words[at].replace("_", " "),
        )
    if name == "publisher":
        known = summary.books.publishers.values
        counts = _counted(chosen.of(summary.publisher) if len(summary.publisher) else summary.publisher, len(known))
        return counts, lambda at: (known[at] or "", known[at] or "publisher unknown")
    if name == "precision":
        return _counted(chosen.of(summary.precision), len(PRECISIONS)), lambda at: (str(at), PRECISIONS[at])
    if name == "voices":
        return _voices(matches, chosen, weights), lambda at: (_VOICES[at], _VOICES[at])
    if name == "country":
        pairs, names = summary.countries
        return _counted(chosen.values(pairs), pairs.count), lambda at: (names[at], names[at])
    if name == "place":
        places = summary.places_by_key[1]
        return _counted(chosen.values(summary.spots), summary.spots.count), lambda at: places[at][1:]
    told = summary.entities[1]
    pairs = summary.parties if name == "party" else summary.speakers
    return _counted(chosen.values(pairs), pairs.count), lambda at: told[at]


def _counted(values: Any, count: int) -> Any:
    return np.bincount(values, minlength=count)


def _voices(matches: Matches, chosen: Chosen, weights: Weights) -> Any:
    """Claims by how many voices their incident has; of an earlier state it is not known."""
    if matches.asked.number is not None or not len(weights.voices):
        return np.zeros(1, np.int64)
    incident = chosen.of(matches.summary.incident)
    told = np.where(incident >= 0, weights.voices[incident], UNKNOWN)
    return _counted(np.minimum(told[told > 0], MOST_VOICES), MOST_VOICES + 1)


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many claims are told to begin in each bin of time; bins without any are left out."""

    interval: Interval
    bins: tuple[tuple[date, int], ...]
    undated: int


def histogram(matches: Matches, interval: Interval | None = None) -> Histogram:
    """The claims by the day on which they are told to begin, as if no days were asked for."""
    return _once(matches, ("histogram", interval), lambda: _histogram(matches, interval))


def _histogram(matches: Matches, interval: Interval | None) -> Histogram:
    start = matches.chosen("days").of(matches.summary.claims.start)
    undated = int(np.count_nonzero(start == UNKNOWN_DAY))
    start = start[start != UNKNOWN_DAY]
    if not len(start):
        return Histogram(interval or "day", (), undated)
    first = int(start.min())
    counts = np.bincount(start - first)
    wanted = interval or _fitting(len(counts))
    days = np.flatnonzero(counts)
    begins = _begin(days + first, wanted)
    leading = np.flatnonzero(np.append(True, begins[1:] != begins[:-1]))
    sums = np.add.reduceat(counts[days], leading)
    told = zip(begins[leading].tolist(), sums.tolist(), strict=True)
    return Histogram(wanted, tuple((date.fromordinal(day), count) for day, count in told), undated)


def _fitting(days: int) -> Interval:
    if days <= MOST_BINS:
        return "day"
    if days <= MOST_BINS * 7:
        return "week"
    return "month" if days <= MOST_BINS * 30 else "year"


def _begin(days: Any, interval: Interval) -> Any:
    """The first day of the bin that each day falls into; days as `date.toordinal` numbers them."""
    if interval == "day":
        return days
    if interval == "week":
        return days - (days - 1) % 7  # the first of all days was a Monday
    unit = "M" if interval == "month" else "Y"
    return (days - EPOCH).astype("datetime64[D]").astype(f"datetime64[{unit}]").astype("datetime64[D]").astype(
        np.int64
    ) + EPOCH


def totals(matches: Matches) -> dict[str, int]:
    """How many claims answer, of how many incidents, and how many of them have no day or no point."""
    return _once(matches, ("totals",), lambda: _totals(matches))


def _totals(matches: Matches) -> dict[str, int]:
    chosen, summary = matches.chosen(), matches.summary
    known, incident = matches.members
    told = np.zeros(len(known) + 1, bool)
    told[chosen.of(incident)] = True  # -1, no incident, is the last
    return {
        "total": chosen.count,
        "incidents": int(np.count_nonzero(told[:-1])),
        "undated": int(np.count_nonzero(chosen.of(summary.claims.start) == UNKNOWN_DAY)),
        "unplaced": int(np.count_nonzero(chosen.of(summary.precision) == UNPLACED)),
    }
