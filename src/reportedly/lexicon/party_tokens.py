"""Words of a text as names are compared by.

The same name is written "al-Nusra", "Al Nusra", "Nusrah"; "People's", "Peoples'", "Peoples"; "U.S.", "US". Tokens are
therefore folded: no case, no marks, no apostrophes or dots within, Arabic articles aside, and the spellings that the
data lists as one brought to one. What was written stays at hand: case decides between "IS" and "is".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

_WORD = re.compile(r"(?:[A-Z]\.){1,}[A-Z](?![^\W_])\.?|\d+(?:[.,]\d+)+|[^\W_]+(?:['’‘ʻʼ`´][^\W_]+)*|['’]s?(?![^\W_])")
_MARKS = re.compile(r"['’‘ʻʼ`´.]")
_BREAK = re.compile(r"[,;:!?()\[\]{}|•…]|\.(?:\s|$)|\n\s*\n|\s[-–—]\s|—")
_QUOTES = frozenset("'\"“”‘’«»„")
_HYPHENS = frozenset("-‐‑–")
_ARTICLES = frozenset(
    case
    for word in ("al", "el", "an", "as", "ash", "ad", "ar", "at", "az")
    for case in (word, word.title(), word.upper())
)

T = TypeVar("T")


class Word(NamedTuple):
    """One word: `lead` is where it begins with the Arabic article before it, `start` where without.

    `apart` says that punctuation divides it from the word before, `joined` that a hyphen binds it to that word, `owns`
    that a possessive ending followed, `capital` that it begins with a capital. A named tuple, because a document has
    hundreds: frozen dataclasses take three times as long.
    """

    lead: int
    start: int
    end: int
    raw: str
    fold: str
    owns: bool
    apart: bool
    joined: bool
    capital: bool


def fold(word: str, spellings: Mapping[str, str]) -> str:
    """The word as it is compared."""
    bare = _MARKS.sub("", "".join(ch for ch in unicodedata.normalize("NFKD", word) if not unicodedata.combining(ch)))
    bare = bare.casefold()
    return spellings.get(bare, bare)


class Tokeniser:
    """Cuts a text into words; keeps the folds that it has worked out, because the same words come again and again."""

    def __init__(self, spellings: Mapping[str, str], abbreviations: frozenset[str] = frozenset()) -> None:
        self._spellings, self._known, self._abbreviations = spellings, dict[str, str](), abbreviations

    def fold(self, word: str) -> str:
        known = self._known.get(word)
        if known is None:
            known = fold(word, self._spellings)
            if len(self._known) < 50_000:
                self._known[word] = known
        return known

    def words(self, text: str) -> list[Word]:
        """The words of the text in order; possessive endings and Arabic articles belong to the word beside them."""
        out: list[Word] = []
        lead: int | None = None
        apart = joined = False
        last = 0
        for match in _WORD.finditer(text):
            raw, (start, end) = match[0], match.span()
            gap = text[last:start]
            if raw[0] in _QUOTES:
                bare = out and out[-1].end == start and out[-1].raw[-1] in "sS" and text[end : end + 1].isspace()
                if out and (len(raw) == 2 or bare):
                    out[-1] = out[-1]._replace(owns=True)
                last = end
                continue
            here_joined = gap in _HYPHENS
            if gap not in (" ", "-") and self._breaks(text, last, start, out):
                apart, lead = True, None
            joined = joined or here_joined if lead is not None else here_joined
            if raw in _ARTICLES and self._article(raw, text[end : end + 1], text[end + 1 : end + 2]):
                lead, last = start if lead is None else lead, end
                continue
            owns = len(raw) > 2 and raw[-2] in "'’" and raw[-1] in "sS"
            last, end = end, end - 2 if owns else end
            word = text[start:end]
            first = start if lead is None else lead
            known = self._known.get(word) or self.fold(word)
            out.append(Word._make((first, start, end, word, known, owns, apart, joined, word[0].isupper())))
            lead, apart, joined = None, False, False
        return out

    def _breaks(self, text: str, last: int, start: int, before: Sequence[Word]) -> bool:
        if text[last:start] == ". " and before and before[-1].fold in self._abbreviations:
            return False
        return _BREAK.search(text, last, min(start + 1, len(text))) is not None

    @staticmethod
    def _article(raw: str, after: str, then: str) -> bool:
        if after in _HYPHENS:
            return bool(then) and (then.isalpha() or then in _QUOTES)
        return raw in ("al", "Al") and after.isspace() and then.isalpha()


class Phrases(Generic[T]):
    """Phrases by their first two words, longest first: what begins at a word of a text is found in two looks."""

    def __init__(self) -> None:
        self._single: dict[str, list[T]] = {}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}

    def add(self, words: Sequence[str], value: T) -> None:
        if len(words) == 1:
            self._single.setdefault(words[0], []).append(value)
        elif words:
            seconds = self._longer.setdefault(words[0], {})
            seconds.setdefault(words[1], []).append((tuple(words), value))

    def settle(self) -> None:
        """Puts the longest first; call it once all are added."""
        for seconds in self._longer.values():
            for entries in seconds.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def firsts(self) -> set[str]:
        """The words with which the phrases begin."""
        return {*self._single, *self._longer}

    def at(self, words: Sequence[Word], i: int) -> list[tuple[int, T]]:
        """What begins at word `i`, as (how many words, value), longest first. No phrase reaches over a break."""
        first = words[i].fold
        out: list[tuple[int, T]] = []
        seconds = self._longer.get(first)
        if seconds is not None and i + 1 < len(words) and not words[i + 1].apart:
            for phrase, value in seconds.get(words[i + 1].fold, ()):
                if len(phrase) == 2 or self._goes_on(phrase, words, i):
                    out.append((len(phrase), value))
        for value in self._single.get(first, ()):
            out.append((1, value))
        return out

    @staticmethod
    def _goes_on(phrase: tuple[str, ...], words: Sequence[Word], i: int) -> bool:
        if i + len(phrase) > len(words):
            return False
        for k in range(2, len(phrase)):
            word = words[i + k]
            if word.fold != phrase[k] or word.apart:
                return False
        return True
