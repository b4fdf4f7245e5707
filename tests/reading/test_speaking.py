"""How deep an event stands in what is said."""

from __future__ import annotations

import pytest

from reportedly.reading.parse import parse_sentences
from reportedly.reading.speaking import standing


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("shelled", "main"), ("strikes", "phrase"), ("fallen", "relative"), ("ended", "adverbial")],
)
def test_what_is_told_stands_above_what_is_taken_as_known(word: str, wanted: str) -> None:
    text = "The army said rebels shelled Taiz in night strikes on a district that had fallen, after the truce ended."
    [doc] = parse_sentences([text])
    assert standing(next(token for token in doc if token.text == word)) == wanted
