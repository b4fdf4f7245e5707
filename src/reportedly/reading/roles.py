"""Who did it, and to whom: the phrases that fill a claim's roles.

For each phrase that may be meant the signs for and
against are collected: what the trigger's frame expects there, what kind of thing the phrase names, how far it stands. Two
log-linear scores decide, one for the actor and one for the target (`role_choice`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportedly.lexicon import speech_words
from reportedly.lexicon.triggers import Frame, Lexicon
from reportedly.reading.allegations import accusers
from reportedly.reading.classes import PEOPLE, means_of
from reportedly.reading.opinion_signs import asked_of, best_first, role_opinion
from reportedly.reading.parts import Candidate, Context, Phrase, Unit
from reportedly.reading.phrases import kind_span
from reportedly.reading.role_phrases import Found, found_phrases, span_of, victims
from reportedly.reading.syntax import does_other, governor, path_length

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

OVER = "object.via.subject"  # the relation of who does to a noun what the verb over it says
LOOSELY = ("near.", "carried.", "previous", "pointed.")  # relations of phrases that stand in no relation of grammar


class Case(NamedTuple):
    """A phrase that may fill a role, with the signs."""

    phrase: Phrase
    relation: str
    expected: str
    signs: tuple[str, ...]
    admits: bool = False  # whether he only tells of a loss: "acknowledged the loss of eleven men"
    other: bool = False  # whether he does what a relative clause under the trigger tells: "shelled a hill that rebels had dug in on"

    @property
    def is_loose(self) -> bool:
        """Whether the phrase stands near the trigger, or was told before it, rather than in its clause."""
        return self.relation.startswith(LOOSELY)

    @property
    def is_elsewhere(self) -> bool:
        """Whether it stands in another sentence than the trigger."""
        return "elsewhere" in self.signs


def expected_role(frame: Frame, relation: str) -> str:
    """What the frame says of a phrase in this relation: actor, target, weapon, place or none."""
    last = relation.rsplit(".", 1)[-1]
    if last in {"subject", "agent"}:
        return frame.subject
    if last == "object":
        return frame.object
    if last in {"possessive", "compound", "amod"}:
        return frame.possessive
    return frame.prepositions.get(last, "none")


def role_cases(candidate: Candidate, context: Context, lexicon: Lexicon) -> list[Case]:
    """Every phrase that may be actor or target, each once, the nearest relation first.

    The parties of the claim before are among them: they carry over where a passage goes on about them.
    """
    units = context.units
    unit, frame = units[candidate.unit], lexicon.frames[candidate.entry.frame]
    asked = asked_of(candidate, context.opinion)
    cases = found_phrases(candidate, context, lexicon, asked)
    if accuse := accusers(candidate.head):
        cases = [case for case in cases if case.unit != candidate.unit or case.token.i not in accuse]
    roles = [expected_role(frame, case.relation.removesuffix(".pronoun")) for case in cases]
    rivals = {role for role, case in zip(roles, cases, strict=True) if case.kind in PEOPLE}
    counted = {token.i for token in victims(unit)}
    admitted = frame.subject == "target" and _is_told_of(candidate)
    out: list[Case] = []
    for case, role in zip(cases, roles, strict=True):
        start, end = span_of(case, units)
        core = (case.token.idx, case.token.idx + len(case.token))
        signs = (
            *_signs(candidate, case, role, (rivals, counted), lexicon),
            *_told_of(case, role, units),
            *role_opinion(asked, case.unit, (start, end), core, _where(case, candidate)),
        )
        phrase = Phrase(case.unit, start, end, case.token, case.kind)
        admits = admitted and case.relation.startswith(OVER)
        other = case.unit == candidate.unit and does_other(case.token, candidate.head)
        out.append(Case(phrase, case.relation, role, signs, admits, other))
    if asked is not None:
        for name in ("actor core", "target core"):
            ranks = best_first([case.signs for case in out], name)
            out = [_with(case, rank) for case, rank in zip(out, ranks, strict=True)]
    return out


def _is_told_of(candidate: Candidate) -> bool:
    """Whether the word is the object of a verb of saying: "confirmed the deaths", but not "caused" them."""
    found = governor(candidate.head) if candidate.entry.pos == "noun" else None
    return found is not None and found[0].lemma_.lower() in speech_words.load().verbs


def _where(case: Found, candidate: Candidate) -> str:
    """How far the phrase stands from the trigger, in a word."""
    if case.unit != candidate.unit:
        return "elsewhere"
    return "near" if case.relation.startswith(LOOSELY) else "clause"


def _with(case: Case, signs: tuple[str, ...]) -> Case:
    """The case with more signs."""
    return case._replace(signs=(*case.signs, *signs))


def _signs(
    candidate: Candidate, case: Found, role: str, around: tuple[set[str], set[int]], lexicon: Lexicon
) -> tuple[str, ...]:
    rivals, victims = around
    kind, token = case.kind, case.token
    relation = case.relation.removesuffix(".pronoun")
    entry, event = candidate.entry, str(candidate.type)
    out = [
        *_of_event(entry.frame, event, relation, kind),
        f"entry={entry.id} relation={_last(relation)}",
        *_of_role(role, relation, kind, entry.pos, ("actor" in rivals, "target" in rivals)),
    ]
    if case.relation.endswith(".pronoun"):
        out += ["pronoun", f"pronoun kind={kind}"]
    if ".via." in relation and (found := governor(candidate.head)):
        over = _frame_of(found[0], lexicon)
        out += [f"over={over} relation={relation}", f"over={over} kind={kind} relation={relation}"]
    if case.unit != candidate.unit:
        return (*out, "elsewhere", f"elsewhere kind={kind}")
    steps = min(path_length(token, candidate.head), 6)
    grammar = steps, token.i < candidate.head.i, token.i in victims, token.dep_ == "conj"
    return (*out, *_of_grammar(grammar, role, event, relation))


# The same few things hold of most phrases of a document, so that signs are remembered by what they tell.


@lru_cache(maxsize=4096)
def _of_event(frame: str, event: str, relation: str, kind: str) -> tuple[str, ...]:
    return (
        f"relation={relation}",
        f"kind={kind}",
        f"kind={kind} relation={relation}",
        f"frame={frame} relation={relation}",
        f"frame={frame} kind={kind}",
        f"type={event} relation={_last(relation)}",
        f"type={event} kind={kind}",
    )


@lru_cache(maxsize=4096)
def _of_role(role: str, relation: str, kind: str, pos: str, rivals: tuple[bool, bool]) -> tuple[str, ...]:
    (actor, target), last = rivals, _last(relation)
    return (
        f"role={role}",
        f"role={role} kind={kind}",
        f"pos={pos} role={role}",
        f"rival.actor={actor} relation={last}",
        f"rival.target={target} relation={last}",
        f"rival.actor={actor} role={role} kind={kind}",
        f"rival.target={target} role={role} kind={kind}",
    )


@lru_cache(maxsize=8192)
def _of_grammar(grammar: tuple[int, bool, bool, bool], role: str, event: str, relation: str) -> tuple[str, ...]:
    (steps, before, victim, coordinated), last = grammar, _last(relation)
    return (
        f"steps={steps}",
        f"steps={steps} role={role}",
        f"before={before} role={role}",
        f"victim={victim} type={event}",
        f"victim={victim} relation={relation}",
        f"coordinated={coordinated} relation={last}",
        f"coordinated={coordinated} type={event} relation={last}",
    )


@lru_cache(maxsize=2048)
def _of_speaker(party: str, role: str, speaks: str, last: str) -> tuple[str, ...]:
    return (
        f"party={party} role={role}",
        f"party={party} relation={last}",
        f"speaks={speaks}",
        f"speaks={speaks} relation={last}",
    )


def _last(relation: str) -> str:
    return relation.rsplit(".", 1)[-1]


def _told_of(case: Found, role: str, units: Sequence[Unit]) -> tuple[str, ...]:
    """Signs from what else is known of the phrase: the kind of its party, and whether it is who speaks, or speaks of himself."""
    unit = units[case.unit]
    party = unit.party_kind_at.get(case.token.i, "none")
    says = any(
        speaker.sentence == case.unit and speaker.start <= case.token.idx < speaker.end
        for speech in unit.speech
        for speaker in speech.speakers
    )
    speaks = "self" if says and case.relation.endswith(".pronoun") else str(says)
    return _of_speaker(party, role, speaks, _last(case.relation.removesuffix(".pronoun")))


def _frame_of(verb: Token, lexicon: Lexicon) -> str:
    """The frame of the trigger that the governing verb is, if it is one."""
    for lemma, pos in lexicon.heads.get(verb.lower_, ()):
        if pos == "verb":
            return lexicon.by_head[lemma, pos][-1].frame
    return "none"


def weapons(candidate: Candidate, units: Sequence[Unit], lexicon: Lexicon) -> tuple[Phrase, ...]:
    """Weapons named as subject, instrument, object or modifier of the trigger."""
    out: dict[int, Phrase] = {}
    for link in candidate.links:
        last = link.relation.rsplit(".", 1)[-1]
        if last in {"subject", "agent", "with", "object", "compound", "amod", "using", "by", "of"}:
            means = means_of(link.token, lexicon.noun_classes)
            if means is not None and link.token.i != candidate.head.i:
                start, end = kind_span(link.token)
                out.setdefault(link.token.i, Phrase(candidate.unit, start, end, link.token, "means"))
    return tuple(out[i] for i in sorted(out))
