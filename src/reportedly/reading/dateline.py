"""The report's own day, as it stands at its head: "Tuesday 4 Apr 2017", "ADEN | Mon Mar 6, 2017 3:56 pm".

It beats the date of the metadata, which may be that of a copy. A caption or a sentence at the head may hold a date
too; so a full date counts only where something says that it is the report's: a word such as "published", a weekday
that no preposition leads, a time of day after it, or a line or a beginning of its own.
"""

from __future__ import annotations

import re
from datetime import date

from reportedly.reading.date_expressions import DateExpression
from reportedly.reading.date_finding import find_dates
from reportedly.reading.date_resolving import resolve

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
_SHORT_LINE = 60
_PLACE = re.compile(r"^[A-Z][A-Z .,'’/\\-]+,\s*$")


def find_dateline(text: str) -> tuple[date, int, int] | None:
    """The day of the report with where it is told, from the first 400 characters of `text`, or nothing.

    Only a date with day, month and year counts, and only where its setting says that it is the report's own.
    """
    head = text[: HEAD + 40]
    for found in find_dates(head):
        if found.start >= HEAD or None in (found.year, found.month, found.day) or found.until:
            continue
        days = resolve(found, None)
        if days and _own(head, found):
            return days.start, found.start, found.end
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
