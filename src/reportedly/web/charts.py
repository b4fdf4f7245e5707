"""What a server draws of time: columns of months, and who is said to have held a place as lanes, one a voice.

Positions are percentages of the width, so that a drawing fits a phone as it fits a desk. Each stands beside the same in
words, which is what is read out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.incident_model import Holding
from reportedly.web.summary.territory import Held

SIDES = 8  # colours of holders; what more there are share the last
LEAST = 0.8  # percent: what is shorter could not be seen
MOST_LANES = 14
TOGETHER = "all together"


@dataclass(frozen=True, slots=True)
class Column:
    """A month as a column: its name and last day, and where it stands and how tall it is, in percent."""

    month: str
    last: str
    count: int
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A holding, or the part of it that is certain or not: where it lies in percent, and the number of its holder's colour."""

    x: float
    width: float
    side: int
    sure: bool
    disputed: bool
    told: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """Who held a place from `first` to `last`: lanes by their voices, and the holders in the order of their colours."""

    first: date
    last: date
    lanes: tuple[tuple[str, tuple[Bar, ...]], ...]
    holders: tuple[str, ...]


def columns(bins: Sequence[tuple[date, int]]) -> list[Column]:
    """The months that are told of, from the first to the last, each as wide as all others."""
    if not bins:
        return []
    first = _month(bins[0][0])
    wide = 100 / (_month(bins[-1][0]) - first + 1)
    most = max(count for _, count in bins)
    return [
        Column(f"{day:%Y-%m}", str(_last(day)), count, (_month(day) - first) * wide, wide, 100 * count / most)
        for day, count in bins
    ]


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _last(day: date) -> date:
    """The last day of a month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def lanes(held: Held) -> Lanes | None:
    """The timelines of a place, by all together first; `None` where no day is told."""
    days = [day for one in (*held.together, *held.by_voice) for day in _days(one)]
    if not days:
        return None
    first, last = min(days), max(days)
    margin = timedelta(
        days=max(1, (last - first).days // 20)
    )  # what has no known begin or end goes beyond what is told
    first, last = first - margin, last + margin
    names = list(dict.fromkeys(one.party_name for one in (*held.together, *held.by_voice)))
    by_voice: dict[str, list[Holding]] = {TOGETHER: list(held.together)}
    for one in held.by_voice:
        by_voice.setdefault(held.names.get(one.voice or "", one.voice or ""), []).append(one)
    made = tuple(
        (voice, tuple(bar for one in several for bar in _bars(one, held, first, last, names.index(one.party_name))))
        for voice, several in list(by_voice.items())[: MOST_LANES + 1]
    )
    return Lanes(first, last, made, tuple(names[:SIDES]))


def _days(one: Holding) -> Iterable[date]:
    moments = (one.since, *([one.until] if one.until else []))
    told = (*(day for moment in moments for day in (moment.earliest, moment.latest)), one.last_said)
    return (day for day in told if day is not None)


def _bars(one: Holding, held: Held, first: date, last: date, side: int) -> Iterable[Bar]:
    """The part that is certain, and those before and after it in which the holding may have begun or ended."""
    begun, sure = one.since.earliest or first, one.since.latest or one.since.earliest or first
    over = last if one.until is None else one.until.latest or last
    until = one.last_said or sure if one.until is None else one.until.earliest or one.last_said or sure
    until = max(sure, until)
    disputed = held.disputed(one)
    told = ", with ".join([one.party_name or "nobody", *([", ".join(one.also)] if one.also else [])])
    for start, end, certain in ((begun, sure, False), (sure, until, True), (until, over, False)):
        if certain or end > start:
            x = 100 * (start - first).days / (last - first).days
            width = max(LEAST, 100 * (end - start).days / (last - first).days)
            yield Bar(round(x, 2), round(width, 2), min(side, SIDES - 1), certain, disputed, told)
