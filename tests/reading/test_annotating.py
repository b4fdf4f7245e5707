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


def test_what_happened_when_a_stretch_began_has_days_of_its_own(reader: Reader) -> None:
    text = "Rebels have held the town since 2015, when the army fled from it."
    units, _, _ = reader.annotate(Document("d", text, published=date(2019, 5, 17)), whole=True)
    (dated,) = units[0].dates
    assert (dated.days.start, dated.days.end) == (date(2015, 1, 1), date(2019, 5, 17))
    assert dated.when is not None
    first, last, then = dated.when
    doc = units[0].doc
    assert doc is not None
    assert first <= next(token.i for token in doc if token.text == "fled") <= last
    assert (then.start, then.end) == (date(2015, 1, 1), date(2015, 12, 31))


def test_what_began_a_year_ago_runs_from_that_day(reader: Reader) -> None:
    units, _, _ = reader.annotate(
        Document("d", "Thousands have died since it began a year ago.", published=date(2019, 5, 17)), whole=True
    )
    (dated,) = units[0].dates
    assert dated.since is not None
    assert dated.since[2].start == date(2018, 5, 17)
