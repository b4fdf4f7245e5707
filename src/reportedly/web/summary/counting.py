"""Counts of what answers: by facet, by bin of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from reportedly.ledger.facets import fold
from reportedly.web.summary.columns import REVIEWS, STATUSES, TYPES, UNKNOWN_DAY, UNPLACED, Mask
from reportedly.web.summary.matching import Matches
from reportedly.web.summary.summary import Pairs, Summary
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
MOST_VOICES = 5  # from here on they are counted together
PRECISIONS = {
    1: "exact", 2: "near a town", 3: "district", 4: "province", 5: "region", 6: "country", 7: "sea or air",
    8: "a point of unknown precision", 0: "no point",
}  # fmt: skip
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
    mask = matches.all(*OWN[name])
    found = _counts(matches, name, mask, weights)
    if starts:
        wanted = fold(starts)
        found = [one for one in found if any(word.startswith(wanted) for word in _tails(fold(one.name)))]
    if name not in {"precision", "voices"}:
        found.sort(key=lambda one: (-one.count, one.name))
    return Counted(tuple(found[:top]), max(0, len(found) - top))


def _tails(name: str) -> Iterable[str]:
    words = name.split()
    return (" ".join(words[at:]) for at in range(len(words)))


def _counts(matches: Matches, name: str, mask: Mask, weights: Weights) -> list[Value]:
    summary = matches.summary
    coded = {"type": TYPES, "status": STATUSES, "review": REVIEWS}
    if name in coded:
        counts = np.bincount(getattr(summary.claims, name)[mask], minlength=len(coded[name]))
        return [Value(v, v.replace("_", " "), int(n)) for v, n in zip(coded[name], counts, strict=True) if n]
    if name == "publisher":
        counts = np.bincount(summary.publisher[mask], minlength=1) if len(summary.publisher) else np.zeros(0, int)
        known = summary.books.publishers.values
        return [Value(known[at] or "", known[at] or "publisher unknown", int(n)) for at, n in enumerate(counts) if n]
    if name == "precision":
        counts = np.bincount(summary.precision[mask], minlength=9)
        return [Value(str(at), PRECISIONS[at], int(counts[at])) for at in PRECISIONS if counts[at]]
    if name == "voices":
        return _voices(summary, mask, weights) if matches.asked.number is None else []
    if name == "country":
        pairs, names = summary.countries
        return [Value(names[at], names[at], n) for at, n in _paired(pairs, mask)]
    if name == "place":
        pairs, places = summary.spots
        return [Value(*places[at], n) for at, n in _paired(pairs, mask)]
    pairs = summary.parties if name == "party" else summary.speakers
    told = summary.entities[1]
    return [Value(*told[at], n) for at, n in _paired(pairs, mask)]


def _paired(pairs: Pairs, mask: Mask) -> list[tuple[int, int]]:
    counts = np.bincount(pairs.value[mask[pairs.claim]], minlength=pairs.count)
    return [(int(at), int(counts[at])) for at in np.flatnonzero(counts)]


def _voices(summary: Summary, mask: Mask, weights: Weights) -> list[Value]:
    incident = summary.incident[mask]
    if not len(weights.voices):
        return []
    told = np.where(incident >= 0, weights.voices[incident], UNKNOWN)
    counts = np.bincount(np.minimum(told[told > 0], MOST_VOICES), minlength=MOST_VOICES + 1)
    names = {at: f"{at}+" if at == MOST_VOICES else str(at) for at in range(1, MOST_VOICES + 1)}
    return [Value(names[at], names[at], int(counts[at])) for at in names if counts[at]]


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many claims are told to begin in each bin of time; bins without any are left out."""

    interval: Interval
    bins: tuple[tuple[date, int], ...]
    undated: int


def histogram(matches: Matches, interval: Interval | None = None) -> Histogram:
    """The claims by the day on which they are told to begin, as if no days were asked for."""
    summary = matches.summary
    start = summary.claims.start[matches.all("days")]
    undated = int(np.count_nonzero(start == UNKNOWN_DAY))
    start = start[start != UNKNOWN_DAY]
    if not len(start):
        return Histogram(interval or "day", (), undated)
    first = int(start.min())
    counts = np.bincount(start - first)
    days = np.flatnonzero(counts)
    wanted = interval or _fitting(len(counts))
    bins: dict[date, int] = {}
    for at in days:
        day = _begin(date.fromordinal(first + int(at)), wanted)
        bins[day] = bins.get(day, 0) + int(counts[at])
    return Histogram(wanted, tuple(bins.items()), undated)


def _fitting(days: int) -> Interval:
    if days <= MOST_BINS:
        return "day"
    if days <= MOST_BINS * 7:
        return "week"
    return "month" if days <= MOST_BINS * 30 else "year"


def _begin(day: date, interval: Interval) -> date:
    if interval == "week":
        return day - timedelta(days=day.weekday()) if day.toordinal() > day.weekday() else date.min
    if interval == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if interval == "year" else day


def totals(matches: Matches) -> dict[str, int]:
    """How many claims answer, of how many incidents, and how many of them have no day or no point."""
    mask, summary = matches.all(), matches.summary
    known, incident = matches.members
    told = np.zeros(len(known) + 1, bool)
    told[incident[mask]] = True  # -1, no incident, is the last
    return {
        "total": int(np.count_nonzero(mask)),
        "incidents": int(np.count_nonzero(told[:-1])),
        "undated": int(np.count_nonzero(summary.claims.start[mask] == UNKNOWN_DAY)),
        "unplaced": int(np.count_nonzero(summary.precision[mask] == UNPLACED)),
    }
