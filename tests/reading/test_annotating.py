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
    ],
)
def test_what_would_be_begun_is_to_come(reader: Reader, text: str, start: date) -> None:
    assert start_of(reader, text) == start
