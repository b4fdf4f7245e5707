"""Arithmetic of calendar days: months, weeks, and the parts of a stretch that reports speak of."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from reportedly.lexicon.time_shapes import Part, Unit
from reportedly.reading.date_expressions import Days

ONE = timedelta(days=1)


def days_from(start: date, end: date, precision: int | None = None) -> Days:
    """From `start` to `end`; raises `ValueError` where the end comes first."""
    if end < start:
        raise ValueError("days end before they start")
    length = (end - start).days + 1
    limits = ((1, 1), (6, 2), (7, 3), (31, 4))
    return Days(start, end, precision or next((step for limit, step in limits if length <= limit), 5))


def year_month_day(year: int, month: int | None, day: int | None) -> Days:
    """The year, the month or the day, as much as is told."""
    if month is None:
        return days_from(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return month_of(year, month)
    return days_from(date(year, month, day), date(year, month, day))


def month_of(year: int, month: int) -> Days:
    """The month, all its days."""
    return days_from(date(year, month, 1), date(year, month, monthrange(year, month)[1]), 4)


def months_on(start: date, number: int) -> date:
    """The same day `number` months on, or the last of that month where it has fewer days."""
    total = start.year * 12 + start.month - 1 + number
    year, month = divmod(total, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def moved(day: date, number: int, unit: Unit) -> date:
    """The day so many units before or after `day`."""
    match unit:
        case "hour":
            return day + ONE * (-(-number // 24) if number > 0 else number // 24)
        case "day":
            return day + ONE * number
        case "week" | "weekend":
            return day + ONE * 7 * number
        case "month":
            return months_on(day, number)
        case "year":
            return months_on(day, 12 * number)
    return months_on(day, 120 * number)


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    return date.min.year <= year <= date.max.year and day <= monthrange(year, month)[1]


def unit_of(day: date, unit: Unit) -> Days:
    """The calendar unit that holds `day`."""
    match unit:
        case "week":
            monday = day - ONE * day.weekday()
            return days_from(monday, monday + ONE * 6)
        case "month":
            return month_of(day.year, day.month)
        case "year":
            return year_month_day(day.year, None, None)
        case "decade":
            first = day.year - day.year % 10
            return days_from(date(first, 1, 1), date(first + 9, 12, 31))
    return days_from(day, day)


def third_of(days: Days, part: Part) -> Days:
    """Early, middle and late. Of a year: the first three months, June and July, the last three."""
    length = (days.end - days.start).days + 1
    at = {"early": 0, "middle": 1, "late": 2}[part]
    if length > 3000:
        year = days.start.year + (0, 4, 7)[at]
        return days_from(date(year, 1, 1), date(year + (3, 2, 2)[at], 12, 31))
    if length > 360:
        first_month, last_month = ((1, 3), (6, 7), (10, 12))[at]
        return days_from(date(days.start.year, first_month, 1), month_of(days.start.year, last_month).end)
    if length > 80:
        first = months_on(days.start, at)
        return days_from(first, month_of(first.year, first.month).end)
    if length > 20:
        last = days.end if at == 2 else days.start + ONE * (10 * at + 9)
        return days_from(days.start + ONE * 10 * at, last)
    if length == 7:
        return days_from(days.start + ONE * (0, 2, 4)[at], days.start + ONE * (2, 4, 6)[at])
    return days
