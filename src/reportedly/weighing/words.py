"""The words that weighing looks for; they are data in ``data/words.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from pydantic import Field, ValidationError

from reportedly.errors import LexiconError
from reportedly.lexicon.shapes import Shape
from reportedly.model import ClaimType


class WordsShape(Shape):
    """The whole file."""

    parts: list[str] = Field(min_length=1)
    attributing: list[str] = Field(min_length=1)
    keeping: list[str] = Field(min_length=1)
    breaking: list[str] = Field(min_length=1)
    again: list[str] = Field(min_length=1)
    repelling: list[str] = Field(min_length=1)
    kin: list[str] = Field(min_length=1)
    holders: list[str] = Field(min_length=1)
    loose: list[ClaimType] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Words:
    """`parts` of places, words of headlines that attribute, for a truce that is kept or broken, for what is taken `again`, for attacks
    that are beaten back, for `kin`, for `holders` of places without a name; `loose` types of claims. Words are casefolded."""

    parts: frozenset[str]
    attributing: frozenset[str]
    keeping: frozenset[str]
    breaking: frozenset[str]
    again: frozenset[str]
    repelling: frozenset[str]
    kin: frozenset[str]
    holders: frozenset[str]
    loose: frozenset[ClaimType]


def parse(text: str, where: str) -> Words:
    """The words of a TOML text. Raises `LexiconError` with every fault, each naming `where`."""
    try:
        shape = WordsShape.model_validate(tomllib.loads(text))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise LexiconError([f"{where}: {error}"]) from None
    lists = {field.name: getattr(shape, field.name) for field in fields(Words)}
    faults = [
        f'{where}: {name}: "{word}" must be lower case and stand there once'
        for name, words in lists.items()
        for word in words
        if word != word.casefold() or words.count(word) > 1
    ]
    faults += [f'{where}: "{word}" cannot both keep and break' for word in sorted({*shape.keeping} & {*shape.breaking})]
    if faults:
        raise LexiconError(faults)
    return Words(**{name: frozenset(words) for name, words in lists.items()})


@cache
def words() -> Words:
    """The words of the package's data file, read once. Raises `LexiconError` where the file is faulty."""
    text = files("reportedly.weighing").joinpath("data", "words.toml").read_text("utf-8")
    return parse(text, "weighing/words.toml")
