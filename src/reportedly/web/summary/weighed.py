"""How many voices each incident has, and in how much they contradict each other: worked out behind the pages' backs.

Voices are what is left when echoes are folded, which takes the words of the claims. That is a millisecond an incident, too
long for all of them at once and for none of them to be worth storing. So a thread of low priority weighs them, those with
several claims first, and each answer says how many it does not know yet.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from reportedly.web.accounts import Teller
from reportedly.web.summary.columns import Ints
from reportedly.web.summary.names import SPREAD, positions
from reportedly.web.summary.summary import Summary

PORTION = 40  # incidents that are weighed in one go
TELL_S = 5.0  # how often it tells what it knows
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Weights:
    """By the number of the incident: its voices for and against, and the slots that are disputed; -1 where not known yet."""

    version: int
    voices: Ints
    disputes: Ints

    @property
    def missing(self) -> int:
        """How many incidents are not weighed yet."""
        return int(np.count_nonzero(self.voices == UNKNOWN))


NONE = Weights(0, np.empty(0, np.int32), np.empty(0, np.int32))


class Weigher:
    """Weighs the incidents of one summary after another; what did not change is not weighed again."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller
        self._known: dict[int, tuple[int, int, int]] = {}
        self._version = 0

    def weights(self, summary: Summary) -> Weights:
        """What is known of the incidents of a summary."""
        marks = marks_of(summary)
        found = [
            known[1:]
            if (known := self._known.get(int(key))) is not None and known[0] == int(mark)
            else (UNKNOWN, UNKNOWN)
            for key, mark in zip(summary.incidents, marks, strict=True)
        ]
        self._version += 1
        table = np.array(found, np.int32).reshape(-1, 2)
        return Weights(self._version, table[:, 0], table[:, 1])

    def weigh(self, summary: Summary, tell: Callable[[Weights], None], rest: Callable[[float], bool]) -> None:
        """Weighs what is not known of a summary, telling now and then, until all is, or `rest` says to stop.

        `rest` is told how many seconds one step took.
        """
        marks = marks_of(summary)
        weights = self.weights(summary)
        tell(weights)
        sizes = np.bincount(summary.incident[summary.incident >= 0], minlength=len(summary.incidents))
        missing = np.flatnonzero(weights.voices == UNKNOWN)
        missing = missing[np.lexsort((-missing, sizes[missing] < 2))]
        told = time.monotonic()
        for part in _portions(missing):
            started = time.monotonic()
            self._weigh(summary, part, marks)
            if time.monotonic() - told > TELL_S:
                tell(self.weights(summary))
                told = time.monotonic()
            if rest(time.monotonic() - started):
                return
        if len(missing):
            tell(self.weights(summary))

    def _weigh(self, summary: Summary, part: Sequence[int], marks: Any) -> None:
        keys = {summary.books.incidents.id(int(summary.incidents[number])): int(number) for number in part}
        for number in keys.values():
            self._known[int(summary.incidents[number])] = (int(marks[number]), 0, 0)
        for one in self._teller.accounts(list(keys)):
            number = keys[one.incident.id]
            voices = len(one.weighed.voices) + len(one.weighed.denials)
            told = (int(marks[number]), voices, len(one.weighed.disputes))
            self._known[int(summary.incidents[number])] = told


def marks_of(summary: Summary) -> Any:
    """A number for each incident that is another once its claims, or who took over the texts of their documents, are."""
    own = np.flatnonzero(summary.incident >= 0)
    marks = np.zeros(len(summary.incidents), np.uint64)
    spread = summary.claims.rowno[own].astype(np.uint64) * SPREAD
    keys, numbers = summary.raw.takeovers
    at = positions(keys, summary.claims.document[own])
    if len(keys):
        spread += np.where(at >= 0, numbers[at], np.uint64(0))
    np.add.at(marks, summary.incident[own], spread)
    return marks


def _portions(numbers: Any) -> Iterator[Any]:
    for start in range(0, len(numbers), PORTION):
        yield numbers[start : start + PORTION]
