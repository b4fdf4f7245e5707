"""What trained networks say of documents that nobody annotated → labels for the network that is to be kept.

The teachers learned from the annotated documents. Their doubts teach too: the pupil is shown how likely they hold each type,
each filler of a role and each pair of triggers, not only what they hold likeliest. Roles are taught by a network like the
pupil; a larger one beside it, which knows triggers better, has a say in those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from reportedly.errors import ModelError
from reportedly.reading.encoder import TOKENIZER, distances
from reportedly.reading.opinion import TELLS, words
from reportedly.reading.windows import Window
from reportedly.training.batches import UNKNOWN, Asked, Labelled
from reportedly.training.network import Network

_SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>", "[UNK]": "<unk>"}


def numbers_of(pupil: Tokenizer, teacher: Path) -> list[int]:
    """For each piece of the pupil the number that it has in the teacher's folder, whose words must be cut alike."""
    vocabulary = Tokenizer.from_file(str(teacher / TOKENIZER)).get_vocab()
    out: list[int] = []
    for number in range(pupil.get_vocab_size()):
        piece = str(pupil.id_to_token(number))
        found = vocabulary.get(piece, vocabulary.get(_SPECIAL.get(piece, "[UNK]")))
        if found is None:
            raise ModelError(f"cuts words into other pieces; it has no “{piece}”", where=str(teacher))
        out.append(found)
    return out


@dataclass
class Teacher:
    """A network like the pupil, and one with other numbers for the pieces that has half a say in what tells an event."""

    network: Network
    larger: Network | None = None
    numbers: Sequence[int] = ()

    def said(self, window: Window) -> list[Tensor]:
        """Kinds, statuses, questions and answers of one window."""
        mask = torch.ones((1, len(window.ids)), dtype=torch.long)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = self.network(torch.tensor([window.ids]), mask)
            more = self.larger(torch.tensor([[self.numbers[i] for i in window.ids]]), mask) if self.larger else None
        kinds, *rest = (output[0].float() for output in outputs)
        if more is not None:
            kinds = ((kinds.softmax(-1) + more[0][0].float().softmax(-1)) / 2).log()
        return [kinds, *rest]


def opinions(teacher: Teacher, windows: Iterable[Window]) -> Iterator[Labelled]:
    """The windows, labelled by the teacher."""
    teacher.network.eval()
    if teacher.larger is not None:
        teacher.larger.eval()
    for window in windows:
        yield _labelled(teacher, window)


def _labelled(teacher: Teacher, window: Window) -> Labelled:
    kinds, statuses, questions, answers = teacher.said(window)
    shares: NDArray[np.float32] = kinds.softmax(-1).numpy()
    worth = np.array([float(s >= 0 and at >= window.own) for at, s in enumerate(window.sentence)], dtype=np.float32)
    special = [at for at, sentence in enumerate(window.sentence) if sentence < 0]
    asked = []
    for pieces in _triggers(window, shares):
        away, apart = distances(window, pieces)
        with torch.inference_mode():
            question = questions[pieces].mean(0, keepdim=True)
            parts = teacher.network.parts(
                question, answers, torch.from_numpy(away)[None], torch.from_numpy(apart)[None]
            )[0].sigmoid()
        chances = parts.numpy().astype(np.float32)
        chances[:, special] = UNKNOWN
        said = statuses[pieces].mean(0)
        asked.append(Asked(pieces, int(said[:-1].argmax()), float(said[-1].sigmoid()), True, chances, away, apart))
    return Labelled(window, shares, worth, asked)


def _triggers(window: Window, shares: NDArray[np.float32]) -> Iterator[list[int]]:
    """The pieces of each run of words that may tell an event of one type."""
    run: list[int] = []
    for first, after in words(window):
        if first < window.own or 1 - shares[first, 0] < TELLS:
            continue
        if run and run[-1] + 1 == first and np.argmax(shares[first, 1:]) == np.argmax(shares[run[0], 1:]):
            run += range(first, after)
            continue
        if run:
            yield run
        run = list(range(first, after))
    if run:
        yield run
