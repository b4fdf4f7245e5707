"""Common nouns that name nobody in particular: "residents" who say, "rebels" who act. They are data in ``data/nouns.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.lexicon.parties import Register
from reportedly.lexicon.shapes import Shape, read_data


class NounsShape(Shape):
    """The whole file."""

    unnamed: list[str]
    generic: list[str]
    telling: list[str]
    aircraft: list[str]


@dataclass(frozen=True, slots=True)
class Nouns:
    """`unnamed` speakers, `generic` parties, of these the `telling` ones, and words for any `aircraft`; casefolded."""

    unnamed: frozenset[str]
    generic: frozenset[str]
    telling: frozenset[str]
    aircraft: frozenset[str]


@cache
def nations() -> frozenset[str]:
    """The adjectives of the register's nations, casefolded: "Turkish howitzers" and "Turkish jets" are no one weapon."""
    return frozenset(nation.adjective.casefold() for nation in Register.load().nations.values())


@cache
def nouns() -> Nouns:
    """The words of the package's data file, read once. Raises `LexiconError` where the file is faulty."""
    shape = read_data(NounsShape, "linking", "nouns.toml")
    return Nouns(
        frozenset(shape.unnamed), frozenset(shape.generic), frozenset(shape.telling), frozenset(shape.aircraft)
    )
