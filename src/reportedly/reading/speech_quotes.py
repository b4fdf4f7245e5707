"""Quotations, also those that run on over several sentences.

Marks come typographic (“ ”), straight ("), and as tokenisers leave them (`` ''). Straight marks say not which side
they are, so that is read from the blanks beside them. A quotation that never closes is taken to its sentence's end:
a mark lost by somebody must not put the rest of a report into one mouth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 8  # sentences that one quotation may run over

MARK = re.compile(r"[“”\"«»]|``|''")


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a quotation that stands in one sentence, marks left out; parts of one quotation share `quotation`."""

    sentence: int
    start: int
    end: int
    quotation: int


def quotations(texts: Sequence[str | None]) -> list[list[Part]]:
    """For each sentence the quotations in it, in order. A sentence that is not known (`None`) ends what was open."""
    out: list[list[Part]] = [[] for _ in texts]
    number, running = 0, False
    for index, text in enumerate(texts):
        if text is None:
            running = False
            continue
        marks = [(mark.start(), mark.end(), _opens(text, mark)) for mark in MARK.finditer(text)]
        if running and not (marks or _closes_later(texts, index)):
            running = False
        at: int | None = 0 if running else None
        if running and marks and marks[0][2] and text[: marks[0][0]].strip():
            at = None  # the mark before was no opening one, or its end was lost
        for start, end, opens in marks:
            if opens:
                if at is None or at == 0:
                    number += at is None
                    at = end
            elif at is not None:
                out[index].append(Part(index, at, start, number))
                at = None
        if at is not None:
            out[index].append(Part(index, at, len(text), number))
            running = _closes_later(texts, index)
        else:
            running = False
    return out


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark[0] in {"“", "«", "``"}:
        return True
    if mark[0] in {"”", "»", "''"}:
        return False
    before = text[: mark.start()]
    free_left = not before or before[-1] in " \t([—–-"
    free_right = mark.end() >= len(text) or text[mark.end()] in " \t.,;:!?)]"
    if free_left != free_right:
        return free_left
    return before.count('"') % 2 == 0


def _closes_later(texts: Sequence[str | None], index: int) -> bool:
    """Whether one of the next sentences closes before it opens another in its middle."""
    for text in texts[index + 1 : index + 1 + LONGEST]:
        if text is None:
            return False
        for mark in MARK.finditer(text):
            if not _opens(text, mark):
                return True
            if text[: mark.start()].strip():
                return False
    return False
