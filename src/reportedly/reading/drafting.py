"""Candidates → drafts: which are claims, and what fills their slots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon.triggers import Lexicon
from reportedly.model import Status
from reportedly.reading import dating, locating, roles, selecting
from reportedly.reading.merging import VIOLENT
from reportedly.reading.parts import Candidate, Context, Draft, Unit
from reportedly.reading.speech import Speech, speech_at
from reportedly.reading.status import status_of
from reportedly.reading.syntax import path_length
from reportedly.reading.tolls import Toll
from reportedly.reading.triggers import find_candidates

if TYPE_CHECKING:
    from spacy.tokens import Token


def draft(units: Sequence[Unit], lexicon: Lexicon) -> tuple[list[Draft], list[list[str]]]:
    """The drafts of a document in the order of its text, and for each sentence why its other triggers gave none."""
    context = Context(units, locating.themes(units))
    drafts = context.earlier
    account: list[list[str]] = []
    for number, unit in enumerate(units):
        if unit.doc is None:
            account.append([])
            continue
        candidates, reasons = find_candidates(number, unit, lexicon)
        heads = [token for token in unit.doc if token.i in {c.head.i for c in candidates}]
        scored = [(selecting.judge(c, units, heads, lexicon), c) for c in candidates]
        kept = selecting.likeliest(scored)
        reasons += _unlikely(scored, kept)
        kept_heads = [token for token in unit.doc if token.i in {c.head.i for _, c in kept}]
        before = len(drafts)
        for score, candidate in kept:
            drafts.append(fill(score, candidate, context, lexicon, kept_heads))
        _assign_tolls(drafts[before:], unit.tolls)
        account.append(reasons)
    return drafts, account


def _unlikely(scored: Sequence[tuple[float, Candidate]], kept: Sequence[tuple[float, Candidate]]) -> list[str]:
    have = {c.head.i for _, c in kept}
    best: dict[int, tuple[float, Candidate]] = {}
    for p, c in scored:
        if c.head.i not in have and p > best.get(c.head.i, (-1.0, c))[0]:
            best[c.head.i] = (p, c)
    return [f"“{c.head.text}” ({c.type}): told too little like an event ({p:.2f})" for p, c in best.values()]


def fill(score: float, candidate: Candidate, context: Context, lexicon: Lexicon, heads: Sequence[Token]) -> Draft:
    """The candidate with its slots; `heads`: the trigger words of its sentence."""
    units = context.units
    status, hedged, reason = status_of(candidate.head)
    speech = _speech(candidate, units[candidate.unit])
    if speech is not None and speech.denial and status is Status.OCCURRED:
        status, reason = Status.DENIED, f"denied with “{speech.cue}”"
    cases = roles.role_cases(candidate, context, lexicon)
    actor, target = roles.fill(cases)
    places, within = locating.choose(locating.spot_cases(candidate, context, heads))
    date = dating.choose_date(dating.date_cases(candidate, context, heads))
    return Draft(
        candidate,
        score,
        candidate.entry.status or status,
        hedged or (speech is not None and speech.hedged),
        actor,
        target,
        roles.weapons(candidate, units, lexicon),
        places,
        within,
        (date.unit, date.dated) if date else None,
        (),
        (speech,) if speech else (),
        (),
        (reason,) if reason else (),
    )


def _speech(candidate: Candidate, unit: Unit) -> Speech | None:
    """The innermost speech that covers the trigger; what a compound tells in passing ("X-held") nobody says."""
    return None if candidate.entry.suffix else speech_at(unit.speech, candidate.start, candidate.end)


def _assign_tolls(drafts: Sequence[Draft], tolls: Sequence[Toll]) -> None:
    """Each toll goes to the draft whose trigger is its cue, else to the nearest act of violence in the sentence."""
    for toll in tolls:
        near = [d for d in drafts if d.candidate.type in VIOLENT or d.candidate.head.i == toll.cue]
        if toll.kind == "captured":
            near = list(drafts)
        if not near:
            continue
        cue = near[0].candidate.head.doc[toll.cue]
        best = min(near, key=lambda d: (path_length(d.candidate.head, cue), abs(d.candidate.head.i - toll.cue)))
        best.tolls = (*best.tolls, toll)
