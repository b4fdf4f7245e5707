"""Annotated reports, and documents in which there is no war → the weights by which a sentence is held to speak of war."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reportedly.evaluating.gold import document_of
from reportedly.model import Document
from reportedly.reading.linear import Scorer
from reportedly.reading.parts import Unit
from reportedly.reading.pipeline import sentences_of
from reportedly.reading.subject import NAME, signs, words
from reportedly.training.cases import Example
from reportedly.training.estimate import estimate
from reportedly.training.examples import Finder


def told(raw: Mapping[str, Any]) -> tuple[list[str], list[int]]:
    """The sentences of an annotated document, and for each claim that stands in one the number of that sentence."""
    sentences = sentences_of(document_of(raw))
    finder = Finder([Unit(sentence) for sentence in sentences])
    spots = [
        run.sentence
        for claim in raw["claims"]
        for run in finder.sought(claim["evidence"])[:1]
        if finder.inside(claim["trigger"], run)
    ]
    return [sentence.text for sentence in sentences], spots


def fit(annotated: Iterable[Mapping[str, Any]], peaceful: Iterable[Document]) -> Scorer:
    """The scorer: sentences in which a claim stands, against all of the documents in which there is no war.

    Both count the same however many there are of each, so that log-odds of nought are those of a toss.
    """
    telling = [sentences[at] for raw in annotated for sentences, spots in [told(raw)] for at in sorted(set(spots))]
    silent = [sentence.text for document in peaceful for sentence in sentences_of(document)]
    half = (len(telling) + len(silent)) / 2
    return estimate(NAME, [*_weighed(telling, 1, half), *_weighed(silent, 0, half)])


def _weighed(sentences: Sequence[str], label: int, weight: float) -> list[Example]:
    return [(tuple(sorted(signs(words(text)))), label, weight / len(sentences)) for text in sentences]
