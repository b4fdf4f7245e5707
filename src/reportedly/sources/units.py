"""A text cut into the lines and paragraphs in which headers and boilerplate are told from reporting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]+")
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
_WRAPPED = range(50, 101)  # characters of a line in a text that was wrapped by hand


@dataclass(frozen=True, slots=True)
class Unit:
    """A line, or lines that were wrapped, with outer blanks left out."""

    start: int
    end: int
    text: str


def lines(text: str) -> Iterator[Unit]:
    """The lines of `text` that are not blank."""
    for found in _LINE.finditer(text):
        words = found[0].strip()
        if words:
            start = found.start() + found[0].index(words)
            yield Unit(start, start + len(words), words)


def units(text: str) -> list[Unit]:
    """The lines of `text`, with those joined that were only wrapped.

    Lines belong together where no blank line is between them and all but the last have the length of wrapped lines.
    """
    out: list[Unit] = []
    for block in _blocks(text):
        wrapped = len(block) > 1 and all(len(u.text) in _WRAPPED for u in block[:-1])
        if wrapped and any(not _STOP.search(u.text) for u in block[:-1]):
            start, end = block[0].start, block[-1].end
            out.append(Unit(start, end, " ".join(text[start:end].split())))
        else:
            out += block
    return out


def _blocks(text: str) -> Iterator[list[Unit]]:
    block: list[Unit] = []
    for unit in lines(text):
        if block and text.count("\n", block[-1].end, unit.start) >= 2:
            yield block
            block = []
        block.append(unit)
    if block:
        yield block


def ends_as_sentence(line: str) -> bool:
    """Whether a line ends with a full stop or the like, closing quotation marks and brackets allowed."""
    return bool(_STOP.search(line))


def reads_as_body(line: str) -> bool:
    """Whether a line is too long for a header, or is a full sentence."""
    words = len(line.split())
    return words >= 25 or (words >= 10 and ends_as_sentence(line))
