"""Sentences → what the parser's network makes of each word: the numbers that its layers give, in less than half of their time.

The network first looks a word up in tables, which says the same wherever the word stands, and so is remembered. Then each word hears
its neighbours, in a few steps; of these all is left out that only learning needs. As the model does both, they are half of a parse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc as Parsed
    from thinc.model import Model

Vectors = NDArray[np.float32]  # a row for each word
# What the tables are asked for: a word's form, first letter, ending, shape, and whether a blank follows.
Word = tuple[int, ...]
MOST = 100_000  # words that are remembered, each in half a kilobyte


class WordVectors:
    """The vectors of words, by the layers of spaCy's "tok2vec"."""

    def __init__(self, model: Model[Any, Any], most: int = MOST) -> None:
        words, neighbours = model.layers
        extract, _, self.tables, self.joined, _ = words.layers
        self.attributes: list[int | str] = extract.attrs["columns"]
        self.gap = [0] * neighbours.attrs["pad"]  # rows of nothing around each sentence
        self.steps = [_step(residual.layers[0]) for residual in neighbours.layers[0].layers]
        self.width: int = model.get_dim("nO")
        self.most = most
        self._forget()

    def _forget(self, room: int = 0) -> None:
        self.rows: dict[Word, int] = {}
        # The first row is that of nothing.
        self.known: Vectors = np.zeros((max(self.most, room), self.width), np.float32)

    def as_model(self) -> Model[Any, Any]:
        """A layer for spaCy that reads and does not learn."""
        from thinc.model import Model

        def forward(_: object, docs: Sequence[Parsed], is_train: bool) -> tuple[list[Vectors], Callable[[Any], Any]]:
            return self.of(docs), lambda _: []

        return Model("word_vectors", forward, dims={"nO": self.width})

    def of(self, docs: Sequence[Parsed]) -> list[Vectors]:
        """The vectors of each sentence's words, in order; equal to those of the model's own layers but for rounding."""
        words = [list(map(tuple, doc.to_array(self.attributes).tolist())) for doc in docs]
        self._learn([word for sentence in words for word in sentence])
        rows, starts = list(self.gap), []
        for sentence in words:
            starts.append(len(rows))
            rows += map(self.rows.__getitem__, sentence)
            rows += self.gap
        vectors = self.known[rows]
        for step in self.steps:
            vectors += step(vectors)
        return [vectors[start : start + len(sentence)] for start, sentence in zip(starts, words, strict=True)]

    def _learn(self, words: Sequence[Word]) -> None:
        """Looks up those that are not known; starts over where they are too many."""
        new = [word for word in dict.fromkeys(words) if word not in self.rows]
        if not new:
            return
        if len(self.rows) + len(new) >= len(self.known):
            new = list(dict.fromkeys(words))
            self._forget(len(new) + 1)
        first = len(self.rows) + 1
        found = self.joined.predict(self.tables.predict(np.array(new, np.uint64)))
        self.known[first : first + len(new)] = found
        self.rows.update(zip(new, range(first, first + len(new)), strict=True))


def _step(layers: Any) -> Callable[[Vectors], Vectors]:
    """What a word hears: it and its neighbours, weighed in a few ways of which the strongest counts, brought to one scale."""
    window, heard = layers.layers
    strongest, scale = heard.layers[0].layers
    reach, width, pieces = window.attrs["window_size"], strongest.get_dim("nO"), strongest.get_dim("nP")
    # All first ways stand together, then all second ones, so that whole columns are compared.
    weights = np.ascontiguousarray(strongest.get_param("W").swapaxes(0, 1).reshape(pieces * width, -1).T)
    bias = strongest.get_param("b").T.ravel()
    gain, shift = scale.get_param("G"), scale.get_param("b")

    def step(vectors: Vectors) -> Vectors:
        ways = window.ops.seq2col(vectors, reach) @ weights
        ways += bias
        best: Vectors = ways[:, :width]
        for piece in range(1, pieces):
            best = np.maximum(best, ways[:, piece * width : (piece + 1) * width])
        best -= best.mean(axis=1, keepdims=True)
        variance = np.square(best).mean(axis=1, keepdims=True)
        variance += 1e-8
        best *= variance**-0.5
        best *= gain
        best += shift
        return best

    return step
