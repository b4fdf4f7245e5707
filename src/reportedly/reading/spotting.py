"""Where certain words stand in a parsed sentence, for next to nothing.

Most sentences hold no word of saying and none of killing. So the whole sentence is asked at once whether it holds any, before
each of its words is looked at.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc


def spots(doc: Doc, words: frozenset[str]) -> list[int]:
    """The numbers of the tokens of which the word in lower case, or the lemma, is one of `words`."""
    if doc.vocabulary.isdisjoint(words):
        return []
    wanted = _cased(words)
    return [token.i for token in doc if token.lower_ in wanted or token.lemma_ in wanted]


def labelled(doc: Doc, labels: frozenset[str], pos: str | None = None) -> list[int]:
    """The numbers of the tokens that have one of the dependency labels, and that part of speech where one is given."""
    return [token.i for token in doc if token.dep_ in labels and (pos is None or token.pos_ == pos)]


@cache
def _cased(words: frozenset[str]) -> frozenset[str]:
    """With their forms in capitals, which the lemmas of a headline keep."""
    return frozenset(form for word in words for form in (word, word.capitalize(), word.upper()))
