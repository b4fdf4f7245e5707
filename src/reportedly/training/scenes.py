"""Sentences in which the place of one event is marked → labelled windows: what is known of the scene is put right.

Types and other roles are the teacher's. A sentence marks where the event was, not whether it names that exactly or as what holds it,
so a place that the teacher takes for the wider one is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from tokenizers import Tokenizer

from reportedly.evaluating.scenes import Scene, Span
from reportedly.reading.encoder import distances
from reportedly.reading.tags import ROLES
from reportedly.reading.windows import Window, windows
from reportedly.training.batches import UNKNOWN, Asked, Labelled
from reportedly.training.teaching import Teacher, opinions

WIDER = 0.2  # how likely the teacher must hold a word to be a wider place for it to stay open
DOUBTED = 0.3  # what is left of the teacher's belief in a place that is not marked
_SCENE, _PLACE, _WITHIN = (ROLES.index(role) for role in ("scene", "place", "within"))


def labelled(scenes: Iterable[Scene], teacher: Teacher, tokenizer: Tokenizer) -> Iterator[Labelled]:
    """The window of each sentence, labelled by the teacher, with the marked places put right."""
    for scene in scenes:
        (window, *_) = windows([("text", scene.text)], tokenizer)
        (told,) = opinions(teacher, [window])
        verb = _pieces(window, [scene.verb])
        if verb:
            _put_right(told, verb, _pieces(window, scene.places))
            yield told


def _pieces(window: Window, spans: Sequence[Span]) -> list[int]:
    return [
        at
        for at, sentence in enumerate(window.sentence)
        if sentence >= 0 and any(window.start[at] < end and start < window.end[at] for start, end in spans)
    ]


def _put_right(told: Labelled, verb: list[int], marked: list[int]) -> None:
    window = told.window
    asked = next((one for one in told.asked if set(one.pieces) & set(verb)), None)
    if asked is None:
        away, apart = distances(window, verb)
        parts = np.full((len(ROLES), len(window.ids)), UNKNOWN, dtype=np.float32)
        asked = Asked(verb, 0, 0.0, False, parts, away, apart)
        told.asked.append(asked)
    parts = asked.parts
    own = np.array([sentence >= 0 for sentence in window.sentence])
    here = np.isin(np.arange(len(own)), marked)
    wider = parts[_WITHIN] > WIDER
    parts[_SCENE] = np.where(own, 0.0, UNKNOWN)
    parts[_SCENE, wider] = UNKNOWN
    parts[_SCENE, here] = 1.0
    known = parts[_PLACE] >= 0
    parts[_PLACE, known & here & (parts[_PLACE] >= parts[_WITHIN])] = 1.0
    parts[_PLACE, known & ~here] *= DOUBTED
