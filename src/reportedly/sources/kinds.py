"""Kinds of boilerplate, known by the patterns of the data file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

LONGEST = 2000  # characters of a line that can be boilerplate; also keeps patterns from crawling over endless lines

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: whether it takes the whole line, how many words such a line has at most, whether a list follows it.

    A line that contains none of ``holds``, if there are any, is none of the kind.
    """

    name: str
    pattern: re.Pattern[str]
    whole: bool
    words: int
    opens: bool
    holds: tuple[str, ...]

    def may_be(self, low: str) -> bool:
        """Whether a line, in small letters, can be of the kind; to look for a string costs a hundredth of a pattern's search."""
        for words in self.holds:
            if words in low:
                return True
        return not self.holds


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order of the data file."""
    from reportedly.sources import tables

    return tuple(
        Kind(
            kind.name,
            re.compile(kind.pattern, re.IGNORECASE),
            kind.takes == "unit",
            kind.words,
            kind.opens,
            tuple(kind.holds),
        )
        for kind in tables.furniture().kind
    )


@lru_cache(maxsize=64)  # who looks for the header asks about its lines, and who looks for furniture about all
def whole_kind(line: str) -> Kind | None:
    """The kind of boilerplate that a line as a whole is, markup aside; `None` where it is none."""
    if len(line) > LONGEST:
        return None
    words = line.count(" ") + 1
    bare = _TAG.sub("", line) if "<" in line else line
    low = bare.lower()
    for kind in _whole():
        if words <= kind.words and kind.may_be(low) and kind.pattern.search(bare):
            return kind
    return None


@cache
def _whole() -> tuple[Kind, ...]:
    return tuple(kind for kind in kinds() if kind.whole)
