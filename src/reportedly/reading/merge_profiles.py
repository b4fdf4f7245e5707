"""What of a telling is compared with others, worked out once: its type and words, its parties, places, days and tolls."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from reportedly.lexicon.telling_words import load
from reportedly.model import ClaimType, Status
from reportedly.reading.parts import Draft, Phrase, Spot, Unit

LIKELY = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
BEFORE = 60  # characters before a trigger in which it may be set apart

ATTACKS = frozenset(
    {ClaimType.ARMED_CLASH, ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING, ClaimType.CHEMICAL_ATTACK}
)
VIOLENT = ATTACKS | {ClaimType.VIOLENCE_AGAINST_CIVILIANS, ClaimType.CASUALTIES, ClaimType.DESTRUCTION}


class Profile(NamedTuple):
    """What of a draft is compared: its type and words, those of its parties and places, its days, its tolls; `another`: the
    word before its trigger that sets it apart from other events; `likely`: how many of `LIKELY` its score reaches.
    """

    kind: str
    violent: bool
    pos: str
    word: str
    status: Status
    actor: frozenset[str]
    target: frozenset[str]
    places: frozenset[str]
    within: frozenset[str]
    points: tuple[tuple[float, float], ...]
    days: tuple[date, date] | None
    dated_here: bool
    killed: tuple[int | None, int | None] | None
    injured: tuple[int | None, int | None] | None
    definite: bool
    another: str | None
    likely: int


def profile(draft: Draft, units: Sequence[Unit]) -> Profile:
    """The draft as the comparison sees it."""
    candidate, entry = draft.candidate, draft.candidate.entry
    text = units[candidate.unit].sentence.text
    apart = load().another.search(text, max(0, candidate.start - BEFORE), candidate.start)
    definite = any(child.lower_ in {"the", "this", "these"} for child in candidate.head.children)
    return Profile(
        kind=candidate.type.value,
        violent=candidate.type in VIOLENT,
        pos=entry.pos,
        word=entry.head,
        status=draft.status,
        actor=_words(draft.actor, units),
        target=_words(draft.target, units),
        places=_names(draft.places),
        within=_names(draft.within),
        points=tuple(
            (spot.resolved.lat, spot.resolved.lon)
            for spot in draft.places
            if spot.resolved.lat is not None and spot.resolved.lon is not None
        ),
        days=(draft.date[1].days.start, draft.date[1].days.end) if draft.date else None,
        dated_here=draft.date is not None and draft.date[0] == candidate.unit,
        killed=_told(draft, "killed"),
        injured=_told(draft, "injured"),
        definite=definite and entry.pos == "noun",
        another=apart[0].lower() if apart else None,
        likely=bisect_right(LIKELY, draft.score),
    )


def _told(draft: Draft, kind: str) -> tuple[int | None, int | None] | None:
    return next(((toll.min, toll.max) for toll in draft.tolls if toll.kind == kind), None)


def _words(phrases: Sequence[Phrase], units: Sequence[Unit]) -> frozenset[str]:
    out: set[str] = set()
    for phrase in phrases:
        text = units[phrase.unit].sentence.text[phrase.start : phrase.end]
        out |= {word.strip("'’\"").removesuffix("s") for word in text.lower().split()} - load().light
    return frozenset(out)


def _names(spots: Sequence[Spot]) -> frozenset[str]:
    return frozenset(
        spot.resolved.place.id if spot.resolved.place else spot.resolved.toponym.text.lower() for spot in spots
    )
