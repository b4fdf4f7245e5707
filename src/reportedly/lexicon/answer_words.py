"""The words by which somebody answers for an event told before, from ``data/answers.toml``; the grammar is `reading.answers`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import Field

from reportedly.errors import LexiconError
from reportedly.lexicon.inflection import forms
from reportedly.lexicon.patterns import any_of
from reportedly.lexicon.shapes import Shape, read_toml, shaped

FILE = "answers.toml"


class ExampleShape(Shape):
    """A sentence of our own; no `answer`: nobody answers. `own`: of a part in it that is denied."""

    text: str
    answer: str | None = None
    who: list[str] = []
    accused: list[str] = []
    own: bool = False


class _Verbs(Shape):
    verbs: frozenset[str] = Field(min_length=1)
    doing: frozenset[str] = frozenset()
    note: str | None = None
    example: list[ExampleShape] = Field(min_length=1)


class _Nouns(Shape):
    part: frozenset[str]
    deed: frozenset[str]
    statement: frozenset[str]
    count: frozenset[str]
    false: frozenset[str]


class _Shape(Shape):
    accuse: _Verbs
    deny: _Verbs
    noun: _Nouns


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """Lemmas: `accuse` and `deny` are verbs; `part`, what one denies of oneself; `deed`, what one is blamed for,
    and `doing`, verbs that carry it; `statement`, what others told, and `count`, what they counted;
    `false`, what a statement is called. `verbs`: all verbs; `told`: a pattern of their forms."""

    accuse: frozenset[str]
    deny: frozenset[str]
    part: frozenset[str]
    deed: frozenset[str]
    doing: frozenset[str]
    statement: frozenset[str]
    count: frozenset[str]
    false: frozenset[str]
    verbs: frozenset[str]
    told: re.Pattern[str]


def _read() -> tuple[_Shape | None, list[str]]:
    raw, found = read_toml(FILE)
    return (None, found) if found else shaped(_Shape, raw, f"lexicon/{FILE}")


def faults() -> list[str]:
    """Every fault of the data file, one line each."""
    shape, found = _read()
    if shape is None:
        return found
    noun = shape.noun
    words = shape.accuse.verbs | shape.deny.verbs | noun.part | noun.deed | noun.statement | noun.count | noun.false
    odd = [f'lexicon/{FILE}: "{word}" is not one word in small letters' for word in sorted(words) if not word.islower()]
    twice = sorted(shape.accuse.verbs & shape.deny.verbs)
    return odd + [f'lexicon/{FILE}: "{word}" accuses and denies' for word in twice]


def examples() -> list[ExampleShape]:
    """The sentences of the data file."""
    shape, found = _read()
    if shape is None:
        raise LexiconError(found)
    return [*shape.accuse.example, *shape.deny.example]


@cache
def load() -> AnswerWords:
    """The words; raises `LexiconError` where the file is wrong."""
    found, (shape, _) = faults(), _read()
    if found or shape is None:
        raise LexiconError(found)
    verbs = shape.accuse.verbs | shape.deny.verbs
    told = any_of({form for lemma in verbs for form in forms(lemma, "verb")})
    noun = shape.noun
    return AnswerWords(
        accuse=shape.accuse.verbs,
        deny=shape.deny.verbs,
        part=noun.part,
        deed=noun.deed,
        doing=shape.accuse.doing,
        statement=noun.statement,
        count=noun.count,
        false=noun.false,
        verbs=verbs,
        told=re.compile(rf"\b(?:{told})\b"),
    )
