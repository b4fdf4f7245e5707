"""Words of a sentence and the runs of them that may be a name.

The parser cuts "Deir ez-Zor" and "al-Bab" at their hyphens and tags them as it likes. So a name is looked for in the
text itself: capitalised words, with the small words inside a name ("al", "ez", "de"), its hyphens and its
apostrophes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.lexicon.toponym_words import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S.
    r"|[^\W_]+(?:(?:[-‐‑'’‘`´ʿʾʼ]|(?<=[^\W\d_])\.(?=[^\W\d_])|(?<=\d)[.,](?=\d))[^\W_]+)*"
)
_POSSESSIVE = re.compile(r"['’´`][sS]$")
_HYPHEN = re.compile(r"[-‐‑]")
ARTICLES = frozenset({"al", "el", "ad", "ar", "ash", "at", "az", "ed", "er", "es", "ez", "ul"})
_OPENING = frozenset({"al", "el", "ad", "ar", "ash", "ez"})
_INNER = ARTICLES | {"as", "an", "en", "e", "bin", "ibn", "bint", "de", "del", "la"}
_SHORTENED = frozenset({"st", "mt", "ft", "ste"})
_ALONE = _INNER - {"at", "as", "an", "en", "e", "er", "es"}  # written apart, these are English words
_CLOSED = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PRON", "AUX", "PART", "ADV", "INTJ"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the text. ``joined``: only blanks stand between it and the word before.

    ``first`` and ``last`` are the parser's tokens at its ends; ``possessive``: an "'s" follows that is no part of it.
    """

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    joined: bool
    possessive: bool
    first: Token
    last: Token


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``a`` up to ``b`` (excluded) of a sentence, all of which may belong to one name."""

    a: int
    b: int


def words_of(doc: Doc) -> list[Word]:
    """The words of the sentence, in order; a possessive ending is a mark on its word, never a word."""
    text = doc.text
    owner = _Owners(doc)
    out: list[Word] = []
    before = 0
    for match in _WORD.finditer(text):
        a, b = match.span()
        if out and match[0] in {"s", "S"} and text[before:a].strip() in {"'", "’", "`"}:
            out[-1] = replace(out[-1], possessive=True)  # tokenised by somebody: "Tripoli 's"
            continue
        owned = _POSSESSIVE.search(match[0])
        b = a + owned.start() if owned else b
        first, last = owner.at(a), owner.at(b - 1)
        if first is None or last is None:
            continue
        possessive = bool(owned) or (
            text[b - 1] == "s" and text[b : b + 1] in {"'", "’"} and not text[b + 1 : b + 2].isalpha()
        )
        gap = text[before:a].strip()
        # Tokenised by somebody: "Qalaat al - Madiq"; shortened: "St. George's".
        joined = bool(out) and (not gap or out[-1].lower in {"-": ARTICLES, ".": _SHORTENED}.get(gap, ()))
        out.append(Word(a, b, text[a:b], text[a:b].lower(), _is_capital(text[a:b]), joined, possessive, first, last))
        before = match.end()
    return out


def runs_of(words: Sequence[Word]) -> list[Run]:
    """Where names may stand: longest runs of capitalised words, articles and numbers inside them included."""
    out: list[Run] = []
    i = 0
    while i < len(words):
        if not _may_open(words, i):
            i += 1
            continue
        b = i + 1
        while not words[b - 1].possessive and (step := _goes_on(words, b)):
            b += step
        out.append(Run(i, b))
        i = b
    return out


def is_title_case(words: Sequence[Word]) -> bool:
    """Whether capitals say nothing here, because nearly every longer word has one (a headline)."""
    longer = [word for word in words if len(word.text) > 3 and word.text[0].isalpha()]
    return len(longer) >= 4 and sum(word.capital for word in longer) >= 0.8 * len(longer)


class _Owners:
    """Which token holds a character."""

    __slots__ = ("starts", "tokens")

    def __init__(self, doc: Doc) -> None:
        self.tokens = list(doc)
        self.starts = [token.idx for token in self.tokens]

    def at(self, offset: int) -> Token | None:
        token = self.tokens[bisect_right(self.starts, offset) - 1]
        return token if token.idx <= offset < token.idx + len(token) else None


def _is_capital(word: str) -> bool:
    """Whether the word may be a name or a part of one: "Aleppo", "al-Bab", "ez-Zor", but not "US-led"."""
    parts = _HYPHEN.split(word)
    if len(parts) == 1:
        return word[0].isupper()
    if parts[-1] in load().other.suffixes:
        return False
    return word[0].isupper() or (parts[0] in _INNER and any(part[:1].isupper() for part in parts[1:]))


def _is_small(word: Word) -> bool:
    """A function word that is capitalised only because it opens the sentence or the headline; "US" is none."""
    if word.text.isupper() and len(word.text) > 1:
        return False
    return word.first is word.last and word.first.is_stop and word.first.pos_ in _CLOSED


def _may_open(words: Sequence[Word], i: int) -> bool:
    word = words[i]
    article = word.lower in _OPENING and _goes_on(words, i + 1) > 0
    return article or (word.capital and not _is_small(word))


def _goes_on(words: Sequence[Word], i: int) -> int:
    """How many of the words from `i` on belong to the run that ends before it: 0, 1, or 2 with an article."""
    if i >= len(words) or not words[i].joined:
        return 0
    word = words[i]
    if word.capital and (word.lower in ARTICLES or not _is_small(word)):
        return 1
    follows = i + 1 < len(words) and words[i + 1].joined
    if word.lower in _ALONE and follows and words[i + 1].capital:
        return 2
    if word.text.isdigit() and len(word.text) <= 2:  # "Mezzeh 86", "Checkpoint 12", but not "Aleppo 12 people"
        counts = follows and words[i + 1].first.pos_ in {"NOUN", "PROPN", "ADJ"}
        return 0 if counts or (word.first.dep_ == "nummod" and not follows) else 1
    return 0
