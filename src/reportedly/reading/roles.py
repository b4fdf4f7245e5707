"""Who did it, and to whom: the phrases that fill a claim's roles.

For each phrase that stands in some relation to the trigger, or near it, or led the sentence before, the signs for and
against are collected: what the trigger's frame expects there, what kind of thing the phrase names, how far it stands. Two
log-linear scores decide, one for the actor and one for the target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon.triggers import Frame, Lexicon
from reportedly.reading.classes import PEOPLE, class_of, means_of
from reportedly.reading.linear import scorer
from reportedly.reading.parts import Candidate, Phrase, Unit
from reportedly.reading.phrases import phrase_span
from reportedly.reading.reference import antecedent
from reportedly.reading.syntax import path_length

if TYPE_CHECKING:
    from spacy.tokens import Token

SURE = 0.5  # a phrase at least so likely fills the role
BEST = 0.3  # the likeliest fills it alone where none is sure
MOST = 6  # phrases a role may have: lists longer than this are mostly wrong parses


@dataclass(frozen=True, slots=True)
class Case:
    """A phrase that may fill a role, with the signs."""

    phrase: Phrase
    relation: str
    expected: str
    signs: tuple[str, ...]


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


def role_cases(candidate: Candidate, units: Sequence[Unit], lexicon: Lexicon) -> list[Case]:
    """Every phrase that may be actor or target, each once, the nearest relation first."""
    unit, frame = units[candidate.unit], lexicon.frames[candidate.entry.frame]
    found: dict[tuple[int, int], tuple[int, Token, str, str]] = {}
    for link in candidate.links:
        _add(found, candidate, units, (candidate.unit, link.token, link.relation), lexicon)
    if candidate.entry.suffix and unit.doc is not None:
        holder = unit.doc[candidate.head.i - 2]
        found[candidate.unit, holder.i] = (candidate.unit, holder, "holder", "party")
    for named in unit.parties:
        token = _token_at(unit, named.end - 1)
        if token is not None and (candidate.unit, token.i) not in found and not _covered(found, candidate, token):
            side = "before" if token.i < candidate.head.i else "after"
            _add(found, candidate, units, (candidate.unit, token, f"near.{side}"), lexicon)
    leader = _leader(candidate.unit, units, lexicon)
    if leader is not None:
        _add(found, candidate, units, (candidate.unit - 1, leader, "previous"), lexicon)
    cases = list(found.values())
    roles = [expected_role(frame, relation) for _, _, relation, _ in cases]
    rivals = {role for role, case in zip(roles, cases, strict=True) if case[3] in PEOPLE}
    out = []
    for (number, token, relation, kind), role in zip(cases, roles, strict=True):
        signs = _signs(candidate, (token, relation, kind, role), rivals, number)
        start, end = phrase_span(token)
        out.append(Case(Phrase(number, token, start, end, kind), relation, role, signs))  # type: ignore[arg-type]
    return out


def _add(
    found: dict[tuple[int, int], tuple[int, Token, str, str]],
    candidate: Candidate,
    units: Sequence[Unit],
    link: tuple[int, Token, str],
    lexicon: Lexicon,
) -> None:
    number, token, relation = link
    kind = class_of(token, units[number], lexicon.noun_classes)
    if kind == "time" or (number == candidate.unit and token.i == candidate.head.i):
        return
    if kind == "pronoun":
        meant = antecedent(token, number, units, lexicon)
        if meant is None:
            return
        number, token = meant
        kind = class_of(token, units[number], lexicon.noun_classes)
        relation += ".pronoun" if kind != "pronoun" else ""
    found.setdefault((number, token.i), (number, token, relation, kind))


def _covered(found: dict[tuple[int, int], tuple[int, Token, str, str]], candidate: Candidate, token: Token) -> bool:
    """Whether the word belongs to a phrase already found ("the Russian army's tanks")."""
    heads = {i for number, i in found if number == candidate.unit}
    return any(a.i in heads for a in token.ancestors if a.i - token.i in range(4)) or token.i == candidate.head.i


def _token_at(unit: Unit, offset: int) -> Token | None:
    assert unit.doc is not None
    span = unit.doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _leader(number: int, units: Sequence[Unit], lexicon: Lexicon) -> Token | None:
    """The subject of the sentence before, where that stands in the same paragraph."""
    if number == 0:
        return None
    before, here = units[number - 1], units[number]
    if before.doc is None or before.sentence.where != here.sentence.where:
        return None
    for token in before.doc:
        if token.dep_ in {"nsubj", "nsubjpass"} and class_of(token, before, lexicon.noun_classes) in PEOPLE:
            return token
    return None


def _signs(candidate: Candidate, case: tuple[Token, str, str, str], rivals: set[str], number: int) -> tuple[str, ...]:
    token, relation, kind, role = case
    pronoun = relation.endswith(".pronoun")
    relation = relation.removesuffix(".pronoun")
    last = relation.rsplit(".", 1)[-1]
    entry = candidate.entry
    out = [
        f"role={role}",
        f"relation={relation}",
        f"kind={kind}",
        f"frame={entry.frame} relation={relation}",
        f"frame={entry.frame} kind={kind}",
        f"type={candidate.type} relation={last}",
        f"type={candidate.type} kind={kind}",
        f"role={role} kind={kind}",
        f"kind={kind} relation={relation}",
        f"entry={entry.id} relation={last}",
        f"pos={entry.pos} role={role}",
        f"rival.actor={'actor' in rivals} relation={last}",
        f"rival.target={'target' in rivals} relation={last}",
        f"rival.actor={'actor' in rivals} role={role} kind={kind}",
    ]
    if pronoun:
        out += ["pronoun", f"pronoun kind={kind}"]
    if number == candidate.unit:
        steps = min(path_length(token, candidate.head), 6)
        out += [f"steps={steps}", f"steps={steps} role={role}", f"before={token.i < candidate.head.i} role={role}"]
        if token.dep_ == "conj":
            out.append("coordinated")
    else:
        out.append("elsewhere")
    return tuple(out)


def fill(cases: Sequence[Case], role: str) -> tuple[Phrase, ...]:
    """The phrases that fill the role (actor or target), in the order of the text."""
    judge = scorer(role)
    scored = [(judge(case.signs), case) for case in cases]
    sure = [case.phrase for p, case in scored if p >= SURE]
    if not sure and scored:
        best = max(scored, key=lambda pair: pair[0])
        sure = [best[1].phrase] if best[0] >= BEST else []
    return tuple(sorted(sure[:MOST], key=lambda phrase: (phrase.unit, phrase.start)))


def weapons(candidate: Candidate, units: Sequence[Unit], lexicon: Lexicon) -> tuple[Phrase, ...]:
    """Weapons named as subject, instrument, object or modifier of the trigger."""
    out: dict[int, Phrase] = {}
    for link in candidate.links:
        last = link.relation.rsplit(".", 1)[-1]
        if last in {"subject", "agent", "with", "object", "compound", "amod", "using", "by", "of"}:
            means = means_of(link.token, lexicon.noun_classes)
            if means is not None and link.token.i != candidate.head.i:
                start, end = phrase_span(link.token)
                out.setdefault(link.token.i, Phrase(candidate.unit, link.token, start, end, "means"))
    return tuple(out[i] for i in sorted(out))
