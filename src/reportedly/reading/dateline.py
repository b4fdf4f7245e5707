"""The report's own day, as it stands at its head: "Tuesday 4 Apr 2017", "ADEN | Mon Mar 6, 2017 3:56 pm".

Where and by whom a report was filed ("KARUM, 14 March (Agency) - …") is no part of its first sentence: `reading.filings`
cuts that off, and a day in it is the report's own.

It beats the date of the metadata, which may be that of a copy. A caption or a sentence at the head may hold a date
too; so a full date counts only where something says that it is the report's: a word such as "published", a weekday
that no preposition leads, a time of day after it, or a line or a beginning of its own.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from reportedly.reading.date_expressions import DateExpression
from reportedly.reading.date_finding import find_dates
from reportedly.reading.date_resolving import resolve
from reportedly.reading.filings import filings

HEAD = 400  # characters; datelines stand before the first sentence or right after the headline

_SAYS_SO = re.compile(
    r"(?:published|posted|updated|issued|modified|released|filed|date|dated|printed)(?: (?:on|at|date))?"
    r"(?: of publication)?"
    r"\s*[:,|-]?\s*(?:[\d.:]{4,5}\s*(?:[A-Z]{2,4})?\s*,?\s*)?(?:on\s+)?$|date of publication\s*:?\s*$",
    re.I,
)
_LED = re.compile(
    r"\b(?:on|in|of|since|until|till|by|from|before|after|between|and|to|the|during|for|through|as of|around)\s*$", re.I
)
_LEADS = re.compile(
    r"(?:on|in|of|at|since|until|till|by|from|before|after|between|during|for|through|as of|around)\b", re.I
)
_TIME = re.compile(r"\s*[,|-]?\s*(?:at\s+)?\d{1,2}[:.]\d\d(?!\d)|\s*[|]")
_YEAR = re.compile(r"\d{4}")
_SHORT_LINE = 60
_KEPT = timedelta(days=62)  # a day without its year that lies further off is not that of the report
_PLACE = re.compile(r"^[A-Z][A-Z .,'’/\\-]+,\s*$")


def find_dateline(text: str, published: date | None = None) -> tuple[date, int, int] | None:
    """The day of the report with where it is told, from the first 400 characters of `text`, or nothing.

    A date with day, month and year counts where its setting says that it is the report's own. One without its year
    counts where the report was filed ("KARUM, 14 March - …"): it is the latest such day before `published`.
    """
    head = text[: HEAD + 40]
    for found in find_dates(head) if _YEAR.search(head) else ():
        if found.start >= HEAD or None in (found.year, found.month, found.day) or found.until:
            continue
        days = resolve(found, None)
        if days and _own(head, found):
            return days.start, found.start, found.end
    return _filed(head, published) if published is not None else None


def _filed(head: str, published: date) -> tuple[date, int, int] | None:
    for start, end in filings(head):
        for found in find_dates(head[start:end]):
            if found.day is not None and found.month is not None and not found.until:
                days = resolve(found, published)
                if days and abs(days.start - published) <= _KEPT:
                    return days.start, start + found.start, start + found.end
    return None


def _own(head: str, found: DateExpression) -> bool:
    """Whether the setting of a date says that it is the report's."""
    before, after = head[: found.start], head[found.end :]
    if _SAYS_SO.search(before):
        return True
    led = _LEADS.match(found.text)
    if not before.strip() and (not led or found.bound == "from"):
        return True
    if led or _LED.search(before):
        return False
    if found.weekday is not None or _TIME.match(after):
        return True
    line = before.rpartition("\n")[2]
    ends = not after.partition("\n")[0].strip(" .")
    if ends and len(line) + len(found.text) <= _SHORT_LINE and not line.rstrip()[-1:].isalnum():
        return True
    return _PLACE.match(line) is not None
