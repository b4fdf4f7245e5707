"""A GeoNames dump, line by line: nineteen columns, no header, and in practice anything.

GeoNames gives divisions by code ("09"); dumps in its layout made by others give their names ("Aleppo"). Both are
read. A line that cannot be read is left out and told, with its number; whether there are too many of them is for the
caller to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.gazetteer.data_files import read_provinces
from reportedly.gazetteer.folding import keys
from reportedly.gazetteer.index import Entry
from reportedly.gazetteer.place import Place
from reportedly.gazetteer.spelling import kept_aliases, latin_name, transliterate

COLUMNS = 19
KEPT_CLASSES = "APSTHL"
NO_DIVISION = "00"

_NUMBER, _NAME, _ASCII, _ALIASES, _LAT, _LON, _CLASS, _CODE, _COUNTRY, _ADMIN1, _POPULATION = (
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    10,
    14,
)
_DIVISION_CODE = re.compile(r"\d+|[A-Z]{2,3}|[A-Z0-9]{2}")


@dataclass(frozen=True, slots=True)
class Dump:
    """What was read from a dump. ``classes`` and ``left_out`` count places by GeoNames class, kept and not;
    ``faults`` tells the lines that could not be read."""

    entries: tuple[Entry, ...] = ()
    classes: tuple[tuple[str, int], ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class _Progress:
    entries: list[Entry] = field(default_factory=list)
    classes: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)


def read_dump(lines: Iterable[bytes], name: str) -> Dump:
    """The places of a dump; their ids begin with the gazetteer's ``name``. Empty lines are passed over."""
    rows: list[tuple[int, list[str]]] = []
    progress = _Progress()
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                rows.append((number, _columns(line)))
            except ValueError as fault:
                progress.faults.append(f"line {number}: {fault}")
    divisions = _Divisions(row for _, row in rows)
    for number, row in rows:
        try:
            _take(row, name, divisions, progress)
        except ValueError as fault:
            progress.faults.append(f"line {number}: {fault}")
    return Dump(
        tuple(progress.entries),
        _counted(progress.classes),
        _counted(progress.left_out),
        tuple(sorted(progress.faults, key=_line)),
    )


def _line(fault: str) -> int:
    return int(fault.removeprefix("line ").partition(":")[0])


def _counted(counter: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counter.items()))


def _columns(line: bytes) -> list[str]:
    try:
        columns = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None
    if len(columns) != COLUMNS:
        raise ValueError(f"has {len(columns)} columns, expected {COLUMNS}")
    return columns


def _take(row: list[str], name: str, divisions: _Divisions, progress: _Progress) -> None:
    number, feature, country = row[_NUMBER].strip(), row[_CLASS].strip(), row[_COUNTRY].strip().upper()
    if not number.isdecimal():
        raise ValueError(f"id {number!r} is not a number")
    if not re.fullmatch(r"[A-Z]", feature):
        raise ValueError(f"feature class {feature!r} is not a letter")
    if not re.fullmatch(r"[A-Z]{2}|", country):
        raise ValueError(f"country {country!r} is not a two-letter code")
    lat, lon = _degrees(row[_LAT], 90), _degrees(row[_LON], 180)
    population = _population(row[_POPULATION])
    own, ascii_name = row[_NAME].strip(), row[_ASCII].strip()
    if not own and not ascii_name:
        raise ValueError("has no name")
    progress.seen[number] += 1
    if progress.seen[number] > 1:
        # Some dumps number a town and its district alike. Both are places; only their ids must differ.
        number = f"{number}.{progress.seen[number]}"
    if feature not in KEPT_CLASSES:
        progress.left_out[feature] += 1
        return
    aliases = row[_ALIASES].split(",")
    title = latin_name(own, ascii_name, aliases, country)
    place = Place(
        f"{name}:{number}",
        title,
        country,
        divisions.name(country, row[_ADMIN1]),
        lat,
        lon,
        feature,
        row[_CODE].strip(),
        population,
    )
    others = kept_aliases([own, ascii_name, transliterate(own, country), *aliases])
    progress.entries.append(Entry(place, tuple(other for other in others if other != title)))
    progress.classes[feature] += 1


def _degrees(text: str, limit: int) -> float:
    try:
        degrees = float(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a number of degrees") from None
    # Also refuses "nan", which compares as false.
    if not -limit <= degrees <= limit:
        raise ValueError(f"{text!r} is beyond {limit} degrees")
    return degrees


def _population(text: str) -> int:
    if not text.strip():
        return 0
    if not re.fullmatch(r"\d{1,12}", text.strip(), re.ASCII):
        raise ValueError(f"population {text!r} is not a number")
    return int(text)


class _Divisions:
    """Names of first-order divisions, by code from our own table or from the dump, or by any spelling of the name."""

    def __init__(self, rows: Iterable[list[str]]) -> None:
        self._by_code: dict[tuple[str, str], str] = {}
        self._by_key: dict[tuple[str, str], str] = {}
        for row in rows:
            if row[_CODE] == "ADM1":
                self._by_code[row[_COUNTRY], row[_ADMIN1].strip()] = latin_name(
                    row[_NAME], row[_ASCII], (), row[_COUNTRY]
                )
        for province in read_provinces():
            self._by_code[province.country, province.code] = province.name
            for spelling in (province.name, *province.aliases):
                self._by_key.setdefault((province.country, keys(spelling).deep), province.name)

    def name(self, country: str, text: str) -> str | None:
        text = text.strip()
        if not text or text == NO_DIVISION:
            return None
        by_code = self._by_code.get((country, text))
        if by_code is not None and _DIVISION_CODE.fullmatch(text):
            return by_code
        return None if _DIVISION_CODE.fullmatch(text) else self._by_key.get((country, keys(text).deep), text)
