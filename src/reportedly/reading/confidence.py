"""How sure a claim is to be one: of the claims given 0.8, eight in ten are such an event of that type.

The choice of triggers has weighed each telling by itself. What the claim has come to (how often it is told, whether it has
an actor and a place, of which type it is, what the encoder made of it, how near the nearest other claim is) says more. One
more log-linear score, estimated on claims of reports that had no part in the weights that chose them, turns it into a
probability that holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.dating import tense
from reportedly.reading.linear import Scores
from reportedly.reading.merging import Group
from reportedly.reading.opinion import Opinion, reached, steps
from reportedly.reading.opinion_signs import event_opinion
from reportedly.reading.parts import Unit
from reportedly.reading.selecting import SURE, is_sure

NAME = "confidence"
LEAST = 0.37  # what is less sure is left out; chosen on reports from which nothing was learned, for claims found and claims right alike
_BOUNDS = tuple(x / 2 for x in range(-1, 11))  # log-odds in halves: under a half a trigger is no claim
_NEAR = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35)  # how likely the nearest other claim tells the same
_TOGETHER = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)  # how likely its tellings tell one event


def tells(groups: Sequence[Group], units: Sequence[Unit]) -> bool:
    """Whether the text itself, and not the title alone, tells events: a headline that no text takes up is no event of its own."""
    return any(units[draft.candidate.unit].sentence.where == "text" for group in groups for draft in group.tellings)


def confidence_signs(group: Group, units: Sequence[Unit], text_tells: bool, opinion: Opinion | None) -> tuple[str, ...]:
    """The signs that a group of tellings is a claim; `text_tells`: whether the document's text tells any event."""
    tellings = group.tellings
    best, *others = sorted(tellings, key=lambda draft: -draft.score)
    kind, entry, first = best.candidate.type, best.candidate.entry, min(draft.candidate.unit for draft in tellings)
    told = {
        "actor": any(draft.actor for draft in tellings),
        "target": any(draft.target for draft in tellings),
        "place": any(draft.places for draft in tellings),
        "date": any(draft.date for draft in tellings),
        "toll": any(draft.tolls for draft in tellings),
    }
    return (
        *steps("score", best.score, _BOUNDS),
        *(steps("second", others[0].score, _BOUNDS) if others else ("no second",)),
        *event_opinion(best.candidate, _BOUNDS, opinion),
        *reached("nearest", group.nearest, _NEAR),
        *reached("together", group.together or 0.0, _TOGETHER),
        f"type={kind}",
        f"entry={entry.id}",
        f"by={best.candidate.by}",
        f"pos={entry.pos}",
        f"dep={best.candidate.head.dep_}",
        f"tense={tense(best.candidate.head)}",
        f"tellings={min(len(tellings), 4)}",
        f"sentences={min(len({draft.candidate.unit for draft in tellings}), 3)}",
        *(f"{slot}={holds}" for slot, holds in told.items()),
        *(f"type={kind} {slot}={told[slot]}" for slot in ("actor", "target", "place", "toll")),
        f"own date={any(draft.date and draft.date[0] == draft.candidate.unit for draft in tellings)}",
        f"own place={any(spot.unit == draft.candidate.unit for draft in tellings for spot in draft.places)}",
        f"said={any(draft.speakers for draft in tellings)}",
        f"hedged={any(draft.hedged for draft in tellings)}",
        f"status={best.status}",
        f"sentence={min(best.candidate.unit // 4, 5)}",
        f"title={text_tells and units[first].sentence.where == 'title'}",
    )


def confidence(
    group: Group, units: Sequence[Unit], text_tells: bool, scores: Scores, opinion: Opinion | None
) -> float | None:
    """From 0 to 1, to two decimals; None where the tagger's scores hold none."""
    if NAME not in scores.by_name:
        return None
    p = round(scores[NAME](confidence_signs(group, units, text_tells, opinion)), 2)
    return max(p, SURE) if any(is_sure(draft.candidate) for draft in group.tellings) else p
