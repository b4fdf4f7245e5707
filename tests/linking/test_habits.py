from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from tests.linking.made_up_news import DAY, claim, days
from tests.linking.test_linker import KIN

from reportedly.linking import comparisons as compare
from reportedly.linking.gist import gist
from reportedly.linking.habits import HabitsShape, is_habit
from reportedly.linking.weights import load
from reportedly.model import Claim, ClaimType, DateSpan, Quote, Status

ELSEWHERE = 1000  # where another sentence of the document stands


def told(text: str, trigger: str, *, on: str | None = None, **more: Any) -> Claim:
    """A claim of the sentence, with the trigger in it, whose day is told by words of the sentence (`on`) or of another."""
    at = text.index(trigger)
    start = text.index(on) if on else ELSEWHERE
    when = DateSpan(DAY, DAY, 1, Quote(on or "on Monday", start, start + len(on or "on Monday")))
    made = claim("a", text=text, **{"on": when, **more})
    return replace(made, trigger=Quote(trigger, at, at + len(trigger)))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Daesh has previously targeted Halwa with bombs", "targeted"),
        ("Halwa is bombed regularly by the air force", "bombed"),
        ("The group carried out several bombings in the towns of the north in the past", "bombings"),
        ("The group claimed previous bombings in Halwa", "bombings"),
        ("Residents fear the daily shelling of Halwa", "shelling"),
        ("Jets have bombed the villages around Halwa over the last few months", "bombed"),
        ("For weeks, jets have bombed Halwa", "bombed"),
    ],
)
def test_what_is_done_again_and_again_or_before_is_a_habit(text: str, trigger: str) -> None:
    assert is_habit(told(text, trigger))


@pytest.mark.parametrize(
    ("text", "trigger", "more"),
    [
        ("Jets bombed Halwa at dawn", "bombed", {}),
        ("Jets bombed Halwa, which is often hit, on Monday", "bombed", {"on": "on Monday"}),
        ("The daily paper Hill Wire said that jets bombed Halwa", "bombed", {}),
        ("The families who had lived under fire for two years left Halwa", "left", {"kind": ClaimType.DISPLACEMENT}),
        ("The army denied that it had repeatedly bombed Halwa", "bombed", {"status": Status.DENIED}),
        ("Ten were killed, it said, updating a previous toll", "toll", {"kind": ClaimType.CASUALTIES}),
        ("Halwa has been under siege for two years", "siege", {"kind": ClaimType.SIEGE}),
    ],
)
def test_an_act_of_its_day_a_denial_and_a_state_are_none(text: str, trigger: str, more: dict[str, Any]) -> None:
    assert not is_habit(told(text, trigger, **more))


def test_a_habit_is_no_telling_of_the_attack_of_a_day() -> None:
    habit = gist(told("Daesh has previously bombed Halwa", "bombed"), KIN)
    act = gist(told("Daesh bombed Halwa at dawn", "bombed"), KIN)
    assert (compare.habit(habit, act), compare.habit(habit, habit), compare.habit(act, act)) == ("again", "", "")
    assert load().score(habit, act) < load().score(replace(habit, is_habit=False, facets=()), act)


@pytest.mark.parametrize(("key", "entry"), [("near", "Often"), ("beside", "almost daily"), ("around", "daily")])
def test_an_entry_that_no_words_could_match_is_a_fault(key: str, entry: str) -> None:
    told: dict[str, list[str]] = {"near": ["often"], "beside": ["daily"], "around": ["at times"]}
    rest = {"openers": ["for"], "periods": ["days"]}
    HabitsShape.model_validate(told | rest)
    with pytest.raises(ValidationError):
        HabitsShape.model_validate(told | rest | {key: [entry]})


def test_of_a_period_both_may_tell() -> None:
    habit = gist(told("Jets have repeatedly bombed Halwa", "bombed"), KIN)
    month = gist(claim("b", on=days(date(2016, 10, 1), date(2016, 10, 31))), KIN)
    assert compare.habit(habit, month) == ""
