"""Where, when and by whom a report was filed: "KARUM, 14 March (Agency) - ", "Goma, Congo – ", "JUBA | Sat Oct 15 , 2011 5:35 pm".

Agencies put this before the first words of a report. It is no part of the sentence: its place is where the reporter sat,
and its agency did nothing. The forms differ, the parts are the same: a place, mostly in capitals, its country, a day, an
agency in brackets, and a dash before a capital. A place in small letters needs one of the other parts beside it; an agency
in brackets after a place in capitals is enough anywhere, also after a headline that has lost its line end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportedly.lexicon.time_words import load

REACH = 160  # characters of one such line

_CLOSED = re.compile(r"(?:\)|-RRB-)\s?(?:--?|[–—])\s")
_CAPITALS = r"[A-Z][A-Z'’.-]+(?:(?: |\\?/)[A-Z][A-Z'’.-]+){0,4}"
_SMALL = r"[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+){0,2}"
_REGION = r"(?:\s?,\s?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})"
_AGENCY = r"(?:\s?(?:\(|-LRB-\s)\s?[A-Z][\w .,'’/&-]{1,40}?\s?(?:\)|-RRB-))"
_TIME = r"(?:[\s,|]*(?:at )?\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?(?:\s?[A-Z]{2,4}\b)?)"
_DASH = r"(?:\s?(?:--|[–—])\s?|\s-\s?|-\s)"
_THEN = r"(?=[\"'“‘`]{0,2}[A-Z0-9])"


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """At the head of a paragraph; at the head of a text; anywhere."""
    words = load()
    month, weekday = (
        "|".join(sorted((w.capitalize() for w in names), key=len, reverse=True))
        for names in (words.months, words.weekdays)
    )
    day = rf"(?:[\s,|-]*(?:(?:{weekday})\.?[\s,]+)?(?:(?:{month})\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{month})\.?)(?:[\s,]*\d{{4}})?\b)"
    stamp = rf"(?:{_CAPITALS}{_REGION}?{day}?\s?\|{day}{_TIME}?\s)"
    head = re.compile(
        rf"(?:{stamp}(?:{_CAPITALS}{_REGION}{{0,2}}{day}?{_AGENCY}?{_DASH})?"
        rf"|{_CAPITALS}{_REGION}{{0,2}}{day}?{_AGENCY}?{_DASH}"
        rf"|{_SMALL}{_REGION}{{0,2}}(?:{day}{_AGENCY}?|{_AGENCY}){_DASH}"
        rf"|{_AGENCY}{_DASH}){_THEN}"
    )
    first = re.compile(
        rf"(?:{_SMALL}{_REGION}{{1,2}}{_DASH}|{_CAPITALS}{_REGION}?\s?:\s){_THEN}(?![A-Z]{{2,}} [A-Z]{{2,}})"
    )
    anywhere = re.compile(rf"(?<!\S){stamp}?{_CAPITALS}{_REGION}{{0,2}}{day}?{_AGENCY}{_DASH}\Z")
    return head, first, anywhere


def filings(text: str) -> Iterator[tuple[int, int]]:
    """Where such lines stand in `text`, in order; each ends where the report's own words begin."""
    head, first, anywhere = _forms()
    closing = {}
    for hit in _CLOSED.finditer(text):
        found = anywhere.search(text, max(0, hit.start() - REACH), hit.end())
        if found:
            closing[found.start()] = found.end()
    done = 0
    for begins in _PARAGRAPH.finditer(text):
        at = begins.end()
        found = head.match(text, at, at + REACH) or (
            first.match(text, at, at + REACH) if not text[:at].strip() else None
        )
        if found and found.end() > closing.get(at, at):
            closing[at] = found.end()
    for start in sorted(closing):
        if start >= done:
            yield start, closing[start]
            done = closing[start]


_PARAGRAPH = re.compile(r"(?:\A|\n)\s*(?=[A-Z(-])")
