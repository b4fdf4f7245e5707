"""What people should look at first: what the reader is unsure of, and much rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from reportedly.web.asking import Item, Look, items
from reportedly.web.summary.columns import REVIEWS

UNSURE = 0.5  # the confidence that a claim without one is taken to have: nothing is known of it
DISPUTED = 1.5  # how much more a claim of a disputed incident counts


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first claims of the queue, and how many there are."""

    total: int
    items: tuple[Item, ...]


def queue(look: Look, limit: int, *, skip: int = 0) -> Waiting:
    """The claims that nobody has looked at, most worth it first.

    Worth is what is unsure (one less the confidence) times what rests on it: the logarithm of its incident's size, half
    as much again where something of the incident is disputed.
    """
    summary, weights = look.summary, look.weights
    held = look.matches.all() & (summary.claims.review == REVIEWS.index("open"))
    own = np.flatnonzero(held)
    sure = summary.claims.confidence[own]
    worth: Any = 1.0 - np.where(np.isnan(sure), UNSURE, sure)
    incident = summary.incident[own]
    if len(summary.incidents):
        sizes = np.where(incident >= 0, summary.extents[0][incident], 1)
        disputed = (incident >= 0) & (weights.disputes[incident] > 0)
        worth = worth * np.log2(1.0 + sizes) * np.where(disputed, DISPUTED, 1.0)
    order = np.lexsort((-own, -worth))
    return Waiting(len(own), tuple(items(look, own[order[skip : skip + limit]], fresh=True)))
