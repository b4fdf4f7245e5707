"""What a date expression says, before and after it is worked out against the report's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportedly.lexicon.time_shapes import Bound, Kind, Part, Unit

Edge = tuple[bool, int, Unit]  # from the end?, how many, of what: "the last two weeks of" is (True, 2, "week")


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words of a text that tell when, with what was read from them; offsets are those of the text given.

    ``kind`` is that of the pattern that found it. ``step`` is -1 for "last", 0 for "this", 1 for "next". ``until`` is
    the other end of a range. ``night`` reaches into the next day. ``perfect`` says that the clause runs up to the
    report's day ("has been under siege for three days"). ``named`` says that the day names something that has been
    ("the May 3 raid").
    """

    start: int
    end: int
    text: str
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: tuple[int, int] | None = None
    number: int | None = None
    unit: Unit | None = None
    step: int | None = None
    whole: bool = False
    part: Part | None = None
    edge: Edge | None = None
    bound: Bound | None = None
    until: DateExpression | None = None
    night: bool = False
    perfect: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included.

    ``precision`` is UCDP's ``date_prec``: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 more.
    """

    start: date
    end: date
    precision: int
