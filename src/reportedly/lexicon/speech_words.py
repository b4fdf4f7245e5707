"""The words by which reports make somebody say something, from ``data/speech.toml``.

Verbs of saying differ in what they take: a clause, an object, "of", "for". That, and whether the verb keeps a
distance or denies, is a fact about words and belongs to data; `reading.speech` holds the grammar.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field

from reportedly.errors import LexiconError
from reportedly.lexicon.shapes import Shape, read_toml, shaped, unknown_tables

FILE = "speech.toml"
Content = Literal["clause", "object", "of", "for", "infinitive", "quotation"]


class ExampleShape(Shape):
    """A sentence of our own; `says` must be found inside the speaker's words, `not_says` outside of them."""

    text: str
    speaker: list[str]
    says: str | None = None
    not_says: str | None = None
    hedged: bool = False
    denial: bool = False


class VerbShape(Shape):
    """One `[[verb]]`."""

    lemmas: list[str] = Field(min_length=1)
    content: list[Content] = Field(min_length=1)
    hedged: bool = False
    denial: bool = False
    only: list[str] = []
    keeps: list[str] = []
    not_with: list[str] = []
    particle: str | None = None
    authored: bool = False
    witness: bool = False
    note: str | None = None
    example: list[ExampleShape] = Field(min_length=1)


class RelayShape(Shape):
    """One `[[relay]]`."""

    lemmas: list[str] = Field(min_length=1)
    example: list[ExampleShape] = Field(min_length=1)


class PhraseShape(Shape):
    """One `[[phrase]]`."""

    words: str
    not_before: list[str] = []
    example: list[ExampleShape] = Field(min_length=1)


class NounsShape(Shape):
    """The `[noun]` table."""

    person: frozenset[str]
    people: frozenset[str]
    body: frozenset[str]
    stand_in: frozenset[str]
    person_in: frozenset[str]
    utterance: frozenset[str]
    nobody: frozenset[str]
    own: frozenset[str]
    title: frozenset[str]
    media: frozenset[str]
    never: frozenset[str]
    watcher: frozenset[str]
    watcher_name: frozenset[str]
    thing: frozenset[str]
    acts: frozenset[str]
    goes_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb of saying takes.

    `only` are the objects that it needs, `not_with` those that make it something else, `keeps` those that take its
    hedge away; `particle` is the word that it needs beside it. `authored`: it speaks only for who is named as the maker
    of its subject. `witness`: only persons do it, for towns too have seen battles.
    """

    lemma: str
    content: frozenset[str]
    hedged: bool
    denial: bool
    only: frozenset[str]
    keeps: frozenset[str]
    not_with: frozenset[str]
    particle: str | None
    authored: bool
    witness: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name a speaker, and the words after them that show that they do not."""

    words: tuple[str, ...]
    not_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """All of it; `phrases` by their first word. Without one of `told` nobody is made to say anything."""

    verbs: Mapping[str, Verb]
    relays: frozenset[str]
    phrases: Mapping[str, tuple[Phrase, ...]]
    nouns: NounsShape
    told: frozenset[str]
    examples: tuple[ExampleShape, ...]


def faults() -> list[str]:
    """Every fault of the file, one line each."""
    return _read()[1]


@cache
def load() -> SpeechWords:
    """The words; raises `LexiconError` listing every fault of the file."""
    words, found = _read()
    if words is None or found:
        raise LexiconError(found)
    return words


def _read() -> tuple[SpeechWords | None, list[str]]:
    raw, found = read_toml(FILE)
    found += unknown_tables(raw, {"verb", "relay", "phrase", "noun"}, FILE)
    verbs, examples = _verbs(raw.get("verb", []), found)
    relays: set[str] = set()
    for number, table in enumerate(raw.get("relay", []), start=1):
        relay, wrong = shaped(RelayShape, table, f"lexicon/{FILE}: relay {number}")
        found += wrong
        relays.update(relay.lemmas if relay else [])
        examples += relay.example if relay else []
    phrases: dict[str, tuple[Phrase, ...]] = {}
    for number, table in enumerate(raw.get("phrase", []), start=1):
        told, wrong = shaped(PhraseShape, table, f"lexicon/{FILE}: phrase {number}")
        found += wrong
        if told:
            words = tuple(told.words.split())
            phrases[words[0]] = (*phrases.get(words[0], ()), Phrase(words, frozenset(told.not_before)))
            examples += told.example
    nouns, wrong = shaped(NounsShape, raw.get("noun", {}), f"lexicon/{FILE}: noun")
    found += wrong
    if nouns is None:
        return None, found
    said = frozenset([*verbs, *relays, *phrases])
    return SpeechWords(verbs, frozenset(relays), phrases, nouns, said, tuple(examples)), found


def _verbs(tables: list[object], found: list[str]) -> tuple[dict[str, Verb], list[ExampleShape]]:
    verbs: dict[str, Verb] = {}
    examples: list[ExampleShape] = []
    for number, table in enumerate(tables, start=1):
        shape, wrong = shaped(VerbShape, table, f"lexicon/{FILE}: verb {number}")
        found += wrong
        if shape is None:
            continue
        for lemma in shape.lemmas:
            if lemma in verbs:
                found.append(f'lexicon/{FILE}: verb {number}: "{lemma}" stands twice')
            verbs[lemma] = _verb(lemma, shape)
        examples += shape.example
    return verbs, examples


def _verb(lemma: str, shape: VerbShape) -> Verb:
    return Verb(
        lemma,
        frozenset(shape.content),
        shape.hedged,
        shape.denial,
        frozenset(shape.only),
        frozenset(shape.keeps),
        frozenset(shape.not_with),
        shape.particle,
        shape.authored,
        shape.witness,
    )
