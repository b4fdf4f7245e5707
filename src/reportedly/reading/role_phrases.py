"""Which phrases may fill a claim's roles: those of the trigger's clause, those near it, those told before.

Each is found once, by its head word, in the nearest relation. What it reaches over as a quote is told here too: the whole name
that its head is part of, without what only stands before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportedly.lexicon import number_words
from reportedly.lexicon.triggers import Lexicon
from reportedly.reading.classes import PEOPLE, class_of
from reportedly.reading.opinion import Asked
from reportedly.reading.parts import Candidate, Class, Context, Unit
from reportedly.reading.phrases import phrase_span
from reportedly.reading.reference import antecedent, meant
from reportedly.reading.syntax import SUBJECTS, named_by, together
from reportedly.reading.tokens import root

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

CARRIED = 3  # sentences over which the parties of a claim may carry over
POINTED = 6  # phrases at most that the encoder may point at
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})


class Found(NamedTuple):
    """A phrase that may fill a role, before its signs are read."""

    unit: int
    token: Token
    relation: str
    kind: Class


def found_phrases(candidate: Candidate, context: Context, lexicon: Lexicon, asked: Asked | None) -> list[Found]:
    """Every phrase that may be actor or target, each once, the nearest relation first.

    The parties of the claim before are among them: they carry over where a passage goes on about them.
    """
    units = context.units
    unit = units[candidate.unit]
    found: dict[tuple[int, int], Found] = {}
    if candidate.entry.suffix and unit.doc is not None:
        holder = unit.doc[candidate.head.i - 2]
        found[candidate.unit, holder.i] = Found(candidate.unit, holder, "holder", "party")
    for link in candidate.links:
        for holder_ in _holders(link.token, unit, lexicon):
            _add(found, candidate, units, (candidate.unit, holder_, f"held.{link.relation}"), lexicon)
        _add(found, candidate, units, (candidate.unit, named_by(link.token) or link.token, link.relation), lexicon)
    for token in _left_of(candidate):
        _add(found, candidate, units, (candidate.unit, token, "compound"), lexicon)
    for token in victims(unit):
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
    if asked is not None:
        _pointed(found, candidate, units, asked, lexicon)
    _coordinated(found, candidate, units, lexicon)
    return _whole(list(found.values()), units)


def span_of(case: Found, units: Sequence[Unit]) -> tuple[int, int]:
    """The phrase's characters: with the whole name that its head is part of, without a date that only stands before it."""
    unit, token = units[case.unit], case.token
    found = unit.spans.get(token.i)
    if found is None:
        found = unit.spans[token.i] = _span(token, unit)
    return found


def _span(token: Token, unit: Unit) -> tuple[int, int]:
    start, end = phrase_span(token)
    head = token.idx
    named = unit.party_at.get(token.i)
    if named is not None and named.start <= head < named.end:
        start = min(start, named.start)
        end = max(end, named.end if named.party is not None else end)
    start = min(start, _beside(token, unit).idx)
    for dated in unit.dates:
        told = dated.expression
        if told.start <= start < told.end <= head and unit.sentence.text[told.end : told.end + 1].isspace():
            start = told.end + 1
    return start, end


def _whole(cases: Sequence[Found], units: Sequence[Unit]) -> list[Found]:
    """The cases without those whose word another's phrase begins with."""
    begun = {(case.unit, i) for case in cases for i in range(_beside(case.token, units[case.unit]).i, case.token.i)}
    return [case for case in cases if (case.unit, case.token.i) not in begun]


def _beside(token: Token, unit: Unit) -> Token:
    """The first of the words that tell whose a modifier is and hang, like it, on the noun: "Syrian regime air raids"."""
    while token.dep_ in _MODIFIERS and token.i and unit.party_kind_at.get(token.i - 1) == "state":
        before = token.nbor(-1)
        if (
            before.head.i not in {token.head.i, token.head.head.i}
            or before.dep_ not in _MODIFIERS
            or token.head.i < token.i
        ):
            break
        token = before
    return token


def _holders(token: Token, unit: Unit, lexicon: Lexicon) -> list[Token]:
    """Whose a place or a thing is, where a word before it says so: "rebel areas", "opposition-held Idlib", "YPG positions"."""
    kind = class_of(token, unit, lexicon.noun_classes)
    if kind not in {"place", "facility", "thing"} or token.pos_ not in {"NOUN", "PROPN"}:
        return []
    near = [child for child in token.lefts if child.dep_ in {"compound", "amod", "nmod", "poss"}]
    near += [word for child in near for word in child.lefts if word.dep_ in {"npadvmod", "compound", "amod", "nmod"}]
    return [
        word
        for word in near
        if class_of(word, unit, lexicon.noun_classes) in {"party", "armed"} and not _tells_kind(word)
    ]


def _tells_kind(word: Token) -> bool:
    """Whether it only says of what kind a thing is: "military sites", "a major power plant"."""
    return word.tag_ == "JJ" and word.lower_ in {"general", "major", "military"}


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


def victims(unit: Unit) -> list[Token]:
    """The head words of those who were counted as killed, injured or captured."""
    if unit.counted is None:
        spans = [toll.who for toll in unit.tolls if toll.who is not None]
        assert unit.doc is not None
        unit.counted = [root(words) for a, b in spans if (words := unit.doc.covering(a, b))]
    return unit.counted


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
        for run in asked.runs(role)[:POINTED]:
            doc = units[run.unit].doc
            words = doc.covering(run.start, run.end) if doc is not None else []
            if not words:
                continue
            inside = {token.i for token in words}
            if not any(number == run.unit and i in inside for number, i in found):
                token = _modified(root(words), units[run.unit], lexicon)
                _add(found, candidate, units, (run.unit, token, f"pointed.{role}"), lexicon)


def _coordinated(
    found: dict[tuple[int, int], Found], candidate: Candidate, units: Sequence[Unit], lexicon: Lexicon
) -> None:
    """People named in one breath with those found about the clause: "Damascus and Moscow", of which one was pointed at.

    Who is only described before his name is given ("a lawyer and activist, Samir Haddad") is no other.
    """
    unit = units[candidate.unit]
    for case in list(found.values()):
        if (
            case.unit != candidate.unit
            or case.kind not in PEOPLE
            or not case.relation.startswith(("near.", "pointed."))
        ):
            continue
        for word in together(case.token):
            listed = word.pos_ in {"NOUN", "PROPN"} and class_of(word, unit, lexicon.noun_classes) in PEOPLE
            if listed and (case.unit, word.i) not in found and not _names_itself(word):
                _add(found, candidate, units, (case.unit, word, case.relation), lexicon)


def _names_itself(word: Token) -> bool:
    """Whether a name follows that says who is meant."""
    after = word.nbor(1) if word.i + 1 < len(word.doc) else None
    named = after is not None and after.pos_ == "PROPN"
    return named or any(child.dep_ == "appos" for child in word.children)


def _modified(token: Token, unit: Unit, lexicon: Lexicon) -> Token:
    """The people whom a word pointed at only describes: "group" where that is "armed"; else the word itself."""
    if token.dep_ in {"amod", "compound"} and class_of(token.head, unit, lexicon.noun_classes) in PEOPLE:
        return token.head
    return token


def _add(
    found: dict[tuple[int, int], Found],
    candidate: Candidate,
    units: Sequence[Unit],
    link: tuple[int, Token, str],
    lexicon: Lexicon,
) -> None:
    number, token, relation = link
    kind = class_of(token, units[number], lexicon.noun_classes)
    if kind == "means" and (owner := _owner(token, units[number], lexicon)) is not None:
        token, kind = owner, class_of(owner, units[number], lexicon.noun_classes)
    if kind == "time" or (number == candidate.unit and token.i == candidate.head.i):
        return
    if kind in {"thing", "means"} and relation in {"amod", "compound"}:
        return
    if _tells_kind(token) and token.dep_ == "amod" and (number, token.head.i) != (candidate.unit, candidate.head.i):
        return
    inside = relation != "holder" and number == candidate.unit and candidate.start <= token.idx < candidate.end
    if inside and kind not in PEOPLE:
        return  # part of the trigger itself: "opened fire", but not the army in "came under army fire"
    named = antecedent(token, number, units, lexicon) if kind == "pronoun" else meant(token, number, units, lexicon)
    if named is not None:
        number, token = named
        kind = class_of(token, units[number], lexicon.noun_classes)
        relation += ".pronoun" if kind != "pronoun" else ""
    elif kind == "pronoun":
        return
    if kind == "thing" and (counted := _counted(token)) is not None:
        kind = class_of(counted, units[number], lexicon.noun_classes)
    found.setdefault((number, token.i), Found(number, token, relation, kind))


def _counted(noun: Token) -> Token | None:
    """Who is counted: "civilians" in "hundreds of civilians"."""
    if noun.lower_ not in number_words.load().vague:
        return None
    return next(
        (obj for prep in noun.rights if prep.lower_ == "of" for obj in prep.children if obj.dep_ == "pobj"), None
    )


def _owner(means: Token, unit: Unit, lexicon: Lexicon) -> Token | None:
    """Whose a weapon is: "rockets of the brigade"."""
    owners = [obj for prep in means.rights if prep.lower_ in {"of", "from", "by"} for obj in prep.children]
    return next((o for o in owners if class_of(o, unit, lexicon.noun_classes) in {"party", "armed"}), None)


def _covered(found: dict[tuple[int, int], Found], candidate: Candidate, token: Token) -> bool:
    """Whether the word belongs to a phrase already found ("the Russian army's tanks")."""
    heads = {i for number, i in found if number == candidate.unit}
    return any(a.i in heads for a in token.ancestors if a.i - token.i in range(4)) or token.i == candidate.head.i


def _token_at(unit: Unit, offset: int) -> Token | None:
    assert unit.doc is not None
    return unit.doc.at(offset)


def _leader(number: int, units: Sequence[Unit], lexicon: Lexicon) -> Token | None:
    """The subject of the sentence before, where that stands in the same paragraph."""
    if number == 0:
        return None
    before, here = units[number - 1], units[number]
    if before.doc is None or before.sentence.where != here.sentence.where:
        return None
    for token in before.doc:
        if token.dep_ in SUBJECTS and class_of(token, before, lexicon.noun_classes) in PEOPLE:
            return token
    return None
