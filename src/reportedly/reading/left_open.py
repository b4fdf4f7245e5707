"""Who took or left a place where these words leave it open and those before tell it.

"The army tried to take the hill. … State television said that the hill had been taken": by the army, whoever was told of in between.
"A column of the group seized the town on Monday. … The last of the trucks had left by Friday": the group's, and not those of the
troops who are told of next. Where nobody was told to hold the place, vehicles that leave it are nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon.telling_words import load
from reportedly.lexicon.triggers import Lexicon
from reportedly.model import HOLDING, ClaimType, Status
from reportedly.reading.classes import GROUND, PEOPLE, class_of
from reportedly.reading.parts import Draft, Phrase, Unit
from reportedly.reading.syntax import agents, is_definite, is_passive, is_verb
from reportedly.reading.trigger_needs import last_of

if TYPE_CHECKING:
    from reportedly.reading.answers import Sure
    from reportedly.reading.tokens import Token

BACK = 4  # sentences over which a hill is the same hill
_MOVES = frozenset({ClaimType.WITHDRAWAL, ClaimType.DEPLOYMENT, ClaimType.DISPLACEMENT})
_TRIED = frozenset({ClaimType.ARMED_CLASH, ClaimType.TERRITORY_GAIN})
_KINDS = HOLDING | _MOVES | _TRIED
_HELD = frozenset({ClaimType.TERRITORY_GAIN, ClaimType.CONTROL})


def settle(groups: Sequence[Sure], units: Sequence[Unit], lexicon: Lexicon) -> None:
    """Give each taking and leaving whose own words leave open whose it is to whom the words before give it."""
    told = [(draft, group) for group, _ in groups for draft in group if draft.candidate.type in _KINDS]
    told.sort(key=lambda one: (one[0].candidate.unit, one[0].candidate.head.i))
    drafts = [draft for draft, _ in told]
    for at, (draft, group) in enumerate(told):
        if draft.status is not Status.OCCURRED or not is_verb(draft.candidate.head):
            continue
        if (noun := _taken_by_nobody(draft, units, lexicon)) is not None:
            tried = next((one for one in reversed(drafts[:at]) if _tries(one, draft, noun)), None)
            if tried is not None:
                for one in group:
                    if one.candidate.unit == draft.candidate.unit:
                        _take(one, tried)
        elif (noun := _vehicles(draft, units, lexicon)) is not None:
            draft.actor = _whose(draft, noun, drafts[:at])


def _take(draft: Draft, tried: Draft) -> None:
    draft.actor, draft.sure = tried.actor, tried.sure
    draft.places, draft.within = tried.places or draft.places, tried.within
    draft.target = tuple(phrase for phrase in draft.target if phrase.unit == draft.candidate.unit)


def _taken_by_nobody(draft: Draft, units: Sequence[Unit], lexicon: Lexicon) -> Token | None:
    """The ground that is told to have been taken, and not by whom nor where: "the hill had been taken"; None where it is not told so."""
    verb, unit = draft.candidate.head, units[draft.candidate.unit]
    if draft.candidate.type is not ClaimType.TERRITORY_GAIN or verb.lemma_.lower() not in load().taking:
        return None
    nouns = [child for child in verb.children if child.dep_ == "nsubjpass"]
    if len(nouns) != 1 or not is_passive(verb) or agents(verb):
        return None
    (noun,) = nouns
    here = {word.i for word in noun.subtree}
    named = any(i in unit.place_at or i in unit.party_at for i in here)
    told = any(phrase.unit == draft.candidate.unit and phrase.head.i not in here for phrase in draft.actor)
    is_ground = not GROUND.isdisjoint(lexicon.noun_classes.get(noun.lemma_.lower(), ()))
    return noun if is_ground and is_definite(noun) and not named and not told else None


def _tries(told: Draft, draft: Draft, noun: Token) -> bool:
    """Whether it tells, sentences before, that somebody attacks or tries to take the ground of this name."""
    if not told.actor or told.candidate.unit < draft.candidate.unit - BACK:
        return False
    kind, done = told.candidate.type, told.status is Status.OCCURRED
    if kind not in _TRIED or done is (kind is ClaimType.TERRITORY_GAIN):
        return False
    lemma = noun.lemma_.lower()
    return any(
        last_of(link.relation) == "object" and link.token.lemma_.lower() == lemma for link in told.candidate.links
    )


def _vehicles(draft: Draft, units: Sequence[Unit], lexicon: Lexicon) -> Token | None:
    """The vehicles that are told to leave or to move, where the words do not tell whose they are."""
    candidate, unit = draft.candidate, units[draft.candidate.unit]
    if candidate.type not in _MOVES or is_passive(candidate.head):
        return None
    nouns = [child for child in candidate.head.children if child.dep_ == "nsubj" and child.i < candidate.head.i]
    if len(nouns) != 1:
        return None
    words = [*nouns[0].subtree]
    if any(class_of(word, unit, lexicon.noun_classes) in PEOPLE - {"pronoun"} for word in words if word.pos_ != "DET"):
        return None
    return next((word for word in _counted(nouns[0]) if _is_vehicle(word, lexicon.noun_classes)), None)


def _counted(noun: Token) -> Iterator[Token]:
    """The noun, and of what it tells a part or a number: "the last of the trucks", "a convoy of lorries"."""
    yield noun
    for child in noun.children:
        if child.lower_ == "of":
            yield from (word for word in child.children if word.dep_ == "pobj")


def _is_vehicle(word: Token, nouns: Mapping[str, frozenset[str]]) -> bool:
    spelt, at = word.lemma_.lower(), word.i
    if at > 1 and word.doc[at - 1].text == "-":  # a parser takes "pick-ups" apart
        spelt = (word.doc[at - 2].text + word.text).lower().removesuffix("s")
    return {"materiel"} == nouns.get(spelt, frozenset()) & {"materiel", "explosive"}


def _whose(draft: Draft, noun: Token, before: Sequence[Draft]) -> tuple[Phrase, ...]:
    """Who is told to own them: before them in the sentence, or as who took or held the place that they leave."""
    at, number = draft.candidate.head, draft.candidate.unit
    own = tuple(phrase for phrase in draft.actor if phrase.unit == number and phrase.start < at.idx)
    if own or draft.candidate.type is not ClaimType.WITHDRAWAL or not is_definite(noun):
        return own
    here = {_place(spot.resolved.toponym.text) for spot in draft.places}
    for told in reversed(before):
        if told.candidate.type not in _HELD or told.status is not Status.OCCURRED or told.candidate.unit == number:
            continue
        if here & {_place(spot.resolved.toponym.text) for spot in told.places}:
            return told.actor
    return ()


def _place(name: str) -> str:
    return " ".join(name.casefold().split())
