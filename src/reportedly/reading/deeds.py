"""Deeds that are announced, and things done by hand: needs of triggers that leave no doubt once they are met.

"Vowed to retake the town", "warned that any ship would be sunk", "promised a strong response" threaten; "promised to hold
elections" does not. "The soldiers burned the granary" is the work of hands; "the shells burned it" is a strike's. Who "attacked the town
and held it" took it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.lexicon.telling_words import load
from reportedly.lexicon.triggers import Lexicon, Trigger
from reportedly.model import ClaimType
from reportedly.reading.classes import PEOPLE, class_of, means_of
from reportedly.reading.merge_profiles import VIOLENT
from reportedly.reading.parts import Unit
from reportedly.reading.syntax import SUBJECTS, agents, is_passive, objects, prepositions, subjects

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

_FORCE = (VIOLENT - {ClaimType.CASUALTIES, ClaimType.CHEMICAL_ATTACK}) | {ClaimType.TERRITORY_GAIN}
_LEAVING = frozenset({ClaimType.WITHDRAWAL, ClaimType.DISPLACEMENT, ClaimType.DETENTION})
_LEFT = frozenset({"leave", "vacate", "flee", "suffer"})  # frames in which who leaves or gives up is the subject
_ONLY_WITH = frozenset({"number", "stormed"})  # needs without which the word tells of no force by itself
_TAKING = frozenset({ClaimType.ARMED_CLASH, ClaimType.TERRITORY_GAIN})
_ON = frozenset({"continue", "keep", "go"})  # "vowed to keep fighting"
_BY = frozenset({"of", "with"})
_NOTHING = frozenset({"anything", "it", "nothing", "something", "that", "this", "which"})
_THEY = frozenset({"he", "she", "they", "we", "who"})


def entries_of(word: Token, pos: str, lexicon: Lexicon) -> tuple[Trigger, ...]:
    """The triggers whose head the word is, as this part of speech."""
    return lexicon.by_head.get((word.lemma_.lower(), pos), ())


def by_hand(verb: Token, unit: Unit, lexicon: Lexicon) -> bool:
    """Whether people are named as doing it, and no weapon."""
    doers = agents(verb) if is_passive(verb) else subjects(verb)
    return bool(doers) and all(_is_people(word, unit, lexicon) for word in doers)


def _is_people(word: Token, unit: Unit, lexicon: Lexicon) -> bool:
    if means_of(word, lexicon.noun_classes) is not None:
        return False
    kind = class_of(word, unit, lexicon.noun_classes)
    return word.lower_ in _THEY if kind == "pronoun" else kind in PEOPLE


def of_aircraft(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the subject is an aircraft."""
    return any(means_of(word, lexicon.noun_classes) == "aircraft" for word in subjects(verb))


def announces_force(verb: Token, lexicon: Lexicon) -> bool:
    """Whether what is announced is an act of force: "to retake it", "that it would be sunk", "an attack", "with death"."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "xcomp" and child.tag_ in {"VB", "VBG"} and any(_forces(v, lexicon) for v in _carried(child)):
            return True
        if child.dep_ == "ccomp" and is_passive(child) and not agents(child) and _forces(child, lexicon):
            return any(word.tag_ == "MD" for word in child.children)
    told = [word for word in objects(verb) if word.i > verb.i]
    told += [word for name, word in prepositions(verb) if name in _BY]
    return any(
        "reprisal" in lexicon.noun_classes.get(word.lemma_.lower(), ()) or _attacks(word, lexicon) for word in told
    )


def holds_what_it_took(verb: Token, unit: Unit, lexicon: Lexicon) -> bool:
    """Whether who holds a place is told in the same breath to have attacked it: "stormed the town and held it for a week".

    The place stands with the attack, and is meant or named again; a house that is raided and people who are held are none.
    """
    told, attack = [word for word in objects(verb) if word.i > verb.i], verb.head
    if verb.dep_ != "conj" or not told or any(child.dep_ in SUBJECTS for child in verb.children) or is_passive(verb):
        return False
    entries = entries_of(attack, "verb", lexicon)
    if not any(entry.type in _TAKING and entry.needs.isdisjoint(_ONLY_WITH) for entry in entries) or is_passive(attack):
        return False
    places = [word for word in objects(attack) if attack.i < word.i < verb.i and _is_ground(word, unit, lexicon)]
    many = len(places) > 1 or any(word.tag_ == "NNS" and word.i not in unit.place_at for word in places)
    again = {"them"} if many else {"it"}
    return bool(places) and all(word.lower_ in again or _is_ground(word, unit, lexicon) for word in told)


def _is_ground(word: Token, unit: Unit, lexicon: Lexicon) -> bool:
    kind = class_of(word, unit, lexicon.noun_classes)
    return kind == "place" or "place" in lexicon.noun_classes.get(word.lemma_.lower(), ())


def nobody_threatens(verb: Token, unit: Unit, lexicon: Lexicon) -> bool:
    """Whether it is a thing that "threatens" something, and with no deed: "the fighting threatens the harvest"."""
    if verb.lemma_.lower() != "threaten" or any(child.dep_ == "xcomp" for child in verb.children):
        return False
    doers = agents(verb) if is_passive(verb) else subjects(verb)
    if not doers or any(_may_threaten(word, unit, lexicon) for word in doers) or announces_force(verb, lexicon):
        return False
    return not any(entries_of(word, "noun", lexicon) for word in objects(verb))


def _may_threaten(word: Token, unit: Unit, lexicon: Lexicon) -> bool:
    if means_of(word, lexicon.noun_classes) is not None:
        return True
    kind = class_of(word, unit, lexicon.noun_classes)
    return kind in PEOPLE and word.lower_ not in _NOTHING


def _carried(verb: Token) -> Iterator[Token]:
    yield verb
    for child in verb.children:
        if child.dep_ == "conj" or (child.dep_ == "xcomp" and verb.lemma_.lower() in _ON):
            yield child


def _forces(verb: Token, lexicon: Lexicon) -> bool:
    entries = entries_of(verb, "verb", lexicon)
    return any(
        entry.type in _FORCE and len(entry.words) == 1 and entry.needs.isdisjoint(_ONLY_WITH) for entry in entries
    )


def _attacks(noun: Token, lexicon: Lexicon) -> bool:
    entries = entries_of(noun, "noun", lexicon)
    return any(entry.type in _FORCE and len(entry.words) == 1 and not entry.needs for entry in entries)


def leaves(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb tells of leaving or giving up."""
    entries = entries_of(verb, "verb", lexicon)
    return any(entry.type in _LEAVING and entry.frame in _LEFT and "number" not in entry.needs for entry in entries)


def given_to_end(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the time that is given is for stopping or complying, for leaving or giving up."""
    given = (verb, *(child for child in verb.children if child.i > verb.i and child.pos_ == "NOUN"))
    bidden = [child for word in given for child in word.children if child.tag_ == "VB" and child.i > verb.i]
    return any(word.lemma_.lower() in load().stopping or leaves(word, lexicon) for word in bidden)
