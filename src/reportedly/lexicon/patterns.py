"""Words of the data files as parts of regular expressions, and the texts that they are looked for in."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """An alternation of `words` as they stand, the longest first, so that none hides a longer one that it begins."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def one_of(words: Iterable[str]) -> str:
    """The same, where a blank in one of them stands for any white space."""
    return any_of(words).replace(r"\ ", r"\s+")


def lowered(text: str) -> str:
    """The text in small letters, letter for letter, so that offsets stay: one that has two small ones is left as it is."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(ch.lower() if len(ch.lower()) == 1 else ch for ch in text)
