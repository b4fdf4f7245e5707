"""The shapes of this room's data files: a misspelt key, a broken pattern, a missing example is a fault."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_GROUPS = frozenset({"title", "author", "publisher", "original_source", "url", "date"})


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"the pattern does not compile: {error}") from error
    return pattern


def _names_facts(pattern: str) -> str:
    groups = set(re.compile(_compiles(pattern)).groupindex)
    if not groups or groups - _GROUPS:
        raise ValueError(f"groups must be some of {sorted(_GROUPS)}, not {sorted(groups)}")
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
FactPattern = Annotated[str, AfterValidator(_names_facts)]
Examples = Annotated[list[str], Field(min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DateExample(_Shape):
    text: str
    gives: date | None = None


class DateForm(_Shape):
    pattern: str
    examples: Annotated[list[DateExample], Field(min_length=1)]
    note: str | None = None


class Dates(_Shape):
    months: dict[str, Annotated[int, Field(ge=1, le=12)]]
    weekdays: list[str]
    page_fields: list[str]
    time: Pattern
    form: list[DateForm]


class HeaderExample(_Shape):
    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    original_source: str | None = None
    url: str | None = None
    date: str | None = None


class HeaderLine(_Shape):
    """``where``: in the header block, only below its title, or in any line. ``rest``: more words may follow the date.

    ``before_date``: only where the next line names the date. ``known_publisher``: only a name that is known for one.
    """

    name: str
    pattern: FactPattern
    where: Literal["header", "below", "anywhere"] = "header"
    rest: bool = False
    before_date: bool = False
    known_publisher: bool = False
    examples: Annotated[list[HeaderExample], Field(min_length=1)]
    counterexamples: list[str] = []
    note: str | None = None


class Header(_Shape):
    publisher_words: list[str]
    colophon: Pattern
    signature: Annotated[Pattern, Field(pattern=r"\{name\}")]
    line: list[HeaderLine]


class FurnitureKind(_Shape):
    """``takes``: the unit, or the match alone. ``words``: a longer unit is left alone. ``opens``: a list follows.

    ``holds``: strings in small letters, one of which whatever the pattern finds must contain.
    """

    name: str
    pattern: Pattern
    takes: Literal["unit", "match"] = "unit"
    words: Annotated[int, Field(gt=0)] = 60
    opens: bool = False
    holds: list[str] = []
    examples: Examples
    counterexamples: list[str] = []
    note: str | None = None


class Furniture(_Shape):
    to_the_reader: list[str]
    kind: list[FurnitureKind]


class Format(_Shape):
    name: str
    starts: str
    at: Annotated[int, Field(ge=0)] = 0
    mend: str


class Formats(_Shape):
    format: list[Format]
