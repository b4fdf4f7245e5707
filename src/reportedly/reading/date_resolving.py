"""Date expressions → days of the calendar, worked out against the report's own day.

The report's day is the anchor: "on Wednesday" is the latest Wednesday that is not after it, or, where the verb looks
ahead, the earliest that is not before it. Expressions such as "the day before" refer to the passage before and are
worked out against its days. What cannot be worked out is nothing, never a guess.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from reportedly.reading.date_calendar import (
    ONE,
    days_from,
    exists,
    month_of,
    months_on,
    moved,
    unit_of,
    year_month_day,
)
from reportedly.reading.date_expressions import DateExpression, Days
from reportedly.reading.date_parts import edge_of, part_of

JUST_PAST = 31  # days: a plan for "20 October" in a text of the 21st was for yesterday, not for next year
# Days of a month: where its middle third begins, and where what began "in mid-March" did.
_MIDDLE_THIRD, _MIDDLE = 11, 15
AHEAD = 60  # days: "12 April" in a text of 5 April is the coming one; a day ten months back is told with its year


def resolve(
    expression: DateExpression, anchor: date | None, *, previous: Days | None = None, future: bool = False
) -> Days | None:
    """The days that `expression` stands for in a report of the day `anchor`, or nothing where that cannot be said.

    Without an anchor only absolute dates have days. `previous` are the days of the passage before, used only by words
    that refer to it ("the day before", "later that day"). `future` says that the verb looks ahead. "Since Monday"
    runs from that Monday to the anchor, "last week" is the calendar week before, Monday to Sunday, "overnight" is the
    night before the anchor, both its days. "In recent weeks" is the last three: the least that "a few" may be. A year
    or month counted back ("three years ago") is the whole of that year or month.
    """
    try:
        return _resolve(expression, anchor, previous, future)
    except (ValueError, OverflowError):  # 31 February, the year 0
        return None


def _resolve(e: DateExpression, anchor: date | None, previous: Days | None, future: bool) -> Days | None:
    ahead = (future and e.bound != "since" and e.step != -1) or e.bound == "ahead"
    ahead = ahead or (anchor is not None and _is_yet_to_end(e, anchor))
    if e.until is not None:
        return _range(e, anchor, previous, ahead)
    days = _core(e, anchor, previous, ahead)
    if days is None:
        return None
    if e.edge:
        days = edge_of(days, e)
    if e.part:
        days = part_of(days, e, anchor)
    if e.night and days is not None:
        days = days_from(days.start, days.end + ONE)
    if days is None or e.bound in {None, "ahead", "before", "after", "from"}:
        return days
    if anchor is None:
        return None if e.bound == "since" else days
    if e.bound == "since":
        return running(e, days, anchor) if days.start <= anchor else None
    if not ahead and days.end <= anchor:
        return days
    whole = (
        e.bound == "until" or e.part or e.edge
    )  # "by September" is before September, "by the end of September" is not
    return days_from(anchor, max(anchor, days.end if whole else days.start))


def _is_yet_to_end(e: DateExpression, anchor: date) -> bool:
    """Whether "until June" or "by June" means the coming June, because it is nearer than the last."""
    if e.bound not in {"until", "by"} or e.kind != "calendar" or e.month is None or {e.year, e.day, e.step} != {None}:
        return False
    return 0 < (e.month - anchor.month) % 12 < 6


def running(e: DateExpression, days: Days, anchor: date) -> Days:
    """From the beginning of what the expression tells to `anchor`: "since mid-March" from the 15th, "since it began a year ago"
    from that day last year.
    """
    start = days.start
    if e.part == "middle" and start.day == _MIDDLE_THIRD:
        start = start.replace(day=_MIDDLE)
    elif e.kind == "ago" and e.unit in {"month", "year"}:
        start = moved(anchor, -(e.number or 1), e.unit)
    return days_from(start, anchor)


def _range(e: DateExpression, anchor: date | None, previous: Days | None, ahead: bool) -> Days | None:
    """From one end to the other. The end that leaves its year out is the next before, or after, the other."""
    assert e.until is not None
    first, last = replace(e, until=None, bound=None), e.until
    if ahead:
        start = _resolve(first, anchor, previous, True)
        end = _resolve(last, start.start if start else anchor, previous, True)
    else:
        end = _resolve(last, anchor, previous, False)
        start = _resolve(first, end.end if end else anchor, previous, False)
    return days_from(start.start, end.end) if start and end and start.start <= end.end else None


def _core(e: DateExpression, anchor: date | None, previous: Days | None, ahead: bool) -> Days | None:
    if e.kind == "calendar":
        return _calendar(e, anchor, ahead)
    if e.kind == "season":
        return _season(e, anchor, ahead)
    if e.kind == "shift":
        return _shift(e, previous)
    if anchor is None:
        return None
    match e.kind:
        case "weekday":
            return _weekday(e, anchor, ahead)
        case "offset":
            day = anchor + ONE * (e.number or 0)
            return days_from(day, day)
        case "overnight":
            return days_from(anchor - ONE, anchor)
        case "weekend":
            return _weekend(e, anchor, ahead)
        case "period":
            return _period(e, anchor, ahead)
        case "ago" | "ahead_by":
            return counted(e, anchor, -1 if e.kind == "ago" else 1)
        case "same_day":
            told = previous and previous.precision <= 2 and (ahead or previous.start <= anchor)
            return previous if told else days_from(anchor, anchor)  # "before dawn" after "they are to meet on Friday"
    return _stretch(e, anchor, ahead)


def _stretch(e: DateExpression, anchor: date, ahead: bool) -> Days | None:
    """Stretches that end with the anchor, or begin with it."""
    number, unit = e.number or 1, e.unit or "day"
    match e.kind:
        case "past":
            return days_from(moved(anchor, -number, unit), anchor)
        case "coming":
            return days_from(anchor, moved(anchor, number, unit))
        case "within":
            return days_from(anchor, moved(anchor, number, unit)) if ahead else None
        case "for" if ahead:
            return days_from(anchor, moved(anchor, number, unit))
        case "for" if e.perfect:
            return days_from(moved(anchor, -number, unit), anchor)
        case "count" if not ahead:
            return days_from(moved(anchor, 1 - number, unit), anchor)
    return None


def _calendar(e: DateExpression, anchor: date | None, ahead: bool) -> Days | None:
    year = e.year
    if year is not None and e.unit == "decade":
        return days_from(date(year, 1, 1), date(year + 9, 12, 31))
    if year is None and e.step is not None and anchor and (e.day is not None or "year" in e.text.lower()) and e.month:
        year = anchor.year + e.step
    if year is not None:
        return year_month_day(year, e.month, e.day)
    if anchor is None:
        return None
    if e.month is None:
        return _day_of_month(e, anchor, ahead)
    if e.day is not None:
        return _day_of_year(e, anchor, ahead)
    return _month_near(e.month, e.step, anchor, ahead)


def _day_of_month(e: DateExpression, anchor: date, ahead: bool) -> Days | None:
    """ "On the 20th": the latest such day, or with a weekday named the latest that is one ("Friday 21st")."""
    month = months_on(anchor.replace(day=1), e.step or 0)
    for back in range(13):
        first = months_on(month, back if ahead else -back)
        if (e.day or 0) > monthrange(first.year, first.month)[1]:
            continue
        day = first.replace(day=e.day or 1)
        reached = day >= anchor if ahead else (day <= anchor or e.step is not None)
        if reached and e.weekday in {None, day.weekday()}:
            return days_from(day, day)
    return None


def _day_of_year(e: DateExpression, anchor: date, ahead: bool) -> Days | None:
    """The latest such day, but the coming one where it is near; a weekday named with it has the last word."""
    month, day, weekday = e.month or 1, e.day or 1, e.weekday
    near = [date(year, month, day) for year in range(anchor.year - 8, anchor.year + 9) if exists(year, month, day)]
    if weekday is not None and any(d.weekday() == weekday and abs((d - anchor).days) <= 366 for d in near):
        near = [d for d in near if d.weekday() == weekday]
    past, coming = [d for d in near if d <= anchor], [d for d in near if d >= anchor]
    if (
        ahead
        and past
        and coming
        and (anchor - past[-1]).days <= JUST_PAST
        and (coming[0] - anchor).days > 365 - JUST_PAST
    ):
        return days_from(past[-1], past[-1])  # "a truce planned for 20 October", told on the 21st
    if coming and (ahead or (not e.named and (coming[0] - anchor).days <= AHEAD)):
        return days_from(coming[0], coming[0])
    return days_from(past[-1], past[-1]) if past and not ahead else None


def _month_near(month: int, step: int | None, anchor: date, ahead: bool) -> Days:
    """The latest such month that has begun; with "last" the one before the current month, with "next" the one after."""
    year = anchor.year
    if step == -1:
        year -= month >= anchor.month
    elif step == 1 or (step is None and ahead):
        year += month < anchor.month or (step == 1 and month == anchor.month)
    elif step is None:
        year -= month > anchor.month
    return month_of(year, month)


def _season(e: DateExpression, anchor: date | None, ahead: bool) -> Days | None:
    """A season of three months. The winter of a year is the one that begins in it."""
    assert e.season is not None
    first, last = e.season

    def of(year: int) -> Days:
        return days_from(date(year, first, 1), month_of(year + (last < first), last).end)

    if e.year is not None:
        return of(e.year)
    if anchor is None:
        return None
    near = [of(year) for year in range(anchor.year - 2, anchor.year + 3)]
    if e.step == 0:
        return next((s for s in near if s.start <= anchor <= s.end), of(anchor.year))
    if e.step == 1 or (e.step is None and ahead):
        return next(s for s in near if (s.start > anchor if e.step else s.end >= anchor))
    return [s for s in near if (s.end < anchor if e.step else s.start <= anchor)][-1]


def _weekday(e: DateExpression, anchor: date, ahead: bool) -> Days:
    back = (anchor.weekday() - (e.weekday or 0)) % 7
    if e.step == 1 or (ahead and e.step != -1):
        day = anchor + ONE * ((7 - back) if back or e.step == 1 else 0)
    elif e.step == -1:
        day = anchor - ONE * (back or 7)
    else:
        day = anchor - ONE * back
    return days_from(day, day)


def _weekend(e: DateExpression, anchor: date, ahead: bool) -> Days:
    """The latest weekend that has begun; "last" is the latest that is over, "next" the coming one."""
    saturday = anchor - ONE * ((anchor.weekday() - 5) % 7)
    running = anchor.weekday() >= 5
    if e.step == 1 or (ahead and not running):
        saturday += ONE * 7
    elif e.step == -1 and running:
        saturday -= ONE * 7
    sunday = saturday + ONE
    return days_from(
        saturday, min(sunday, anchor) if running and not ahead and e.step != 1 and sunday > anchor else sunday
    )


def _period(e: DateExpression, anchor: date, ahead: bool) -> Days:
    unit, step = e.unit or "day", e.step or 0
    whole = unit_of(anchor, unit)
    if unit == "week" and anchor.weekday() == 6 and step == -1:
        return days_from(anchor - ONE * 7, anchor - ONE)  # a Sunday's "last week" is the one that has just ended
    if step == 0 and e.part is None and e.edge is None and e.bound != "by":
        return days_from(anchor, whole.end) if ahead else days_from(whole.start, anchor)
    inside = moved(whole.start, step, unit)
    return unit_of(inside, unit)


def counted(e: DateExpression, day: date, way: int) -> Days:
    """So many units before or after a day: a day for days and weeks, the whole month or year for those."""
    unit, number = e.unit or "day", e.number or 1
    if unit == "hour":
        there = day + ONE * way * (number // 24)
        return days_from(there, there)
    there = moved(day, way * number, unit)
    if unit == "week":
        return days_from(there, there, 3)
    return unit_of(there, "year" if unit == "decade" else unit)


def _shift(e: DateExpression, previous: Days | None) -> Days | None:
    """Told from the passage before: "the same month" is that passage's month, "two days later" counts from its end."""
    if previous is None or e.number is None:
        return None
    number, unit = e.number, e.unit or "day"
    start = previous.start if number <= 0 else previous.end
    if e.whole:
        return unit_of(moved(start if unit == "week" else start.replace(day=1), number, unit), unit)
    if number == 0:
        return previous
    return counted(replace(e, number=abs(number)), start, 1 if number > 0 else -1)
