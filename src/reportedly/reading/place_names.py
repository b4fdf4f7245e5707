"""Words of a sentence and the runs of them that may be a name.

The parser cuts "Deir ez-Zor" and "al-Bab" at their hyphens and tags them as it likes. So a name is looked for in the
text itself: capitalised words, with the small words inside a name ("al", "ez", "de"), its hyphens and its
apostrophes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.lexicon.toponym_words import load

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token

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
_BRIDGED = {"-": ARTICLES, ".": _SHORTENED}
_APOSTROPHES = frozenset({"'", "’", "`"})
_ENDING = frozenset({"'", "’"})
_ALONE = _INNER - {"at", "as", "an", "en", "e", "er", "es"}  # written apart, these are English words
_STOPS: dict[str, bool] = {}  # whether the parser counts a word among its stop words, as far as it was asked
_MOST_STOPS = 50_000
_CLOSED = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PRON", "AUX", "PART", "ADV", "INTJ"})


class Word:
    """A word with its place in the text. ``joined``: only blanks stand between it and the word before.

    ``first`` and ``last`` are the parser's tokens at its ends, looked up when they are asked for, since most words
    never are; ``possessive``: an "'s" follows that is no part of it.
    """

    __slots__ = ("_doc", "capital", "end", "joined", "lower", "possessive", "start", "text")

    def __init__(self, doc: Doc, start: int, text: str, joined: bool, possessive: bool) -> None:
        self._doc = doc
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.lower, self.capital = _spelt(text)
        self.joined = joined
        self.possessive = possessive

    @property
    def first(self) -> Token:
        return self._token(self.start)

    @property
    def last(self) -> Token:
        return self._token(self.end - 1)

    def owning(self, stem: str) -> Word:
        """The word as a possessive of its beginning: "Syrias" as Syria's."""
        return Word(self._doc, self.start, stem, self.joined, True)

    def _token(self, offset: int) -> Token:
        return self._doc[bisect_right(self._doc.starts(), offset) - 1]


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``a`` up to ``b`` (excluded) of a sentence, all of which may belong to one name."""

    a: int
    b: int


def words_of(doc: Doc, text: str) -> list[Word]:
    """The words of the sentence, in order; a possessive ending is a mark on its word, never a word.

    `text` is the doc's, which costs spaCy a walk over all its tokens to put together.
    """
    out: list[Word] = []
    before = 0
    for match in _WORD.finditer(text):
        a, word = match.start(), match[0]
        gap = text[before:a]
        joined = bool(out)
        if gap != " " and (gap := gap.strip()):
            if out and word in {"s", "S"} and gap in _APOSTROPHES:
                out[-1].possessive = True  # tokenised by somebody: "Tripoli 's"
                continue
            # Tokenised by somebody: "Qalaat al - Madiq"; shortened: "St. George's".
            joined = joined and out[-1].lower in _BRIDGED.get(gap, ())
        before = match.end()
        possessive = False
        if word[-1] in "sS":
            if possessive := len(word) > 2 and word[-2] in "'’´":
                word = word[:-2]
            elif word[-1] == "s" and text[before : before + 1] in _ENDING:
                possessive = not text[before + 1 : before + 2].isalpha()
        out.append(Word(doc, a, word, joined, possessive))
    return out


def runs_of(words: Sequence[Word]) -> list[Run]:
    """Where names may stand: longest runs of capitalised words, articles and numbers inside them included."""
    out: list[Run] = []
    b = 0
    for i, word in enumerate(words):
        if i < b or not (word.capital or word.lower in _OPENING) or not _may_open(words, i):
            continue
        b = i + 1
        while not words[b - 1].possessive and (step := _goes_on(words, b)):
            b += step
        out.append(Run(i, b))
    return out


def is_title_case(words: Sequence[Word]) -> bool:
    """Whether capitals say nothing here, because nearly every longer word has one (a headline)."""
    longer = [word for word in words if len(word.text) > 3 and word.text[0].isalpha()]
    return len(longer) >= 4 and sum(word.capital for word in longer) >= 0.8 * len(longer)


@lru_cache(maxsize=50_000)
def _spelt(word: str) -> tuple[str, bool]:
    """The word in small letters, and whether it may be a part of a name."""
    return word.lower(), _is_capital(word)


def _is_capital(word: str) -> bool:
    """Whether the word may be a name or a part of one: "Aleppo", "al-Bab", "ez-Zor", but not "US-led"."""
    if "-" not in word and (word.isascii() or _HYPHEN.search(word) is None):
        return word[0].isupper()
    parts = _HYPHEN.split(word)
    if parts[-1] in load().other.suffixes:
        return False
    return word[0].isupper() or (parts[0] in _INNER and any(part[:1].isupper() for part in parts[1:]))


def _is_small(word: Word) -> bool:
    """A function word that is capitalised only because it opens the sentence or the headline; "US" is none."""
    if word.text.isupper() and len(word.text) > 1:
        return False
    stops = _STOPS.get(word.lower)
    if stops is None:
        first = word.first
        stops = first.is_stop and word.last.i == first.i
        if len(_STOPS) >= _MOST_STOPS:
            _STOPS.clear()
        _STOPS[word.lower] = stops
    return stops and word.first.pos_ in _CLOSED


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
