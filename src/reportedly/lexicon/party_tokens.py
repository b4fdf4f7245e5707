"""Words of a text as names are compared by.

The same name is written "al-Nusra", "Al Nusra", "Nusrah"; "People's", "Peoples'", "Peoples"; "U.S.", "US". Tokens are
therefore folded: no case, no marks, no apostrophes or dots within, Arabic articles aside, and the spellings that the
data lists as one brought to one. What was written stays at hand: case decides between "IS" and "is".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_WORD = re.compile(r"(?:[A-Z]\.){1,}[A-Z](?![^\W_])\.?|\d+(?:[.,]\d+)+|[^\W_]+(?:['’‘ʻʼ`´][^\W_]+)*|['’]s?(?![^\W_])")
_MARKS = re.compile(r"['’‘ʻʼ`´.]")
_BREAK = re.compile(r"[,;:!?()\[\]{}|•…]|\.(?:\s|$)|\n\s*\n|\s[-–—]\s|—")
_QUOTES = frozenset("'\"“”‘’«»„")
_HYPHENS = frozenset("-‐‑–")
_ARTICLE = frozenset({"al"})
_JOINED_ARTICLES = frozenset({"al", "el", "an", "as", "ash", "ad", "ar", "at", "az"})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `lead` is where it begins with the Arabic article before it, `start` where without.

    `apart` says that punctuation divides it from the word before, `joined` that a hyphen binds it to that word.
    """

    lead: int
    start: int
    end: int
    raw: str
    fold: str
    owns: bool
    apart: bool
    joined: bool

    @property
    def capital(self) -> bool:
        return self.raw[0].isupper()


def fold(word: str, spellings: Mapping[str, str]) -> str:
    """The word as it is compared."""
    bare = _MARKS.sub("", "".join(ch for ch in unicodedata.normalize("NFKD", word) if not unicodedata.combining(ch)))
    bare = bare.casefold()
    return spellings.get(bare, bare)


class Tokeniser:
    """Cuts a text into words; keeps the folds that it has worked out, because the same words come again and again."""

    def __init__(self, spellings: Mapping[str, str]) -> None:
        self._spellings, self._known = spellings, dict[str, str]()

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
            raw, start, end = match.group(), match.start(), match.end()
            gap = text[last:start]
            if raw[0] in _QUOTES:
                if len(raw) == 2 and out:
                    out[-1] = _owning(out[-1])
                elif out and out[-1].end == start and out[-1].raw[-1] in "sS" and text[end : end + 1].isspace():
                    out[-1] = _owning(out[-1])
                last = end
                continue
            here_joined = gap in _HYPHENS if len(gap) == 1 else False
            if gap not in (" ", "-") and _BREAK.search(text, last, min(start + 1, len(text))):
                apart, lead = True, None
            joined = joined or here_joined if lead is not None else here_joined
            if self._article(raw, text[end : end + 1], text[end + 1 : end + 2]):
                lead, last = start if lead is None else lead, end
                continue
            owns = len(raw) > 2 and raw[-2] in "'’" and raw[-1] in "sS"
            last, end = end, end - 2 if owns else end
            word = text[start:end]
            first = start if lead is None else lead
            out.append(Word(first, start, end, word, self.fold(word), owns, apart, joined))
            lead, apart, joined = None, False, False
        return out

    @staticmethod
    def _article(raw: str, after: str, then: str) -> bool:
        low = raw.lower()
        if after in _HYPHENS and after and then and (then.isalpha() or then in _QUOTES):
            return low in _JOINED_ARTICLES
        return low in _ARTICLE and raw != "AL" and after.isspace() and then.isalpha()


def _owning(word: Word) -> Word:
    return Word(word.lead, word.start, word.end, word.raw, word.fold, True, word.apart, word.joined)


class Phrases(Generic[T]):
    """Phrases by their first word, longest first: what begins at a word of a text is found in one look."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}

    def add(self, words: Sequence[str], value: T) -> None:
        if words:
            self._by_first.setdefault(words[0], []).append((tuple(words), value))

    def settle(self) -> None:
        """Puts the longest first; call it once all are added."""
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Sequence[Word], i: int) -> list[tuple[int, T]]:
        """What begins at word `i`, as (how many words, value), longest first. No phrase reaches over a break."""
        entries = self._by_first.get(words[i].fold)
        if entries is None:
            return []
        out = []
        for phrase, value in entries:
            n = len(phrase)
            if i + n > len(words):
                continue
            for k in range(1, n):
                word = words[i + k]
                if word.fold != phrase[k] or word.apart:
                    break
            else:
                out.append((n, value))
        return out
