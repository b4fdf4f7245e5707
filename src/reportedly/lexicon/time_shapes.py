"""What ``dates.toml`` must look like."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from reportedly.lexicon.shapes import Shape

Kind = Literal[
    "none", "calendar", "numeric", "days", "years", "season", "weekday", "offset", "overnight", "ago", "ahead_by",
    "weekend", "period", "past", "for", "within", "coming", "count", "shift", "same_day", "gap",
]  # fmt: skip
Cue = Literal["month", "year", "short", "on_the", "season", "part"]
Unit = Literal["hour", "day", "week", "month", "year", "decade", "weekend"]
Part = Literal["early", "middle", "late", "so_far", "to_come", "first_half", "second_half"]
Of = Literal["day", "stretch"]
Bound = Literal["since", "until", "by", "ahead", "before", "after", "from"]


class PatternShape(Shape):
    """One `[[pattern]]`: a form and the values that its words imply."""

    kind: Kind
    form: str
    cue: Cue | None = None
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    number: int | None = None
    unit: Unit | None = None
    step: int | None = None
    whole: bool = False
    back: bool = False
    note: str | None = None


class AroundShape(Shape):
    """One `[[prefix]]` or `[[suffix]]`."""

    words: list[str] = Field(min_length=1)
    of: Of | None = None
    part: Part | None = None
    bound: Bound | None = None
    night: bool = False
    note: str | None = None


class HeadShape(Shape):
    """The table `[head]`."""

    form: str
    last: list[str]


class ClockShape(Shape):
    """The table `[clock]`."""

    form: str


class WordsShape(Shape):
    """A table that holds a list of words."""

    words: list[str]


class CuesShape(Shape):
    """The table `[cue]`: what must stand before an uncertain word."""

    word_months: list[str]
    word_month: list[str]
    year: list[str]
    short: list[str]
    on_the: list[str]
    season: list[str]
    part: list[str]


class TimeFile(Shape):
    """The whole file."""

    weekday: dict[str, int]
    weekday_short: dict[str, int]
    month: dict[str, int]
    month_short: dict[str, int]
    season: dict[str, tuple[int, int]]
    unit: dict[str, Unit]
    step: dict[str, int]
    nth: dict[str, int]
    clock: ClockShape
    ahead: WordsShape
    counted: WordsShape
    cue: CuesShape
    head: HeadShape
    pattern: list[PatternShape]
    prefix: list[AroundShape]
    suffix: list[AroundShape]
