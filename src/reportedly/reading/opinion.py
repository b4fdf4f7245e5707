"""What the encoder says of a document, to be asked about any words of it.

The rules find what there is to choose from; the encoder has read the whole report and has an opinion on each choice: whether
these words tell an event, whether that phrase is who did it, whether two triggers tell the same. Its opinion is a sign among
the others, in steps of log-odds (`steps`), so that how far it is to be trusted was estimated like everything else.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from math import log
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.model import Status
from reportedly.reading.encoder import Encoded, Encoder
from reportedly.reading.tags import KINDS, ROLES, STATUSES
from reportedly.reading.windows import Window, windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

TELLS = 0.25  # a word whose chance of telling an event is less is no trigger of the encoder's where it teaches
HEARD = 0.15  # and where it reads: rules and weights have a say then too
POINTS = 0.2  # likewise a word's chance of filling a role, for the words to be looked at
_ROW = {role: at for at, role in enumerate(ROLES)}
BOUNDS = (-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one sentence, by characters of its text, and how likely they are what was asked for."""

    unit: int
    start: int
    end: int
    p: float


def steps(name: str, p: float, bounds: tuple[float, ...] = BOUNDS) -> tuple[str, ...]:
    """The signs of a probability: one for each of the log-odds in `bounds` (rising) that it reaches."""
    odds = log((p if p > 1e-6 else 1e-6) / (1 - p if 1 - p > 1e-6 else 1e-6))
    return reached(name, odds, bounds)


def reached(name: str, value: float, bounds: tuple[float, ...]) -> tuple[str, ...]:
    """One sign for each of the bounds (rising) that a value reaches."""
    return _rising(name, bounds)[bisect_right(bounds, value)]


@cache
def _rising(name: str, bounds: tuple[float, ...]) -> tuple[tuple[str, ...], ...]:
    """None of the signs, the first, the first two …: there are few, and they are asked for thousands of times a document."""
    signs = tuple(f"{name}>={bound}" for bound in bounds)
    return tuple(signs[:count] for count in range(len(bounds) + 1))


@dataclass(frozen=True, slots=True)
class Pieces:
    """A window with what the network says of it, which of its pieces stand in which sentence, and its words.

    `words` are the first and the last piece (exclusive) of each word; between two words there may be special pieces.
    """

    window: Window
    encoded: Encoded
    by_sentence: Mapping[int, range]
    words: NDArray[np.int64]
    _found: dict[tuple[int, int, int], range] = field(default_factory=dict, repr=False, compare=False)

    def of(self, unit: int, start: int, end: int) -> range:
        """The pieces that cover these characters of the sentence; kept, for every trigger is asked about the same phrases.

        Pieces stand in the order of the text, none over another.
        """
        key = (unit, start, end)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._of(unit, start, end)
        return found

    def _of(self, unit: int, start: int, end: int) -> range:
        inside = self.by_sentence.get(unit)
        if inside is None:
            return range(0)
        w = self.window
        return range(
            bisect_right(w.end, start, inside.start, inside.stop), bisect_left(w.start, end, inside.start, inside.stop)
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What the encoder says of the parts played in one event: probabilities by role (rows) and piece."""

    pieces: Pieces
    rows: NDArray[np.float32]
    _lists: dict[str, list[float]] = field(default_factory=dict)
    _pointed: dict[str, list[Run]] = field(default_factory=dict)

    def part(self, role: str, unit: int, start: int, end: int) -> float:
        """How likely the likeliest of these words belongs to a filler of the role; 0 where they were not read with it."""
        at = self.pieces.of(unit, start, end)
        return max(self.chances(role)[at.start : at.stop]) if at else 0.0

    def chances(self, role: str) -> list[float]:
        """How likely each piece belongs to a filler of the role: asked a hundred times an event, of a list at a tenth of the cost."""
        row = self._lists.get(role)
        if row is None:
            row = self._lists[role] = self.rows[_ROW[role]].tolist()
        return row

    def runs(self, role: str) -> list[Run]:
        """The words that may fill the role, the likeliest first."""
        if not self._pointed:
            self._pointed.update(self._point())
        return self._pointed[role]

    def _point(self) -> Iterator[tuple[str, list[Run]]]:
        """All roles at once: a table costs little more than a row."""
        words = self.pieces.words
        first, after = words.T
        sums = np.zeros((len(self.rows), self.rows.shape[1] + 1))
        np.cumsum(self.rows, axis=1, dtype=np.float64, out=sums[:, 1:])
        shares = (sums[:, after] - sums[:, first]) / (after - first)
        likely: list[list[tuple[int, int, float]]] = [[] for _ in ROLES]
        for row, number in zip(*(each.tolist() for each in np.nonzero(shares >= POINTS)), strict=True):
            likely[row].append((*words[number].tolist(), float(shares[row, number])))
        for role, found in zip(ROLES, likely, strict=True):
            runs = _runs(self.pieces.window, found)
            yield role, sorted(runs, key=lambda run: (-run.p, run.unit, run.start))


@dataclass
class Opinion:
    """The encoder's opinion of one document. `start` and `end` of what is asked are characters of the sentence's text."""

    encoder: Encoder
    pieces: list[Pieces]
    own: Mapping[int, int]  # sentence → the window whose own it is
    _asked: dict[tuple[int, int, int], Asked | None] = field(default_factory=dict)
    _events: dict[tuple[int, int, int], tuple[float, Mapping[str, float]]] = field(default_factory=dict)
    _triggers: dict[int, list[Run]] | None = None
    _strongest: tuple[dict[int, NDArray[np.float32]], NDArray[np.float32]] | None = None

    @classmethod
    def of(
        cls, sentences: Sequence[tuple[str, str]], encoder: Encoder, matters: frozenset[int] | None = None
    ) -> Opinion:
        """The opinion of a document, given as (where, text) of its sentences.

        Of a document of several windows those in which no sentence of `matters` stands are not encoded.
        """
        pieces: list[Pieces] = []
        own: dict[int, int] = {}
        for window in windows(sentences, encoder.tokenizer):
            mine = {window.sentence[at] for at in range(window.own, len(window.ids)) if window.sentence[at] >= 0}
            if matters is not None and not mine & matters:
                continue
            own |= dict.fromkeys(mine, len(pieces))
            found = np.array(list(words(window)), dtype=np.int64).reshape(-1, 2)
            pieces.append(Pieces(window, encoder.encode(window), dict(_sentences(window)), found))
        return cls(encoder, pieces, own)

    def event(self, unit: int, start: int, end: int) -> tuple[float, Mapping[str, float]]:
        """How likely one of these words tells an event, and how likely one of each type; kept, as each type asks for it."""
        key = (unit, start, end)
        if (known := self._events.get(key)) is None:
            known = self._events[key] = self._event(key)
        return known

    def _event(self, key: tuple[int, int, int]) -> tuple[float, Mapping[str, float]]:
        if (found := self._at(*key)) is None:
            return 0.0, {}
        pieces, at = found
        odds = pieces.encoded.kinds[at.start : at.stop]
        none, *kinds = odds[int(np.argmin(odds[:, 0]))].tolist()
        return 1 - none, dict(zip(KINDS[1:], kinds, strict=True))

    def likeliest(self, unit: int) -> float:
        """How likely the likeliest word of the sentence tells an event; 0 where it was not read."""
        if unit not in self.own:
            return 0.0
        pieces = self.pieces[self.own[unit]]
        at = pieces.by_sentence[unit]
        return float(1 - np.min(pieces.encoded.kinds[at.start : at.stop, 0]))

    def elsewhere(self, unit: int, kind: str) -> tuple[float, float]:
        """How likely the likeliest word of the two sentences before and of the next tells an event of the type, and which
        part of all events that the document tells are held to be of it."""
        if self._strongest is None:
            self._strongest = self._find_strongest()
        strongest, share = self._strongest
        at = KINDS.index(kind)
        near = max((float(strongest[n][at]) for n in (unit - 2, unit - 1, unit + 1) if n in strongest), default=0.0)
        return near, float(share[at])

    def _find_strongest(self) -> tuple[dict[int, NDArray[np.float32]], NDArray[np.float32]]:
        out = {}
        for number, pieces in enumerate(self.pieces):
            for unit, at in pieces.by_sentence.items():
                if self.own.get(unit) == number:
                    out[unit] = pieces.encoded.kinds[at.start : at.stop].max(0)
        total = np.sum(list(out.values()), axis=0) if out else np.zeros(len(KINDS), dtype=np.float32)
        return out, total / max(float(total[1:].sum()), 1e-6)

    def status(self, unit: int, start: int, end: int) -> tuple[Status, float, float]:
        """The likeliest status, how likely it is, and how likely the event is told with a hedge."""
        found = self._at(unit, start, end)
        if found is None:
            return Status.OCCURRED, 0.0, 0.0
        pieces, at = found
        said = pieces.encoded.statuses[at.start : at.stop].mean(0)
        shares = np.exp(said[:-1] - np.max(said[:-1]))
        shares /= shares.sum()
        return Status(STATUSES[int(np.argmax(shares))]), float(shares.max()), float(1 / (1 + np.exp(-said[-1])))

    def asked(self, unit: int, start: int, end: int) -> Asked | None:
        """The parts in the event that these words tell; None where the encoder has not read them."""
        key = (unit, start, end)
        if key not in self._asked:
            found = self._at(unit, start, end)
            self._asked[key] = (
                Asked(found[0], self.encoder.parts(found[0].window, found[0].encoded, found[1])) if found else None
            )
        return self._asked[key]

    def same(self, a: tuple[int, int, int], b: tuple[int, int, int]) -> float | None:
        """How likely two triggers (unit, start, end) tell one event; None where they were never read together."""
        said = [
            sum(asked.chances("same")[at.start : at.stop]) / len(at)
            for one, other in ((a, b), (b, a))
            if (asked := self.asked(*one)) is not None and (at := asked.pieces.of(*other))
        ]
        return sum(said) / len(said) if said else None

    def triggers(self) -> dict[int, list[Run]]:
        """The words that the encoder takes to tell an event, by sentence."""
        if self._triggers is None:
            self._triggers = self._find_triggers()
        return self._triggers

    def _find_triggers(self) -> dict[int, list[Run]]:
        out: dict[int, list[Run]] = {}
        for pieces in self.pieces:
            own = pieces.words[pieces.words[:, 0] >= pieces.window.own]
            likely = _likely(own, 1 - pieces.encoded.kinds[own[:, 0], 0], HEARD)
            for run in _runs(pieces.window, likely):
                out.setdefault(run.unit, []).append(run)
        return out

    def _at(self, unit: int, start: int, end: int) -> tuple[Pieces, range] | None:
        if unit not in self.own:
            return None
        pieces = self.pieces[self.own[unit]]
        at = pieces.of(unit, start, end)
        return (pieces, at) if at else None


def _sentences(window: Window) -> Iterator[tuple[int, range]]:
    """Every sentence of the window with its pieces, which stand together."""
    first = 0
    for sentence, run in groupby(window.sentence):
        after = first + sum(1 for _ in run)
        if sentence >= 0:
            yield sentence, range(first, after)
        first = after


def words(window: Window) -> Iterator[tuple[int, int]]:
    """First and last piece (exclusive) of every word."""
    begin = None
    for at, sentence in enumerate(window.sentence):
        if begin is not None and (sentence < 0 or window.begins[at]):
            yield begin, at
            begin = None
        if sentence >= 0 and begin is None:
            begin = at
    if begin is not None:
        yield begin, len(window.ids)


def _likely(found: NDArray[np.int64], chances: NDArray[Any], least: float) -> Iterator[tuple[int, int, float]]:
    """The words that are likely enough, with their chance."""
    for number in np.flatnonzero(chances >= least).tolist():
        yield int(found[number, 0]), int(found[number, 1]), float(chances[number])


def _runs(window: Window, likely: Iterable[tuple[int, int, float]]) -> list[Run]:
    """Neighbouring words that are all likely enough, and at least half as likely as the likeliest before them."""
    out: list[Run] = []
    open_: tuple[int, int, float] | None = None
    for first, after, p in likely:
        if open_ is not None:
            near = window.sentence[open_[0]] == window.sentence[first] and open_[1] == first
            if near and p >= open_[2] / 2:
                open_ = (open_[0], after, max(p, open_[2]))
                continue
            out.append(_run(window, open_))
        open_ = (first, after, p)
    if open_ is not None:
        out.append(_run(window, open_))
    return out


def _run(window: Window, run: tuple[int, int, float]) -> Run:
    return Run(window.sentence[run[0]], window.start[run[0]], window.end[run[1] - 1], run[2])
