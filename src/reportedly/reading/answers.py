"""Answers: who is blamed for an event that was told before, who denies it, what is called false.

"Residents blamed the coalition. It denied responsibility." has no word for an event: both are said of the one told before. The
codebook makes each a claim of that event, with its type, place and day: who is said to have done it, and by whose word. What a
sentence itself tells ("blamed the army for the shelling", "denied that it had struck") is read as any other event is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.lexicon.answer_words import load
from reportedly.lexicon.triggers import Lexicon
from reportedly.model import ClaimType, Status
from reportedly.reading.answer_forms import Answer, find_answers
from reportedly.reading.classes import class_of
from reportedly.reading.merge_profiles import VIOLENT
from reportedly.reading.parts import Draft, Phrase, Spoken, Unit, first_told
from reportedly.reading.phrases import phrase_span
from reportedly.reading.reference import antecedent
from reportedly.reading.role_choice import named
from reportedly.reading.speech import Speaker
from reportedly.reading.speech_names import name_of
from reportedly.reading.syntax import SUBJECTS

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

REACH = 2  # sentences back in which the event may stand that is answered for
SURE = 0.8  # of how likely the event is: how likely the answer is one to it
_HARM = VIOLENT | {ClaimType.ABDUCTION}
_ACTS = _HARM | {
    ClaimType.TERRITORY_GAIN,
    ClaimType.WITHDRAWAL,
    ClaimType.DETENTION,
    ClaimType.SIEGE,
    ClaimType.CEASEFIRE,
}
_DOERS = frozenset({"party", "armed"})

Sure = tuple[list[Draft], float | None]  # the tellings of a claim, and how sure it is


def answering(texts: Sequence[str], told: set[int]) -> set[int]:
    """The numbers of the sentences that hold a word of answering and stand with or soon after one in `told`, by their bare text."""
    pattern = load().told
    near = {at + step for at in told for step in range(REACH + 1)}
    return {at for at in near if at < len(texts) and pattern.search(texts[at])}


def with_answers(groups: list[Sure], drafts: Sequence[Draft], units: Sequence[Unit], lexicon: Lexicon) -> list[Sure]:
    """The groups with one more for each answer to one of them; who answers is taken from what he answers to.

    `drafts`: all of the document, also those that came to no claim, for what a sentence tells by itself is no answer.
    """
    answers = [
        (at, answer) for at, unit in enumerate(units) if unit.doc is not None for answer in find_answers(unit.doc)
    ]
    if not answers or not groups:
        return groups
    out, last = list(groups), None
    tellings = sorted(
        ((draft, group) for group in groups for draft in group[0]),
        key=lambda pair: (pair[0].candidate.unit, pair[0].candidate.head.i),
    )
    heads = {(draft.candidate.unit, draft.candidate.head.i) for draft in drafts}
    for number, answer in answers:
        own = {answer.verb.i, answer.last.i}
        if any((number, token.i) in heads and token.i not in own for token in _complement(answer.verb)):
            continue  # the clause tells an event by itself
        to = _answered(answer, number, tellings, units, last)
        if to is None:
            continue
        made = _draft(answer, number, to, units, lexicon, last[1] if last and last[0] is to else ())
        if made is None:
            continue
        last = (to, made.actor)
        out = _without(out, number, own, to)
        if _one_account(answer, made, to):
            continue
        _apart(answer, number, to)
        out.append(([made], None if to[1] is None else to[1] * SURE))
    return out


def _one_account(answer: Answer, made: Draft, to: Sure) -> bool:
    """Whether who tells the event is who says whose it is: "…, the governor said, blaming the rebels"; then it is one claim."""
    said = {spoken.speaker.text for draft in to[0] for spoken in draft.speakers}
    if answer.denies or not made.speakers or not said >= {spoken.speaker.text for spoken in made.speakers}:
        return False
    for draft in to[0]:
        draft.actor = draft.actor or made.actor
    return True


def _without(groups: list[Sure], number: int, words: set[int], to: Sure) -> list[Sure]:
    """The groups without what the answer's own words were taken for, but for tellings of what it answers to."""
    out: list[Sure] = []
    for group in groups:
        left = [d for d in group[0] if d.candidate.unit != number or d.candidate.head.i not in words]
        if group is to or len(left) == len(group[0]):
            out.append(group)
        elif left:
            out.append((left, group[1]))
    return out


def _complement(verb: Token) -> Iterator[Token]:
    """The words of the verb's clause but for its subject."""
    yield verb
    for child in verb.children:
        if child.dep_ not in SUBJECTS:
            yield child
            yield from child.subtree


def _answered(
    answer: Answer,
    number: int,
    tellings: Sequence[tuple[Draft, Sure]],
    units: Sequence[Unit],
    last: tuple[Sure, tuple[Phrase, ...]] | None,
) -> Sure | None:
    """The event that can be answered for so in the nearest sentence; of several the one that the answer hangs on, or else the one that
    the sentence is most about."""
    over = {token.i: steps for steps, token in enumerate(answer.verb.ancestors)}
    found: list[tuple[int, int, Sure]] = []
    for draft, group in reversed(tellings):
        at, head = draft.candidate.unit, draft.candidate.head
        if (found and at < found[0][0]) or number - at > REACH:
            break
        if at > number:
            continue
        accused = last is not None and last[0] is group
        if _can_answer(answer, number, draft, group, units, accused=accused):
            hangs = at == number and head.i in over
            depth = over[head.i] - len(over) if hangs else sum(1 for _ in head.ancestors)
            found.append((at, depth, group))
    return min(found, key=lambda one: one[1])[2] if found else None


def _can_answer(
    answer: Answer, number: int, draft: Draft, group: Sure, units: Sequence[Unit], *, accused: bool
) -> bool:
    """Whether this telling may be what is answered for; `accused`: somebody was blamed for the event already."""
    at, head, verb = draft.candidate.unit, draft.candidate.head, answer.verb
    if units[at].sentence.where != units[number].sentence.where or draft.status is not Status.OCCURRED:
        return False
    if at == number and (head.i > verb.i or any(token.i == head.i for token in verb.subtree)):
        return False
    if draft.candidate.type not in (_ACTS if answer.statement else _HARM):
        return False
    if answer.statement and not (accused or draft.hedged or draft.speakers):
        return False  # what the publisher alone tells, nobody called a statement
    who = {name for token in answer.who if (name := _name(token, units[number]))} if answer.own else set[str]()
    did = {name for each in group[0] for phrase in each.actor if (name := named(phrase, units))}
    return not who or not did or not who.isdisjoint(did)  # another's act is nothing to deny a part in


def _name(token: Token, unit: Unit) -> str | None:
    return named(Phrase(0, token.idx, token.idx + len(token), token, "party"), [unit])


def _draft(
    answer: Answer,
    number: int,
    to: Sure,
    units: Sequence[Unit],
    lexicon: Lexicon,
    blamed: tuple[Phrase, ...],
) -> Draft | None:
    group = to[0]
    first = group[0]
    speakers = tuple(spoken for token in answer.who if (spoken := _speaker(token, number, units, lexicon)))
    if answer.denies:
        if not speakers:
            return None
        own = [phrase for token in answer.who if (phrase := _phrase(token, number, units, lexicon))]
        told = tuple(phrase for phrase in first_told(group, "actor") if not _holds(phrase, number, _words(answer.who)))
        actor = tuple(own) if answer.own else blamed or told
    else:
        actor = tuple(
            phrase
            for token in answer.accused
            if (phrase := _phrase(token, number, units, lexicon)) and _can_do(phrase, units)
        )
        if not actor:
            return None
    verb, last = answer.verb, max(answer.verb, answer.last, key=lambda token: token.i)
    start, end = verb.idx, last.idx + len(last)
    candidate = replace(first.candidate, unit=number, head=verb, start=start, end=end, by="answer", links=())
    return Draft(
        candidate,
        first.score,
        status=Status.DENIED if answer.denies else Status.OCCURRED,
        hedged=not speakers,
        actor=actor,
        target=first_told(group, "target"),
        places=first_told(group, "places"),
        within=first_told(group, "within"),
        date=next((draft.date for draft in group if draft.date), None),
        speakers=speakers,
        notes=(f"answers for “{first.candidate.head.text}”",),
    )


def _phrase(token: Token, number: int, units: Sequence[Unit], lexicon: Lexicon) -> Phrase | None:
    """Who is meant, a pronoun by whom it stands for."""
    kind = class_of(token, units[number], lexicon.noun_classes)
    if kind == "pronoun":
        found = antecedent(token, number, units, lexicon)
        if found is None:
            return None
        number, token = found
        kind = class_of(token, units[number], lexicon.noun_classes)
    start, end = phrase_span(token)
    return Phrase(number, start, end, token, kind)


def _can_do(phrase: Phrase, units: Sequence[Unit]) -> bool:
    """Whether it names a party or fighters, or means of attack and whose they are: "Russian jets"."""
    doc, parties = units[phrase.unit].doc, units[phrase.unit].party_at
    if phrase.kind in _DOERS:
        return True
    return doc is not None and any(token.i in parties for token in doc.covering(phrase.start, phrase.end))


def _speaker(token: Token, number: int, units: Sequence[Unit], lexicon: Lexicon) -> Spoken | None:
    name = name_of(token)
    if name is not None and name.pronoun is not None:
        found = antecedent(token, number, units, lexicon)
        if found is None:
            return None
        number, name = found[0], name_of(found[1])
    if name is None or name.pronoun is not None:
        return None
    return Spoken(Speaker(number, name.start, name.end, name.text), 1.0)


def _apart(answer: Answer, number: int, to: Sure) -> None:
    """Take who answers from the roles of what he answers to: who blames did not do it, who denies did not say it.

    Whom he blames did it by his word, which is the answer, and not by that of who told the event.
    """
    words = _words(answer.who if answer.denies else (*answer.who, *answer.accused))
    for draft in to[0]:
        if not answer.own:
            draft.actor = tuple(phrase for phrase in draft.actor if not _holds(phrase, number, words))
            draft.target = tuple(phrase for phrase in draft.target if not _holds(phrase, number, words))
        if answer.denies:
            draft.speakers = tuple(
                spoken
                for spoken in draft.speakers
                if spoken.speaker.sentence != number
                or not any(spoken.speaker.start < b and a < spoken.speaker.end for a, b in words)
            )


def _words(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    return [(token.idx, token.idx + len(token)) for token in tokens]


def _holds(phrase: Phrase, number: int, words: Sequence[tuple[int, int]]) -> bool:
    return phrase.unit == number and any(phrase.start < b and a < phrase.end for a, b in words)
