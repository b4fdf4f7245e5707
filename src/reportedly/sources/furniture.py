"""Boilerplate in a report's text: what is printed beside reporting and must not be read as reporting.

A request for donations that speaks of "our fight", a list of headlines of other days, a disclaimer: read as a report,
each gives false claims. Lines are known by patterns (data). Where a footer has begun, which two such lines in a row
show, shorter lines after it belong to it too; a line that reads like reporting never does.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from reportedly.sources import header
from reportedly.sources.kinds import LONGEST, Kind, kinds, whole_kind
from reportedly.sources.units import Unit, ends_as_sentence, units

_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]|``.*?''|‘[^‘’]*’")
_REPORTED = 10  # words that a line must have to read like reporting
_LISTED = 20  # words that a link in a list may have


@cache
def _to_the_reader() -> re.Pattern[str]:
    from reportedly.sources import tables

    words = sorted(tables.furniture().to_the_reader, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def furniture(text: str) -> list[tuple[int, int]]:
    """Spans of `text` that are boilerplate, in order and without overlap.

    Header lines that name author, publisher and date count; the title does not. Of a caption with a photographer's name
    only the name is taken, for captions tell of events. A long line is never taken for one word in it.
    """
    every = units(text)
    taken: list[bool] = []
    own_kinds = [whole_kind(unit.text) for unit in every]
    head = header.find(text)
    for n, unit in enumerate(every):
        if (unit.start, unit.end) == head.title:
            own_kinds[n] = None
        listed = n > 0 and taken[-1] and _continues(every, own_kinds, taken, n)
        taken.append(own_kinds[n] is not None or listed or (unit.start, unit.end) in head.spans)
    _extend_footer(every, taken)
    found = [(unit.start, unit.end) for unit, own in zip(every, taken, strict=True) if own]
    found += head.spans
    for unit, own in zip(every, taken, strict=True):
        if not own and (unit.start, unit.end) != head.title:
            found += _parts(text, unit)
    return _merged(found)


def reads_like_reporting(line: str) -> bool:
    """Whether a line is a longer sentence that, quotations aside, speaks neither to the reader nor of the page."""
    if len(line) > LONGEST:
        return True
    if len(line.split()) < _REPORTED or not ends_as_sentence(line):
        return False
    return not _to_the_reader().search(_QUOTED.sub(" ", line))


def _continues(every: list[Unit], own: list[Kind | None], taken: list[bool], n: int) -> bool:
    """Whether a line goes on with the list above it: of links, or of tags where the last line broke off at a comma."""
    line = every[n].text
    if ends_as_sentence(line) or len(line.split()) > _LISTED:
        return False
    if every[n - 1].text.endswith(",") and own[n - 1] is not None:
        return True
    if _bare_heading(every[n - 1], own[n - 1]):
        return True
    bullet = line[0] in "-–—•*▪·●"
    return bullet and n >= 2 and taken[n - 1] and (every[n - 1].text[0] == line[0] or own[n - 1] is not None)


def _bare_heading(unit: Unit, kind: Kind | None) -> bool:
    """Whether a line is the mere head of a list ("Related articles"), and not a link with its own words."""
    return kind is not None and kind.opens and not re.search(r"[:|»›>…-]\s*\w", unit.text)


def _extend_footer(every: list[Unit], taken: list[bool]) -> None:
    """Take what follows two boilerplate lines in a row, near the end, unless it reads like reporting.

    "Near the end" is measured in reporting, not in characters: no more than a third of the reporting may follow.
    """
    if not any(own and after for own, after in pairwise(taken)):
        return
    reporting = [not own and reads_like_reporting(unit.text) for unit, own in zip(every, taken, strict=True)]
    total = sum(reporting)
    before = 0
    inside = False
    for n in range(1, len(every)):
        before += reporting[n - 1]
        if reporting[n]:
            inside = False
        elif taken[n] and taken[n - 1] and before and 3 * (total - before) <= total:
            inside = True
        elif inside:
            taken[n] = True


def _parts(text: str, unit: Unit) -> list[tuple[int, int]]:
    words = unit.text.count(" ") + 1
    whole = text[unit.start : unit.end]
    low = whole.lower()
    return [
        (unit.start + found.start(), unit.start + found.end())
        for kind in kinds()
        if not kind.whole and words <= kind.words and kind.may_be(low)
        for found in kind.pattern.finditer(whole)
        if found.end() > found.start()
    ]


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
