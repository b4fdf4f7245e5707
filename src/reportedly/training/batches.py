"""Examples → labelled windows: for each piece of a window, what the network should have said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportedly.reading.encoder import distances
from reportedly.reading.tags import KINDS, ROLES, STATUSES
from reportedly.reading.windows import Window, windows
from reportedly.training.examples import Example, Run, Telling

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

UNKNOWN = -1.0
LATER = 0.5  # what a later telling's trigger, which the annotation does not name, weighs beside a named one


@dataclass(slots=True)
class Asked:
    """One trigger of a window: its pieces and what is right about it."""

    pieces: list[int]
    status: int
    hedged: float
    main: bool
    parts: NDArray[np.float32]  # role, piece: 1, 0 or UNKNOWN
    away: NDArray[np.int64]
    apart: NDArray[np.int64]


@dataclass(slots=True)
class Labelled:
    """A window with its labels: for each piece the types that are right, and what getting it right is worth.

    Annotated windows hold truths for `kinds` (any type that is true is right), those that a teacher labelled its chances.
    """

    window: Window
    kinds: NDArray[np.bool_] | NDArray[np.float32]  # piece, type
    worth: NDArray[np.float32]
    asked: list[Asked]


def labelled(example: Example, tokenizer: Tokenizer) -> list[Labelled]:
    """The labelled windows of one example."""
    return [
        label(example, window)
        for window in windows([(where, text) for where, _, _, text in example.sentences], tokenizer)
    ]


def label(example: Example, window: Window) -> Labelled:
    """The window with its labels."""
    length = len(window.ids)
    places = _Pieces(window)
    kinds = np.zeros((length, len(KINDS)), dtype=bool)
    kinds[:, 0] = True
    worth = np.array([float(s >= 0 and at >= window.own) for at, s in enumerate(window.sentence)], dtype=np.float32)
    for at in places.of(example.open):
        worth[at] = 0
    tellings = [(telling, pieces) for telling in example.tellings if (pieces := places.of(telling.trigger))]
    for telling, pieces in sorted(tellings, key=lambda pair: (pair[0].main, not pair[0].optional)):
        for at in pieces:
            kinds[at] = False
            kinds[at, [KINDS.index(kind) for kind in telling.types]] = True
            kinds[at, 0] = telling.optional
            worth[at] = (1.0 if telling.main else LATER) * (at >= window.own)
    asked = [_asked(t, p, tellings, places) for t, p in tellings if p[0] >= window.own]
    return Labelled(window, kinds, worth, asked)


class _Pieces:
    """Which pieces of a window cover which characters."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.by_sentence: dict[int, list[int]] = {}
        for at, sentence in enumerate(window.sentence):
            self.by_sentence.setdefault(sentence, []).append(at)

    def of(self, runs: Iterable[Run]) -> list[int]:
        w = self.window
        return [
            at
            for run in runs
            for at in self.by_sentence.get(run.sentence, ())
            if w.start[at] < run.end and run.start < w.end[at]
        ]


def _asked(
    telling: Telling, pieces: list[int], tellings: Sequence[tuple[Telling, list[int]]], places: _Pieces
) -> Asked:
    length = len(places.window.ids)
    parts = np.full((len(ROLES), length), UNKNOWN, dtype=np.float32)
    for number, role in enumerate(ROLES):
        part = telling.parts.get(role)
        if part is None:
            continue
        right = [places.of([run]) for run in part.right]
        if all(right):  # a filler outside of the window leaves the role open
            parts[number] = 0
            parts[number, places.of(part.open)] = UNKNOWN
            parts[number, [at for run in right for at in run]] = 1
    parts[:, [at for at, sentence in enumerate(places.window.sentence) if sentence < 0]] = UNKNOWN
    same = ROLES.index("same")
    parts[same] = UNKNOWN
    for other, others in tellings:
        if others != pieces:
            parts[same, others] = float(other.claim == telling.claim)
    away, apart = distances(places.window, pieces)
    status = STATUSES.index(telling.status)
    return Asked(pieces, status, float(telling.hedged), telling.main, parts, away, apart)
