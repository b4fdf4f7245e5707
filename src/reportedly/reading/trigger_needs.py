"""What must stand beside a word for it to name an event: something that it is done to, a weapon, people told to leave.

The needs of an entry in triggers.toml, each answered from what depends on the word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon.triggers import Lexicon, Trigger
from reportedly.model import ClaimType
from reportedly.reading.classes import GROUND, PEOPLE, class_of, means_of
from reportedly.reading.deeds import (
    announces_force,
    by_hand,
    entries_of,
    given_to_end,
    holds_what_it_took,
    leaves,
    of_aircraft,
)
from reportedly.reading.merge_profiles import ATTACKS
from reportedly.reading.parts import Unit
from reportedly.reading.syntax import Linked, governor, is_verb

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

_ARMS = frozenset({"artillery", "aircraft", "small_arms", "explosive"})
UPON = frozenset({"object", "of", "against", "on", "at", "upon"})
NEEDS = {
    "object": "something that it is done to",
    "place": "a place that it is done to",
    "people": "people whom it is done to",
    "armed": "an armed party or a weapon beside it",
    "ground": "a place that it is said of, or an armed party or a weapon beside it",
    "means": "a means of attack beside it",
    "arms": "arms or military vehicles that it is done to",
    "party": "a party or an official who does it",
    "number": "a number beside it",
    "taking": "the taking of a place that is tried",
    "leaving": "somebody who is told to leave or to give up",
    "attack": "an attack that it is said of",
    "hands": "people named as doing it",
    "craft": "an aircraft that it befalls",
    "deed": "an act of force that is announced",
    "end": "something that time is given for",
    "stormed": "a place that the same party is told to have attacked",
}
_ATTACKS = ATTACKS - {ClaimType.CHEMICAL_ATTACK}  # which "weapon" tells too
_OVER = frozenset({"in", "of", "to"})
_DEEDS = frozenset({"hands", "craft", "deed", "end", "stormed"})
_PHRASE = 8  # words of a phrase that are looked at
_IN_PHRASE = frozenset({"ADJ", "CCONJ", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN"})


def lacks(entry: Trigger, token: Token, links: tuple[Linked, ...], unit: Unit, lexicon: Lexicon) -> str | None:
    """Why there is no event here, or None."""
    if entry.not_with and not token.doc.vocabulary.isdisjoint(entry.not_with):
        near = {link.token.lemma_.lower() for link in links} | {child.lemma_.lower() for child in token.children}
        near.add(token.head.lemma_.lower())
        if hit := sorted(near & entry.not_with):
            return f"beside “{hit[0]}” it is no such event"
    for need in sorted(entry.needs):
        if not _has(need, token, links, unit, lexicon):
            return f"no event without {NEEDS[need]}"
    return None


def _has(need: str, token: Token, links: tuple[Linked, ...], unit: Unit, lexicon: Lexicon) -> bool:
    nouns = lexicon.noun_classes
    if need == "object":
        return any(last_of(link.relation) == "object" for link in links)
    if need == "taking":
        return any(_takes(word, lexicon) for word in _tried(token))
    if need == "leaving":
        return any(leaves(word, lexicon) for word in _bidden(token))
    if need == "attack":
        return next(attacks_under(token, lexicon), None) is not None
    if need in _DEEDS:
        return _has_deed(need, token, unit, lexicon)
    if need == "number":
        return any(word.like_num for word in token.subtree)
    if need == "means":
        return any(means_of(word, nouns) for word in _clause(token))
    if need == "arms":
        return any(last_of(link.relation) == "object" and _is_arms(link.token, nouns) for link in links)
    kinds = [(link, class_of(link.token, unit, nouns)) for link in links]
    if need == "place":
        return any(
            (kind == "place" or "place" in nouns.get(link.token.lemma_.lower(), ()))
            and last_of(link.relation) not in {"subject", "agent"}
            for link, kind in kinds
        )
    if need == "ground" and any(kind in GROUND and last_of(link.relation) == "subject" for link, kind in kinds):
        return True
    if need == "people":
        return any(kind in PEOPLE and last_of(link.relation) in UPON for link, kind in kinds)
    if need == "party":
        doers = {"subject", "agent", "possessive", "compound", "by", "amod"}
        return any(
            kind in {"party", "official", "armed", "person"} and last_of(link.relation) in doers for link, kind in kinds
        )
    return any(kind in {"armed", "party"} for _, kind in kinds) or any(
        class_of(word, unit, nouns) in {"armed", "means", "party"} for word in _clause(token)
    )


def _has_deed(need: str, token: Token, unit: Unit, lexicon: Lexicon) -> bool:
    if need == "hands":
        return by_hand(token, unit, lexicon)
    if need == "craft":
        return of_aircraft(token, lexicon)
    if need == "deed":
        return announces_force(token, lexicon)
    if need == "stormed":
        return holds_what_it_took(token, unit, lexicon)
    return given_to_end(token, lexicon)


def _tried(token: Token) -> Iterator[Token]:
    """The verbs that tell what is tried: "tried to advance", "attempts at capturing"."""
    for child in token.children:
        if child.dep_ in {"xcomp", "acl", "advcl", "relcl"} and child.i > token.i:
            yield child
            yield from (verb for verb in child.children if verb.dep_ == "conj" and is_verb(verb))
        elif child.dep_ == "prep":
            yield from (verb for verb in child.children if verb.dep_ == "pcomp")


def _takes(verb: Token, lexicon: Lexicon) -> bool:
    entries = entries_of(verb, "verb", lexicon)
    return any(entry.type is ClaimType.TERRITORY_GAIN and "stormed" not in entry.needs for entry in entries)


def _bidden(token: Token) -> Iterator[Token]:
    """The verbs that tell what somebody is told to do: "told them to leave", "demanded that they surrender"."""
    for child in token.children:
        if child.dep_ in {"xcomp", "ccomp"} and child.tag_ in {"VB", "VBP"}:
            yield child


def _is_arms(token: Token, nouns: Mapping[str, frozenset[str]]) -> bool:
    """Whether the phrase names arms: "a rocket system", but no other system."""
    if means_of(token, nouns) is not None:
        return True
    words = [token, *(child for child in token.lefts if child.dep_ in {"compound", "nmod", "amod"})]
    classes = [nouns.get(word.lemma_.lower(), frozenset()) for word in words]
    arms = [("materiel" in of and "stores" not in of) or bool(of & _ARMS) for of in classes]
    if "materiel" in classes[0] and any(
        "materiel" in nouns.get(f"{a.lower_} {b.lower_}", ()) for a, b in _pairs(words)
    ):
        return True  # "an air defence system": neither word alone is one of arms
    return arms[0] or ("materiel" in classes[0] and any(arms[1:]))


def _pairs(words: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    return ((word.nbor(-1), word) for word in words[1:] if word.i)


def last_of(relation: str) -> str:
    return relation.rsplit(".", 1)[-1]


def _clause(token: Token) -> Iterator[Token]:
    """The words around a trigger that belong to its clause."""
    top = token
    if not is_verb(token) and (found := governor(token)):
        top = found[0]
    yield from top.subtree


def attacks_under(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The words for attacks that a word such as "halt" is said of: "a halt to strikes and shelling", "suspended its raids".

    After a noun they are looked for in the order of words, for parsers hang "to air strikes" anywhere.
    """
    doc, after = token.doc, token.i + 1
    if is_verb(token):
        for child in token.children:
            if child.dep_ in {"dobj", "xcomp", "nsubjpass"}:
                joined = (other for other in child.children if other.dep_ == "conj")
                yield from (word for word in (child, *joined) if _is_attack(word, lexicon))
    elif after < len(doc) and doc[after].lower_ in _OVER:
        for word in doc[after + 1 : after + 1 + _PHRASE]:
            if word.pos_ not in _IN_PHRASE and word.tag_ != "VBG":
                return
            if _is_attack(word, lexicon):
                yield word


def _is_attack(word: Token, lexicon: Lexicon) -> bool:
    pos = "verb" if is_verb(word) else "noun"
    entries = entries_of(word, pos, lexicon)
    return any(entry.type in _ATTACKS and entry.needs <= {"object"} for entry in entries)
