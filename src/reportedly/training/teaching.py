"""What a larger network says of documents that nobody annotated → labels for a smaller one.

The teacher learned from the annotated documents. Its doubts teach too: the pupil is shown how likely the teacher holds each
type, each filler of a role and each pair of triggers, not only what it holds likeliest. The teacher may cut words into the
same pieces under other numbers (`numbers`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from reportedly.reading.encoder import distances
from reportedly.reading.opinion import TELLS, words
from reportedly.reading.windows import Window
from reportedly.training.batches import UNKNOWN, Asked, Labelled
from reportedly.training.network import Network


def opinions(teacher: Network, windows: Iterable[Window], numbers: Sequence[int] | None = None) -> Iterator[Labelled]:
    """The windows, labelled by the teacher. `numbers`: the teacher's number of each of the pupil's pieces."""
    teacher.eval()
    for window in windows:
        ids = window.ids if numbers is None else [numbers[i] for i in window.ids]
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = teacher(torch.tensor([ids]), torch.ones((1, len(ids)), dtype=torch.long))
        with torch.inference_mode():
            yield _labelled(teacher, window, [output[0].float() for output in outputs])


def _labelled(teacher: Network, window: Window, outputs: Sequence[torch.Tensor]) -> Labelled:
    kinds, statuses, questions, answers = outputs
    shares = kinds.softmax(-1).numpy()
    worth = np.array([float(s >= 0 and at >= window.own) for at, s in enumerate(window.sentence)], dtype=np.float32)
    asked = []
    for pieces in _triggers(window, shares):
        away, apart = distances(window, pieces)
        question = questions[pieces].mean(0, keepdim=True)
        parts = teacher.parts(question, answers, torch.from_numpy(away)[None], torch.from_numpy(apart)[None])
        chances = parts[0].sigmoid().numpy().astype(np.float32)
        chances[:, [at for at, sentence in enumerate(window.sentence) if sentence < 0]] = UNKNOWN
        said = statuses[pieces].mean(0)
        hedged = float(said[-1].sigmoid())
        asked.append(Asked(pieces, int(said[:-1].argmax()), hedged, True, chances, away, apart))
    return Labelled(window, shares, worth, asked)


def _triggers(window: Window, shares: NDArray[np.float32]) -> Iterator[list[int]]:
    """The pieces of each run of words that may tell an event of one type."""
    run: list[int] = []
    for first, after in words(window):
        if first < window.own or 1 - shares[first, 0] < TELLS:
            continue
        if run and run[-1] + 1 == first and shares[first, 1:].argmax() == shares[run[0], 1:].argmax():
            run += range(first, after)
            continue
        if run:
            yield run
        run = list(range(first, after))
    if run:
        yield run
