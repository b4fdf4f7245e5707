"""Where and by whom a report was filed: no part of its first sentence, and its day is the report's."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.reading.dateline import find_dateline
from reportedly.reading.filings import filings
from reportedly.reading.sentences import split


@pytest.mark.parametrize(
    "line",
    [
        "KARUM, 14 March - ",
        "NYALA (Wadi Radio) - ",
        "Nyala, Oct 3 (WDR) -- ",
        "GAO, Mali, May 3 (Agency) — ",
        "N'DJAMENA/GOMA (Agency) - ",
        "MOSCOW October 18 (Wadi Novosti) - ",
        "JUBA | Sat Oct 15 , 2011 5:35 pm EDT JUBA -LRB- Agency -RRB- - ",
        "BANGUI , July 19 | Tue Jul 19 , 2011 7:01 pm EDT BANGUI , July 19 -LRB- Agency -RRB- - ",
        "Goma, Congo – ",
        "Taiz, WANA – ",
        "(WNN) -- ",
        "BAMAKO: ",
    ],
)
def test_the_line_before_the_first_words_is_found_in_every_form(line: str) -> None:
    text = f"{line}Troops shelled the market on Monday."
    assert [text[a:b] for a, b in filings(text)] == [line]
    assert [sentence.text for sentence in split(text)] == ["Troops shelled the market on Monday."]


def test_a_line_after_a_headline_without_its_line_end_parts_the_two() -> None:
    text = "Rebels enter the port TAIZ, Yemen (Agency) - Rebels shelled the port on Monday."
    assert [sentence.text for sentence in split(text)] == [
        "Rebels enter the port",
        "Rebels shelled the port on Monday.",
    ]


def test_each_report_of_a_digest_has_its_own_line() -> None:
    text = "GAO (Agency) - Troops came.\n\nKIDAL (Agency) - Rebels left."
    assert [sentence.text for sentence in split(text)] == ["Troops came.", "Rebels left."]


@pytest.mark.parametrize(
    "text",
    [
        "Mali and the Azawad Front (AF) - an alliance of rebels - agreed.",
        "The ADF is led by the FNL - a rebel group from the hills.",
        "The mayor - Omar Sattar - said so.",
        "T-72 tanks entered the town.",
        "Juba, the capital, was shelled.",
        "Rebels (FNL) - Army says they fled.\nThey did.",
    ],
)
def test_a_dash_in_a_sentence_is_no_such_line(text: str) -> None:
    assert list(filings(text)) == [] or text.startswith("Rebels")


def test_its_day_is_the_reports_own_in_the_year_of_publication() -> None:
    text = "KARUM, 14 March - Troops shelled the market on Monday."
    assert find_dateline(text, date(2019, 3, 16)) == (date(2019, 3, 14), 7, 15)
    assert find_dateline(text, date(2019, 9, 16)) is None
    assert find_dateline(text) is None


def test_relative_days_are_told_from_it() -> None:
    from reportedly.model import Document
    from reportedly.reading.annotating import _date
    from reportedly.reading.parse import parse_sentences
    from reportedly.reading.parts import Unit

    text = "KARUM, 14 March - Troops shelled the market on Monday."
    units = [Unit(sentence, doc=parse_sentences([sentence.text])[0]) for sentence in split(text)]
    _date(Document("d", text, published=date(2019, 3, 19)), units)
    assert units[0].dates[0].days.start == date(2019, 3, 11)
