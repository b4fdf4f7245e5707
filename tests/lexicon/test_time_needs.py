"""What a form of the dates cannot do without, read off the form."""

from __future__ import annotations

import pytest

from reportedly.lexicon import time_words
from reportedly.lexicon.time_needs import FIGURE, YEAR, Need, firsts_of, needs_of, words_of

SLOTS: dict[str, Need | None] = {
    "month": frozenset({"may", "june"}),
    "day": frozenset({FIGURE}),
    "year": frozenset({YEAR}),
    "c": None,
}
FIRSTS: dict[str, Need] = {
    "month": frozenset({"may", "june"}),
    "day": frozenset({FIGURE}),
    "year": frozenset({FIGURE}),
    "c": frozenset(),
}


@pytest.mark.parametrize(
    ("form", "needs"),
    [
        ("yesterday", [{"yesterday"}]),
        ("the day before", [{"before"}, {"day"}, {"the"}]),
        ("(?:the )?{month}", [{"may", "june"}]),
        ("{day}(?: of)? {month}{c}{year}", [{FIGURE}, {YEAR}, {"may", "june"}]),
        ("today|last (?:night|evening)", [{"today", "last"}]),
        ("brigades?", [{"brigade", "brigades"}]),
        ("[Ee]very {month}(?! {day})", [{"every"}, {"may", "june"}]),
        ("week(?:end)?", []),
        ("(?:in)?side", []),
    ],
)
def test_a_form_needs_the_words_that_no_match_can_lack(form: str, needs: list[set[str]]) -> None:
    assert sorted(map(sorted, needs_of(form, SLOTS))) == sorted(map(sorted, needs))


@pytest.mark.parametrize(
    ("form", "firsts"),
    [
        ("(?:the )?{month}", {"the", "may", "june"}),
        ("(?:{month}{c})?{day}", {"may", "june", FIGURE}),
        ("[Ee]very {month}|on {day}", {"every", "on"}),
        ("week(?:end)?", None),
        ("(?:the )?", None),
    ],
)
def test_a_form_begins_with_its_first_words(form: str, firsts: set[str] | None) -> None:
    assert firsts_of(form, FIRSTS) == firsts


def test_figures_stand_among_the_words_of_a_text() -> None:
    assert words_of(["may", "3"]) == {"may", "3", FIGURE}
    assert words_of(["on", "3", "may", "2014"]) == {"on", "may", "3", "2014", FIGURE, YEAR}


@pytest.mark.parametrize(
    "text",
    [
        "They fled late on Tuesday, the day before yesterday and in mid-March.",
        "It fell on 5 May 2014, between 3 and 5 June, and on the 14th.",
        "Some three weeks ago, in the summer of 2012, for the third straight day.",
        "In the same month, over the weekend, at dawn on Wed Oct 19, 2016.",
    ],
)
def test_no_match_is_lost_by_looking_only_where_a_form_may_begin(text: str) -> None:
    words = time_words.load()
    everywhere = {(pattern.index, match.span()) for pattern in words.patterns for match in pattern.form.finditer(text)}
    assert {(pattern.index, match.span()) for pattern, match in words.matches(text)} == everywhere


def test_a_form_of_which_nothing_is_known_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    import tomllib
    from importlib.resources import files

    text = files("reportedly.lexicon").joinpath("data", "dates.toml").read_text("utf-8")
    text = text.replace("form = 'tomorrow'", "form = '[a-z]+morrow'", 1)
    monkeypatch.setattr(time_words, "read_toml", lambda file: (tomllib.loads(text), []))
    (fault,) = time_words.faults()
    assert "[a-z]+morrow" in fault
    assert "must begin with words and slots" in fault
