"""The words that weighing looks for; they are data in ``data/words.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from pydantic import Field

from reportedly.errors import LexiconError
from reportedly.lexicon.shapes import Shape, parsed
from reportedly.model import ClaimType


class WordsShape(Shape):
    """The whole file."""

    parts: list[str] = Field(min_length=1)
    attributing: list[str] = Field(min_length=1)
    witnesses: list[str] = Field(min_length=1)
    hearing: list[str] = Field(min_length=1)
    keeping: list[str] = Field(min_length=1)
    breaking: list[str] = Field(min_length=1)
    again: list[str] = Field(min_length=1)
    repelling: list[str] = Field(min_length=1)
    kin: list[str] = Field(min_length=1)
    unarmed: list[str] = Field(min_length=1)
    armed: list[str] = Field(min_length=1)
    state_holders: list[str] = Field(min_length=1)
    rebel_holders: list[str] = Field(min_length=1)
    other_holders: list[str] = Field(min_length=1)
    led: list[str] = Field(min_length=1)
    settlements: list[str] = Field(min_length=1)
    sites: list[str] = Field(min_length=1)
    site_kinds: list[str] = Field(min_length=1)
    loose_ground: list[str] = Field(min_length=1)
    named_grounds: list[str] = Field(min_length=1)
    one_of_many: list[str] = Field(min_length=1)
    off_taking: list[str] = Field(min_length=1)
    off_leaving: list[str] = Field(min_length=1)
    off_moving: list[str] = Field(min_length=1)
    approaching: list[str] = Field(min_length=1)
    driving: list[str] = Field(min_length=1)
    placing: list[str] = Field(min_length=1)
    leaving: list[str] = Field(min_length=1)
    clearing: list[str] = Field(min_length=1)
    taking: list[str] = Field(min_length=1)
    dividing: list[str] = Field(min_length=1)
    withdrawn_things: list[str] = Field(min_length=1)
    former: list[str] = Field(min_length=1)
    clause_breaks: list[str] = Field(min_length=1)
    breaks_after: list[str] = Field(min_length=1)
    unreal: list[str] = Field(min_length=1)
    unreal_after: list[str] = Field(min_length=1)
    losing: list[str] = Field(min_length=1)
    passing: list[str] = Field(min_length=1)
    belonging: list[str] = Field(min_length=1)
    naming: list[str] = Field(min_length=1)
    managing: list[str] = Field(min_length=1)
    declaring: list[str] = Field(min_length=1)
    lone_sites: list[str] = Field(min_length=1)
    pronouns: list[str] = Field(min_length=1)
    subjects: list[str] = Field(min_length=1)
    relative_times: list[str] = Field(min_length=1)
    loose: list[ClaimType] = Field(min_length=1)
    part_names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """`parts` of places, words of headlines that attribute, for who hears, for a truce that is kept or broken, for what is taken `again`, for attacks
    that are beaten back, for `kin`, for people `unarmed` and `armed`, for holders of places without a name and who leads them, for ground, for ways of taking it; `loose` types of claims. Words are
    casefolded."""

    parts: frozenset[str]
    attributing: frozenset[str]
    witnesses: frozenset[str]
    hearing: frozenset[str]
    keeping: frozenset[str]
    breaking: frozenset[str]
    again: frozenset[str]
    repelling: frozenset[str]
    kin: frozenset[str]
    unarmed: frozenset[str]
    armed: frozenset[str]
    state_holders: frozenset[str]
    rebel_holders: frozenset[str]
    other_holders: frozenset[str]
    led: frozenset[str]
    settlements: frozenset[str]
    sites: frozenset[str]
    site_kinds: frozenset[str]
    loose_ground: frozenset[str]
    named_grounds: frozenset[str]
    one_of_many: frozenset[str]
    off_taking: frozenset[str]
    off_leaving: frozenset[str]
    off_moving: frozenset[str]
    approaching: frozenset[str]
    driving: frozenset[str]
    placing: frozenset[str]
    leaving: frozenset[str]
    clearing: frozenset[str]
    taking: frozenset[str]
    dividing: frozenset[str]
    withdrawn_things: frozenset[str]
    former: frozenset[str]
    clause_breaks: frozenset[str]
    breaks_after: frozenset[str]
    unreal: frozenset[str]
    unreal_after: frozenset[str]
    losing: frozenset[str]
    passing: frozenset[str]
    belonging: frozenset[str]
    naming: frozenset[str]
    managing: frozenset[str]
    declaring: frozenset[str]
    lone_sites: frozenset[str]
    pronouns: frozenset[str]
    subjects: frozenset[str]
    relative_times: frozenset[str]
    loose: frozenset[ClaimType]
    part_names: Mapping[str, str]

    @property
    def holders(self) -> frozenset[str]:
        """All common nouns that tell a side."""
        return self.state_holders | self.rebel_holders | self.other_holders


def parse(text: str, where: str) -> Words:
    """The words of a TOML text. Raises `LexiconError` with every fault, each naming `where`."""
    shape = parsed(WordsShape, text, where)
    lists = {field.name: getattr(shape, field.name) for field in fields(Words) if field.name != "part_names"}
    faults = [
        f'{where}: {name}: "{word}" must be lower case and stand there once'
        for name, words in lists.items()
        for word in words
        if word != word.casefold() or words.count(word) > 1
    ]
    faults += [
        f'{where}: "{word}" cannot be both a site and loose ground'
        for word in sorted({*shape.sites} & {*shape.loose_ground})
    ]
    faults += [f'{where}: "{word}" cannot both keep and break' for word in sorted({*shape.keeping} & {*shape.breaking})]
    faults += [
        f'{where}: part_names: "{part}" is no part' for part in sorted({*shape.part_names.values()} - {*shape.parts})
    ]
    faults += [
        f'{where}: "{word}" cannot be both armed and unarmed' for word in sorted({*shape.armed} & {*shape.unarmed})
    ]
    if faults:
        raise LexiconError(faults)
    return Words(**{name: frozenset(words) for name, words in lists.items()}, part_names=shape.part_names)


@cache
def words() -> Words:
    """The words of the package's data file, read once. Raises `LexiconError` where the file is faulty."""
    text = files("reportedly.weighing").joinpath("data", "words.toml").read_text("utf-8")
    return parse(text, "weighing/words.toml")
