"""Which candidate of the reader is which annotated claim, and which of its phrases are right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.evaluating.names import same
from reportedly.evaluating.slots import types_of
from reportedly.model import Document, Where
from reportedly.reading.parts import Candidate, Unit

Span = tuple[Where, int, int]


@dataclass(frozen=True)
class Annotated:
    """An annotated claim with where its words stand."""

    number: int
    raw: Mapping[str, Any]
    types: frozenset[str]
    optional: bool
    evidence: Span | None
    also: tuple[Span, ...]
    trigger: Span | None


def annotated(raw: Mapping[str, Any], document: Document) -> list[Annotated]:
    """The annotated claims of a document."""
    out = []
    for number, claim in enumerate(raw["claims"]):
        evidence = _find(document, claim["evidence"])
        also = [span for words in claim.get("also") or [] if (span := _find(document, words))]
        trigger = None
        if evidence is not None:
            where, start, end = evidence
            text = document.text if where == "text" else document.title or ""
            hit = re.compile(_pattern(claim["trigger"])).search(text, start, end)
            trigger = (where, *hit.span()) if hit else None
        types = frozenset(types_of(claim))
        out.append(Annotated(number, claim, types, bool(claim.get("optional")), evidence, tuple(also), trigger))
    return out


def _pattern(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def _find(document: Document, words: str) -> Span | None:
    pattern = re.compile(_pattern(words))
    if hit := pattern.search(document.text):
        return ("text", *hit.span())
    if document.title and (hit := pattern.search(document.title)):
        return ("title", *hit.span())
    return None


def _span(candidate: Candidate, units: Sequence[Unit]) -> Span:
    sentence = units[candidate.unit].sentence
    return sentence.where, sentence.start + candidate.start, sentence.start + candidate.end


def _meets(a: Span, b: Span | None) -> bool:
    return b is not None and a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


def strong(candidate: Candidate, claim: Annotated, units: Sequence[Unit]) -> bool:
    """Whether the candidate's trigger is the annotated one."""
    return _meets(_span(candidate, units), claim.trigger)


def told(candidate: Candidate, claim: Annotated, units: Sequence[Unit]) -> bool:
    """Whether the candidate stands in another telling of the claim."""
    return any(_meets(_span(candidate, units), span) for span in claim.also)


def near(candidate: Candidate, claim: Annotated, units: Sequence[Unit]) -> bool:
    """Whether the candidate stands in the claim's evidence."""
    return _meets(_span(candidate, units), claim.evidence)


def names(slot: object) -> list[str]:
    """The names in an annotated slot."""
    items = slot if isinstance(slot, list) else []
    return [item if isinstance(item, str) else str(item.get("text")) for item in items]


def is_named(text: str, slot: object) -> bool:
    """Whether the words name one of those in the annotated slot."""
    return any(same(name, text) for name in names(slot))
