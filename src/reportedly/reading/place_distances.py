"""Distances as told: "40 km", "25 miles (40 km) away", "some 3-4 kilometres", "half a dozen" left alone."""

from __future__ import annotations

import re
from functools import cache

from reportedly.lexicon.patterns import any_of
from reportedly.lexicon.toponym_words import load

_REACH = 80  # characters that are looked at


def distance_before(text: str) -> tuple[float, int] | None:
    """(kilometres, where they begin) told at the very end of `text`: "some 40 km", "25 miles (40 km) away"."""
    match = _pattern().search(text, max(0, len(text) - _REACH))
    if match is None:
        return None
    data = load()
    word = match["number"].lower()
    number = data.number.get(word)
    if number is None:
        number = float(word.replace(",", ""))
    return round(number * data.unit[match["unit"].lower()], 2), match.start()


@cache
def _pattern() -> re.Pattern[str]:
    data = load()
    units, numbers = any_of(data.unit), any_of(data.number)
    bracket = r"(?:(?:\(|-LRB-)[^()]{0,30}(?:\)|-RRB-)\s*)?"
    return re.compile(
        rf"(?<![\w.,])(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?|{numbers})(?:\s*(?:-|–|to)\s*\d+)?[\s-]*(?P<unit>{units})\.?\s*"
        rf"{bracket}(?:away\s+|or so\s+|,\s*)?(?:to the\s+)?$",
        re.IGNORECASE,
    )
