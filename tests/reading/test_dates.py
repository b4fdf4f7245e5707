"""Dates: what is found, what days it stands for, and which day is the report's own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.dates import Days, find_dateline, find_dates, resolve

FRIDAY = date(2019, 5, 17)
BEFORE = Days(date(2019, 5, 13), date(2019, 5, 13), 1)


def days(text: str, anchor: date | None = FRIDAY, *, future: bool = False, previous: Days | None = None) -> str | None:
    """The days of the only expression of `text`, as "start" or "start..end"."""
    (expression,) = find_dates(text)
    found = resolve(expression, anchor, previous=previous, future=future)
    if found is None:
        return None
    return f"{found.start}" if found.start == found.end else f"{found.start}..{found.end}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Wednesday rebels left Taiz.", "2019-05-15"),
        ("Clashes broke out on Friday.", "2019-05-17"),
        ("Clashes broke out last Friday.", "2019-05-10"),
        ("Jets struck late on Tuesday.", "2019-05-14"),
        ("Jets struck Tuesday night.", "2019-05-14"),
        ("Tuesdays bombardment was the worst.", "2019-05-14"),
        ("Shelling began early Monday morning.", "2019-05-13"),
        ("It began in the early hours of Thursday.", "2019-05-16"),
        ("Before dawn on Sunday gunmen attacked.", "2019-05-12"),
        ("On Tue, troops left.", "2019-05-14"),
        ("It was shelled today.", "2019-05-17"),
        ("Yesterday the convoy arrived.", "2019-05-16"),
        ("Guns were heard last night.", "2019-05-16"),
        ("Guns were heard overnight.", "2019-05-16..2019-05-17"),
        ("Raids went on overnight on Wednesday.", "2019-05-15..2019-05-16"),
        ("He came the day before yesterday.", "2019-05-15"),
        ("It fell two days ago.", "2019-05-15"),
        ("It fell a week ago.", "2019-05-10"),
        ("It fell three months ago.", "2019-02-01..2019-02-28"),
        ("It fell nearly four years ago.", "2015-01-01..2015-12-31"),
        ("They met last week.", "2019-05-06..2019-05-12"),
        ("They met last month.", "2019-04-01..2019-04-30"),
        ("They met last year.", "2018-01-01..2018-12-31"),
        ("They met this week.", "2019-05-13..2019-05-17"),
        ("They met earlier this week.", "2019-05-13..2019-05-16"),
        ("They met earlier this year.", "2019-01-01..2019-05-17"),
        ("They met late last year.", "2018-10-01..2018-12-31"),
        ("They met over the weekend.", "2019-05-11..2019-05-12"),
        ("In recent days shelling grew.", "2019-05-14..2019-05-17"),
        ("In the past 24 hours shelling grew.", "2019-05-16..2019-05-17"),
        ("Over the last eight days shelling grew.", "2019-05-09..2019-05-17"),
        ("Over the past year shelling grew.", "2018-05-17..2019-05-17"),
        ("In the last decade shelling grew.", "2009-05-17..2019-05-17"),
    ],
)
def test_days_are_told_from_the_reports_own(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell in February.", "2019-02-01..2019-02-28"),
        ("It fell in August.", "2018-08-01..2018-08-31"),
        ("It fell last November.", "2018-11-01..2018-11-30"),
        ("It fell in June last year.", "2018-06-01..2018-06-30"),
        ("It fell in mid-March.", "2019-03-11..2019-03-20"),
        ("It has been shelled since mid-March.", "2019-03-15..2019-05-17"),
        ("It fell earlier in May.", "2019-05-01..2019-05-17"),
        ("It fell earlier in April.", "2019-04-01..2019-04-30"),
        ("Troops arrived ahead of Saturday.", "2019-05-18"),
        ("Money was approved until September.", "2019-05-17..2019-09-30"),
        ("It was quiet until March.", "2019-03-01..2019-03-31"),
        ("It fell in early April.", "2019-04-01..2019-04-10"),
        ("It fell in late February.", "2019-02-21..2019-02-28"),
        ("It fell at the end of April.", "2019-04-21..2019-04-30"),
        ("It fell on May 3.", "2019-05-03"),
        ("It fell on 3 May.", "2019-05-03"),
        ("It fell on the 3rd of May.", "2019-05-03"),
        ("It fell on the 14th.", "2019-05-14"),
        ("It fell on December 12.", "2018-12-12"),
        ("The April 4 raid hit a school.", "2019-04-04"),
        ("The May 30 raid hit a school.", "2018-05-30"),
        ("It fell in the first week of April.", "2019-04-01..2019-04-07"),
        ("It fell in the first three months of the year.", "2019-01-01..2019-03-31"),
        ("It fell last winter.", "2018-12-01..2019-02-28"),
        ("It fell between 3 and 5 May.", "2019-05-03..2019-05-05"),
        ("Jets flew between 11 p.m. on Wednesday and 3 a.m. on Thursday.", "2019-05-15..2019-05-16"),
        ("Shells fell from 22:00 on 4 May until about 2 am on 5 May.", "2019-05-04..2019-05-05"),
        ("The curfew held from 9 o'clock on Monday till noon on Tuesday.", "2019-05-13..2019-05-14"),
        ("It fell from April 28 to May 2.", "2019-04-28..2019-05-02"),
        ("It was shelled in March and April.", "2019-03-01..2019-04-30"),
        ("It was shelled between November and January.", "2018-11-01..2019-01-31"),
        ("It was shelled from Monday to Wednesday.", "2019-05-13..2019-05-15"),
    ],
)
def test_days_without_a_year_are_the_latest(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On October 19, 2016, it fell.", "2016-10-19"),
        ("On 19 October 2016 it fell.", "2016-10-19"),
        ("On Oct. 19, 2016 it fell.", "2016-10-19"),
        ("On Wed Oct 19 , 2016 it fell.", "2016-10-19"),
        ("2016-10-19: it fell.", "2016-10-19"),
        ("It fell on 19/10/2016.", "2016-10-19"),
        ("It fell on 05.06.2014.", "2014-06-05"),
        ("It fell in February 2016.", "2016-02-01..2016-02-29"),
        ("It fell in 2013.", "2013-01-01..2013-12-31"),
        ("It fell in early 2014.", "2014-01-01..2014-03-31"),
        ("It fell in mid-2012.", "2012-06-01..2012-07-31"),
        ("It fell in late 2015.", "2015-10-01..2015-12-31"),
        ("It fell in the summer of 2012.", "2012-06-01..2012-08-31"),
        ("It fell in the 1990s.", "1990-01-01..1999-12-31"),
        ("The war of 2011-2014 is over.", "2011-01-01..2014-12-31"),
        ("The 2003 invasion is over.", "2003-01-01..2003-12-31"),
        ("A 2015 airstrike killed him.", "2015-01-01..2015-12-31"),
        ("It fell between 1991 and 1995.", "1991-01-01..1995-12-31"),
        ("On the night of June 13, 2015, it fell.", "2015-06-13..2015-06-14"),
    ],
)
def test_whole_dates_need_no_report_day(text: str, expected: str) -> None:
    assert days(text, None) == expected
    assert days(text, FRIDAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It has been shelled since Monday.", "2019-05-13..2019-05-17"),
        ("It has been besieged since 2013.", "2013-01-01..2019-05-17"),
        ("It has been besieged since late 2014.", "2014-10-01..2019-05-17"),
        ("It has been besieged since early March.", "2019-03-01..2019-05-17"),
        ("It has been besieged for two years.", "2017-05-17..2019-05-17"),
        ("It was bombed for the third consecutive day.", "2019-05-15..2019-05-17"),
        ("It was bombed in two days of attacks.", "2019-05-15..2019-05-17"),
    ],
)
def test_stretches_run_up_to_the_reports_day(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will meet on Wednesday.", "2019-05-22"),
        ("They will meet on Friday.", "2019-05-17"),
        ("They will meet next Monday.", "2019-05-20"),
        ("They will meet next week.", "2019-05-20..2019-05-26"),
        ("They will meet in September.", "2019-09-01..2019-09-30"),
        ("They will leave by Sunday.", "2019-05-17..2019-05-19"),
        ("They will leave by the end of June.", "2019-05-17..2019-06-30"),
        ("They will leave by September.", "2019-05-17..2019-09-01"),
        ("They will meet later this year.", "2019-05-17..2019-12-31"),
        ("They will leave within 48 hours.", "2019-05-17..2019-05-19"),
        ("They will leave in the next few days.", "2019-05-17..2019-05-20"),
        ("They will meet in three weeks' time.", "2019-06-07"),
        ("Guns will be silent until Tuesday.", "2019-05-17..2019-05-21"),
        ("It has been shelled since Monday.", "2019-05-13..2019-05-17"),
    ],
)
def test_a_verb_that_looks_ahead_turns_days_forward(text: str, expected: str) -> None:
    assert days(text, future=True) == expected


def test_a_near_day_ahead_is_taken_as_ahead_without_a_verb_to_say_so() -> None:
    assert days("The truce of 25 May was agreed.") == "2019-05-25"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was shelled the day before.", "2019-05-12"),
        ("The following day it was shelled.", "2019-05-14"),
        ("Two days later it was shelled.", "2019-05-15"),
        ("It was shelled a day earlier.", "2019-05-12"),
        ("The same day it was shelled.", "2019-05-13"),
        ("Later that day it was shelled.", "2019-05-13"),
        ("In the same month it was shelled.", "2019-05-01..2019-05-31"),
        ("Six months later it was shelled.", "2019-11-01..2019-11-30"),
    ],
)
def test_some_words_tell_days_from_the_passage_before(text: str, expected: str) -> None:
    assert days(text, previous=BEFORE) == expected
    assert days(text) is None


def test_the_passage_before_changes_nothing_else() -> None:
    assert days("It was shelled on Wednesday.", previous=BEFORE) == "2019-05-15"


@pytest.mark.parametrize("text", ["on Wednesday", "in February", "yesterday", "since 2011", "last week", "on 3 May"])
def test_without_a_report_day_relative_dates_have_no_days(text: str) -> None:
    assert days(text, None) is None


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took Gao following three days of shelling.",
        "He may march on the capital.",
        "May God protect them.",
        "March on Bamako, they shouted.",
        "Theresa May met the president.",
        "April met the president.",
        "They pray on Fridays.",
        "Every Friday they pray.",
        "The dead of Bloody Sunday were named.",
        "The Sunday Times printed it.",
        "The April 6 Youth Movement called for calm.",
        "Shells killed 2016 people.",
        "Some of 2000 people were fed.",
        "The Arab Spring is over.",
        "It fell on 05/06/2014.",
        "A 39-year-old mason fled.",
        "The cat sat in the sun.",
        "At the same time they fled.",
        "",
    ],
)
def test_what_only_looks_like_a_date_is_left_out(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It has been besieged since the beginning of October.", "since the beginning of October"),
        ("On Friday, jets struck.", "On Friday"),
        ("Seven died on Tuesday.", "on Tuesday"),
        ("In May 12 people fled.", "In May"),
        ("He was shot at dawn on Sunday.", "at dawn on Sunday"),
    ],
)
def test_an_expression_takes_in_the_words_that_belong_to_it(text: str, words: str) -> None:
    (found,) = find_dates(text)
    assert found.text == words
    assert text[found.start : found.end] == words


def test_two_days_of_one_sentence_stay_two() -> None:
    assert [e.text for e in find_dates("The raids began Saturday and killed 45 by Sunday.")] == [
        "Saturday",
        "by Sunday",
    ]


@pytest.mark.parametrize(
    ("text", "precision"),
    [("on Monday", 1), ("since Monday", 2), ("last week", 3), ("in April", 4), ("in 2016", 5)],
)
def test_precision_is_that_of_ucdp(text: str, precision: int) -> None:
    (expression,) = find_dates(text)
    found = resolve(expression, FRIDAY)
    assert found is not None
    assert found.precision == precision


def test_a_day_that_no_calendar_has_is_nothing() -> None:
    assert days("It fell on 31 February 2015.") is None


def test_a_sundays_last_week_is_the_one_just_ended() -> None:
    assert days("They met last week.", date(2019, 5, 19)) == "2019-05-12..2019-05-18"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tuesday 4 Apr 2017 Shells fall on Douala", date(2017, 4, 4)),
        ("Tank seized in Bria Monitor NEWSWIRE Thursday 16 Jul 2015 At least two", date(2015, 7, 16)),
        ("Monday 14 February 2005 17.14 GMT The first day", date(2005, 2, 14)),
        ("Video: Army enters Bor\n\nBy A. Writer\n\nBlue Nile Post, October 21, 2016\n\nThe army", date(2016, 10, 21)),
        ("JUBA | Sat Oct 15 , 2011 5:35 pm EDT JUBA - Troops", date(2011, 10, 15)),
        ("Posted on April 2 2017 by A. Writer", date(2017, 4, 2)),
        ("A headline Last updated at Aug 142016 BANGUI Jets", date(2016, 8, 14)),
        ("23-09-2013 Clashes in Goma", date(2013, 9, 23)),
        ("Men stand in Sanaa May 30,2011 . \nSANAA | Tue May 31 , 2011 4:45 pm", date(2011, 5, 31)),
    ],
)
def test_the_dateline_is_found(text: str, day: date) -> None:
    found = find_dateline(text)
    assert found is not None
    assert found[0] == day
    assert str(day.year) in text[found[1] : found[2]]


@pytest.mark.parametrize(
    "text",
    [
        "On 4 April 2017 shells fell on Douala.",
        "A column that entered the town on March 3, 2014 has left it.",
        "Men stand by a tank in Sirte September 26 , 2011 and look at the long road that leads to the sea.",
        "JUBA, July 4 (Agency) - Troops",
        "x" * 500 + "\nTuesday 4 Apr 2017\n",
        "",
    ],
)
def test_a_date_in_a_sentence_is_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


WORDS = st.sampled_from(
    [
        *("on", "in", "since", "the", "of", "last", "next", "early", "late", "mid-", "May", "March", "3", "31", "2014"),
        *(
            "29",
            "February",
            "Monday",
            "Tue",
            "week",
            "months",
            "two",
            "a",
            "several",
            "ago",
            "overnight",
            "dawn",
            "day",
        ),
        *("before", "later", "from", "to", "and", "-", ",", ".", "until", "by", "for", "earlier", "this", "year", "24"),
        *("hours", "weekend", "the 20th", "summer", "'", "s"),
    ]
)


@given(st.lists(WORDS, max_size=14), st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.booleans())
def test_any_words_give_ordered_spans_that_quote_exactly(words: list[str], anchor: date, future: bool) -> None:
    text = " ".join(words)
    at = 0
    for found in find_dates(text):
        assert at <= found.start < found.end
        assert text[found.start : found.end] == found.text
        at = found.end
        there = resolve(found, anchor, previous=Days(anchor, anchor, 1), future=future)
        assert there is None or (there.start <= there.end and 1 <= there.precision <= 5)


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.sampled_from(["Monday", "Thursday", "Sunday"]))
def test_a_weekday_lies_in_the_week_up_to_the_report_or_from_it(anchor: date, name: str) -> None:
    (expression,) = find_dates(f"on {name}")
    past, coming = resolve(expression, anchor), resolve(expression, anchor, future=True)
    assert past is not None
    assert coming is not None
    assert timedelta(0) <= anchor - past.start < timedelta(7)
    assert timedelta(0) <= coming.start - anchor < timedelta(7)
    assert past.start.strftime("%A") == coming.start.strftime("%A") == name


def test_a_plan_for_a_day_that_has_just_been_was_for_that_day() -> None:
    assert days("A truce was planned for 12 May.", future=True) == "2019-05-12"
    assert days("A truce is planned for 12 March.", future=True) == "2020-03-12"
