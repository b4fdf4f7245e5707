"""Abbreviations after which a full stop does not end a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.errors import LexiconError
from reportedly.lexicon.shapes import Shape, read_toml, shaped

FILE = "sentences.toml"


class _Shape(Shape):
    before_a_name: frozenset[str]
    inside: frozenset[str]
    state: frozenset[str]
    opening: frozenset[str]


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """Abbreviations in lower case without their last stop: those before a name, those within a sentence, and those of states;
    and the words with which a sentence opens after one of the last.
    """

    before_a_name: frozenset[str]
    inside: frozenset[str]
    state: frozenset[str]
    opening: frozenset[str]


def _read() -> tuple[_Shape | None, list[str]]:
    raw, found = read_toml(FILE)
    return (None, found) if found else shaped(_Shape, raw, f"lexicon/{FILE}")


def faults() -> list[str]:
    """Every fault of the data file, one line each."""
    shape, found = _read()
    if shape is None:
        return found
    both = sorted(shape.before_a_name & shape.inside)
    return [f'lexicon/{FILE}: "{word}" stands in both lists' for word in both]


@cache
def load() -> SentenceWords:
    """The lists; raises `LexiconError` where the file is wrong."""
    found, (shape, _) = faults(), _read()
    if found or shape is None:
        raise LexiconError(found)
    return SentenceWords(shape.before_a_name, shape.inside, shape.state, shape.opening)
