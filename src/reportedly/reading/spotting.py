"""Where certain words stand in a parsed sentence, for next to nothing.

Most sentences hold no word of saying and none of killing. To ask each token in Python whether it is one costs more than all
that is then done with those that are; the parser's table of numbers answers for the whole sentence at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


def spots(doc: Doc, words: frozenset[str]) -> list[int]:
    """The numbers of the tokens of which the word in lower case, or the lemma, is one of `words`."""
    wanted = _ids(doc, words, cased=True)
    table = doc.to_array(["LOWER", "LEMMA"]).tolist()
    return [at for at, (lower, lemma) in enumerate(table) if lower in wanted or lemma in wanted]


def labelled(doc: Doc, labels: frozenset[str], pos: str | None = None) -> list[int]:
    """The numbers of the tokens that have one of the dependency labels, and that part of speech where one is given."""
    wanted = _ids(doc, labels)
    if pos is None:
        return [at for at, label in enumerate(doc.to_array("DEP").tolist()) if label in wanted]
    part = _ids(doc, frozenset({pos}))
    return [
        at for at, (label, own) in enumerate(doc.to_array(["DEP", "POS"]).tolist()) if label in wanted and own in part
    ]


_known: dict[
    tuple[frozenset[str], bool], frozenset[int]
] = {}  # the numbers are those of the words, whatever the sentence


def _ids(doc: Doc, words: frozenset[str], *, cased: bool = False) -> frozenset[int]:
    """The parser's numbers of words; `cased`: of their forms in capitals too, which the lemmas of a headline keep."""
    found = _known.get((words, cased))
    if found is None:
        forms = {form for word in words for form in (word, word.capitalize(), word.upper())} if cased else words
        found = _known[words, cased] = frozenset(doc.vocab.strings[form] for form in forms)
    return found
