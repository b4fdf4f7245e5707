"""The forms that a word of the lexicon can take in a text.

The gate looks for forms in raw text, before anything is parsed, so it cannot ask a parser for lemmas. English inflects
by few rules; where those fail, or where British and American spelling part ways, `data/irregular.toml` has the word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.errors import LexiconError
from reportedly.lexicon.shapes import PartOfSpeech, Shape, read_toml, shaped

FILE = "irregular.toml"
_VOWELS = "aeiou"
_BRITISH = (("ise", "ize"), ("yse", "yze"), ("isation", "ization"))


class _IrregularShape(Shape):
    verbs: dict[str, list[str]]
    nouns: dict[str, list[str]]
    invariant: list[str]
    doubling: list[str]
    either: list[str]
    always_ise: list[str]
    spellings: dict[str, str]


@dataclass(frozen=True, slots=True)
class Irregular:
    """What the rules do not give: see the comments of `irregular.toml`."""

    verbs: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]
    invariant: frozenset[str]
    doubling: frozenset[str]
    either: frozenset[str]
    always_ise: frozenset[str]
    spellings: dict[str, str]


def faults() -> list[str]:
    """Every fault of the data file, one line each."""
    return _read()[1]


@cache
def irregular() -> Irregular:
    """The exceptions; raises `LexiconError` where the file is wrong."""
    shape, found = _read()
    if shape is None:
        raise LexiconError(found)
    return Irregular(
        {lemma: tuple(past) for lemma, past in shape.verbs.items()},
        {lemma: tuple(plural) for lemma, plural in shape.nouns.items()},
        frozenset(shape.invariant),
        frozenset(shape.doubling),
        frozenset(shape.either),
        frozenset(shape.always_ise),
        {**shape.spellings, **{other: one for one, other in shape.spellings.items()}},
    )


@cache
def forms(lemma: str, pos: PartOfSpeech) -> frozenset[str]:
    """The surface forms of `lemma` in lower case, itself among them, in British and American spelling."""
    found: set[str] = set()
    for spelling in spellings(lemma):
        found |= {spelling}
        if pos == "verb":
            found |= {_s(spelling), *_past(spelling), *_ing(spelling)}
        elif pos == "noun" and spelling not in irregular().invariant:
            found |= set(irregular().nouns.get(spelling) or (_s(spelling),))
    return frozenset(found)


@cache
def spellings(lemma: str) -> frozenset[str]:
    """`lemma` as the British and the Americans write it: "neutralise", "neutralize"."""
    words = irregular()
    found = {lemma, words.spellings.get(lemma, lemma)}
    if lemma not in words.always_ise:
        for one, other in _BRITISH:
            for a, b in ((one, other), (other, one)):
                if lemma.endswith(a) and len(lemma) > len(a) + 2:
                    found.add(lemma.removesuffix(a) + b)
    return frozenset(found)


def _read() -> tuple[_IrregularShape | None, list[str]]:
    raw, found = read_toml(FILE)
    return (None, found) if found else shaped(_IrregularShape, raw, f"lexicon/{FILE}")


def _s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")) or (word.endswith("o") and word[-2:-1] not in _VOWELS):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _past(verb: str) -> set[str]:
    if verb in irregular().verbs:
        return set(irregular().verbs[verb])
    if verb.endswith("e"):
        return {verb + "d"}
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return {verb[:-1] + "ied"}
    return {stem + "ed" for stem in _stems(verb)}


def _ing(verb: str) -> set[str]:
    if verb.endswith("ie"):
        return {verb[:-2] + "ying"}
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return {verb[:-1] + "ing"}
    return {stem + "ing" for stem in _stems(verb)}


def _stems(verb: str) -> set[str]:
    """What -ed and -ing are put to: with the last consonant doubled ("ambush" no, "gun" yes, "kidnap" either)."""
    doubled = verb + verb[-1]
    if verb in irregular().either:
        return {verb, doubled}
    short = sum(letter in _VOWELS for letter in verb) == 1 and len(verb) > 2
    ends = len(verb) > 2 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    return {doubled} if verb in irregular().doubling or (short and ends) else {verb}
