"""From a head word to the phrase that it heads."""

from __future__ import annotations

import pytest

from reportedly.reading.parse import parse_sentences
from reportedly.reading.phrases import kind_span, phrase_span


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        ("Gunmen of the al-Noor battalion stormed the depot.", "battalion", "the al-Noor battalion"),
        ("Troops freed members of al-Shabaab.", "Shabaab", "al-Shabaab"),
        ("Rebels of the Ahrar al-Din front left.", "Rebels", "Rebels of the Ahrar al-Din front"),
        ("Shells hit a convoy of aid trucks.", "convoy", "a convoy of aid trucks"),
        ("Soldiers shot dead nine villagers.", "villagers", "nine villagers"),
    ],
)
def test_a_phrase_is_cut_at_no_hyphen_and_takes_in_whose_it_is(text: str, head: str, phrase: str) -> None:
    (doc,) = parse_sentences([text])
    start, end = phrase_span(next(token for token in doc if token.text == head))
    assert text[start:end] == phrase


@pytest.mark.parametrize(
    ("text", "head", "words"),
    [
        ("Troops fired several Grad rockets at the port.", "rockets", "Grad rockets"),
        ("Jets dropped the other cluster bombs on Bara.", "bombs", "cluster bombs"),
        ("Rebels fired a shell.", "shell", "shell"),
    ],
)
def test_what_a_weapon_is_leaves_out_how_many_there_were(text: str, head: str, words: str) -> None:
    (doc,) = parse_sentences([text])
    start, end = kind_span(next(token for token in doc if token.text == head))
    assert text[start:end] == words
