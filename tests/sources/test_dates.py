from __future__ import annotations

from datetime import date

import pytest

from reportedly.errors import SettingError
from reportedly.sources import tables
from reportedly.sources.dates import given_date, leading_date, whole_date

EXAMPLES = [(e.text, e.gives) for form in tables.dates().form for e in form.examples]


@pytest.mark.parametrize(("text", "gives"), EXAMPLES)
def test_every_example_of_the_data_file_is_read_as_it_says(text: str, gives: date | None) -> None:
    assert whole_date(text) == gives


def test_a_day_that_could_be_either_way_round_is_not_read() -> None:
    assert whole_date("03/04/2016") is None
    assert whole_date("13/04/2016") == date(2016, 4, 13)


def test_a_date_with_more_words_is_no_date_but_may_lead() -> None:
    assert whole_date("5 April 2017 Army retakes town") is None
    assert leading_date("Wed 05 Apr 2017 Army retakes town") == (date(2017, 4, 5), 15)
    assert leading_date("Army retakes town on 5 April 2017") is None


def test_a_given_date_that_cannot_be_read_is_refused_with_the_way_to_write_it() -> None:
    assert given_date("21 Oct 2016") == date(2016, 10, 21)
    with pytest.raises(SettingError, match=r'"next Tuesday": cannot be read as a date\. Write it as 2016-10-21'):
        given_date("next Tuesday")
