"""What the rows and tables of the party files must look like."""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from datetime import date
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from reportedly.lexicon.shapes import Shape

Kind = Literal[
    "state",
    "state-force",
    "armed-group",
    "coalition",
    "political",
    "people",
    "international",
    "humanitarian",
    "media-monitor",
]
Use = Literal["", "name", "cased", "label"]
Relation = Literal["ally", "member", "split-from", "sponsor", "successor"]
OfficeKind = Literal["force", "gov", "people", "media", "rebels", "opposition"]


def first_day(text: str) -> date | None:
    """The first day of a year, month or day; nothing for an empty text."""
    parts = [int(part) for part in text.split("-")] if text else []
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1) if parts else None


def last_day(text: str) -> date | None:
    """The last day of a year, month or day; nothing for an empty text."""
    parts = [int(part) for part in text.split("-")] if text else []
    if not parts:
        return None
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, parts[2] if len(parts) > 2 else monthrange(parts[0], month)[1])


def _partial_date(text: str) -> str:
    if text and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        raise ValueError(f'"{text}" is no year, month or day (2011, 2014-06, 2014-06-29)')
    last_day(text)
    return text


def _listed(value: object) -> object:
    return tuple(part for part in value.split("|") if part) if isinstance(value, str) else value


When = Annotated[str, AfterValidator(_partial_date)]
Listed = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Countries = Annotated[tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...], BeforeValidator(_listed)]
Words = Annotated[list[str], Field(min_length=1)]


class Row(BaseModel):
    """A row of a CSV file: no column but the named ones; an empty cell is an empty text."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PartyRow(Row):
    """One row of `parties.csv`."""

    party: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    kind: Kind
    country: Countries
    parent: str
    valid_from: When
    valid_to: When
    note: str


class AliasRow(Row):
    """One row of `party_aliases.csv`."""

    party: str = Field(min_length=1)
    alias: str = Field(min_length=1)
    use: Use
    within: Countries
    valid_from: When
    valid_to: When


class RelationRow(Row):
    """One row of `party_relations.csv`: what `party` is to `other`, from and to the dates given."""

    party: str = Field(min_length=1)
    relation: Relation
    other: str = Field(min_length=1)
    valid_from: When
    valid_to: When


class NationRow(Row):
    """One row of `peoples.csv`."""

    country: str = Field(pattern=r"^[A-Z]{2}$")
    name: str = Field(min_length=1)
    article: Literal["", "the"]
    also: Listed
    adjective: Listed
    people: Listed
    capital: Listed
    seat: Listed


class OfficeShape(Shape):
    """One `[[office]]`: what every state has, and how it is named."""

    key: str
    kind: OfficeKind
    name: str
    words: Words
    note: str | None = None


class SideShape(Shape):
    """One `[[side]]`: second halves of compounds that tell who stands behind a party."""

    words: Words
    sponsor: bool
    stays: bool
    note: str | None = None


class LabelShape(Shape):
    """One `[[label]]`: the publisher's words for a party."""

    words: Words
    replaces: bool
    drops: bool = False
    note: str | None = None


class LeaderShape(Shape):
    """One `[[leader]]`: a person whose forces are called by the name."""

    key: str
    name: str
    also: list[str] = []
    short: list[str] = []
    party: str
    valid_from: When = ""
    valid_to: When = ""


class StandingShape(Shape):
    """A party that stood in a camp for part of the conflict only."""

    party: str
    valid_from: When = ""
    valid_to: When = ""


class CampShape(Shape):
    """One `[[conflict.camp]]`: those who fight on one side of a conflict."""

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    parties: list[str] = []
    dated: list[StandingShape] = []
    note: str | None = None


class ConflictShape(Shape):
    """One `[[conflict]]`. Where `opposed` names no pairs of camps, each camp stands against every other."""

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    countries: list[Annotated[str, Field(pattern=r"^[A-Z]{2}$")]]
    valid_from: When = ""
    valid_to: When = ""
    camp: Annotated[list[CampShape], Field(min_length=2)]
    opposed: list[tuple[str, str]] = []
    note: str | None = None


class WordsShape(Shape):
    """A plain list of words."""

    words: Words
    note: str | None = None


LISTS = (
    "after", "anaphors", "apart", "bare", "between", "bodies", "closers", "common", "cut", "form_bodies", "form_firsts",
    "form_heads", "form_plain", "heads", "joins", "locative", "members", "openers", "organs", "roles", "small", "starts", "titles",
    "voices",
)  # fmt: skip


def rows(file: str) -> list[tuple[int, dict[str | None, str]]]:
    """The rows of a CSV file of the lexicon with their line numbers; lines that begin with "#" are comments."""
    text = files("reportedly.lexicon").joinpath("data", file).read_text("utf-8")
    lines = text.splitlines()
    skipped = sum(1 for line in lines if line.startswith("#"))
    reader = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [(reader.line_num + skipped, dict(row)) for row in reader]
