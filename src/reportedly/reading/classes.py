"""What a noun stands for: a party, armed people, civilians, a place, a means of attack, a thing.

The class decides what a verb means ("captured a village", "captured a soldier") and which slot a phrase may fill.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reportedly.reading.parts import Class, Unit

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

MEANS = ("aircraft", "artillery", "explosive", "agent", "small_arms")
PEOPLE: frozenset[Class] = frozenset({"party", "armed", "civilian", "official", "person", "pronoun"})
SIDES: frozenset[Class] = frozenset({"party", "armed", "official"})  # people who may act in a war
BUILT: frozenset[Class] = frozenset({"facility"})
GROUND: frozenset[Class] = frozenset({"place", "facility"})
_ORDER: tuple[tuple[str, Class], ...] = (
    ("armed", "armed"),
    ("unit", "armed"),
    ("civilian", "civilian"),
    ("official", "official"),
    ("facility", "facility"),
    ("place", "place"),
    ("aircraft", "means"),
    ("artillery", "means"),
    ("explosive", "means"),
    ("agent", "means"),
    ("small_arms", "means"),
)


def class_of(token: Token, unit: Unit, nouns: Mapping[str, frozenset[str]]) -> Class:
    """The class of the noun phrase that `token` heads; kept, for every candidate of a sentence asks for it again."""
    found = unit.classed.get(token.i)
    if found is None:
        found = unit.classed[token.i] = _class_of(token, unit, nouns)
    return found


def _class_of(token: Token, unit: Unit, nouns: Mapping[str, frozenset[str]]) -> Class:
    if token.i in unit.time_at:
        return "time"
    if token.pos_ == "PRON" or token.tag_ in {"PRP", "WP", "DT"}:
        return "pronoun"
    if (resolved := unit.place_at.get(token.i)) is not None:
        return "party" if resolved.toponym.metonym else "place"
    classes = nouns.get(token.lemma_.lower(), frozenset())
    if classes:
        for name, kind in _ORDER:
            if name in classes:
                return kind
    if token.i in unit.party_at:
        return "party"
    if token.pos_ == "NUM":
        return "civilian" if token.dep_ in {"dobj", "nsubjpass", "nsubj"} else "thing"
    if token.pos_ == "PROPN" and token.text[:1].isupper():
        return "person"
    return "thing"


def means_of(token: Token, nouns: Mapping[str, frozenset[str]]) -> str | None:
    """Which class of means the word names ("warplane": aircraft), or None."""
    lemma = token.lemma_.lower()
    classes = nouns.get(lemma)
    if not classes:
        return None
    for name in MEANS:
        if name in classes:
            return name
    if token.i:  # "air force": whose last word alone names no means
        classes = nouns.get(f"{token.doc[token.i - 1].lower_} {lemma}", frozenset())
        return next((name for name in MEANS if name in classes), None)
    return None
