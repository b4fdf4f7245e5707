"""Sentences that look back: "The day before, rebels had shelled the post."

Such a sentence steps out of the story, to a day that is told from the story's, and the next paragraph steps back in. What that
tells is not of the day before, nor, unless it says so, of the place where it was then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.reading.syntax import is_verb
from reportedly.reading.tokens import root

if TYPE_CHECKING:
    from reportedly.reading.dates import DateExpression
    from reportedly.reading.parts import Unit
    from reportedly.reading.tokens import Doc


def is_over(units: Sequence[Unit], at: int, number: int) -> bool:
    """Whether the sentence of number `at` looks back, and that of the later `number` stands in another paragraph."""
    before = units[at]
    return before.sentence.paragraph != units[number].sentence.paragraph and _looks_back(before)


def _looks_back(unit: Unit) -> bool:
    """Whether all days of the sentence lie before those of the story, and it tells them as past by then ("had")."""
    doc, dates = unit.doc, unit.dates
    return doc is not None and bool(dates) and all(_is_past_by_then(doc, dated.expression) for dated in dates)


def _is_past_by_then(doc: Doc, expression: DateExpression) -> bool:
    if expression.kind != "shift" or (expression.number or 0) >= 0:
        return False
    told = doc.covering(expression.start, expression.end)
    if not told:
        return False
    verb = root(told)
    while not is_verb(verb) and verb.head.i != verb.i:
        verb = verb.head
    return any(child.dep_ in {"aux", "auxpass"} and child.lower_ == "had" for child in verb.children)
