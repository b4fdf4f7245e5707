"""Log-linear scores: a sum of weights over what holds of a case, turned into a probability.

Which of a document's triggers are claims, who of those named is the actor, which place is meant: each is a question with
many weak signs. The signs are computed by rules over the parse; how much each sign counts was estimated on annotated
reports and lies in CSV files as data, one sign a line. No word of a document is a sign: only entries of
the lexicon, relations of grammar, and counts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import exp

from reportedly.errors import ModelError

BIAS = "(bias)"


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights of one question. An unknown sign counts nothing."""

    name: str
    weights: Mapping[str, float]

    def logit(self, signs: Iterable[str]) -> float:
        """The log-odds that the answer is yes."""
        total = self.weights.get(BIAS, 0.0)
        for weight in filter(None, map(self.weights.get, signs)):  # in one go: a third of the time of a look for each
            total += weight
        return total

    def __call__(self, signs: Iterable[str]) -> float:
        """The probability that the answer is yes, from 0 to 1."""
        return _probability(self.logit(signs))


class Both:
    """Two questions put to the same signs, so that each sign is looked up once."""

    def __init__(self, one: Scorer, other: Scorer) -> None:
        every = one.weights.keys() | other.weights.keys()
        self._weights = {sign: (one.weights.get(sign, 0.0), other.weights.get(sign, 0.0)) for sign in every}

    def __call__(self, signs: Iterable[str]) -> tuple[float, float]:
        """The probabilities that the answers are yes."""
        first, second = self._weights.get(BIAS, (0.0, 0.0))
        for one, other in filter(None, map(self._weights.get, signs)):
            first += one
            second += other
        return _probability(first), _probability(second)


def _probability(odds: float) -> float:
    return 1.0 / (1.0 + exp(30.0 if odds < -30.0 else -30.0 if odds > 30.0 else -odds))


@dataclass(frozen=True, slots=True)
class Scores:
    """The scorers that one tagger reads with, by the name of their question."""

    by_name: Mapping[str, Scorer]
    _together: dict[tuple[str, str], Both] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def load(cls, folder: Traversable) -> Scores:
        """The scorers whose weights lie in the folder, one CSV each. Raises `ModelError` for a file that is none."""
        return cls({path.name.removesuffix(".csv"): _load(path) for path in sorted_files(folder)})

    def __getitem__(self, name: str) -> Scorer:
        """The scorer of a question; where there is none, one that answers a half to all."""
        return self.by_name.get(name) or Scorer(name, {})

    def both(self, one: str, other: str) -> Both:
        """Two scorers in one."""
        found = self._together.get((one, other))
        if found is None:
            found = self._together[one, other] = Both(self[one], self[other])
        return found


@cache
def lexicon_scores() -> Scores:
    """The scorers of the lexicon's tagger, which leans on no encoder."""
    return Scores.load(files("reportedly.reading").joinpath("weights", "lexicon"))


def sorted_files(folder: Traversable) -> list[Traversable]:
    """The weight files of a folder, by name."""
    found = [path for path in folder.iterdir() if path.name.endswith(".csv")] if folder.is_dir() else []
    if not found:
        raise ModelError("holds no weights (*.csv)", where=str(folder))
    return sorted(found, key=lambda path: path.name)


def _load(path: Traversable) -> Scorer:
    rows = csv.reader(line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    try:
        return Scorer(path.name.removesuffix(".csv"), {sign: float(weight) for sign, weight in rows})
    except ValueError as fault:
        raise ModelError(f"is no file of weights ({fault})", where=str(path)) from None
