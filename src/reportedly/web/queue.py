"""What people should look at first: what the reader is unsure of, and much rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from reportedly.web.asking import Item, Look, items
from reportedly.web.summary.columns import REVIEWS
from reportedly.web.summary.names import first_of

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
    key = ("queue", look.matches.key, look.number, look.weights.version, skip, limit)
    total, chosen = look.summary.kept_small(key, lambda: _first(look, limit, skip))
    return Waiting(total, tuple(items(look, chosen, fresh=True)))


def _first(look: Look, limit: int, skip: int) -> tuple[int, Any]:
    """How many claims nobody has looked at, and the indexes of those that are shown."""
    summary = look.summary
    worth = summary.standing("worth", lambda: _worth(look), look.weights.version)
    held = look.matches.all() & (summary.claims.review == REVIEWS.index("open"))
    own = np.flatnonzero(held)[::-1]  # of equal worth, those read last come first
    return len(own), own[first_of(worth[own], skip + limit, down=True)[skip:]]


def _worth(look: Look) -> Any:
    """What looking at each claim is worth."""
    summary, weights = look.summary, look.weights
    sure = summary.claims.confidence
    worth: Any = 1.0 - np.where(np.isnan(sure), UNSURE, sure)
    incident = summary.incident
    if len(summary.incidents):
        sizes = np.where(incident >= 0, summary.extents[0][incident], 1)
        disputed = (incident >= 0) & (weights.disputes[incident] > 0)
        worth = worth * np.log2(1.0 + sizes) * np.where(disputed, DISPUTED, 1.0)
    return worth
