"""What days the expressions of a sentence stand for, by the clause in which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from reportedly.model import Document
from reportedly.reading.pipeline import Reader


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    opened = Reader.open(tagger="lexicon")
    with opened.gazetteer:
        yield opened


def start_of(reader: Reader, text: str) -> date:
    """The first day of the sentence's only date, in a report of Friday 17 May 2019."""
    units, _, _ = reader.annotate(Document("d", text, published=date(2019, 5, 17)), whole=True)
    (dated,) = units[0].dates
    return dated.days.start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("He said he would begin withdrawing his troops in September.", date(2019, 9, 1)),
        ("The rebels killed nine people in September.", date(2018, 9, 1)),
        ("The junta plans to open the road on Monday.", date(2019, 5, 20)),
        ("The observers are expected to arrive in Hodeida on Tuesday.", date(2019, 5, 21)),
        ("The truce is to begin on Saturday.", date(2019, 5, 18)),
        ("The junta planned to open the road on Monday.", date(2019, 5, 13)),
        ("The junta claims to have opened the road on Monday.", date(2019, 5, 13)),
        ("The army managed to enter Gao on Monday.", date(2019, 5, 13)),
    ],
)
def test_what_is_planned_or_would_be_begun_is_to_come(reader: Reader, text: str, start: date) -> None:
    assert start_of(reader, text) == start


def test_before_dawn_is_not_that_of_a_day_to_come(reader: Reader) -> None:
    text = "The truce will begin on Monday. Shells before dawn killed two men in Taiz."
    units, _, _ = reader.annotate(Document("d", text, published=date(2019, 5, 17)), whole=True)
    (dated,) = units[1].dates
    assert dated.days.start == date(2019, 5, 17)
