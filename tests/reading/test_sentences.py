"""Text cut into sentences, by offsets."""

from __future__ import annotations

import pytest

from reportedly.reading.sentences import split


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Gen. Okello left. He fled.", ["Gen. Okello left.", "He fled."]),
        ("The U.N. Security Council met. It voted.", ["The U.N. Security Council met.", "It voted."]),
        ("They fled to the U.S. The army stayed.", ["They fled to the U.S.", "The army stayed."]),
        ("At 3 p.m. on Oct. 5 they came.", ["At 3 p.m. on Oct. 5 they came."]),
        ("NYALA, 3 May (Wadi Radio) - Troops came.", ["Troops came."]),
        ("Rebels seize Goma\n\nArmy denies it", ["Rebels seize Goma", "Army denies it"]),
        ("“We left.” She wept.", ["“We left.”", "She wept."]),
        (
            "“Six died.”The front was quiet.Why?Nobody said.",
            ["“Six died.”", "The front was quiet.", "Why?", "Nobody said."],
        ),
        ("They took more than 200.Camp elders fled.", ["They took more than 200.", "Camp elders fled."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, wanted: list[str]) -> None:
    assert texts(text) == wanted


def test_every_sentence_stands_where_it_says() -> None:
    text = "KIDAL - Men came.\nThey left, the U.N. said.  \n\n- One more\n- And another"
    assert all(text[s.start : s.end] == s.text for s in split(text))


def test_a_headline_of_two_statements_is_two_sentences() -> None:
    assert [one.text for one in split("Army Says Bridge Has Fallen; Rebels Deny It")] == [
        "Army Says Bridge Has Fallen;",
        "Rebels Deny It",
    ]
    assert len(split("The army said that the bridge had fallen; the rebels denied it.")) == 1
