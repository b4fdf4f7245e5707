"""Candidates → drafts: which are claims, and what fills their slots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon.triggers import Lexicon
from reportedly.reading import dating, locating, roles, selecting
from reportedly.reading.merging import VIOLENT
from reportedly.reading.parts import Candidate, Draft, Unit
from reportedly.reading.speech import Speech
from reportedly.reading.status import status_of
from reportedly.reading.syntax import path_length
from reportedly.reading.tolls import Toll
from reportedly.reading.triggers import find_candidates

if TYPE_CHECKING:
    from spacy.tokens import Token


def draft(units: Sequence[Unit], lexicon: Lexicon) -> tuple[list[Draft], list[list[str]]]:
    """The drafts of a document in the order of its text, and for each sentence why its other triggers gave none."""
    drafts: list[Draft] = []
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
            drafts.append(fill(score, candidate, (units, drafts), lexicon, kept_heads))
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


def fill(
    score: float,
    candidate: Candidate,
    context: tuple[Sequence[Unit], Sequence[Draft]],
    lexicon: Lexicon,
    heads: Sequence[Token],
) -> Draft:
    """The candidate with its slots; `context`: the sentences and the drafts so far; `heads`: the sentence's triggers."""
    units, earlier = context
    status, hedged, reason = status_of(candidate.head)
    cases = roles.role_cases(candidate, units, lexicon, earlier)
    actor = roles.fill(cases, "actor")
    target = tuple(phrase for phrase in roles.fill(cases, "target") if phrase not in actor)
    places, within = locating.choose(locating.spot_cases(candidate, units, heads))
    date = dating.choose_date(dating.date_cases(candidate, units, heads))
    speech = _speech(candidate, units[candidate.unit])
    return Draft(
        candidate,
        score,
        candidate.entry.status or status,
        hedged or any(s.hedged for s in speech),
        actor,
        target,
        roles.weapons(candidate, units, lexicon),
        places,
        within,
        (date.unit, date.dated) if date else None,
        (),
        speech,
        (),
        (reason,) if reason else (),
    )


def _speech(candidate: Candidate, unit: Unit) -> tuple[Speech, ...]:
    """The speech that covers the trigger, the innermost where several do; what a compound tells ("X-held") nobody says."""
    if candidate.entry.suffix:
        return ()
    covering = [s for s in unit.speech if s.start <= candidate.start and candidate.end <= s.end]
    return tuple(sorted(covering, key=lambda s: s.end - s.start)[:1])


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
