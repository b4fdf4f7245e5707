"""Parts of a stretch of days: "late last year", "earlier in April", "the first week of July"."""

from __future__ import annotations

from datetime import date

from reportedly.lexicon.time_shapes import Part
from reportedly.reading.date_calendar import ONE, days_from, moved, third_of
from reportedly.reading.date_expressions import DateExpression, Days


def part_of(days: Days, e: DateExpression, anchor: date | None) -> Days | None:
    """A part of a stretch: of a year its quarters and halves, of a month its thirds, of a week its ends."""
    part: Part = e.part or "early"
    if part == "so_far":
        if anchor is None or not (e.kind == "period" or days.start < anchor <= days.end):
            return days
        last = min(days.end, max(days.start, anchor - ONE) if e.unit == "week" else anchor)
        return days_from(days.start, last)
    if part == "to_come":
        return days_from(max(days.start, anchor), days.end) if anchor and days.end >= anchor else days
    if part in {"first_half", "second_half"}:
        middle = days.start + (days.end - days.start) / 2
        if (days.end - days.start).days > 360:
            middle = date(days.start.year, 6, 30)
        return days_from(days.start, middle) if part == "first_half" else days_from(middle + ONE, days.end)
    return third_of(days, part)


def edge_of(days: Days, e: DateExpression) -> Days:
    """So many units at one end: "the first week of July" is the 1st to the 7th."""
    assert e.edge is not None
    at_end, number, unit = e.edge
    if at_end:
        return days_from(max(days.start, moved(days.end + ONE, -number, unit)), days.end)
    return days_from(days.start, min(days.end, moved(days.start, number, unit) - ONE))
