"""The words that show a string to be a place, or not to be one, and the weights that choose among namesakes.

A village that no model has seen is known by its company: "the town of", "north of", "X province". That company is data;
this module gives it a shape and makes it quick to ask.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from reportedly.errors import LexiconError
from reportedly.lexicon.shapes import Shape, read_toml, shaped

FILE = "toponyms.toml"
PEOPLES = "peoples.csv"  # kept and checked by the register of parties

Group = Literal[
    "settlement", "quarter", "district", "province", "countryside", "facility", "building", "square", "water", "land",
    "line", "border", "country",
]  # fmt: skip
Words = Annotated[frozenset[str], Field(min_length=1)]


class _Kind(Shape):
    words: Words
    span: bool
    precision: int = Field(ge=1, le=7)
    note: str | None = None


class _Relation(Shape):
    prepositions: dict[str, float]
    told: Words
    parts: Words
    outer: Words
    adjectives: Words


class _Other(Shape):
    organisations: Words
    bodies: Words
    branches: Words
    personal: Words
    regional: Words
    titles: Words
    of_state: Words
    stems: Words
    heads: Words
    given_names: Words
    suffixes: Words
    times: Words
    never: Words


class _Metonym(Shape):
    possessions: Words
    municipal: Words
    of_places: Words
    take_places: Words
    take_nouns: Words
    only_places: Words
    people_too: Words
    dealings: Words
    aiding: Words
    minded: Words


class _Pointing(Shape):
    definite: Words
    sizes: dict[str, tuple[float, float]]
    wide: Words
    vague: Words
    excepting: Words
    whole: Words
    spread: Words
    throughout: Words
    wars: Words
    begun: Words
    begin: Words


class Weights(Shape):
    """The resolver's numbers; each is explained beside its value in the data file."""

    population: float
    country_record: float
    first_order: float
    second_order: float
    capital: float
    strict: float
    country: float
    container: float
    beside: float
    beside_km: float = Field(gt=0)
    kind: float
    user_country: float
    floor: float
    margin: float
    apart_km: float = Field(gt=0)
    similar: float
    area: float
    rank: float
    eponym: float
    large_town: float
    seat: float
    province: float


class _File(Shape):
    kind: dict[Group, _Kind]
    opening: dict[Group, Words]
    bearing: dict[str, Annotated[float, Field(ge=0, lt=360)]]
    relation: _Relation
    unit: dict[str, Annotated[float, Field(gt=0)]]
    number: dict[str, float]
    other: _Other
    metonym: _Metonym
    pointing: _Pointing
    weights: Weights


@dataclass(frozen=True, slots=True)
class ToponymWords:
    """The data file, turned for asking. `kinds`: a kind word, singular or plural, and its group.

    ``opening_kinds`` and ``closing_kinds``: the first and the last words of them, hyphens taken for blanks.
    """

    kinds: Mapping[str, Group]
    opening_kinds: frozenset[str]
    closing_kinds: frozenset[str]
    singular: Mapping[str, str]
    in_span: frozenset[Group]
    precision: Mapping[str, int]
    opening: Mapping[str, Group]
    bearing: Mapping[str, float]
    relation: _Relation
    parts: Mapping[str, str]
    unit: Mapping[str, float]
    number: Mapping[str, float]
    other: _Other
    metonym: _Metonym
    pointing: _Pointing
    weights: Weights
    demonyms: Mapping[str, str]
    capitals: Mapping[str, str]


def faults() -> list[str]:
    """Every fault of the data file, one line each."""
    raw, found = read_toml(FILE)
    return found or faults_of(raw)


def faults_of(raw: Mapping[str, object]) -> list[str]:
    """The faults of the file's tables: their shape first, then words that stand in two kinds or are not lower case."""
    file, found = shaped(_File, raw, f"lexicon/{FILE}")
    return found if file is None else _twice(file) + _capitals(file)


@cache
def load() -> ToponymWords:
    """The words; raises `LexiconError` where the file is wrong."""
    if found := faults():
        raise LexiconError(found)
    file, _ = shaped(_File, read_toml(FILE)[0], FILE)
    assert file is not None
    kinds: dict[str, Group] = {}
    singular: dict[str, str] = {}
    for group, kind in file.kind.items():
        for word in kind.words:
            for form in (word, plural(word)):
                kinds[form], singular[form] = group, word
    return ToponymWords(
        kinds,
        frozenset(re.split(r"[ -]", kind)[0] for kind in kinds) | kinds.keys(),
        frozenset(re.split(r"[ -]", kind)[-1] for kind in kinds) | kinds.keys(),
        singular,
        frozenset(group for group, kind in file.kind.items() if kind.span),
        {group: kind.precision for group, kind in file.kind.items()},
        {word: group for group, words in file.opening.items() for word in words},
        _directions(file.bearing),
        file.relation,
        {form: word for word in file.relation.parts for form in (word, plural(word))},
        file.unit | {plural(word): value for word, value in file.unit.items()},
        file.number,
        file.other,
        file.metonym,
        file.pointing,
        file.weights,
        _demonyms(),
        {row["country"]: row["capital"].split("|")[0] for row in _peoples() if row["capital"]},
    )


def plural(word: str) -> str:
    """The regular plural of an English noun in lower case."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _directions(bearing: Mapping[str, float]) -> dict[str, float]:
    endings = ("", "ern", "ward", "wards", "ernmost")
    return {word + ending: value for word, value in bearing.items() for ending in endings} | {
        "northerly": bearing["north"], "southerly": bearing["south"],
        "easterly": bearing["east"], "westerly": bearing["west"],
    }  # fmt: skip


def _peoples() -> list[dict[str, str]]:
    text = files("reportedly.lexicon").joinpath("data", PEOPLES).read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _demonyms() -> dict[str, str]:
    """Adjectives and peoples' names in lower case with their countries; one that two countries share is left out."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for row in _peoples():
        for word in f"{row['adjective']}|{row['people']}".lower().split("|"):
            if word and word != row["name"].lower() and found.setdefault(word, row["country"]) != row["country"]:
                shared.add(word)
    return {word: country for word, country in found.items() if word not in shared}


def _twice(file: _File) -> list[str]:
    home: dict[str, str] = {}
    found = []
    for group, kind in file.kind.items():
        for word in sorted(kind.words):
            if word in home:
                found.append(f'lexicon/{FILE}: "{word}" is both kind.{home[word]} and kind.{group}')
            home[word] = group
    return found


def _capitals(file: _File) -> list[str]:
    lists = {f"kind.{group}": kind.words for group, kind in file.kind.items()}
    lists |= {f"other.{name}": words for name, words in file.other if isinstance(words, frozenset)}
    lists |= {f"metonym.{name}": words for name, words in file.metonym if isinstance(words, frozenset)}
    lists |= {f"pointing.{name}": words for name, words in file.pointing if isinstance(words, frozenset)}
    return [
        f'lexicon/{FILE}: {name}: "{word}" is not in lower case'
        for name, words in sorted(lists.items())
        for word in sorted(words)
        if word != word.lower()
    ]
