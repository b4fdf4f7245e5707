"""What each kind of claim is: its definition, its limits, and sentences coded as they should be.

A codebook that lives apart from the program drifts from it. Ours is a data file: the documentation is printed from it,
and its examples are read by the reader in the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly.errors import LexiconError
from reportedly.lexicon.shapes import (
    CounterShape,
    EntryShape,
    ExampleShape,
    Shape,
    nearest,
    read_toml,
    shaped,
    unknown_tables,
)
from reportedly.model import ClaimType, Codes, Count, Status

FILE = "codebook.toml"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the claim of the entry's type that stands in it. What is not told is empty."""

    text: str
    type: ClaimType
    trigger: str
    actor: tuple[str, ...]
    target: tuple[str, ...]
    places: tuple[str, ...]
    status: Status
    killed: Count
    said_by: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A sentence that is not of the entry's type: it is of type `reading`, or no claim at all where that is `None`."""

    text: str
    reading: ClaimType | None
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One type of the codebook."""

    type: ClaimType
    name: str
    definition: str
    boundaries: tuple[str, ...]
    examples: tuple[Example, ...]
    counterexamples: tuple[Counterexample, ...]
    codes: Codes


@dataclass(frozen=True, slots=True)
class Term:
    """A rule, a slot or a status with what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """The types in the order of `ClaimType`, and what holds for all of them."""

    types: Mapping[ClaimType, Entry]
    rules: tuple[Term, ...]
    slots: tuple[Term, ...]
    statuses: tuple[Term, ...]


class _RuleShape(Shape):
    title: str
    text: str


class _TermShape(Shape):
    name: str
    meaning: str


class _BookShape(Shape):
    rule: list[_RuleShape]
    slot: list[_TermShape]
    status: list[_TermShape]


def faults() -> list[str]:
    """Every fault of the codebook file, one line each."""
    return _read()[1]


@cache
def load() -> Codebook:
    """The codebook; raises `LexiconError` listing every fault of its file."""
    book, found = _read()
    if book is None or found:
        raise LexiconError(found)
    return book


def _read() -> tuple[Codebook | None, list[str]]:
    raw, found = read_toml(FILE)
    return (None, found) if found else read_codebook(raw)


def read_codebook(raw: Mapping[str, Any]) -> tuple[Codebook | None, list[str]]:
    """The codebook of the tables of codebook.toml, as far as it can be read, and their faults."""
    found = unknown_tables(raw, {"rule", "slot", "status", "type"}, FILE)
    entries, wrong = _entries(raw.get("type", {}))
    found += wrong
    book, wrong = shaped(_BookShape, {key: raw.get(key, []) for key in ("rule", "slot", "status")}, f"lexicon/{FILE}")
    found += wrong
    if book is None:
        return None, found
    found += _missing([term.name for term in book.status], [status.value for status in Status], "status")
    rules = tuple(Term(rule.title, rule.text) for rule in book.rule)
    slots = tuple(Term(term.name, term.meaning) for term in book.slot)
    return Codebook(entries, rules, slots, tuple(Term(term.name, term.meaning) for term in book.status)), found


def _entries(tables: Mapping[str, Any]) -> tuple[dict[ClaimType, Entry], list[str]]:
    known = [kind.value for kind in ClaimType]
    found = _missing(list(tables), known, "type")
    read: dict[ClaimType, Entry] = {}
    for name, table in tables.items():
        where = f'lexicon/{FILE}: type "{name}"'
        if name not in known:
            found.append(f'{where}: unknown type "{name}"{nearest(name, known)}')
            continue
        shape, wrong = shaped(EntryShape, table, where)
        found += wrong
        if shape:
            read[ClaimType(name)] = _entry(ClaimType(name), shape)
            found += [f"{where}: {fault}" for example in shape.example for fault in _misquotes(example)]
    return {kind: read[kind] for kind in ClaimType if kind in read}, found


def _entry(kind: ClaimType, shape: EntryShape) -> Entry:
    return Entry(
        kind,
        shape.name,
        shape.definition,
        tuple(shape.boundaries),
        tuple(_example(kind, example) for example in shape.example),
        tuple(_counter(counter) for counter in shape.counterexample),
        Codes(shape.codes.acled, shape.codes.plover, shape.codes.cameo, shape.codes.ucdp_type),
    )


def _example(kind: ClaimType, shape: ExampleShape) -> Example:
    return Example(
        shape.text,
        kind,
        shape.trigger,
        tuple(shape.actor),
        tuple(shape.target),
        tuple(shape.places),
        shape.status,
        Count(*shape.killed),
        tuple(shape.said_by),
        shape.note,
    )


def _counter(shape: CounterShape) -> Counterexample:
    return Counterexample(shape.text, shape.reading, shape.why)


def _misquotes(example: ExampleShape) -> list[str]:
    """An example's slots must quote its sentence, or the test that reads it could never pass."""
    quoted = [example.trigger, *example.actor, *example.target, *example.places, *example.said_by]
    return [f'"{words}" does not stand in "{example.text}"' for words in quoted if words not in example.text]


def _missing(given: list[str], known: list[str], what: str) -> list[str]:
    return [f'lexicon/{FILE}: {what} "{name}" is missing' for name in known if name not in given]
