"""Words that say that people were killed, hurt or taken, and that things were lost, from ``tolls.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field

from reportedly.errors import LexiconError
from reportedly.lexicon.inflection import forms
from reportedly.lexicon.shapes import PartOfSpeech, Shape, read_toml, shaped

FILE = "tolls.toml"
POSES: tuple[PartOfSpeech, ...] = ("verb", "noun")  # what a cue may be

TollKind = Literal["killed", "injured", "captured"]
TollHow = Literal["does", "suffers", "state", "counted", "act", "toll", "taken", "lives", "harmed"]


class _Cue(Shape):
    kind: TollKind
    how: TollHow
    words: list[str] = Field(min_length=1)
    things: bool = False
    note: str | None = None


class _Words(Shape):
    words: list[str] = Field(min_length=1)


class _Nobody(Shape):
    words: list[str] = Field(min_length=1)
    kinds: list[TollKind] = Field(min_length=1)


class _Verbs(Shape):
    lives: list[str]
    taking: list[str]
    leaving: list[str]
    to_death: list[str]
    suffering: list[str]
    causing: list[str]


class _Losses(Shape):
    verbs: list[str]
    nouns: list[str]
    damage: list[str]
    mass: list[str]
    not_things: list[str]


class _File(Shape):
    cue: list[_Cue]
    verbs: _Verbs
    collective: _Words
    partitive: _Words
    part: _Words
    reaching: _Words
    joining: _Words
    nobody: list[_Nobody]
    not_people: _Words
    person_ending: _Words
    losses: _Losses


@dataclass(frozen=True, slots=True)
class TollCue:
    """One word, or words, that tell a toll; ``things`` where the verb takes things too."""

    kind: TollKind
    how: TollHow
    words: tuple[str, ...]
    things: bool


@dataclass(frozen=True, slots=True)
class TollWords:
    """All cues by their first word, longest first, and the lists that go with them.

    Without one of ``told`` a sentence tells no toll, without one of ``loss_words`` no loss.
    """

    cues: Mapping[str, tuple[TollCue, ...]]
    told: frozenset[str]
    lives: frozenset[str]
    taking: frozenset[str]
    leaving: frozenset[str]
    to_death: frozenset[str]
    suffering: frozenset[str]
    causing: frozenset[str]
    collective: frozenset[str]
    partitive: frozenset[str]
    part: tuple[str, ...]
    reaching: frozenset[str]
    joining: tuple[str, ...]
    nobody: Mapping[str, tuple[TollKind, ...]]
    not_people: frozenset[str]
    person_endings: tuple[str, ...]
    loss_verbs: Mapping[str, frozenset[str]]
    loss_nouns: frozenset[str]
    damage_nouns: frozenset[str]
    loss_words: frozenset[str]
    not_things: frozenset[str]
    mass: frozenset[str]
    seen: frozenset[str]

    def told_in(self, text: str) -> bool:
        """Whether `text` holds a form of a word that tells a toll; `seen` are those forms."""
        return not self.seen.isdisjoint(_WORD.findall(text.lower()))


_WORD = re.compile(r"[a-z]+")


def _read() -> tuple[_File | None, list[str]]:
    raw, found = read_toml(FILE)
    return (None, found) if found else shaped(_File, raw, f"lexicon/{FILE}")


def faults() -> list[str]:
    """Every fault of ``tolls.toml``, one line each: its shape, and words that one list or kind of cue holds twice."""
    shape, found = _read()
    if shape is None:
        return found
    cues = [f"{cue.how} {word}" for cue in shape.cue for word in cue.words]
    lists = [shape.collective, shape.partitive, shape.part, shape.reaching, shape.joining, shape.not_people]
    for words in [
        cues,
        *(entry.words for entry in lists),
        shape.losses.verbs,
        shape.losses.nouns,
        shape.losses.damage,
        shape.losses.mass,
        shape.losses.not_things,
    ]:
        found += [
            f'lexicon/{FILE}: "{word}" stands there twice' for word in sorted({w for w in words if words.count(w) > 1})
        ]
    return found


@cache
def load() -> TollWords:
    """The words of ``tolls.toml``; raises `LexiconError` where the file is wrong."""
    found = faults()
    shape, _ = _read()
    if found or shape is None:
        raise LexiconError(found)
    cues: dict[str, list[TollCue]] = {}
    for entry in shape.cue:
        for phrase in entry.words:
            words = tuple(phrase.split())
            cues.setdefault(words[0], []).append(TollCue(entry.kind, entry.how, words, entry.things))
    losses: dict[str, set[str]] = {}
    for phrase in shape.losses.verbs:
        verb, _, particle = phrase.partition(" ")
        losses.setdefault(verb, set()).add(particle)
    nobody = [word for entry in shape.nobody for word in entry.words]
    return TollWords(
        cues={word: tuple(sorted(entries, key=lambda cue: -len(cue.words))) for word, entries in cues.items()},
        told=frozenset([*cues, *nobody]),
        lives=frozenset(shape.verbs.lives),
        taking=frozenset(shape.verbs.taking),
        leaving=frozenset(shape.verbs.leaving),
        to_death=frozenset(shape.verbs.to_death),
        suffering=frozenset(shape.verbs.suffering),
        causing=frozenset(shape.verbs.causing),
        collective=frozenset(shape.collective.words),
        partitive=frozenset(shape.partitive.words),
        part=tuple(shape.part.words),
        reaching=frozenset(shape.reaching.words),
        joining=tuple(shape.joining.words),
        nobody={word: tuple(entry.kinds) for entry in shape.nobody for word in entry.words},
        not_people=frozenset(shape.not_people.words),
        person_endings=tuple(shape.person_ending.words),
        loss_verbs={verb: frozenset(particles) for verb, particles in losses.items()},
        loss_nouns=frozenset(shape.losses.nouns),
        damage_nouns=frozenset(shape.losses.damage),
        loss_words=frozenset([*losses, *shape.losses.nouns, *shape.losses.damage]),
        not_things=frozenset(shape.losses.not_things),
        mass=frozenset(shape.losses.mass),
        seen=frozenset(nobody).union(*(forms(word, pos) for word in cues for pos in POSES)),
    )
