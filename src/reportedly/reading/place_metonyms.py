"""A state or its capital as one that acts: "Turkey shelled", "Damascus denied", "by Russia", "Syria's army".

Such a word names a party, not where the event was. Grammar tells the two apart: a subject that does something, an agent, the
owner of an army. Places are subjects too ("Mali saw", "Kyiv came under fire"), with verbs of a kind that the data file lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon.toponym_words import ToponymWords, load
from reportedly.reading.place_names import Word

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_metonym(words: Sequence[Word], a: int, b: int) -> bool:
    """Whether the country or capital named by words `a` to `b` (excluded) stands for its government."""
    data = load()
    head = words[b - 1].last
    if words[b - 1].possessive or head.dep_ in {"poss", "compound", "nmod", "amod"}:
        return _owns(words, b, head, data)
    first = head
    while first.dep_ in {"conj", "appos"} and first.head is not first and first.head.pos_ in {"PROPN", "NOUN", "ADJ"}:
        first = first.head
    return _acts(first, data)


def _owns(words: Sequence[Word], b: int, head: Token, data: ToponymWords) -> bool:
    """ "Syria's army", "US Secretary of State": what it owns, or what it is put before, is a body or a person of state."""
    owned = head.head if head.dep_ in {"poss", "compound", "nmod", "amod"} and head.head.i > head.i else None
    if owned is None and b < len(words):
        owned = words[b].last
    if owned is None:
        return False
    lemma = owned.lemma_.lower()
    return lemma in data.metonym.possessions or lemma in data.other.titles


def _acts(head: Token, data: ToponymWords) -> bool:
    verb = head.head
    lemma = verb.lemma_.lower()
    if head.dep_ == "nsubj":
        return verb.pos_ in {"VERB", "AUX"} and lemma not in data.metonym.of_places
    if head.dep_ in {"nsubjpass", "dobj"}:
        return lemma in data.metonym.dealings
    if head.dep_ != "pobj":
        return False
    if verb.dep_ == "agent":
        return True
    over = verb.head
    return (
        verb.lower_ in {"with", "against", "on", "upon", "by", "between"}
        and over.lemma_.lower() in data.metonym.dealings
    )
