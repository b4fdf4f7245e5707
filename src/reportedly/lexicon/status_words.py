"""The words that make an event planned, denied or possible, or keep a distance from it, from ``data/status.toml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field

from reportedly.errors import LexiconError
from reportedly.lexicon.shapes import Shape, read_toml, shaped, unknown_tables
from reportedly.model import Status

FILE = "status.toml"
CuePos = Literal["auxiliary", "mark", "verb", "noun", "adjective", "adverb", "determiner", "preposition"]
Via = Literal[
    "infinitive", "gerund", "clause", "object", "subject", "modified", "aux", "mark",
    "for", "of", "at", "on", "with", "from", "about",
]  # fmt: skip


class ExampleShape(Shape):
    """A sentence of our own; without `status` the event must have the cue's, or have occurred where the cue only
    hedges.
    """

    text: str
    trigger: str
    status: Status | None = None
    hedged: bool = False


class CueShape(Shape):
    """One `[[cue]]`. `passive`: the subject is meant where the verb is passive, the object where it is active."""

    words: list[str] = Field(min_length=1)
    pos: CuePos
    via: list[Via] = Field(min_length=1)
    status: Status | None = None
    hedged: bool = False
    particle: str | None = None
    passive: bool = False
    only_passive: bool = False
    needs_modal: bool = False
    note: str | None = None
    example: list[ExampleShape] = Field(min_length=1)


class VerbsShape(Shape):
    """The `[light]` and `[causal]` tables."""

    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class StatusCue:
    """One cue word with what it does to an event that stands to it in one of the ways of `via`."""

    word: str
    pos: str
    via: frozenset[str]
    status: Status | None
    hedged: bool
    particle: str | None
    passive: bool
    only_passive: bool
    needs_modal: bool


@dataclass(frozen=True, slots=True)
class StatusWords:
    """All of it; `cues` by part of speech and word."""

    cues: Mapping[tuple[str, str], tuple[StatusCue, ...]]
    light: frozenset[str]
    causal: frozenset[str]
    examples: tuple[tuple[CueShape, ExampleShape], ...]


def faults() -> list[str]:
    """Every fault of the file, one line each."""
    return _read()[1]


@cache
def load() -> StatusWords:
    """The words; raises `LexiconError` listing every fault of the file."""
    words, found = _read()
    if words is None or found:
        raise LexiconError(found)
    return words


def _read() -> tuple[StatusWords | None, list[str]]:
    raw, found = read_toml(FILE)
    found += unknown_tables(raw, {"cue", "light", "causal"}, FILE)
    cues: defaultdict[tuple[str, str], list[StatusCue]] = defaultdict(list)
    examples: list[tuple[CueShape, ExampleShape]] = []
    for number, table in enumerate(raw.get("cue", []), start=1):
        where = f"lexicon/{FILE}: cue {number}"
        shape, wrong = shaped(CueShape, table, where)
        found += wrong
        if shape is None:
            continue
        if shape.status is None and not shape.hedged:
            found.append(f"{where}: has neither status nor hedged")
        found += [f'{where}: "{word}" must be in lower case' for word in shape.words if word != word.lower()]
        for word in shape.words:
            cues[shape.pos, word].append(_cue(word, shape))
        examples += [(shape, example) for example in shape.example]
    light, wrong = shaped(VerbsShape, raw.get("light", {}), f"lexicon/{FILE}: light")
    causal, also_wrong = shaped(VerbsShape, raw.get("causal", {}), f"lexicon/{FILE}: causal")
    found += [*wrong, *also_wrong]
    if light is None or causal is None:
        return None, found
    by_word = {key: tuple(cues[key]) for key in sorted(cues)}
    return StatusWords(by_word, light.verbs, causal.verbs, tuple(examples)), found


def _cue(word: str, shape: CueShape) -> StatusCue:
    return StatusCue(
        word,
        shape.pos,
        frozenset(shape.via),
        shape.status,
        shape.hedged,
        shape.particle,
        shape.passive,
        shape.only_passive,
        shape.needs_modal,
    )
