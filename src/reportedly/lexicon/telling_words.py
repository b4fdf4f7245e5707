"""Words by which two tellings are compared: those that tell nothing, those that begin another event, those that tell on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reportedly.errors import LexiconError
from reportedly.lexicon.patterns import any_of
from reportedly.lexicon.shapes import Shape, read_toml, shaped

FILE = "tellings.toml"


class _Shape(Shape):
    light: frozenset[str]
    another: frozenset[str]
    beside: frozenset[str]
    order: frozenset[str]
    among: frozenset[str]
    stopping: frozenset[str]
    taking: frozenset[str]


@dataclass(frozen=True, slots=True)
class TellingWords:
    """`light`: words of a name that tell nothing of it; `another`: a pattern of what sets an event apart from others;
    `beside`: words that begin a clause of what somebody else did; `order`: words before what came before or after;
    `among`: a pattern of what stands between people and those who were among them; `stopping`: verbs of what somebody is given
    time for; `taking`: verbs of a first taking."""

    light: frozenset[str]
    another: re.Pattern[str]
    beside: frozenset[str]
    order: frozenset[str]
    among: re.Pattern[str]
    stopping: frozenset[str]
    taking: frozenset[str]


def _read() -> tuple[_Shape | None, list[str]]:
    raw, found = read_toml(FILE)
    return (None, found) if found else shaped(_Shape, raw, f"lexicon/{FILE}")


def faults() -> list[str]:
    """Every fault of the data file, one line each."""
    shape, found = _read()
    if shape is None:
        return found
    words = shape.light.union(shape.another, shape.beside, shape.order, shape.among, shape.stopping, shape.taking)
    odd = sorted(word for word in words if word != word.lower().strip())
    return [f'lexicon/{FILE}: "{word}" is not in small letters, or has blanks around it' for word in odd]


@cache
def load() -> TellingWords:
    """The words; raises `LexiconError` where the file is wrong."""
    found, (shape, _) = faults(), _read()
    if found or shape is None:
        raise LexiconError(found)
    another, among = any_of(shape.another), any_of(shape.among).replace(re.escape("#"), r"[\w-]+")
    return TellingWords(
        shape.light,
        re.compile(rf"\b(?:{another})\b", re.IGNORECASE),
        shape.beside,
        shape.order,
        re.compile(rf"[\s,(–-]*\b(?:{among})\b\s*", re.IGNORECASE),
        shape.stopping,
        shape.taking,
    )
