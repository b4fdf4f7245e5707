"""Clauses with a time of their own: what is told in them happened on other days than what is told beside them.

"Since war broke out in May": May is the clause's, the days from then on are those of the rest. "Seven days after the rebels
had driven them out": the rest has its day, and the clause a day that is counted from it, or the other way about. Where nobody
can count ("days after", "more than a week after") neither has the other's day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from reportedly.reading.date_calendar import moved, unit_of
from reportedly.reading.date_resolving import counted, resolve, running
from reportedly.reading.dates import DateExpression, Days
from reportedly.reading.parts import Clause, Dated
from reportedly.reading.quantities import find_numbers
from reportedly.reading.tokens import root

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token

GAP = "gap"
_ONE = frozenset({"a", "an", "the", "one"})
_RUNNING = frozenset({"count", "for", "past", "coming"})
_DAY = 1  # a day's precision
_LONG = frozenset({"month", "year", "decade"})
NOW = frozenset({"VBZ", "VBP"})
_DAY_HOURS = 24
# "The raid came a day after": the raid is what the passage is about.
_COMING = frozenset({"come", "happen", "occur", "follow"})


@dataclass(frozen=True, slots=True)
class _Gap:
    """So long before or after what the tokens `first` to `last` tell; `number` units, or None where nobody can count."""

    expression: DateExpression
    number: int | None
    first: int
    last: int

    def holds(self, i: int) -> bool:
        return self.first <= i <= self.last

    def days(self, other: Days, way: int) -> Days | None:
        """The days that lie so far from others: from a day, or in months and years from a month or a year."""
        if self.number is None:
            return None
        unit, number = self.expression.unit or "day", self.number * way
        if other.precision == _DAY:
            e = replace(self.expression, number=abs(number))
            return counted(e, other.start, 1 if number > 0 else -1)
        if unit in _LONG and other == unit_of(other.start, "month"):
            return unit_of(moved(other.start, number, unit), "month")
        if unit == "year" and other == unit_of(other.start, "year"):
            return unit_of(moved(other.start, number, unit), "year")
        return None


def dated(doc: Doc, expression: DateExpression, days: Days, anchor: date | None) -> Dated:
    """The expression with its days, and the clause with "since" or "when" that it belongs to."""
    if (told := _when(doc, expression)) and (then := resolve(replace(expression, bound=None), anchor)):
        return Dated(expression, days, inside=Clause(*told, Dated(expression, then)))
    if (told := _since(doc, expression)) and anchor is not None and days.start <= anchor:
        return Dated(expression, days, outside=Clause(*told, Dated(expression, running(expression, days, anchor))))
    return Dated(expression, days)


def finest(text: str, found: Sequence[Dated]) -> list[Dated]:
    """The dates without those that the next to them tells more exactly: "a year later, in October 2023"."""
    out: list[Dated] = []
    for one in found:
        last = out[-1] if out else None
        if last is not None and text[last.expression.end : one.expression.start].strip() in {"", ","}:
            if _covers(last, one):
                out[-1] = one
                continue
            if _covers(one, last):
                continue
        out.append(one)
    return out


def _covers(one: Dated, other: Dated) -> bool:
    """Whether it tells the same less exactly; "for a second day on Thursday" tells more than Thursday."""
    a, b = one.days, other.days
    return a.start <= b.start and b.end <= a.end and a != b and one.expression.kind not in _RUNNING


def with_gaps(
    doc: Doc,
    found: Sequence[Dated],
    expressions: Sequence[DateExpression],
    anchor: date | None,
    previous: Days | None = None,
) -> list[Dated]:
    """The dates of a sentence, those on one side of "seven days after" kept from the other, which has days of its own.

    `previous`: the days of the passage before, of which it is told what "came a day after" something.
    """
    out = list(found)
    for expression in expressions:
        gap = _gap(doc, expression) if expression.kind == GAP else None
        if gap is None:
            continue
        inner = [one for one in out if _at(doc, one, gap)]
        outer = [one for one in out if one not in inner]
        own = _counted(gap, inner, outer, None if inner or outer else _base(doc, gap, anchor, previous))
        out = [*(_kept(one, gap, own, outer) for one in outer), *(_kept(one, gap, own, inner, True) for one in inner)]
        if not inner and not outer and own is not None:
            out.append(own)
        out.sort(key=lambda one: one.expression.start)
    return out


def _counted(gap: _Gap, inner: Sequence[Dated], outer: Sequence[Dated], base: Days | None) -> Dated | None:
    """The days of the side that has none of its own, if the other has a day; of the clause, if neither has and `base` is known."""
    if inner and outer:
        return None
    other = (inner or outer)[0].days if inner or outer else base
    try:
        days = gap.days(other, -1 if inner else 1) if other is not None else None
    except (ValueError, OverflowError):  # 5,000 years before
        days = None
    if days is None:
        return None
    return Dated(gap.expression, days, outside=None if inner or outer else Clause(gap.first, gap.last, None))


def _base(doc: Doc, gap: _Gap, anchor: date | None, previous: Days | None) -> Days | None:
    """The day of what is told beside the clause though it names none: that of the passage, or that of the report."""
    today = Days(anchor, anchor, _DAY) if anchor is not None else None
    verb = doc.at(gap.expression.start - 2)
    if verb is not None and verb.lemma_.lower() in _COMING:
        return previous if previous is not None and previous.precision == _DAY else today
    over = root(doc)
    now = gap.expression.unit in _LONG and over.tag_ in NOW and not gap.holds(over.i)
    return today if now else None


def _kept(one: Dated, gap: _Gap, own: Dated | None, side: Sequence[Dated], within: bool = False) -> Dated:
    """The date of one side, which says of the other that it has its own days, or nothing."""
    if one.inside is not None or one.outside is not None:
        return one
    clause = Clause(gap.first, gap.last, own if one is side[0] else None)
    return replace(one, outside=clause) if within else replace(one, inside=clause)


def _at(doc: Doc, one: Dated, gap: _Gap) -> bool:
    token = doc.at(one.expression.start)
    return token is not None and gap.holds(token.i)


def _gap(doc: Doc, expression: DateExpression) -> _Gap | None:
    """The clause after "after" or "before", or what a noun there is said of; hours that make no day are no gap."""
    told = doc.covering(expression.start, expression.end)
    if not told:
        return None
    word = told[-1]
    if word.dep_ == "mark":
        last = word.head.right_edge.i
    elif word.children:
        last = max(child.right_edge.i for child in word.children)
    else:
        return None
    number = _exact(expression)
    if expression.unit == "hour" and (number is None or abs(number) < _DAY_HOURS):
        return None
    return _Gap(expression, number, word.i + 1, last) if last > word.i else None


def _exact(expression: DateExpression) -> int | None:
    """How many units, where the words say it: "a week", "two days", but not "days", "several weeks", "more than a week"."""
    *words, unit, _ = expression.text.lower().split()
    told = " ".join(words)
    if told in _ONE:
        return expression.number if not unit.endswith("s") else None
    numbers = find_numbers(told)
    whole = len(numbers) == 1 and (numbers[0].start, numbers[0].end) == (0, len(told))
    exact = whole and 0 != numbers[0].min == numbers[0].max  # of "5,000 years" the pattern sees "000 years"
    return expression.number if exact else None


def _verb_over(word: Token) -> Token | None:
    return next((over for over in word.ancestors if over.pos_ in {"VERB", "AUX"}), None)


def _since(doc: Doc, expression: DateExpression) -> tuple[int, int] | None:
    """First and last token of the clause with "since" whose time the expression tells: "since war broke out in May"."""
    told = doc.covering(expression.start, expression.end)
    if expression.bound is not None or not told:
        return None
    over = _verb_over(root(told))
    if over is None or not any(child.dep_ in {"mark", "prep"} and child.lower_ == "since" for child in over.lefts):
        return None
    return over.left_edge.i, over.right_edge.i


def _when(doc: Doc, expression: DateExpression) -> tuple[int, int] | None:
    """First and last token of the clause that says what happened then: "since 2015, when the truce broke down"."""
    if expression.bound != "since":
        return None
    told = doc.covering(expression.start, expression.end)
    after = told[-1].i + 1 if told else len(doc)
    for token in doc[after : after + 2]:
        if token.lower_ == "when":
            return token.i, token.head.right_edge.i
        if not token.is_punct:
            break
    return None
