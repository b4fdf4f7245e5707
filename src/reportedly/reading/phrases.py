"""From a head word to the noun phrase that it heads, as a span of characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.reading.place_names import ARTICLES

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

_LEFT = frozenset(
    [
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "quantmod",
        "advmod",
        "npadvmod",
        "predet",
        "case",
        "nummod",
        "neg",
    ]
)
_OUTCOMES = frozenset({"dead", "alive", "captive"})
_KINDS = frozenset({"amod", "compound", "nmod"})
_COUNTING = frozenset({"additional", "few", "further", "many", "more", "multiple", "numerous", "other", "several"})
_QUOTES = frozenset("\"'“”‘’«»")
_OF = frozenset({"of", "from", "for"})


def phrase_span(token: Token) -> tuple[int, int]:
    """Start and end of the phrase: what stands before its head and, after it, an "of" phrase that tells whose."""
    first, last = token, token
    for child in token.lefts:
        if child.lower_ in _OUTCOMES and child.i and child.nbor(-1).pos_ == "VERB":
            continue  # "shot dead nine villagers": what became of them
        if child.dep_ in _LEFT or (child.dep_ == "punct" and child.text in _QUOTES | {"-"}):
            first = _earlier(first, child.left_edge)
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in _OF and child.i <= last.i + 1:
            for obj in child.children:
                if obj.dep_ == "pobj":
                    last = obj
            break
    last = _unended(last)
    return _unbroken(first).idx, last.idx + len(last)


def kind_span(token: Token) -> tuple[int, int]:
    """Start and end of the words that say what it is: "several 122-mm Grad rockets" without how many and whose."""
    first = token
    for child in reversed(list(token.lefts)):
        if child.dep_ not in _KINDS or child.right_edge.i != first.i - 1 or child.lemma_.lower() in _COUNTING:
            break
        first = child.left_edge
    return _unbroken(first).idx, token.idx + len(token)


def _unended(last: Token) -> Token:
    """The last part of the word that ends here: "Bashar al" goes on with "-Assad", but "rebel" of "rebel-held" is whole."""
    if last.lower_ not in ARTICLES or last.i + 2 >= len(last.doc) or last.whitespace_ or last.nbor(1).text != "-":
        return last
    return last.nbor(2)


def _unbroken(first: Token) -> Token:
    """The first part of the word that begins here: parsers cut "al-Qaeda" at its hyphen."""
    while (
        first.i > 1 and first.nbor(-1).text == "-" and not first.nbor(-1).whitespace_ and not first.nbor(-2).whitespace_
    ):
        first = first.nbor(-2)
    return first


def _earlier(a: Token, b: Token) -> Token:
    return a if a.i <= b.i else b
