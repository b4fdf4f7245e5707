"""The words that name an event, and what stands beside them.

A trigger says which kind of event its word reports, which of its dependents are actor, target, weapon or place (its
frame), and what must or must not stand beside it for the event reading to hold: "hit" is a strike where a place or
people are hit, and none where a record is. All of it is data; this module turns the files into one `Lexicon`.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from reportedly.errors import LexiconError
from reportedly.lexicon import codebook as codebooks
from reportedly.lexicon import inflection
from reportedly.lexicon.codebook import Entry
from reportedly.lexicon.shapes import (
    FrameShape,
    NounClass,
    NounsShape,
    PartOfSpeech,
    Role,
    TriggerShape,
    nearest,
    read_toml,
    shaped,
    unknown_tables,
)
from reportedly.model import ClaimType, Status

TRIGGERS, FRAMES, NOUNS = "triggers.toml", "frames.toml", "nouns.toml"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that names an event; `words` are lemmas, the head first (verbs) or last (nouns, adjectives).

    `sure`: with what it needs it leaves no doubt that such an event is told.
    """

    id: str
    type: ClaimType
    words: tuple[str, ...]
    pos: PartOfSpeech
    frame: str
    by_means: bool
    by_object: Mapping[str, ClaimType]
    needs: frozenset[str]
    not_with: frozenset[str]
    status: Status | None
    suffix: bool
    sure: bool = False

    @property
    def head(self) -> str:
        """The word that the others depend on."""
        return self.words[0] if self.pos == "verb" else self.words[-1]

    @property
    def plain(self) -> bool:
        """Whether it names one kind of event whatever stands beside it."""
        return not (self.by_means or self.by_object or self.needs)


@dataclass(frozen=True, slots=True)
class Frame:
    """Which slot a trigger's subject, object, possessor and prepositional objects fill."""

    name: str
    subject: Role
    object: Role
    possessive: Role
    prepositions: Mapping[str, Role]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of it. `by_head`: candidates for a head lemma and part of speech, the most specific first.

    `heads` gives for a surface form in lower case the (lemma, part of speech) that it can be a form of, in order.
    """

    triggers: tuple[Trigger, ...]
    by_head: Mapping[tuple[str, str], tuple[Trigger, ...]]
    heads: Mapping[str, tuple[tuple[str, str], ...]]
    frames: Mapping[str, Frame]
    noun_classes: Mapping[str, frozenset[str]]
    codebook: Mapping[ClaimType, Entry]
    digest: str


def faults() -> list[str]:
    """Every fault of the trigger, frame and noun files, one line each."""
    return _read()[1]


@cache
def load() -> Lexicon:
    """The lexicon; raises `LexiconError` listing every fault of its files."""
    (triggers, frames, nouns), wrong = _read()
    if found := [*codebooks.faults(), *inflection.faults(), *wrong]:
        raise LexiconError(found)
    by_head = _by_head(triggers)
    return Lexicon(triggers, by_head, _heads(by_head), frames, _spelt(nouns), codebooks.load().types, _digest())


def _read() -> tuple[tuple[tuple[Trigger, ...], dict[str, Frame], dict[str, frozenset[str]]], list[str]]:
    (trigger_tables, a), (frame_tables, b), (noun_tables, c) = read_toml(TRIGGERS), read_toml(FRAMES), read_toml(NOUNS)
    frames, d = read_frames(frame_tables)
    triggers, e = read_triggers(trigger_tables, frames)
    nouns, f = read_nouns(noun_tables)
    return (triggers, frames, nouns), [*a, *b, *c, *d, *e, *f]


def read_frames(raw: Mapping[str, Any]) -> tuple[dict[str, Frame], list[str]]:
    """The frames of the tables of frames.toml, and their faults."""
    found = unknown_tables(raw, {"frame"}, FRAMES)
    frames: dict[str, Frame] = {}
    for name, table in raw.get("frame", {}).items():
        shape, wrong = shaped(FrameShape, table, f'lexicon/{FRAMES}: frame "{name}"')
        found += wrong
        if shape:
            frames[name] = Frame(name, shape.subject, shape.object, shape.possessive, dict(shape.prepositions))
    return frames, found


def read_triggers(raw: Mapping[str, Any], frames: Mapping[str, Frame]) -> tuple[tuple[Trigger, ...], list[str]]:
    """The triggers of the tables of triggers.toml, and their faults."""
    found = unknown_tables(raw, {"trigger"}, TRIGGERS)
    used: Counter[str] = Counter()
    first: dict[tuple[object, ...], str] = {}
    triggers: list[Trigger] = []
    for number, table in enumerate(raw.get("trigger", []), start=1):
        where = f"lexicon/{TRIGGERS}: trigger {number} {_label(table)}"
        shape, wrong = shaped(TriggerShape, table, where)
        found += wrong
        if shape is None:
            continue
        if frames and shape.frame not in frames:
            found.append(f'{where}: unknown frame "{shape.frame}"{nearest(shape.frame, frames)}')
        if shape.suffix and shape.pos != "adjective":
            found.append(f"{where}: suffix is for adjectives")
        for lemma in shape.lemmas:
            key = (lemma, shape.pos, frozenset(shape.needs), shape.suffix)
            if key in first:
                found.append(f'{where}: "{lemma}" stands with the same needs in {first[key]}')
            first[key] = f"trigger {number}"
            if lemma != " ".join(lemma.lower().split()):
                found.append(f'{where}: "{lemma}" must be in lower case with single blanks')
            triggers.append(_trigger(shape, lemma, used))
    return tuple(triggers), found


def _trigger(shape: TriggerShape, lemma: str, used: Counter[str]) -> Trigger:
    name = f"{lemma.replace(' ', '_')}.{shape.pos}"
    used[name] += 1
    return Trigger(
        name if used[name] == 1 else f"{name}.{used[name]}",
        shape.type,
        tuple(lemma.split()),
        shape.pos,
        shape.frame,
        shape.by_means,
        {str(name): kind for name, kind in shape.by_object.items()},
        frozenset(shape.needs),
        frozenset(shape.not_with),
        shape.status,
        shape.suffix,
        shape.sure,
    )


def _label(table: Any) -> str:
    lemmas = table.get("lemmas") if isinstance(table, dict) else None
    return f'"{lemmas[0]}"' if isinstance(lemmas, list) and lemmas else "without lemmas"


def read_nouns(raw: Mapping[str, Any]) -> tuple[dict[str, frozenset[str]], list[str]]:
    """The classes of each lemma of the tables of nouns.toml, and their faults."""
    found = unknown_tables(raw, {"noun"}, NOUNS)
    classes: defaultdict[str, set[str]] = defaultdict(set)
    known = get_args(NounClass)
    for name, table in raw.get("noun", {}).items():
        where = f'lexicon/{NOUNS}: noun "{name}"'
        if name not in known:
            found.append(f'{where}: unknown class "{name}"{nearest(name, known)}')
        shape, wrong = shaped(NounsShape, table, where)
        found += wrong
        lemmas = shape.lemmas if shape else []
        found += [f'{where}: "{lemma}" stands twice' for lemma, times in Counter(lemmas).items() if times > 1]
        for lemma in lemmas:
            classes[lemma].add(name)
    return {lemma: frozenset(names) for lemma, names in sorted(classes.items())}, found


def _spelt(nouns: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {spelling: names for lemma, names in nouns.items() for spelling in sorted(inflection.spellings(lemma))}


def _by_head(triggers: Iterable[Trigger]) -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """Long phrases before short ones, and of the same length those that need more: the order in which to try them."""
    found: defaultdict[tuple[str, str], list[Trigger]] = defaultdict(list)
    for trigger in triggers:
        for spelling in sorted(inflection.spellings(trigger.head)):
            found[spelling, trigger.pos].append(trigger)
    return {
        key: tuple(sorted(found[key], key=lambda trigger: (-len(trigger.words), -len(trigger.needs))))
        for key in sorted(found)
    }


def _heads(by_head: Mapping[tuple[str, str], tuple[Trigger, ...]]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for (lemma, pos), candidates in by_head.items():
        for form in inflection.forms(lemma, candidates[0].pos):
            found[form].add((lemma, pos))
    return {form: tuple(sorted(found[form])) for form in sorted(found)}


def _digest() -> str:
    """Of every data file of the lexicon, so that two runs with the same digest used the same words."""
    folder = files("reportedly.lexicon").joinpath("data")
    sha = hashlib.sha256()
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith((".toml", ".csv"))):
        sha.update(name.encode() + b"\0" + folder.joinpath(name).read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return sha.hexdigest()[:16]
