"""Dates as they are written in a report's header or on a command line.

Only full dates are read here, with a year in four digits. What "Wednesday" means is a question of reading, not of this
room. Where day and month could be either way round, no date is read.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from reportedly.errors import SettingError


@cache
def _forms() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """The forms at the beginning of a text, and as the whole of one (with weekday and time of day about them)."""
    from reportedly.sources import tables

    data = tables.dates()
    names = {"month": "|".join(sorted(data.months, key=len, reverse=True))}
    weekday = f"(?:(?:{'|'.join(sorted(data.weekdays, key=len, reverse=True))})\\b\\.?,?\\s+)?"
    leading, whole = [], []
    for form in data.form:
        body = form.pattern.replace("{month}", names["month"])
        leading.append(re.compile(rf"\s*{weekday}{body}(?!\d)", re.IGNORECASE))
        before, after = rf"(?:{data.time}\s*[,|–-]?\s+)?", rf"(?:\s*[,|·–-]?\s*{data.time})?"
        whole.append(re.compile(rf"\s*{before}{weekday}{body}{after}\s*[.,|]?\s*", re.IGNORECASE))
    return tuple(leading), tuple(whole)


def _day(found: re.Match[str]) -> date | None:
    from reportedly.sources import tables

    part = found.groupdict()
    year = int(part["y"])
    if part.get("month"):
        orders = [(tables.dates().months[part["month"].lower()], int(part["d"]))]
    elif part.get("a"):
        a, b = int(part["a"]), int(part["b"])
        orders = [(a, b), (b, a)]
    else:
        orders = [(int(part["m"]), int(part["d"]))]
    days = {day for month, number in orders if (day := _valid(year, month, number))}
    return days.pop() if len(days) == 1 else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def leading_date(text: str) -> tuple[date, int] | None:
    """The date at the beginning of `text`, after a weekday or not, and where it ends; `None` where there is none."""
    head = text[:100]
    for form in _forms()[0]:
        if (found := form.match(head)) and (day := _day(found)):
            return day, found.end()
    return None


def whole_date(text: str) -> date | None:
    """The date that `text` is, weekday and time of day allowed; `None` where it is anything more or less."""
    if len(text) > 100:
        return None
    for form in _forms()[1]:
        if (found := form.fullmatch(text)) and (day := _day(found)):
            return day
    return None


def given_date(text: str) -> date:
    """The date that the user stated; raises `SettingError` where it cannot be read without a guess."""
    if day := whole_date(text):
        return day
    raise SettingError("cannot be read as a date", where=f'"{text}"', mend="Write it as 2016-10-21")
