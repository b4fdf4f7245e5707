"""Numbers in text, with their bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.quantities import find_numbers, only_counts


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("over 600", 601, None),
        ("more than 1,000", 1001, None),
        ("more than a dozen", 13, None),
        ("at least 3", 3, None),
        ("no fewer than seven", 7, None),
        ("60 or more", 60, None),
        ("fewer than 10", None, 9),
        ("up to 40", None, 40),
        ("no more than five", None, 5),
        ("about 50", 45, 55),
        ("some 120", 108, 132),
        ("150 or so", 135, 165),
        ("nearly 130", 117, 130),
        ("several", 3, 9),
        ("a few", 3, 9),
        ("several hundred", 300, 999),
        ("a couple of", 2, 2),
        ("half a dozen", 6, 6),
        ("half a million", 500_000, 500_000),
        ("nearly a quarter of a million", 225_000, 250_000),
        ("two dozen", 24, 24),
        ("dozens", 24, 99),
        ("hundreds", 200, 999),
        ("thousands", 2000, 9999),
        ("tens of thousands", 20000, 99999),
        ("no", 0, 0),
        ("seven", 7, 7),
        ("Twenty-five", 25, 25),
        ("a hundred", 100, 100),
        ("two hundred and fifty", 250, 250),
        ("three hundred thousand", 300000, 300000),
        ("1,200", 1200, 1200),
        ("1.5 million", 1500000, 1500000),
        ("between 20 and 30", 20, 30),
        ("20-30", 20, 30),
        ("two or three", 2, 3),
        ("4 to 6", 4, 6),
    ],
)
def test_a_number_has_the_bounds_that_its_words_give(text: str, low: int | None, high: int | None) -> None:
    for sentence in (f"{text} people fled", f"they saw {text} men"):
        (number,) = find_numbers(sentence)
        assert sentence[number.start : number.end].lower().startswith(text.split(" of")[0].lower())
        assert (number.min, number.max) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "a 25-year-old with an AK-47 beside a T-72",
        "the 20th brigade",
        "30% of the town and 40 percent of the port",
        "at 9am and 7:30, for $5",
        "a 12km road",
        "18.10.2014",
        "no longer, no less",
        "someone stone often",
    ],
)
def test_figures_that_count_nothing_are_left_out(text: str) -> None:
    assert find_numbers(text) == []


def test_two_numbers_joined_by_and_stay_two() -> None:
    assert [(n.min, n.max) for n in find_numbers("killed two and wounded three")] == [(2, 2), (3, 3)]


def test_a_rise_is_no_range() -> None:
    assert [n.min for n in find_numbers("rose from 30 to 49")] == [30, 49]


@given(
    st.lists(
        st.sampled_from(
            [
                "at",
                "least",
                "over",
                "between",
                "3",
                "20",
                "and",
                "two",
                "hundred",
                "a",
                "several",
                "dozens",
                "of",
                "or",
                "so",
                "-",
                "to",
                "1,200",
                "no",
            ]
        )
    )
)
def test_numbers_stand_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    at = 0
    for number in find_numbers(text):
        assert at <= number.start < number.end <= len(text)
        assert number.min is None or number.max is None or number.min <= number.max
        at = number.end


@given(st.integers(0, 999_999))
def test_figures_are_read_as_they_stand(value: int) -> None:
    for text in (f"{value} people", f"{value:,} people"):
        assert [(n.min, n.max) for n in find_numbers(text)] == [(value, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("21", True), ("at least nine", True), ("dozens", False), ("21 men", False), ("people", False)],
)
def test_a_number_alone_is_told_from_a_noun(text: str, *, expected: bool) -> None:
    assert only_counts(text) is expected
