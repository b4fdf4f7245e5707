"""Candidates → drafts: which are claims, and what fills their slots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon.triggers import Lexicon
from reportedly.model import ClaimType, Status
from reportedly.reading import dating, halting, locating, place_wars, role_choice, roles, selecting, speaking
from reportedly.reading.allegations import rejects_account
from reportedly.reading.among import with_those_among
from reportedly.reading.linear import Scores
from reportedly.reading.merge_profiles import VIOLENT
from reportedly.reading.opinion import Opinion
from reportedly.reading.opinion_signs import key_of
from reportedly.reading.parts import Candidate, Context, Draft, Phrase, Spot, Unit
from reportedly.reading.status import status_of
from reportedly.reading.tolling import assign_later, assign_tolls, nobody_hurt
from reportedly.reading.unlisted import all_candidates

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

TAKING = frozenset({ClaimType.TERRITORY_GAIN, ClaimType.CONTROL, ClaimType.WITHDRAWAL, ClaimType.SIEGE})
STATUS = 0.7  # how likely it must hold a status that the rules do not see


def draft(
    units: Sequence[Unit], lexicon: Lexicon, scores: Scores, opinion: Opinion | None = None
) -> tuple[list[Draft], list[list[str]]]:
    """The drafts of a document in the order of its text, and for each sentence why its other triggers gave none."""
    context = Context(units, locating.themes(units), place_wars.ground(units), opinion)
    drafts = context.earlier
    account: list[list[str]] = []
    judge, least = scores["claim"], selecting.ALONE if opinion is None else selecting.LIKELY
    for number, unit in enumerate(units):
        if unit.doc is None:
            account.append([])
            continue
        candidates, reasons = all_candidates(number, unit, lexicon, opinion)
        heads = _heads(candidates)
        scored = [(judge(selecting.claim_signs(c, units, heads, lexicon, opinion)), c) for c in candidates]
        likely = selecting.likeliest(scored, least)
        kept, halted = halting.without_halted(scored, likely, lexicon, least)
        reasons += [*_unlikely(scored, [*likely, *kept]), *halted]
        kept_heads = _heads([c for _, c in kept])
        before = len(drafts)
        for score, candidate in kept:
            made = fill(score, candidate, context, lexicon, kept_heads, scores)
            if made.status is Status.OCCURRED and candidate.type in VIOLENT and rejects_account(candidate.head):
                reasons.append(f"“{candidate.head.text}” ({candidate.type}): it only rejects what others told")
            else:
                drafts.append(made)
        _turned_down(drafts[before:])
        left = assign_tolls(drafts[before:], unit.tolls, number, opinion)
        left += nobody_hurt(drafts, before)
        assign_later(drafts, left, units, number, opinion)
        account.append(reasons)
    return drafts, account


def _turned_down(drafts: Sequence[Draft]) -> None:
    """Have an offer that is turned down told as its refusal is: of "dismissed the offer" nothing is denied."""
    for draft in drafts:
        over = draft.candidate.head.head
        refusal = next(
            (d for d in drafts if d.candidate.head is over and d.candidate.type is draft.candidate.type), None
        )
        if refusal is not None and draft.status is Status.DENIED and draft.candidate.head.dep_ == "dobj":
            draft.status = refusal.status


def _heads(candidates: Sequence[Candidate]) -> list[Token]:
    """The trigger words of a sentence, each once, in its order."""
    found = {candidate.head.i: candidate.head for candidate in candidates}
    return [found[i] for i in sorted(found)]


def _is_where(phrase: Phrase, places: Sequence[Spot]) -> bool:
    """Whether the phrase names one of the places: a town that is taken is where it was, and not from whom."""
    told = [spot.resolved.toponym for spot in places if spot.unit == phrase.unit]
    return any(place.start <= phrase.start and phrase.end <= place.end for place in told)


def _unlikely(scored: Sequence[tuple[float, Candidate]], kept: Sequence[tuple[float, Candidate]]) -> list[str]:
    have = {c.head.i for _, c in kept}
    best: dict[int, tuple[float, Candidate]] = {}
    for p, c in scored:
        if c.head.i not in have and p > best.get(c.head.i, (-1.0, c))[0]:
            best[c.head.i] = (p, c)
    return [f"“{c.head.text}” ({c.type}): told too little like an event ({p:.2f})" for p, c in best.values()]


def fill(
    score: float, candidate: Candidate, context: Context, lexicon: Lexicon, heads: Sequence[Token], scores: Scores
) -> Draft:
    """The candidate with its slots; `heads`: the trigger words of its sentence."""
    units, opinion = context.units, context.opinion
    status, hedged, reason = status_of(candidate.head)
    speech = speaking.covering(candidate, context)
    if speech is not None and speech.denial and status is Status.OCCURRED:
        status, reason = Status.DENIED, f"denied with “{speech.cue}”"
    if opinion is not None and status is Status.OCCURRED:
        thought, sure, _ = opinion.status(*key_of(candidate))
        if sure >= STATUS and thought is not status:
            status, reason = thought, f"told as {thought} ({sure:.2f})"
    cases = roles.role_cases(candidate, context, lexicon)
    actor, target, likely = role_choice.fill(cases, scores, units, candidate.type)
    if "craft" in candidate.entry.needs:
        actor = ()  # that an aircraft crashed tells of nobody's act
    if candidate.type in VIOLENT:
        target = with_those_among(target, units, lexicon)
    places, within = locating.places_of(candidate, context, heads, scores)
    if candidate.type in TAKING:
        target = tuple(phrase for phrase in target if not _is_where(phrase, places))
    date = dating.choose_date(dating.date_cases(candidate, context, heads), scores)
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
        speaking.choose_speakers(speaking.speaker_cases(candidate, context), scores),
        (reason,) if reason else (),
        sure=likely,
    )
