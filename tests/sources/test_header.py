from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Document
from reportedly.sources import documents, tables
from reportedly.sources.header import facts_of_line, find
from reportedly.sources.shapes import HeaderExample, HeaderLine

BODY = (
    "Government troops entered the river port of Malakai on Tuesday after a week of shelling, and at least nine people "
    "were killed in the last hours of the fighting, a hospital director said."
)
LINES = tables.header().line


DAY = "3 May 2023"


@pytest.mark.parametrize(("line", "example"), [(line, example) for line in LINES for example in line.examples])
def test_every_example_of_the_data_file_gives_what_it_says(line: HeaderLine, example: HeaderExample) -> None:
    said = example.model_dump()
    found = facts_of_line(said.pop("text"), where=line.where, after=DAY if line.before_date else "")
    got = {key: getattr(found, key, None) for key in said if key != "date"}
    got["date"] = found.published.isoformat() if found and found.published else None
    assert got == said


@pytest.mark.parametrize(("line", "text"), [(line, text) for line in LINES for text in line.counterexamples])
def test_every_counterexample_gives_nothing(line: HeaderLine, text: str) -> None:
    assert facts_of_line(text, where=line.where, after=DAY if line.before_date else "") is None


def test_a_header_block_gives_title_author_publisher_and_date_and_the_foot_the_origin() -> None:
    text = (
        "\n\nTroops Enter River Port... Rebels Deny It\n\nBy Miriam Okello\n\nLakeside Herald, May 3, 2023\n\n"
        f"Region: East Africa\n\n{BODY}\n\n{BODY}\n\nThe original source of this article is <u>Hill Wire</u> "
        "Copyright © <u>Hill Wire</u>, 2023\n"
    )
    found = find(text)
    assert found.facts.title == "Troops Enter River Port... Rebels Deny It"
    assert found.facts.author == "Miriam Okello"
    assert found.facts.publisher == "Lakeside Herald"
    assert found.facts.published == date(2023, 5, 3)
    assert found.facts.original_source == "Hill Wire"
    assert found.title is not None
    assert text[slice(*found.title)] == found.facts.title
    assert "By Miriam Okello" in {text[a:b] for a, b in found.spans}


def test_a_by_line_that_names_the_origin_names_no_author() -> None:
    text = f"Troops enter river port\n\nBy Hill Wire\n\n{BODY}\n\nThis article was originally published by Hill Wire.\n"
    assert find(text).facts.author is None
    assert find(text).facts.original_source == "Hill Wire"


@pytest.mark.parametrize(
    "lines",
    [
        "LAKESIDE HERALD, May 3, 2023",
        "LAKESIDE HERALD\nGoma, Wednesday 3 May 2023, 18:40\nBy our correspondent",
        "By Miriam Okello\nLAKESIDE HERALD\n3 May 2023",
        "Goma, 3 May 2023 (LAKESIDE HERALD)",
        "3 May 2023 — LAKESIDE HERALD",
    ],
)
def test_publisher_and_date_below_the_title_are_found_in_whatever_order(lines: str) -> None:
    facts = find(f"Troops Enter River Port\n\n{lines}\n\nMALAKAI, 2 May 2023 – {BODY}\n").facts
    assert (facts.title, facts.publisher, facts.published) == (
        "Troops Enter River Port",
        "LAKESIDE HERALD",
        date(2023, 5, 3),
    )


def test_a_dateline_that_begins_a_paragraph_is_no_header() -> None:
    found = find(f"Troops Enter River Port\n\nGENEVA, 3 May 2023 – {BODY}\n\n{BODY}\n")
    assert (found.facts.publisher, found.facts.published) == (None, None)


def test_a_town_and_a_date_below_the_title_give_the_date_alone() -> None:
    facts = find(f"Troops Enter River Port\n\nAddis Ababa, 3 May 2023\n\n{BODY}\n").facts
    assert (facts.publisher, facts.published) == (None, date(2023, 5, 3))


def test_a_publisher_is_known_by_the_signature() -> None:
    text = f"Troops enter port\n\nBayan Hill, 3 May 2023\n\n{BODY}\n\nNobody fled, a nurse told Bayan Hill.\n"
    assert find(text).facts.publisher == "Bayan Hill"


def test_every_sample_report_names_publisher_and_day() -> None:
    folder = Path(__file__).parents[2] / "examples"
    found = list(documents([folder]))
    assert len(found) > 16
    assert [f for f in found if not (isinstance(f, Document) and f.publisher and f.published and f.title)] == []


def test_a_publisher_is_known_by_the_colophon() -> None:
    line = "Kasanga Today's Eye, 3 May 2023"
    assert find(f"Troops enter port\n\nBayan Hill, 3 May 2023\n\n{BODY}\n").facts.publisher is None
    assert find(f"Troops enter port\n\nBayan Hill, 3 May 2023\n\n{BODY}\n\nCopyright Bayan Hill").facts.publisher
    assert facts_of_line(line) is None


def test_fields_and_front_matter_are_read() -> None:
    text = f"---\ntitle: Troops enter river port\nauthor: Miriam Okello\ndate: 2023-05-03\n---\n\n{BODY}\n"
    facts = find(text).facts
    assert (facts.title, facts.author) == ("Troops enter river port", "Miriam Okello")
    assert facts.published == date(2023, 5, 3)


def test_a_markdown_heading_is_a_title_without_its_mark() -> None:
    assert find(f"# Troops enter river port\n{BODY}\n").facts.title == "Troops enter river port"


def test_navigation_above_the_title_is_passed_over() -> None:
    text = f"Home > News > Africa\n\nTroops enter river port\n\n{BODY}\n"
    assert find(text).facts.title == "Troops enter river port"


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n\n{BODY}",
        "Troops entered the port.\n\n" + BODY,
        "Government troops entered the river port of Malakai on Tuesday\nafter days of shelling; nine\nwere killed.",
        "Two words",
        "",
        "\n\n",
    ],
)
def test_a_text_without_a_headline_has_no_title(text: str) -> None:
    assert find(text).facts.title is None


def test_a_place_and_date_alone_name_no_publisher() -> None:
    assert find(f"Geneva, 3 May 2023\n\n{BODY}\n").facts.publisher is None


def test_a_date_that_opens_the_text_is_the_date_of_publication() -> None:
    assert find("Wed 03 May 2023 Troops enter river port. " + BODY).facts.published == date(2023, 5, 3)
    assert find("Posted on May 3 2023 by Miriam Okello Troops enter port " + BODY).facts.published == date(2023, 5, 3)
    assert find("On 3 May 2023 troops entered the port. " + BODY).facts.published is None


@given(st.text(max_size=400))
def test_spans_lie_in_the_text_and_hold_no_outer_blanks(text: str) -> None:
    found = find(text)
    for start, end in [*found.spans, *([found.title] if found.title else [])]:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
