"""Headlines whose words all have capitals."""

from __future__ import annotations

import pytest

from reportedly.reading.casing import in_sentence_case, is_headline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Junta Troops Retake Bridge Near Loikaw", True),
        ("Houthis Deny It", True),
        ("Junta troops retake a bridge near Loikaw", False),
        ("ARMY RETAKES BRIDGE", False),
        ("Loikaw Bridge", False),
    ],
)
def test_capitals_tell_a_headline(text: str, *, expected: bool) -> None:
    assert is_headline(text) is expected


def test_words_lose_their_capital_that_are_written_small_elsewhere_or_tell_an_event_but_names_do_not() -> None:
    texts = ["Junta Troops Retake Bridge, Kayah Monitor Says", "The bridge fell on Monday, the Kayah Monitor said."]
    assert in_sentence_case(texts) == {0: "Junta troops retake bridge, Kayah Monitor says"}


def test_small_words_numbers_and_lengths_lose_their_capital_and_months_do_not() -> None:
    told = in_sentence_case(["Convoy Reaches Menaka From Gao, Twelve Kilometres Off, In May"])[0]
    assert told == "Convoy reaches Menaka from Gao, twelve kilometres off, in May"


def test_no_letter_moves() -> None:
    text = "İstanbul Talks End As Army Shells Town"
    told = in_sentence_case([text, "The talks in İstanbul end as an army shells a town."])[0]
    assert [a.lower() for a in text] == [b.lower() for b in told]
