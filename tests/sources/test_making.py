from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as given_by
from hypothesis import strategies as st

from reportedly.errors import DocumentError
from reportedly.sources.given import Given
from reportedly.sources.identity import Facts, document_id
from reportedly.sources.making import from_text, make

TEXT = "Rebels leave hill town\n\nBy Miriam Okello\n\nLakeside Herald, May 3, 2023\n\nRebels left Kasanga on Tuesday.\n"


def test_facts_found_in_the_text_are_given_and_the_text_stays() -> None:
    document = from_text(TEXT, ref="mine")
    assert document.text == TEXT
    assert (document.title, document.author, document.ref) == ("Rebels leave hill town", "Miriam Okello", "mine")
    assert (document.publisher, document.published) == ("Lakeside Herald", date(2023, 5, 3))


def test_given_beats_stated_beats_found() -> None:
    stated = Facts(publisher="Stated", author="Stated")
    document = make(TEXT, stated, given=Given(publisher="Given"))
    assert (document.publisher, document.author, document.title) == ("Given", "Stated", "Rebels leave hill town")


def test_a_blank_text_is_refused() -> None:
    with pytest.raises(DocumentError, match="empty"):
        from_text(" \n\ufeff")


def test_the_id_depends_on_text_and_facts_and_not_on_the_reference() -> None:
    one = from_text(TEXT, ref="a")
    assert one.id == from_text(TEXT, ref="b").id
    assert one.id.startswith("d_")
    assert len(one.id) == 18
    assert one.id != from_text(TEXT + " ").id
    assert one.id != from_text(TEXT, given=Given(title="Other")).id


def test_ids_do_not_change_from_release_to_release() -> None:
    assert document_id("Rebels left.", Facts(publisher="Hill Wire", published=date(2023, 5, 3))) == "d_ae2c1c36912a4acf"


def test_a_title_cannot_pass_for_the_end_of_a_text() -> None:
    assert document_id("ab", Facts(title="c")) != document_id("a", Facts(title="bc"))
    assert document_id("a", Facts(title="b")) != document_id("a", Facts(publisher="b"))


@given_by(st.text(st.characters(), max_size=190))
def test_any_text_is_kept_letter_for_letter_or_refused_as_empty(text: str) -> None:
    if text.strip("\ufeff \t\r\n\f\v\0"):
        assert from_text("Report: " + text).text == "Report: " + text
    else:
        with pytest.raises(DocumentError, match="empty"):
            from_text(text)
