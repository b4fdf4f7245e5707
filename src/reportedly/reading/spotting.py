"""Where certain words stand in a parsed sentence, for next to nothing.

Most sentences hold no word of saying and none of killing. To ask each token in Python whether it is one costs more than all
that is then done with those that are; the parser's table of numbers answers for the whole sentence at once.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


def spots(doc: Doc, words: frozenset[str]) -> list[int]:
    """The numbers of the tokens of which the word in lower case, or the lemma, is one of `words`."""
    wanted = _numbers(words)
    table = doc.to_array(["LOWER", "LEMMA"]).tolist()
    return [at for at, (lower, lemma) in enumerate(table) if lower in wanted or lemma in wanted]


def labelled(doc: Doc, labels: frozenset[str], pos: str | None = None) -> list[int]:
    """The numbers of the tokens that have one of the dependency labels, and that part of speech where one is given."""
    wanted = _ids(labels)
    if pos is None:
        return [at for at, label in enumerate(doc.to_array("DEP").tolist()) if label in wanted]
    part = _ids(frozenset({pos}))
    return [
        at for at, (label, own) in enumerate(doc.to_array(["DEP", "POS"]).tolist()) if label in wanted and own in part
    ]


@cache
def _numbers(words: frozenset[str]) -> frozenset[int]:
    """The parser's numbers of words; a lemma may keep the capitals of a headline."""
    return _ids(frozenset(form for word in words for form in (word, word.capitalize(), word.upper())))


@cache
def _ids(words: frozenset[str]) -> frozenset[int]:
    from spacy.strings import StringStore

    store = StringStore()
    return frozenset(store[word] for word in words)
