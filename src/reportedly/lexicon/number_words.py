"""The words with which reports tell numbers, from ``numbers.toml``: cardinals, vague words, and bounds ("at least")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from reportedly.errors import LexiconError
from reportedly.lexicon import toll_words
from reportedly.lexicon.shapes import Shape, read_toml, shaped

FILE = "numbers.toml"

How = Literal["over", "at_least", "under", "at_most", "about", "nearly", "exactly"]


class _Vague(Shape):
    words: list[str] = Field(min_length=1)
    min: int
    max: int | None = None
    scales: bool = False
    note: str | None = None

    @model_validator(mode="after")
    def _ordered(self) -> _Vague:
        if self.max is not None and self.max < self.min:
            raise ValueError(f'"{self.words[0]}" has max {self.max} below min {self.min}')
        return self


class _Bound(Shape):
    words: list[str] = Field(min_length=1)
    how: How
    note: str | None = None


class _File(Shape):
    cardinal: dict[str, int]
    scale: dict[str, int]
    share: dict[str, float]
    vague: list[_Vague]
    bound: list[_Bound]
    after: list[_Bound]


@dataclass(frozen=True, slots=True)
class Vague:
    """The bounds of a word such as "several"; ``scales`` where "hundred" may follow it."""

    min: int
    max: int | None
    scales: bool


@dataclass(frozen=True, slots=True)
class NumberWords:
    """All by lower-case words. ``before`` and ``after`` say what a phrase does to the bounds of its number."""

    cardinal: Mapping[str, int]
    scale: Mapping[str, int]
    share: Mapping[str, float]
    vague: Mapping[str, Vague]
    before: Mapping[str, How]
    after: Mapping[str, How]
    telling: frozenset[str]

    def told_in(self, text: str) -> bool:
        """Whether `text` holds a digit, or a word that may be a number or begin one."""
        return _DIGIT.search(text) is not None or not self.telling.isdisjoint(_WORD.findall(text.lower()))


_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[a-z]+")


def _read() -> tuple[_File | None, list[str]]:
    raw, found = read_toml(FILE)
    return (None, found) if found else shaped(_File, raw, f"lexicon/{FILE}")


def faults() -> list[str]:
    """Every fault of ``numbers.toml`` and ``tolls.toml``, one line each: shape, capitals, words given twice."""
    return [*_faults(), *toll_words.faults()]


def _faults() -> list[str]:
    shape, found = _read()
    if shape is None:
        return found
    groups = [
        [*shape.cardinal, *shape.scale, *shape.share],
        *([w for entry in part for w in entry.words] for part in (shape.bound, shape.after)),
    ]
    groups.append([w for entry in shape.vague for w in entry.words if w not in shape.cardinal])
    for words in groups:
        found += [
            f'lexicon/{FILE}: "{word}" stands there twice' for word in sorted({w for w in words if words.count(w) > 1})
        ]
        found += [f'lexicon/{FILE}: "{word}" must be in lower case' for word in words if word != word.lower()]
    return found


@cache
def load() -> NumberWords:
    """The words of ``numbers.toml``; raises `LexiconError` where the file is wrong."""
    found = _faults()
    shape, _ = _read()
    if found or shape is None:
        raise LexiconError(found)
    spelt = [*shape.cardinal, *shape.scale, *shape.share, *(word for entry in shape.vague for word in entry.words)]
    return NumberWords(
        cardinal=shape.cardinal,
        scale=shape.scale,
        share=shape.share,
        vague={word: Vague(entry.min, entry.max, entry.scales) for entry in shape.vague for word in entry.words},
        before={word: entry.how for entry in shape.bound for word in entry.words},
        after={word: entry.how for entry in shape.after for word in entry.words},
        telling=frozenset(max(_WORD.findall(word), key=len) for word in spelt),
    )
