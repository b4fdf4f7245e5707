"""How sure a claim is to be one: of the claims given 0.8, eight in ten are such an event of that type.

The choice of triggers has weighed each telling by itself. What the claim has come to (how often it is told, whether it has
an actor and a place, of which type it is) says more. One more log-linear score, estimated on claims of reports that had no part
in the weights that chose them, turns it into a probability that holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.linear import Scores
from reportedly.reading.opinion import steps
from reportedly.reading.parts import Draft, Unit

NAME = "confidence"
LEAST = 0.5  # a claim that is likelier not to be one is left out
_BOUNDS = tuple(x / 2 for x in range(-1, 11))  # log-odds in halves: under a half a trigger is no claim


def tells(groups: Sequence[Sequence[Draft]], units: Sequence[Unit]) -> bool:
    """Whether the text itself, and not the title alone, tells events: a headline that no text takes up is no event of its own."""
    return any(units[draft.candidate.unit].sentence.where == "text" for group in groups for draft in group)


def confidence_signs(group: Sequence[Draft], units: Sequence[Unit], text_tells: bool) -> tuple[str, ...]:
    """The signs that a group of tellings is a claim; `text_tells`: whether the document's text tells any event."""
    best = max(group, key=lambda draft: draft.score)
    first = min(draft.candidate.unit for draft in group)
    return (
        *steps("score", best.score, _BOUNDS),
        f"type={best.candidate.type}",
        f"tellings={min(len(group), 4)}",
        f"actor={any(draft.actor for draft in group)}",
        f"target={any(draft.target for draft in group)}",
        f"place={any(draft.places for draft in group)}",
        f"date={any(draft.date for draft in group)}",
        f"toll={any(draft.tolls for draft in group)}",
        f"status={best.status}",
        f"title={text_tells and units[first].sentence.where == 'title'}",
    )


def confidence(group: Sequence[Draft], units: Sequence[Unit], text_tells: bool, scores: Scores) -> float | None:
    """From 0 to 1, to two decimals; None where the tagger's scores hold none."""
    if NAME not in scores.by_name:
        return None
    return round(scores[NAME](confidence_signs(group, units, text_tells)), 2)
