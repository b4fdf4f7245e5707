"""Sentences that look back lend the next paragraph neither their day nor their place."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.reading.dates import Days, find_dates
from reportedly.reading.looking_back import is_over
from reportedly.reading.parse import parse_sentences
from reportedly.reading.parts import Dated, Unit
from reportedly.reading.sentences import split

DAY = Days(date(2023, 5, 8), date(2023, 5, 8), 1)


def units_of(text: str) -> list[Unit]:
    sentences = split(text)
    docs = parse_sentences([sentence.text for sentence in sentences])
    return [
        Unit(sentence, doc, dates=tuple(Dated(found, DAY) for found in find_dates(sentence.text)))
        for sentence, doc in zip(sentences, docs, strict=True)
    ]


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("The day before, rebels had shelled the garrison of Kosti.", True),
        ("Two days earlier, gunmen had stormed a post near Gao.", True),
        ("Rebels had attacked Taiz the night before.", True),
        ("The day before, rebels shelled the garrison of Kosti.", False),
        ("On Monday, rebels had shelled the garrison of Kosti.", False),
        ("The day after, rebels had the garrison of Kosti under fire.", False),
    ],
)
def test_only_what_was_past_by_then_looks_back(told: str, wanted: bool) -> None:
    units = units_of(f"{told}\n\nThe ministry was silent.")
    assert is_over(units, 0, 1) is wanted


def test_its_own_paragraph_goes_on_in_it() -> None:
    units = units_of("The day before, rebels had shelled the garrison of Kosti. Nine soldiers were killed.")
    assert not is_over(units, 0, 1)
