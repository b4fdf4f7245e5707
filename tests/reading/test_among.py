"""Who is told to be among those hit."""

from __future__ import annotations

import pytest

import reportedly
from reportedly.lexicon.telling_words import load


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "At least 21 civilians, eight of them children, were killed in air strikes in Idlib on Friday.",
            ["civilians", "children"],
        ),
        ("Air strikes in Idlib killed 14 people including three children on Friday.", ["people", "children"]),
        ("Shelling killed 13 civilians mostly women and children in Aleppo.", ["civilians", "women", "children"]),
        (
            "Shells killed four people, including a journalist and her brother, in Aden.",
            ["people", "journalist", "brother"],
        ),
        ("Air strikes killed 14 people in areas including Idlib on Friday.", ["people"]),
        ("Air strikes killed 14 people, including on Friday, in Idlib.", ["people"]),
        (
            "Air strikes destroyed several buildings, including a school and a mosque, in Idlib on Friday.",
            ["buildings", "school", "mosque"],
        ),
    ],
)
def test_those_among_what_was_hit_are_targets_too(text: str, targets: list[str]) -> None:
    (claim,) = reportedly.read(text).claims
    assert [mention.quote.text for mention in claim.target] == targets
    assert all(text[m.quote.start : m.quote.end] == m.quote.text for m in claim.target)


def test_a_number_stands_for_any_word_before_of_them() -> None:
    assert load().among.match(", at least two-thirds of them children")
    assert not load().among.match(" of the market")
