"""A state or its capital as one that acts: "Turkey shelled", "Damascus denied", "by Russia", "Syria's army".

Such a word names a party, not where the event was. Grammar tells the two apart: a subject that does something, an
agent, the owner of an army. Places are subjects too ("Mali saw", "Kyiv came under fire"), with verbs of a kind that
the data file lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon.toponym_words import ToponymWords, load
from reportedly.lexicon.triggers import load as load_lexicon
from reportedly.reading.place_names import Word

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token


_DEALT = frozenset({"with", "against", "on", "upon", "by", "between"})
_OF_STATE = frozenset({"armed", "unit", "official"})  # classes of nouns, of the lexicon's nouns


def is_metonym(words: Sequence[Word], a: int, b: int, *, capital: bool = False) -> bool:
    """Whether the country or `capital` named by words `a` to `b` (excluded) stands for its government."""
    data = load()
    head = words[b - 1].last
    if words[b - 1].possessive or head.dep_ in {"poss", "compound", "nmod", "amod"}:
        return _owns(words, a, b, capital=capital)
    first = head
    while first.dep_ in {"conj", "appos"} and first.head is not first and first.head.pos_ in {"PROPN", "NOUN", "ADJ"}:
        first = first.head
    return _acts(first, data) or (capital and _is_aided(first, data))


def _owns(words: Sequence[Word], a: int, b: int, *, capital: bool) -> bool:
    """ "Syria's army", "US Secretary of State": what it owns, or what it is put before, is a body or a person of
    state.
    """
    data, head = load(), words[b - 1].last
    owned = head.head if head.dep_ in {"poss", "compound", "nmod", "amod"} and head.head.i > head.i else None
    if owned is None and b < len(words):
        owned = words[b].last
    if owned is None:
        return False
    if b - a == 1 and words[a].text.replace(".", "").isupper() and not words[b - 1].possessive:
        return True  # "US strikes": such letters before a noun are an adjective
    lemma = owned.lemma_.lower()
    if capital and lemma in data.metonym.municipal:
        return False
    classes = load_lexicon().noun_classes.get(lemma, frozenset())
    return (
        lemma in data.metonym.possessions or lemma in data.other.titles or (not capital and bool(classes & _OF_STATE))
    )


def _acts(head: Token, data: ToponymWords) -> bool:
    verb = head.head
    lemma = verb.lemma_.lower()
    if head.dep_ == "nsubj":
        if any(child.dep_ == "acomp" and child.lower_ in data.metonym.minded for child in verb.children):
            return True
        return verb.pos_ in {"VERB", "AUX"} and lemma not in data.metonym.of_places
    if head.dep_ in {"nsubjpass", "dobj"}:
        return lemma in data.metonym.dealings
    if head.dep_ != "pobj":
        return False
    if verb.dep_ == "agent":
        return True
    over = verb.head
    if verb.lower_ in {"to", "of"} and verb.i and verb.nbor(-1).lower_ in data.metonym.minded:
        return True
    return verb.lower_ in _DEALT and over.lemma_.lower() in data.metonym.dealings


def _is_aided(head: Token, data: ToponymWords) -> bool:
    """ "Supplied Kyiv with drones", "pressure mounts on Damascus": what is done for or to those who rule there."""
    verb = head.head
    if head.dep_ in {"dobj", "dative"}:
        return verb.lemma_.lower() in data.metonym.aiding
    if head.dep_ != "pobj" or verb.lower_ not in {"on", "from"}:
        return False
    about = [child for child in verb.head.children if child.dep_ in {"nsubj", "dobj"}]
    return any(child.lemma_.lower() in data.metonym.dealings for child in (verb.head, *about))
