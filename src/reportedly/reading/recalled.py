"""Events that are only recalled: "threatened revenge after the strike, in which it says 40 died", "denied that any
civilians had been hit".

Such words add a toll, or a denial, to an attack that was told before; who made it, where and when stands there. Left to the words
around them, the strike would be of him who threatens, and the denial of whatever was told last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.lexicon.telling_words import load
from reportedly.lexicon.triggers import Lexicon
from reportedly.model import ClaimType, Status
from reportedly.reading.classes import class_of
from reportedly.reading.merge_profiles import ATTACKS, VIOLENT
from reportedly.reading.parts import Draft, Spoken, Unit, first_told
from reportedly.reading.role_choice import named, side_of
from reportedly.reading.selecting import likeliest_type
from reportedly.reading.speech import speech_at
from reportedly.reading.syntax import agents, is_definite, is_passive

if TYPE_CHECKING:
    from reportedly.reading.answers import Sure

_HARM = VIOLENT - {ClaimType.DESTRUCTION}


def recall(groups: Sequence[Sure], units: Sequence[Unit], lexicon: Lexicon) -> None:
    """Give each event that is only recalled what was told of it before, if that is told."""
    for tellings, _ in groups:
        if len(tellings) != 1:
            continue
        draft = tellings[0]
        if _points_back(draft):
            told = next((one for one in _before(draft, groups) if one[0].candidate.type is draft.candidate.type), None)
            if told is not None:
                _take_all(draft, told, units)
        elif _denies_harm(draft, units):
            told = next((one for one in _before(draft, groups) if _may_deny(draft, one, units, lexicon)), None)
            if told is not None:
                draft.candidate = replace(draft.candidate, type=told[0].candidate.type)
                _take(draft, told)


def _before(draft: Draft, groups: Sequence[Sure]) -> Iterator[list[Draft]]:
    """The tellings of the attacks told before the draft, the latest first; those of each with the surest of its type first."""
    found: list[tuple[int, int, list[Draft]]] = []
    for number, (tellings, _) in enumerate(groups):
        units = [one.candidate.unit for one in tellings if one.candidate.unit < draft.candidate.unit]
        if not units or tellings[0].status is not Status.OCCURRED:
            continue
        if (kind := likeliest_type(tellings)) in ATTACKS:
            told = sorted(tellings, key=lambda one: (one.candidate.type is not kind, -one.score))
            found.append((max(units), number, told))
    return (tellings for _, _, tellings in sorted(found, key=lambda one: one[:2], reverse=True))


def _take(draft: Draft, told: list[Draft]) -> None:
    draft.actor, draft.sure = first_told(told, "actor"), told[0].sure
    draft.places, draft.within = first_told(told, "places"), first_told(told, "within")
    draft.date = next((one.date for one in told if one.date), None)


def _take_all(draft: Draft, told: list[Draft], units: Sequence[Unit]) -> None:
    """Give it whom it hit too, unless its own clause tells that, and who tells its toll."""
    _take(draft, told)
    within = {token.i for token in draft.candidate.head.subtree}
    hit = tuple(p for p in draft.target if p.unit == draft.candidate.unit and p.head.i in within)
    who = {named(phrase, units) for phrase in draft.actor} - {None}
    draft.target = hit or tuple(p for p in first_told(told, "target") if named(p, units) not in who)
    draft.speakers = draft.speakers or _of_the_toll(draft, units[draft.candidate.unit])


def _points_back(draft: Draft) -> bool:
    """Whether it is a bare "after the strike", with nothing but a relative clause behind it."""
    candidate, head = draft.candidate, draft.candidate.head
    if candidate.type not in ATTACKS or candidate.entry.pos != "noun" or head.dep_ != "pobj":
        return False
    if head.head.lower_ not in load().order or draft.status is not Status.OCCURRED:
        return False
    kinds = {child.dep_ for child in head.children if not child.is_punct}
    return is_definite(head) and kinds <= {"det", "relcl"}


def _of_the_toll(draft: Draft, unit: Unit) -> tuple[Spoken, ...]:
    """Who tells its toll: all that a recalled event is told for."""
    told = (speech_at(unit.speech, toll.start, toll.end) for toll in draft.tolls)
    speakers = dict.fromkeys(speaker for speech in told if speech is not None for speaker in speech.speakers)
    return tuple(Spoken(speaker, 1.0) for speaker in speakers)


def _denies_harm(draft: Draft, units: Sequence[Unit]) -> bool:
    """Whether it is a denial that people without arms were hit, which says neither by whom nor where nor when."""
    candidate, unit = draft.candidate, units[draft.candidate.unit]
    if draft.status is not Status.DENIED or candidate.type not in _HARM or candidate.by == "answer":
        return False
    if not is_passive(candidate.head) or agents(candidate.head) or unit.dates or not draft.speakers:
        return False
    if any(not resolved.toponym.metonym for resolved in unit.toponyms):
        return False
    return bool(draft.target) and all(phrase.kind == "civilian" for phrase in draft.target)


def _may_deny(draft: Draft, told: list[Draft], units: Sequence[Unit], lexicon: Lexicon) -> bool:
    """Whether the denier may answer for the attack: as the party that made it, or as somebody in office for a state that did."""
    actors = {
        known.party
        for phrase in first_told(told, "actor")
        if (known := units[phrase.unit].party_at.get(phrase.head.i)) is not None and known.party
    }
    for spoken in draft.speakers:
        unit = units[spoken.speaker.sentence]
        if unit.doc is None:
            continue
        for token in unit.doc.covering(spoken.speaker.start, spoken.speaker.end):
            known = unit.party_at.get(token.i)
            if known is not None and known.party:
                return any(side_of(known.party) == side_of(party) for party in actors)
            if class_of(token, unit, lexicon.noun_classes) == "official":
                return any(side_of(party) != party for party in actors)  # a state, or an organ of it
    return False
