"""How many voices each incident has, and in how much they contradict each other: worked out behind the pages' backs.

Voices are what is left when echoes are folded, which takes the words of the claims. That is a millisecond an incident, too
long for all of them at once and for none of them to be worth storing. So a thread of low priority weighs them, the largest first, and each answer says how many it does not know yet.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from reportedly.web import told
from reportedly.web.accounts import Teller
from reportedly.web.laid import NOW, laid
from reportedly.web.summary.columns import Ints, Keyed
from reportedly.web.summary.names import positions
from reportedly.web.summary.shelved import Shelved
from reportedly.web.summary.summary import Summary

PORTION = 40  # incidents that are weighed in one go, unless they are large
LARGE = 10  # claims from which on it takes too long to weigh an incident while somebody waits for a list
TELL_S = 5.0  # how often it tells what it knows
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Weights:
    """By the number of the incident: its voices for and against, and the slots that are disputed; -1 where not known yet."""

    version: int
    voices: Ints
    disputes: Ints
    missing: int = field(init=False)  # incidents that are not weighed yet

    def __post_init__(self) -> None:
        object.__setattr__(self, "missing", int(np.count_nonzero(self.voices == UNKNOWN)))


@dataclass(frozen=True, slots=True)
class Known:
    """What was weighed: the keys of incidents, sorted, the marks under which they were, and what came of it."""

    keys: Keyed = field(default_factory=lambda: np.empty(0, np.uint64))
    marks: Keyed = field(default_factory=lambda: np.empty(0, np.uint64))
    voices: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    disputes: Ints = field(default_factory=lambda: np.empty(0, np.int32))


class Weigher:
    """Weighs the incidents of one summary after another; what did not change is not weighed again."""

    def __init__(self, teller: Teller, shelved: Shelved) -> None:
        self._teller, self._shelved = teller, shelved
        self.known = Known()
        self._urgent: dict[str, None] = {}
        self._version = 0

    def first(self, incident: str) -> None:
        """Has an incident of many claims weighed before the others, since somebody waits for it."""
        self._urgent[incident] = None

    def weights(self, summary: Summary) -> Weights:
        """What is known of the incidents of a summary."""
        known, marks = self.known, summary.marks
        at = positions(known.keys, summary.incidents)
        found = np.flatnonzero(at >= 0)
        found = found[known.marks[at[found]] == marks[found]]
        voices, disputes = np.full((2, len(marks)), UNKNOWN, np.int32)
        voices[found], disputes[found] = known.voices[at[found]], known.disputes[at[found]]
        self._version += 1
        return Weights(self._version, voices, disputes)

    def weigh(self, summary: Summary, tell: Callable[[Weights], None], rest: Callable[[float], bool]) -> None:
        """Weighs what is not known of a summary, telling now and then, until all is, or `rest` says to stop.

        `rest` is told how many seconds one step took.
        """
        weights = self.weights(summary)
        tell(weights)
        # Filled in place from here on.
        self.known = Known(summary.incidents, summary.marks, weights.voices.copy(), weights.disputes.copy())
        missing = np.flatnonzero((weights.voices == UNKNOWN) | self._lost(summary))
        missing = missing[np.lexsort((-missing, -summary.extents[0][missing]))]
        self._hurry(summary)
        last = time.monotonic()
        for part in _portions(missing, summary.extents[0]):
            started = time.monotonic()
            self._weigh(summary, part)
            self._hurry(summary)
            if time.monotonic() - last > TELL_S:
                tell(self.weights(summary))
                last = time.monotonic()
            if rest(time.monotonic() - started):
                return
        if len(missing):
            tell(self.weights(summary))

    def _hurry(self, summary: Summary) -> None:
        """Weighs what somebody waits for."""
        while self._urgent:
            incident, _ = self._urgent.popitem()
            at = summary.position(incident)
            if at >= 0 and self._shelved.get(int(summary.incidents[at]), int(summary.marks[at])) is None:
                self._weigh(summary, [at])

    def _lost(self, summary: Summary) -> Any:
        """Which incidents of many claims are not laid out as they are; what is of none of them is taken away."""
        many = np.flatnonzero(summary.extents[0] > NOW)
        wanted = list(zip(summary.incidents[many].tolist(), summary.marks[many].tolist(), strict=True))
        there = self._shelved.there() if wanted and self._shelved.writable else set(wanted)
        if not there <= set(wanted):
            self._shelved.tidy(set(wanted))
        lost = np.zeros(len(summary.incidents), bool)
        lost[[number for number, one in zip(many.tolist(), wanted, strict=True) if one not in there]] = True
        return lost

    def _weigh(self, summary: Summary, part: Any) -> None:
        keys = {summary.books.incidents.id(int(summary.incidents[number])): int(number) for number in part}
        found = dict.fromkeys(keys.values(), (0, 0))
        for one in self._teller.accounts(list(keys)):
            if len(one.claims) >= LARGE:
                number = keys[one.incident.id]
                key, mark = int(summary.incidents[number]), int(self.known.marks[number])
                if summary.extents[0][number] > NOW:
                    self._shelved.put(key, mark, laid(one))
                self._teller.shown.large[key] = mark, told.summary(one)
            voices = len(one.weighed.voices) + len(one.weighed.denials)
            found[keys[one.incident.id]] = voices, len(one.weighed.disputes)
        self.known.voices[part], self.known.disputes[part] = zip(*found.values(), strict=True)


def _portions(numbers: Any, sizes: Any) -> Iterator[Any]:
    """Incidents of about so many claims together as `PORTION` small ones have, and at least one."""
    start = 0
    while start < len(numbers):
        claims = np.cumsum(sizes[numbers[start : start + PORTION]])
        end = start + max(1, int(np.searchsorted(claims, 2 * PORTION)))
        yield numbers[start:end]
        start = end
