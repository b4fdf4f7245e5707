"""Who did it, and to whom: the phrases that fill a claim's roles.

For each phrase that stands in some relation to the trigger, or near it, or led the sentence before, the signs for and
against are collected: what the trigger's frame expects there, what kind of thing the phrase names, how far it stands. Two
log-linear scores decide, one for the actor and one for the target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reportedly.lexicon.triggers import Frame, Lexicon
from reportedly.reading.classes import PEOPLE, class_of, means_of
from reportedly.reading.linear import Scores
from reportedly.reading.opinion import Asked
from reportedly.reading.opinion_signs import asked_of, best_first, role_opinion
from reportedly.reading.parts import Candidate, Class, Context, Phrase, Unit
from reportedly.reading.phrases import phrase_span
from reportedly.reading.reference import antecedent
from reportedly.reading.syntax import expand, governor, path_length

if TYPE_CHECKING:
    from spacy.tokens import Token

SURE = 0.4  # a phrase at least so likely fills the role
BESIDE = 0.15  # one coordinated with such a phrase fills it too if at least so likely
BEST = 0.2  # the likeliest fills it alone where none is sure
CARRIED = 3  # sentences over which the parties of a claim may carry over
MOST = 6  # phrases a role may have: lists longer than this are mostly wrong parses


@dataclass(frozen=True, slots=True)
class Case:
    """A phrase that may fill a role, with the signs."""

    phrase: Phrase
    relation: str
    expected: str
    signs: tuple[str, ...]

    @property
    def is_loose(self) -> bool:
        """Whether the phrase stands near the trigger, or was told before it, rather than in its clause."""
        return self.relation.startswith(("near.", "carried.", "previous", "pointed."))


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
    found: dict[tuple[int, int], Found] = {}
    if candidate.entry.suffix and unit.doc is not None:
        holder = unit.doc[candidate.head.i - 2]
        found[candidate.unit, holder.i] = Found(candidate.unit, holder, "holder", "party")
    for link in candidate.links:
        for holder_ in _holders(link.token, unit, lexicon):
            _add(found, candidate, units, (candidate.unit, holder_, f"held.{link.relation}"), lexicon)
        _add(found, candidate, units, (candidate.unit, link.token, link.relation), lexicon)
    for token in _left_of(candidate):
        _add(found, candidate, units, (candidate.unit, token, "compound"), lexicon)
    counted = _victims(unit)
    for token in counted:
        if not _covered(found, candidate, token):
            _add(found, candidate, units, (candidate.unit, token, "victim"), lexicon)
    for named in unit.parties:
        token_ = _token_at(unit, named.end - 1)
        if token_ is not None and not _covered(found, candidate, token_):
            side = "before" if token_.i < candidate.head.i else "after"
            _add(found, candidate, units, (candidate.unit, token_, f"near.{side}"), lexicon)
    leader = _leader(candidate.unit, units, lexicon)
    if leader is not None:
        _add(found, candidate, units, (candidate.unit - 1, leader, "previous"), lexicon)
    _carry(found, candidate, context)
    asked = asked_of(candidate, context.opinion)
    if asked is not None:
        _pointed(found, candidate, units, asked, lexicon)
    cases = list(found.values())
    roles = [expected_role(frame, case.relation.removesuffix(".pronoun")) for case in cases]
    rivals = {role for role, case in zip(roles, cases, strict=True) if case.kind in PEOPLE}
    victims = {token.i for token in counted}
    out: list[Case] = []
    for case, role in zip(cases, roles, strict=True):
        start, end = phrase_span(case.token)
        core = (case.token.idx, case.token.idx + len(case.token))
        signs = (
            *_signs(candidate, case, role, (rivals, victims), lexicon),
            *_told_of(case, role, units),
            *role_opinion(asked, case.unit, (start, end), core),
        )
        out.append(Case(Phrase(case.unit, start, end, case.token, case.kind), case.relation, role, signs))
    if asked is not None:
        for name in ("actor core", "target core"):
            ranks = best_first([case.signs for case in out], name)
            out = [_with(case, rank) for case, rank in zip(out, ranks, strict=True)]
    return out


def _with(case: Case, signs: tuple[str, ...]) -> Case:
    """The case with more signs; built anew, because `dataclasses.replace` takes four times as long."""
    return Case(case.phrase, case.relation, case.expected, (*case.signs, *signs))


class Found(NamedTuple):
    """A phrase that may fill a role, before its signs are read."""

    unit: int
    token: Token
    relation: str
    kind: Class


def _holders(token: Token, unit: Unit, lexicon: Lexicon) -> list[Token]:
    """Whose a place or a thing is, where a word before it says so: "rebel areas", "opposition-held Idlib", "YPG positions"."""
    kind = class_of(token, unit, lexicon.noun_classes)
    if kind not in {"place", "facility", "thing"} or token.pos_ not in {"NOUN", "PROPN"}:
        return []
    near = [child for child in token.lefts if child.dep_ in {"compound", "amod", "nmod", "poss"}]
    near += [word for child in near for word in child.lefts if word.dep_ in {"npadvmod", "compound", "amod", "nmod"}]
    return [word for word in near if class_of(word, unit, lexicon.noun_classes) in {"party", "armed"}]


def _left_of(candidate: Candidate) -> list[Token]:
    """Nouns and adjectives directly before a noun trigger: "government barrel bomb attacks"."""
    if candidate.entry.pos != "noun":
        return []
    doc = candidate.head.doc
    out: list[Token] = []
    i = candidate.head.i - 1
    while i >= 0 and doc[i].pos_ in {"NOUN", "PROPN", "ADJ"} and len(out) < 4:
        out.append(doc[i])
        i -= 1
    return out


def _victims(unit: Unit) -> list[Token]:
    """The head words of those who were counted as killed, injured or captured."""
    spans = [toll.who for toll in unit.tolls if toll.who is not None]
    assert unit.doc is not None
    found = [unit.doc.char_span(a, b, alignment_mode="expand") for a, b in spans]
    return [span.root for span in found if span is not None and len(span)]


def _carry(found: dict[tuple[int, int], Found], candidate: Candidate, context: Context) -> None:
    """Actor and target of the claim before, where it stands near."""
    last = context.before(candidate, CARRIED)
    if last is None:
        return
    bond = "same" if last.candidate.type == candidate.type else "other"
    for role, phrases in (("actor", last.actor), ("target", last.target)):
        for phrase in phrases:
            key = (phrase.unit, phrase.head.i)
            found.setdefault(key, Found(phrase.unit, phrase.head, f"carried.{role}.{bond}", phrase.kind))


def _pointed(
    found: dict[tuple[int, int], Found],
    candidate: Candidate,
    units: Sequence[Unit],
    asked: Asked,
    lexicon: Lexicon,
) -> None:
    """What the encoder points at, wherever it stands, where no phrase found before has the same head."""
    for role in ("actor", "target"):
        for run in asked.runs(role)[:MOST]:
            doc = units[run.unit].doc
            span = doc.char_span(run.start, run.end, alignment_mode="expand") if doc is not None else None
            if span is None or not len(span):
                continue
            inside = {token.i for token in span}
            if not any(number == run.unit and i in inside for number, i in found):
                _add(found, candidate, units, (run.unit, span.root, f"pointed.{role}"), lexicon)


def _add(
    found: dict[tuple[int, int], Found],
    candidate: Candidate,
    units: Sequence[Unit],
    link: tuple[int, Token, str],
    lexicon: Lexicon,
) -> None:
    number, token, relation = link
    kind = class_of(token, units[number], lexicon.noun_classes)
    if kind == "time" or (number == candidate.unit and token.i == candidate.head.i):
        return
    if kind in {"thing", "means"} and relation in {"amod", "compound"}:
        return
    if relation != "holder" and number == candidate.unit and candidate.start <= token.idx < candidate.end:
        return  # part of the trigger itself: "opened fire"
    if kind == "pronoun":
        meant = antecedent(token, number, units, lexicon)
        if meant is None:
            return
        number, token = meant
        kind = class_of(token, units[number], lexicon.noun_classes)
        relation += ".pronoun" if kind != "pronoun" else ""
    found.setdefault((number, token.i), Found(number, token, relation, kind))


def _covered(found: dict[tuple[int, int], Found], candidate: Candidate, token: Token) -> bool:
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


def _signs(
    candidate: Candidate, case: Found, role: str, around: tuple[set[str], set[int]], lexicon: Lexicon
) -> tuple[str, ...]:
    rivals, victims = around
    kind, token = case.kind, case.token
    relation = case.relation.removesuffix(".pronoun")
    last = relation.rsplit(".", 1)[-1]
    entry = candidate.entry
    rival_actor, rival_target = "actor" in rivals, "target" in rivals
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
        f"rival.actor={rival_actor} relation={last}",
        f"rival.target={rival_target} relation={last}",
        f"rival.actor={rival_actor} role={role} kind={kind}",
        f"rival.target={rival_target} role={role} kind={kind}",
    ]
    if case.relation.endswith(".pronoun"):
        out += ["pronoun", f"pronoun kind={kind}"]
    if ".via." in relation and (found := governor(candidate.head)):
        over = _frame_of(found[0], lexicon)
        out += [f"over={over} relation={relation}", f"over={over} kind={kind} relation={relation}"]
    if case.unit != candidate.unit:
        return (*out, "elsewhere", f"elsewhere kind={kind}")
    steps = min(path_length(token, candidate.head), 6)
    victim = token.i in victims
    out += [
        f"steps={steps}",
        f"steps={steps} role={role}",
        f"before={token.i < candidate.head.i} role={role}",
        f"victim={victim} type={candidate.type}",
        f"victim={victim} relation={relation}",
        f"coordinated={token.dep_ == 'conj'} relation={last}",
        f"coordinated={token.dep_ == 'conj'} type={candidate.type} relation={last}",
    ]
    return tuple(out)


def _told_of(case: Found, role: str, units: Sequence[Unit]) -> tuple[str, ...]:
    """Signs from what else is known of the phrase: the kind of its party, and whether it is who speaks."""
    unit = units[case.unit]
    party = unit.party_kind_at.get(case.token.i, "none")
    speaks = any(
        speaker.sentence == case.unit and speaker.start <= case.token.idx < speaker.end
        for speech in unit.speech
        for speaker in speech.speakers
    )
    last = case.relation.removesuffix(".pronoun").rsplit(".", 1)[-1]
    return (
        f"party={party} role={role}",
        f"party={party} relation={last}",
        f"speaks={speaks}",
        f"speaks={speaks} relation={last}",
    )


def _frame_of(verb: Token, lexicon: Lexicon) -> str:
    """The frame of the trigger that the governing verb is, if it is one."""
    for lemma, pos in sorted(lexicon.heads.get(verb.lower_, ())):
        if pos == "verb":
            return lexicon.by_head[lemma, pos][-1].frame
    return "none"


def fill(cases: Sequence[Case], scores: Scores) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """(actor, target): the phrases that fill the two roles, each in the order of the text; no phrase fills both."""
    acts, suffers = scores["actor"], scores["target"]
    scored = [(acts(case.signs), suffers(case.signs), case) for case in cases]
    actor = _chosen([(p, case) for p, q, case in scored if p >= q])
    target = _chosen([(q, case) for p, q, case in scored if q > p])
    return actor, target


def _chosen(scored: Sequence[tuple[float, Case]]) -> tuple[Phrase, ...]:
    """The likely ones. Those of the clause itself keep out those from round about; of these one at most is taken."""
    chosen = [case for p, case in scored if p >= SURE and not case.is_loose]
    if chosen:
        heads = {(case.phrase.unit, token.i) for case in chosen for token in _together(case.phrase.head)}
        chosen += [
            case
            for p, case in scored
            if BESIDE <= p < SURE and not case.is_loose and (case.phrase.unit, case.phrase.head.i) in heads
        ]
    elif scored:
        p, best = max(scored, key=lambda pair: pair[0])
        chosen = [best] if p >= BEST else []
    phrases = [case.phrase for case in chosen[:MOST]]
    return tuple(sorted(phrases, key=lambda phrase: (phrase.unit, phrase.start)))


def _together(token: Token) -> list[Token]:
    """All words coordinated with this one."""
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}:
        token = token.head
    return expand(token)


def weapons(candidate: Candidate, units: Sequence[Unit], lexicon: Lexicon) -> tuple[Phrase, ...]:
    """Weapons named as subject, instrument, object or modifier of the trigger."""
    out: dict[int, Phrase] = {}
    for link in candidate.links:
        last = link.relation.rsplit(".", 1)[-1]
        if last in {"subject", "agent", "with", "object", "compound", "amod", "using", "by", "of"}:
            means = means_of(link.token, lexicon.noun_classes)
            if means is not None and link.token.i != candidate.head.i:
                start, end = phrase_span(link.token)
                out.setdefault(link.token.i, Phrase(candidate.unit, start, end, link.token, "means"))
    return tuple(out[i] for i in sorted(out))
