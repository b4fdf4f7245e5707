"""Which read claim stands for which annotated one.

Two claims may be paired where their words meet: more than half of the shorter evidence is shared, or the trigger of one
stands in the evidence of the other. Pairs are made one to one, the best first, so that a claim read twice counts once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from reportedly.evaluating.slots import judge, types_of

Span = tuple[int, int]


class Placed:
    """A claim, annotated or read, with where its words stand in the text (blanks folded)."""

    __slots__ = ("optional", "raw", "spans", "trigger", "types")

    def __init__(self, raw: Mapping[str, Any], text: str) -> None:
        self.raw = raw
        evidence = raw.get("evidence")
        near = evidence.get("start") if isinstance(evidence, Mapping) else None
        spans = [_find(text, _text(evidence), near), *(_find(text, _text(also)) for also in raw.get("also") or [])]
        self.spans: list[Span] = [span for span in spans if span]
        self.trigger: Span | None = None
        if (trigger := _text(raw.get("trigger"))) and self.spans:
            start, end = self.spans[0]
            found = _find(text[start:end], trigger)
            self.trigger = (start + found[0], start + found[1]) if found else None
        self.types = frozenset(types_of(raw))
        self.optional = bool(raw.get("optional"))

    def touches(self, other: Placed) -> float:
        """How well the words meet: over 1 where the triggers do, else the shared part of the evidence."""
        best = max((_shared(a, b) for a in self.spans for b in other.spans), default=0.0)
        if self.trigger and other.trigger and _shared(self.trigger, other.trigger) > 0:
            return 1 + best
        for one, two in ((self, other), (other, self)):
            if one.trigger and any(b[0] <= one.trigger[0] and one.trigger[1] <= b[1] for b in two.spans):
                best = max(best, 0.6)
        return best


def pairs(gold: Sequence[Placed], read: Sequence[Placed], *, typed: bool) -> list[tuple[Placed, Placed]]:
    """The pairs of one document; `typed`: only where the type read is one that counts as right."""
    found = []
    for i, wanted in enumerate(gold):
        for j, claim in enumerate(read):
            if typed and not wanted.types & claim.types:
                continue
            touch = wanted.touches(claim)
            if touch > 0.5:
                right = judge(wanted.raw, claim.raw)
                weight = 2 * (touch > 1) + touch + sum(right.values()) / (len(right) or 1)
                found.append((weight + bool(wanted.types & claim.types), -i, -j))
    used_gold: set[int] = set()
    used_read: set[int] = set()
    out = []
    for _, i, j in sorted(found, reverse=True):
        if -i not in used_gold and -j not in used_read:
            used_gold.add(-i)
            used_read.add(-j)
            out.append((gold[-i], read[-j]))
    return out


def folded(title: str | None, text: str) -> str:
    """The words of a document with blanks folded, the title before them where the text does not hold it."""
    body, head = _fold(text), _fold(title or "")
    return f"{head} \n {body}" if head and head not in body else body


def _fold(text: str) -> str:
    """Every run of blanks as one, none at the beginning."""
    return re.sub(r"\s+", " ", text).removeprefix(" ")


def _find(text: str, words: str, near: int | None = None) -> Span | None:
    words = " ".join(words.split())
    if not words:
        return None
    spots = [match.start() for match in re.finditer(re.escape(words), text)]
    if not spots:
        return None
    best = spots[0] if near is None else min(spots, key=lambda spot: abs(spot - near))
    return best, best + len(words)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return str(value.get("text") or "") if isinstance(value, Mapping) else ""


def _shared(a: Span, b: Span) -> float:
    both = min(a[1], b[1]) - max(a[0], b[0])
    return 0.0 if both <= 0 else both / max(1, min(a[1] - a[0], b[1] - b[0]))
