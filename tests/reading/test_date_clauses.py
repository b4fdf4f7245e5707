"""Days that hold in a clause, and those that hold beside it."""

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


def days_at(reader: Reader, text: str, word: str) -> str | None:
    """The days that hold for the word in the last sentence of a report of Friday 17 May 2019."""
    units, _, _ = reader.annotate(Document("d", text, published=date(2019, 5, 17)), whole=True)
    doc = units[-1].doc
    assert doc is not None
    (at,) = (token.i for token in doc if token.text == word)
    held = [dated.days for one in units[-1].dates if (dated := one.at(at)) is not None]
    if not held:
        return None
    (days,) = held
    return f"{days.start}..{days.end}" if days.start != days.end else str(days.start)


@pytest.mark.parametrize(
    ("text", "beside", "days", "inside", "own"),
    [
        (
            "Rebels have held Gao since 2015, when the army fled.",
            "held",
            "2015-01-01..2019-05-17",
            "fled",
            "2015-01-01..2015-12-31",
        ),
        (
            "Thousands have died since it began a year ago.",
            "died",
            "2018-05-17..2019-05-17",
            "began",
            "2018-01-01..2018-12-31",
        ),
        (
            "Soldiers entered Konna on Thursday, six days after rebels had left it.",
            "entered",
            "2019-05-16",
            "left",
            "2019-05-10",
        ),
        (
            "Jets bombed Nyala on Monday, the day before rebels freed 20 men.",
            "bombed",
            "2019-05-13",
            "freed",
            "2019-05-14",
        ),
        (
            "The raid took place three days after a bomb killed nine in Kidal on Monday.",
            "raid",
            "2019-05-16",
            "killed",
            "2019-05-13",
        ),
        (
            "Russia struck Homs in May 2018, a year after America struck Hama.",
            "Russia",
            "2018-05-01..2018-05-31",
            "Hama",
            "2017-05-01..2017-05-31",
        ),
        (
            "Six months after rebels invaded Darfur, shells still fall on Nyala.",
            "fall",
            None,
            "invaded",
            "2018-11-01..2018-11-30",
        ),
        (
            "Jets bombed Nubl on Tuesday. The strikes came two days after rebels took Dabiq.",
            "strikes",
            None,
            "took",
            "2019-05-12",
        ),
        ("Days after rebels seized Kidal, jets bombed Gao on Friday.", "bombed", "2019-05-17", "seized", None),
        (
            "More than a week after rebels seized Kidal, jets bombed Gao on Friday.",
            "bombed",
            "2019-05-17",
            "seized",
            None,
        ),
        (
            "On Monday, two days after rebels freed him on Saturday, he was shot.",
            "shot",
            "2019-05-13",
            "freed",
            "2019-05-11",
        ),
        ("He was shot on Monday, 5,000 years after farmers built Eridu.", "shot", "2019-05-13", "built", None),
        ("He was shot on Monday, 3000 years after farmers built Ur.", "shot", "2019-05-13", "built", None),
        ("He was shot on Monday, 20 hours after rebels freed him.", "shot", "2019-05-13", "freed", "2019-05-13"),
    ],
)
def test_a_clause_has_days_of_its_own(
    reader: Reader, text: str, beside: str, days: str | None, inside: str, own: str | None
) -> None:
    assert (days_at(reader, text, beside), days_at(reader, text, inside)) == (days, own)


def test_the_year_before_followed_by_a_number_begins_no_clause(reader: Reader) -> None:
    text = "In 2013 a blast killed dozens, and the year before 49 were killed in Houla."
    units, _, _ = reader.annotate(Document("d", text, published=date(2019, 5, 17)), whole=True)
    assert [dated.days.start.year for dated in units[0].dates] == [2013, 2012]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A year later, in October 2018, gunmen shot him.", [("2018-10-01", "2018-10-31")]),
        ("On 3 May, last year, gunmen shot him.", [("2018-05-03", "2018-05-03")]),
        (
            "They were shelled for a second day on Thursday.",
            [("2019-05-16", "2019-05-17"), ("2019-05-16", "2019-05-16")],
        ),
        ("In 2018 gunmen shot him on 3 May 2018.", [("2018-01-01", "2018-12-31"), ("2018-05-03", "2018-05-03")]),
    ],
)
def test_of_two_dates_side_by_side_the_more_exact_is_meant(
    reader: Reader, text: str, wanted: list[tuple[str, str]]
) -> None:
    before = "Rebels shot his brother in October 2017. "
    units, _, _ = reader.annotate(Document("d", before + text, published=date(2019, 5, 17)), whole=True)
    assert [(str(one.days.start), str(one.days.end)) for one in units[-1].dates] == wanted
