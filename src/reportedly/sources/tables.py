"""The data files of this room: read once, checked against their shapes, and reported fault by fault.

How dates are written, what a header looks like and which lines are boilerplate is knowledge about newspapers, not about
programs. It lies in ``data/`` where it can be read and mended without Python.
"""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from io import StringIO
from itertools import pairwise
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from reportedly.errors import LexiconError
from reportedly.sources import shapes

Shape = TypeVar("Shape", bound=BaseModel)

DATES, HEADER, FURNITURE, FORMATS, LANGUAGES = (
    "dates.toml",
    "header.toml",
    "furniture.toml",
    "formats.toml",
    "languages.csv",
)


def raw(name: str) -> str:
    """The text of one data file."""
    return files("reportedly.sources").joinpath("data", name).read_text("utf-8")


def check(name: str, text: str, shape: type[Shape]) -> Shape:
    """The file's content in its shape; raises `LexiconError` with a line for each fault, naming file and entry."""
    try:
        return shape.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError([f"sources/{name}: {error}"]) from error
    except ValidationError as error:
        told = [f"sources/{name}: {_place(fault['loc'])}: {fault['msg']}" for fault in error.errors()]
        raise LexiconError(told) from error


def _place(loc: tuple[int | str, ...]) -> str:
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in loc)


@cache
def dates() -> shapes.Dates:
    """How dates are written."""
    return check(DATES, raw(DATES), shapes.Dates)


@cache
def header() -> shapes.Header:
    """The lines above and below a report that name its title, author, publisher, date and origin."""
    return check(HEADER, raw(HEADER), shapes.Header)


@cache
def furniture() -> shapes.Furniture:
    """What is printed beside reports."""
    return check(FURNITURE, raw(FURNITURE), shapes.Furniture)


@cache
def formats() -> shapes.Formats:
    """Files that are no text, by their first bytes."""
    return check(FORMATS, raw(FORMATS), shapes.Formats)


@cache
def languages() -> dict[str, str]:
    """Language names by ISO 639-1 code."""
    return read_languages(raw(LANGUAGES))


def read_languages(text: str) -> dict[str, str]:
    """Names by code; raises `LexiconError` where a row is not a code and a name, or stands twice or out of order."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = list(csv.reader(StringIO("\n".join(lines))))
    faults = [
        f'sources/{LANGUAGES}: row {n} "{",".join(row)}": expected a code and a name'
        for n, row in enumerate(rows, 1)
        if len(row) != 2 or not all(row)
    ]
    if not faults:
        codes = [row[0] for row in rows[1:]]
        faults = [
            f'sources/{LANGUAGES}: "{b}" after "{a}": rows must be sorted, each code once'
            for a, b in pairwise(codes)
            if b <= a
        ]
    if faults:
        raise LexiconError(faults)
    return {row[0]: row[1] for row in rows[1:]}


def faults() -> list[str]:
    """Every fault of every data file of this room, one line each."""
    found: list[str] = []
    for load in (dates, header, furniture, formats, languages):
        try:
            load()
        except LexiconError as error:
            found += error.faults
    return found
