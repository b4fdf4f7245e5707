"""Headlines Whose Words All Have Capitals, in the letters of a sentence, so that the parser can tell their verbs from names.

A parser takes "Houthis Deny It" for one name. Words lose their capital that the report itself writes small elsewhere, or
that the lexicon knows as words for events, for saying, for people and things, or for numbers, unless the report writes
them with a capital inside a sentence, as names are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reportedly.lexicon import inflection, number_words, speech_words, triggers
from reportedly.reading.parse import small_words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONG = 4  # letters; shorter words are written small in many headlines
_FEW = 4  # long words, of which a text that is no headline seldom has as many with capitals alone
_MOST = 0.8
_SOME = 3  # words
_LENGTHS = frozenset({"kilometre", "kilometres", "kilometer", "kilometers", "mile", "miles", "metres", "meters"})
_MONTH = frozenset({"may"})


def in_sentence_case(texts: Sequence[str]) -> dict[int, str]:
    """The headlines among the sentences of one document, by their number, as sentences; every letter keeps its place."""
    headlines = [at for at, text in enumerate(texts) if is_headline(text)]
    if not headlines:
        return {}
    small, names = _written([text for at, text in enumerate(texts) if at not in set(headlines)])
    known = (small | _listed()) - names
    return {at: _lowered(texts[at], known) for at in headlines}


def is_headline(text: str) -> bool:
    """Whether capitals say nothing here: each of some words has one, or nearly every longer word, and not every letter is one."""
    words = _WORD.findall(text)
    if text.isupper():
        return False
    if len(words) >= _SOME and all(word[0].isupper() for word in words):
        return True
    longer = [word for word in words if len(word) >= _LONG]
    return len(longer) >= _FEW and sum(word[0].isupper() for word in longer) >= _MOST * len(longer)


def _written(texts: Sequence[str]) -> tuple[set[str], set[str]]:
    """The words that are written small, and, in small letters, those with a capital that do not open a sentence."""
    small, names = set[str](), set[str]()
    for text in texts:
        for word in list(_WORD.findall(text))[1:]:
            (small if word.islower() else names).add(word.lower())
    return small, names


def _lowered(text: str, known: set[str]) -> str:
    first = _WORD.search(text)
    begin = first.end() if first else 0

    def small(found: re.Match[str]) -> str:
        word = found[0]
        lower = word.lower()
        return lower if lower in known and word[1:].islower() and len(lower) == len(word) else word

    return text[:begin] + _WORD.sub(small, text[begin:])


@cache
def _listed() -> frozenset[str]:
    words = triggers.load()
    saying = (form for lemma in speech_words.load().verbs for form in inflection.forms(lemma, "verb"))
    nouns = (form for noun in words.noun_classes for form in inflection.forms(noun, "noun"))
    counted = number_words.load()
    numbers = (*counted.cardinal, *counted.scale, *counted.vague)
    return (frozenset(words.heads) | small_words() | _LENGTHS).union(saying, nouns, numbers) - _MONTH
