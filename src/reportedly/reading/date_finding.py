"""Expressions of time in a sentence: "on Wednesday", "late last year", "since the start of October", "overnight".

Patterns of ``dates.toml`` find the cores ("Wednesday", "October"); of those that overlap, the longest stays. Then the
words around a core that belong to it are taken in ("since the start of"), and two cores that make one stretch are
joined ("between May and July"). What days are meant is worked out elsewhere, against the report's own day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from reportedly.lexicon.time_shapes import Bound, Unit
from reportedly.lexicon.time_words import Around, Pattern, TimeWords, load
from reportedly.reading.date_expressions import DateExpression, Edge
from reportedly.reading.quantities import find_numbers

OPENING = 40  # characters before a day in which a stretch to the hour is opened: "between around 11:30 p.m. on"
_DAYS = frozenset({"weekday", "offset", "overnight", "same_day", "shift"})
_STRETCHES = frozenset({"period", "season", "years", "weekend"})
_JOINT = re.compile(r"\s*(?:(?P<word>to|and|through|until|till|into)\s*|[-–]\s*)(?:on\s+|in\s+)?$", re.I)
_PERFECT = re.compile(r"(?:\b(?:has|have|had)|['’]ve|['’]s been)\b[^.;:!?]*$", re.I)
_ARTICLE = re.compile(r"\b(?:the|an?)\s+$", re.I)
_WORD_START = re.compile(r"(?<![\w-])\w")


def find_dates(text: str) -> list[DateExpression]:
    """The date expressions of `text`, one sentence or headline, in order, none overlapping another.

    "May", "March" and other months that are words or names count only beside a day, a year or a word such as "in". A
    number like 2014 is a year after "in", "since", "the" and the like, and not before things that are counted. Habits
    ("on Fridays"), newspapers and groups named after a day are left out.
    """
    return list(_find(text))


@lru_cache(maxsize=128)  # who counts people asks for the dates of a sentence again, so as not to count "10" of "10 May"
def _find(text: str) -> tuple[DateExpression, ...]:
    words = load()
    cores = _cores(text, words)
    out: list[DateExpression] = []
    for core in cores:
        floor = out[-1].end if out else 0
        if core.start < floor:  # the expression before has taken its words in
            continue
        grown = _grown(core, text, floor, words)
        joined = _joined(out[-1], grown, text) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(grown)
    return tuple(out)


def _cores(text: str, words: TimeWords) -> list[DateExpression]:
    """What the patterns find, the longest where they overlap; what only looks like a date shuts out what it holds."""
    found: list[tuple[int, int, Pattern, re.Match[str]]] = []
    for pattern, match in words.matches(text):
        if _cued(pattern, match, text, words):
            found.append((match.start(), match.end(), pattern, match))
    found.sort(key=lambda item: (item[0] - item[1], item[2].index, item[0]))
    taken: list[tuple[int, int, Pattern, re.Match[str]]] = []
    for item in found:
        if all(item[1] <= other[0] or item[0] >= other[1] for other in taken):
            taken.append(item)
    taken.sort(key=lambda item: item[0])
    read = [_core(pattern, match, words) for _, _, pattern, match in taken if pattern.kind != "none"]
    return _whole([core for core in read if core is not None], text)


def _whole(cores: list[DateExpression], text: str) -> list[DateExpression]:
    """`cores` without a time of day right beside a day, which takes it in: "overnight on Friday", "Sunday at dawn"."""

    def beside(first: DateExpression, second: DateExpression) -> bool:
        return text[first.end : second.start].strip().lower() in {"", "on", "of"}

    out: list[DateExpression] = []
    for at, core in enumerate(cores):
        near = [other for other in cores[at + 1 : at + 2] if beside(core, other)] + [
            o for o in out[-1:] if beside(o, core)
        ]
        if core.kind not in {"overnight", "same_day"} or not any(
            _is_day(other) and other.kind != core.kind for other in near
        ):
            out.append(core)
    return out


def _cued(pattern: Pattern, match: re.Match[str], text: str, words: TimeWords) -> bool:
    """Whether the words before a match let it be a date. Names of months must begin with a capital."""
    groups = match.groupdict()
    for name in ("month", "month2"):
        month = groups.get(name)
        if month and month[0].isalpha() and not month[0].isupper():
            return False
    if pattern.cue is None:
        return True
    if pattern.cue == "month":
        month = groups["month"].lower()
        if month not in words.word_months or (groups.get("step") and month != "march"):
            return True
    return words.cues[pattern.cue].search(text[max(0, match.start() - 30) : match.start()]) is not None


def _core(pattern: Pattern, match: re.Match[str], words: TimeWords) -> DateExpression | None:
    """The values of a match: those in its words, then those that the pattern implies."""
    groups = {name: value for name, value in match.groupdict().items() if value}

    def named(name: str, table: Mapping[str, int]) -> int | None:
        value = groups.get(name)
        return None if value is None else table[value.lower()]

    unit = groups.get("unit") or groups.get("unit2")
    number = _number(groups, words) if {"n", "nth"} & groups.keys() else pattern.number
    step = groups.get("step")
    expression = DateExpression(
        start=match.start(),
        end=match.end(),
        text=match[0],
        kind=pattern.kind,
        year=int(groups["year"]) if "year" in groups else None,
        month=_month(groups.get("month"), words) or pattern.month,
        day=int(groups["day"]) if "day" in groups else pattern.day,
        weekday=named("weekday", words.weekdays),
        season=words.seasons[groups["season"].lower()] if "season" in groups else None,
        number=-number if pattern.back and number is not None else number,
        unit=pattern.unit if pattern.unit or not unit else words.units.get(unit.lower(), "day"),
        step=words.steps[" ".join(step.lower().split())] if step else pattern.step,
        whole=pattern.whole,
    )
    if pattern.kind in {"days", "years"}:
        return _both_ends(expression, groups, words)
    return _spoken(expression) if pattern.kind == "numeric" else expression


def _month(value: str | None, words: TimeWords) -> int | None:
    if value is None:
        return None
    return int(value) if value.isdigit() else words.months[value.lower()]


def _number(groups: dict[str, str], words: TimeWords) -> int | None:
    if nth := groups.get("nth"):
        return words.nth.get(nth.lower()) or int(nth[:-2])
    told = groups["n"].lower()
    if told in {"a", "an"}:
        return 1
    numbers = find_numbers(told)
    return numbers[0].min if numbers else None


def _both_ends(expression: DateExpression, groups: dict[str, str], words: TimeWords) -> DateExpression:
    """ "5 to 7 May", "2011-2014": an expression with its other end."""
    last = (
        replace(expression, day=int(groups["day2"]))
        if "day2" in groups
        else replace(expression, year=int(groups["year2"]))
    )
    return replace(expression, kind="calendar", until=replace(last, kind="calendar"))


def _spoken(expression: DateExpression) -> DateExpression | None:
    """A date in figures where only one order of day and month is possible, or both orders mean the same."""
    first, second = expression.day or 0, expression.month or 0
    if first > 12 >= second or first == second:
        return replace(expression, kind="calendar")
    if second > 12 >= first:
        return replace(expression, kind="calendar", day=second, month=first)
    return None


def _is_day(core: DateExpression) -> bool:
    return core.kind in _DAYS or (core.kind == "calendar" and core.day is not None) or core.kind == "ago"


def _is_stretch(core: DateExpression) -> bool:
    return core.kind in _STRETCHES or (core.kind == "calendar" and core.day is None)


def _fits(around: Around, core: DateExpression) -> bool:
    if around.of == "day":
        return _is_day(core)
    return _is_stretch(core) if around.of == "stretch" else True


def _grown(core: DateExpression, text: str, floor: int, words: TimeWords) -> DateExpression:
    """`core` with the words after and before it that belong to it, not reaching back before `floor`."""
    start, end, night, part, bound = core.start, core.end, core.night, core.part, core.bound
    edge: Edge | None = None
    suffix = words.after.match(text, end)
    if suffix and _fits(words.suffixes[_plain(suffix["words"])], core):
        end, night = suffix.end(), night or words.suffixes[_plain(suffix["words"])].night
    while True:
        head = text[max(floor, start - 60) : start]
        if _is_stretch(core) and head.rstrip()[-3:].lower() == " of" and (ahead := words.head.search(head)):
            edge = _edge(ahead, words)
            start -= len(head) - ahead.start()
            continue
        at, around = _before(head, core, words)
        if around is None or (around.bound and bound):
            break
        start -= len(head) - at
        night, part, bound = night or around.night, part or around.part, bound or around.bound
    named = core.day is not None and _ARTICLE.search(text, max(floor, core.start - 12), core.start) is not None
    perfect = core.kind == "for" and _PERFECT.search(text, floor, start) is not None
    return replace(
        core,
        start=start,
        end=end,
        text=text[start:end],
        night=night,
        part=part,
        bound=bound,
        edge=edge,
        perfect=perfect,
        named=named,
    )


def _before(head: str, core: DateExpression, words: TimeWords) -> tuple[int, Around | None]:
    """The longest prefix at the end of `head`, "the" after it left out, with what it does to `core`; where it begins."""
    gap = head[-1:].isspace()
    if not gap and head[-1:] != "-":
        return 0, None
    end = head.rstrip().lower()
    if not end.removesuffix(" the").endswith(words.prefix_ends) and not end.endswith(words.prefix_ends):
        return 0, None
    for begins in _WORD_START.finditer(head):
        told = _plain(head[begins.start() :])
        for phrase in (told, told.removesuffix(" the")) if gap else (told,):
            if phrase in words.prefixes:
                return begins.start(), _first(words.prefixes[phrase], core)
    return 0, None


def _first(choices: Iterable[Around], core: DateExpression) -> Around | None:
    return next((around for around in choices if _fits(around, core)), None)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _edge(match: re.Match[str], words: TimeWords) -> Edge:
    number = _number({"n": match["n"]}, words) if match["n"] else 1
    unit: Unit = words.units.get(match["unit"].lower(), "day")
    return match["edge"].lower() in words.head_last, number or 1, unit


def _joined(first: DateExpression, second: DateExpression, text: str) -> DateExpression | None:
    """Both as one stretch where the words between them say so: "from Monday to Friday", "in March and April"."""
    if first.until or second.until or not _alike(first, second):
        return None
    gap = text[first.end : second.start]
    closed: Bound | None = second.bound
    joint = _JOINT.match(gap) or _joint_by_the_clock(first, text, gap)
    if closed == "until" and not gap.strip():
        joint, closed = joint or _JOINT.match(" to "), None
    if joint is None or closed not in {None, "from"}:
        return None
    if (joint["word"] or "").lower() == "and" and first.bound not in {"from", None}:
        return None
    opened = None if first.bound == "from" else first.bound
    return replace(
        first, end=second.end, text=text[first.start : second.end], bound=opened, until=replace(second, bound=None)
    )


def _joint_by_the_clock(first: DateExpression, text: str, gap: str) -> re.Match[str] | None:
    """What joins two days to the hour, where such a stretch is opened before the first: "from 9 p.m. on Friday until 2 a.m. on
    Saturday"."""
    opening, joint = _clocks()
    found = joint.match(gap) if first.bound is None else None
    return found if found and opening.search(text[max(0, first.start - OPENING) : first.start]) else None


@lru_cache(maxsize=1)
def _clocks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What opens a stretch before its first day, and what stands between its days, where both ends are told to the hour."""
    about = r"(?:about\s+|around\s+)?"
    clock = load().clock
    return (
        re.compile(rf"\b(?:between|from)\s+{about}(?:{clock})\s+$", re.I),
        re.compile(rf"\s*(?P<word>to|and|until|till|[-–])\s+{about}(?:{clock})\s+$", re.I),
    )


def _alike(first: DateExpression, second: DateExpression) -> bool:
    """Whether two expressions can be ends of one stretch: days with days, months and years with their like."""
    if first.kind != second.kind:
        return (
            first.bound == "from"
            and (_is_day(first) or _is_stretch(first))
            and second.kind in _DAYS | _STRETCHES | {"calendar"}
        )
    return first.kind in {"weekday", "calendar", "season"} and (first.day is None) == (second.day is None)
