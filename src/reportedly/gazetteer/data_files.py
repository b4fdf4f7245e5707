"""The gazetteer's own facts lie in data files; here they are read, and refused where they are malformed.

A fault names the file and the entry, because the person who reads it is the one who edits the file.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from importlib.resources import files
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from reportedly.errors import GazetteerError

DATA_FILES = ("areas.csv", "countries.csv", "cyrillic.toml", "folding.toml", "provinces.csv", "quarters.csv")

Shape = TypeVar("Shape", bound=BaseModel)
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class RewriteRule(_Strict):
    """Letters that are replaced by others; ``note`` says what for, where that surprises."""

    before: str = Field(alias="from", min_length=1)
    after: str = Field(alias="to")
    note: str | None = None


class StrictRules(_Strict):
    """What the strict key sets aside."""

    dropped: str
    letters: dict[str, str]


class JoinedArticles(_Strict):
    """Where an article that is written together with its word is recognised."""

    letters: Text
    al_from_length: int


class LooseRules(_Strict):
    """What the loose key sets aside besides."""

    articles: tuple[str, ...]
    sun_articles: dict[str, str]
    words: dict[str, tuple[str, ...]]
    joined_articles: JoinedArticles
    endings: tuple[RewriteRule, ...]
    pairs: tuple[RewriteRule, ...]


class DeepRules(_Strict):
    """What the deep key sets aside besides, and for which countries."""

    countries: tuple[Country, ...]
    pairs: tuple[RewriteRule, ...]
    blind_pairs: tuple[RewriteRule, ...]


class FoldingRules(_Strict):
    """The whole of ``folding.toml``."""

    strict: StrictRules
    loose: LooseRules
    deep: DeepRules


class Alphabet(_Strict):
    """How one language's Cyrillic letters are written in Latin ones."""

    countries: tuple[Country, ...]
    letters: dict[str, str]
    initial: dict[str, str] = {}
    note: str | None = None


class CyrillicRules(_Strict):
    """The whole of ``cyrillic.toml``: alphabets by name; the one with no countries serves all others."""

    alphabets: dict[str, Alphabet]


class _Named(_Strict):
    aliases: tuple[Text, ...] = ()

    @field_validator("aliases", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(alias for alias in value.split("|") if alias) if isinstance(value, str) else value


class CountryRow(_Named):
    """A country's middle and the names it goes by besides its own."""

    country: Country
    lat: Latitude
    lon: Longitude


class ProvinceRow(_Named):
    """A first-order division: ``code`` is GeoNames' admin1 code, the point is the middle of its area."""

    country: Country
    code: Text
    name: Text
    lat: Latitude
    lon: Longitude


class AreaRow(_Named):
    """An area that has a name and no town hall: a region, a sea, a river. ``country`` is empty where it lies in
    several."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    name: Text
    country: Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")]
    feature: Annotated[str, StringConstraints(pattern=r"^[AHLTVSR]$")]
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{2,5}$")]
    lat: Latitude
    lon: Longitude


class QuarterRow(_Named):
    """A part of a city."""

    country: Country
    admin1: Text
    city: Text
    name: Text
    lat: Latitude
    lon: Longitude


def read_folding() -> FoldingRules:
    """The rules of folding, checked."""
    return _read_toml("folding.toml", FoldingRules)


def read_cyrillic() -> CyrillicRules:
    """The tables of transliteration, checked."""
    return _read_toml("cyrillic.toml", CyrillicRules)


def read_countries() -> list[CountryRow]:
    """Middles and aliases of countries, checked."""
    return parse_table("countries.csv", data_text("countries.csv"), CountryRow)


def read_provinces() -> list[ProvinceRow]:
    """First-order divisions, checked."""
    return parse_table("provinces.csv", data_text("provinces.csv"), ProvinceRow)


def read_areas() -> list[AreaRow]:
    """Regions, seas and rivers, checked."""
    return parse_table("areas.csv", data_text("areas.csv"), AreaRow)


def read_quarters() -> list[QuarterRow]:
    """Parts of cities, checked."""
    return parse_table("quarters.csv", data_text("quarters.csv"), QuarterRow)


def data_text(name: str) -> str:
    """The text of one of the gazetteer's data files."""
    return files("reportedly.gazetteer").joinpath("data", name).read_text(encoding="utf-8")


def data_digest() -> str:
    """One digest over all data files, so that an index made from other facts is known to be stale."""
    digest = hashlib.sha256()
    for name in DATA_FILES:
        digest.update(name.encode() + b"\0" + data_text(name).encode("utf-8") + b"\0")
    return digest.hexdigest()


def parse_table(name: str, text: str, shape: type[Shape]) -> list[Shape]:
    """The rows of a comma-separated table, each of the given shape. Lines that begin with ``#`` are comment.

    All faults of the file are reported at once.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if not lines:
        raise GazetteerError("has no header line", where=f"gazetteer/data/{name}")
    header = next(csv.reader([lines[0][1]]))
    rows, faults = [], []
    for number, line in lines[1:]:
        cells = next(csv.reader([line]))
        if len(cells) != len(header):
            faults.append(f"line {number}: {len(cells)} columns, expected {len(header)}")
            continue
        try:
            rows.append(shape.model_validate(dict(zip(header, cells, strict=True))))
        except ValidationError as error:
            faults.append(f"line {number} {line[:30]!r}: {_told(error)}")
    if faults:
        raise GazetteerError("; ".join(faults), where=f"gazetteer/data/{name}", mend="Mend the data file")
    return rows


def _read_toml(name: str, shape: type[Shape]) -> Shape:
    try:
        return shape.model_validate(tomllib.loads(data_text(name)))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        told = _told(error) if isinstance(error, ValidationError) else str(error)
        raise GazetteerError(told, where=f"gazetteer/data/{name}", mend="Mend the data file") from error


def _told(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
