"""Words of the data files as parts of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """An alternation of `words` as they stand, the longest first, so that none hides a longer one that it begins."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def one_of(words: Iterable[str]) -> str:
    """The same, where a blank in one of them stands for any white space."""
    return any_of(words).replace(r"\ ", r"\s+")
