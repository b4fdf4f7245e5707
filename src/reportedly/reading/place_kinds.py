"""Phrases that say what kind of place a name is: "city", "oil refinery", "iron and steel plant"."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.lexicon.toponym_words import load
from reportedly.reading.place_names import Word

LONGEST_KIND = 4  # words of "iron and steel plant"


def kind_ending(words: Sequence[Word], end: int, floor: int = 0) -> tuple[int, str] | None:
    """(first word, kind) of the longest kind phrase whose last word is `end`, if any; hyphens count as blanks."""
    data = load()
    kinds = data.kinds
    if words[end].lower.rpartition("-")[2] not in data.closing_kinds:
        return None
    for length in range(min(LONGEST_KIND, end - floor + 1), 0, -1):
        a = end - length + 1
        if all(word.joined for word in words[a + 1 : end + 1]):
            phrase = _phrase(words[a : end + 1])
            if phrase in kinds:
                return a, phrase
    return None


def kind_opening(words: Sequence[Word], a: int) -> tuple[int, str] | None:
    """(word after it, kind) of the longest kind phrase that begins at word `a`, if any."""
    data = load()
    kinds = data.kinds
    if a >= len(words) or words[a].lower.partition("-")[0] not in data.opening_kinds:
        return None
    for length in range(LONGEST_KIND, 0, -1):
        b = a + length
        if b <= len(words) and all(word.joined for word in words[a + 1 : b]):
            phrase = _phrase(words[a:b])
            if phrase in kinds:
                return b, phrase
    return None


def _phrase(words: Sequence[Word]) -> str:
    return " ".join([word.lower for word in words]).replace("-", " ") if len(words) > 1 else words[0].lower
