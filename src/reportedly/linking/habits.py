"""Whether a claim tells of what was done again and again, or earlier, rather than of an act of the day that was read for it.

Beside its news a report recalls what went before: "the group has carried out several bombings in the past", "the town is regularly hit".
Such a sentence names no day, so that it is read as of the day of the news, and with the same town and the same hands it looks like
one more telling of the attack. Adverbs, adjectives and periods beside the trigger show it, where the sentence has no day of its own. The words are
data in ``data/habits.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import Field

from reportedly.lexicon.shapes import Shape, read_data
from reportedly.linking.wording import words_of
from reportedly.model import Claim, ClaimType, Status

BEFORE, AFTER, AROUND = 4, 2, 12  # words between the trigger and the word that shows a habit
MOST_BETWEEN = 3  # words between the preposition and the unit of a period
STATES = frozenset(
    (ClaimType.CONTROL, ClaimType.SIEGE, ClaimType.CEASEFIRE, ClaimType.DEPLOYMENT)
)  # which last, and are one for all that


Word = Annotated[str, Field(pattern="^[a-z]+$")]  # as `words_of` gives words, so that none stands there in vain
Phrase = Annotated[str, Field(pattern="^[a-z]+( [a-z]+)+$")]


class HabitsShape(Shape):
    """The whole file."""

    near: list[Word] = Field(min_length=1)
    beside: list[Word] = Field(min_length=1)
    around: list[Phrase] = Field(min_length=1)
    openers: list[Word] = Field(min_length=1)
    periods: list[Word] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Habits:
    """Words that show a habit, by where they stand; phrases `around` the trigger with a blank at either end."""

    near: frozenset[str]
    beside: frozenset[str]
    around: tuple[str, ...]
    openers: frozenset[str]
    periods: frozenset[str]


@cache
def habits() -> Habits:
    """The words of the package's data file, read once. Raises `LexiconError` where the file is faulty."""
    shape = read_data(HabitsShape, "linking", "habits.toml")
    return Habits(
        frozenset(shape.near),
        frozenset(shape.beside),
        tuple(f" {phrase} " for phrase in shape.around),
        frozenset(shape.openers),
        frozenset(shape.periods),
    )


def is_habit(claim: Claim) -> bool:
    """Whether the claim's words tell of repeated or earlier acts, and of no day.

    "Daesh has previously targeted the town with bombs" does; "the town, often hit, was bombed on Tuesday" tells its day, and is of that day. A denial
    is of what others say, however often it is repeated.
    """
    evidence, trigger = claim.evidence, claim.trigger
    if (
        claim.type in STATES
        or claim.status is Status.DENIED
        or trigger.where != evidence.where
        or _tells_its_day(claim)
    ):
        return False
    at, end = trigger.start - evidence.start, trigger.end - evidence.start
    if not 0 <= at < end <= len(evidence.text):
        return False
    first = words_of(evidence.text[:at])
    before, after = first[-AROUND:], words_of(evidence.text[end:])[:AROUND]
    known = habits()
    if before and before[-1] in known.beside and claim.type is not ClaimType.CASUALTIES:  # "updating a previous toll"
        return True
    if not known.near.isdisjoint((*before[-BEFORE:], *after[:AFTER])):
        return True
    if any(phrase in f" {' '.join(words)} " for words in (before, after) for phrase in known.around):
        return True
    return _opens_a_period(first, known) or any(_opens_a_period(after[i:], known) for i in range(len(after)))


def _tells_its_day(claim: Claim) -> bool:
    if claim.date is None:
        return False
    told, evidence = claim.date.quote, claim.evidence
    return told.where == evidence.where and evidence.start <= told.start < evidence.end


def _opens_a_period(words: Sequence[str], known: Habits) -> bool:
    return bool(words) and words[0] in known.openers and not known.periods.isdisjoint(words[1 : 2 + MOST_BETWEEN])
