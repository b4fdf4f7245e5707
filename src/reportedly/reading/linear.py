"""Log-linear scores: a sum of weights over what holds of a case, turned into a probability.

Which of a document's triggers are claims, who of those named is the actor, which place is meant: each is a question with
many weak signs. The signs are computed by rules over the parse; how much each sign counts was estimated on annotated
reports and lies in ``reading/weights/*.csv`` as data, one sign a line. No word of a document is a sign: only entries of
the lexicon, relations of grammar, and counts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

BIAS = "(bias)"


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights of one question. An unknown sign counts nothing."""

    name: str
    weights: Mapping[str, float]

    def logit(self, signs: Iterable[str]) -> float:
        """The log-odds that the answer is yes."""
        get = self.weights.get
        total = get(BIAS, 0.0)
        for sign in signs:
            total += get(sign, 0.0)
        return total

    def __call__(self, signs: Iterable[str]) -> float:
        """The probability that the answer is yes, from 0 to 1."""
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self.logit(signs)))))


OVERRIDES: dict[str, Scorer] = {}  # what estimation puts in place of the files while it measures


def scorer(name: str) -> Scorer:
    """The scorer whose weights lie in ``weights/<name>.csv``; with no such file, one that answers a half to all."""
    return OVERRIDES.get(name) or _load(name)


@cache
def _load(name: str) -> Scorer:
    path = files("reportedly.reading").joinpath("weights", f"{name}.csv")
    if not path.is_file():
        return Scorer(name, {})
    lines = path.read_text("utf-8").splitlines()
    rows = csv.reader(line for line in lines if not line.startswith("#"))
    return Scorer(name, {sign: float(weight) for sign, weight in rows})
