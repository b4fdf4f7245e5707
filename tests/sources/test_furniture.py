from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.sources import tables
from reportedly.sources.furniture import furniture, reads_like_reporting
from reportedly.sources.kinds import whole_kind
from reportedly.sources.shapes import FurnitureKind

KINDS = tables.furniture().kind
BODY = (
    "Government troops entered the river port of Malakai on Tuesday after a week of shelling, a hospital said.",
    "At least nine people were killed in the last hours of the fighting, most of them in the fish market.",
    "“We will take back our town,” a commander of the rebels told Hill Wire by telephone on Wednesday.",
    "The army said that it had captured forty fighters and two field guns near the bridge.",
)


def taken(text: str) -> list[str]:
    return [text[start:end] for start, end in furniture(text)]


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind in KINDS for line in kind.examples])
def test_every_example_is_taken(kind: object, line: str) -> None:
    assert re.search(kind.pattern, line, re.IGNORECASE)  # type: ignore[attr-defined]
    text = f"{BODY[0]}\n\n{line}\n\n{BODY[1]}"
    assert any(part in line or line in part for part in taken(text))
    assert not any(sentence in part for part in taken(text) for sentence in BODY)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.holds], ids=lambda kind: kind.name)
@settings(max_examples=50, deadline=None)  # the machine may be busy
@given(data=st.data())
def test_whatever_a_pattern_finds_holds_one_of_its_strings(kind: FurnitureKind, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(kind.pattern))
    assert any(words in line.lower() for words in kind.holds)


@pytest.mark.parametrize("line", [line for kind in KINDS for line in kind.counterexamples])
def test_no_counterexample_is_taken(line: str) -> None:
    assert whole_kind(line) is None
    assert taken(f"{BODY[0]}\n\n{line}\n\n{BODY[1]}") == []


def test_reporting_is_left_alone() -> None:
    assert taken("\n\n".join(BODY)) == []
    assert taken("\n".join(BODY)) == []
    assert taken(" ".join(BODY)) == []


def test_a_footer_takes_short_lines_after_it_and_leaves_reporting() -> None:
    late = "Late on Wednesday the mayor said that four more bodies had been found under the ruins of the school."
    foot = ["Please consider donating to our work.", "Copyright © Hill Wire, 2023", "Floods in the valley", late]
    text = "\n\n".join([*BODY, *foot, "Our readers decide what we cover and your voice counts for us every day."])
    found = taken(text)
    assert "Floods in the valley" in found
    assert late not in found
    assert len(found) == 3  # what speaks to the reader after that report begins no footer by itself


def test_two_boilerplate_lines_at_the_top_begin_no_footer() -> None:
    text = "\n\n".join(["Subscribe", "Share this article", "Port changes hands", *BODY])
    assert taken(text) == ["Subscribe", "Share this article"]


def test_a_disclaimer_of_many_words_in_a_footer_is_taken() -> None:
    foot = (
        "Comment on Hill Wire articles on our page",
        "Disclaimer: The contents of this article are of the sole responsibility of the author. Hill Wire will not be "
        "responsible for any inaccurate statement in it.",
        "The site is distributed without profit to those who wish to study, and readers may use its copyrighted texts.",
    )
    assert taken("\n\n".join([*BODY, *foot])) == list(foot)


def test_links_under_a_bare_heading_are_taken_and_subheadings_are_not() -> None:
    text = f"{BODY[0]}\n\nRelated articles\n\nFloods in the valley\n\n{BODY[1]}\n\nA town divided\n\n{BODY[2]}"
    assert taken(text) == ["Related articles", "Floods in the valley"]


def test_a_link_with_its_own_words_takes_only_itself() -> None:
    text = f"{BODY[0]}\n\nRead more: Floods in the valley\n\nA town divided\n\n{BODY[1]}"
    assert taken(text) == ["Read more: Floods in the valley"]


def test_tags_that_break_off_at_a_comma_go_on_in_the_next_line() -> None:
    text = f"Tags: sieges, rivers,\n\nports and trade\n\n{BODY[0]}"
    assert taken(text) == ["Tags: sieges, rivers,", "ports and trade"]


def test_of_a_caption_only_the_credit_is_taken() -> None:
    caption = "Smoke rises over the port after a strike on Friday. Photograph: Miriam Okello/Hill Wire"
    assert taken(f"{BODY[0]}\n\n{caption}\n\n{BODY[1]}") == ["Photograph: Miriam Okello/Hill Wire"]


def test_a_title_is_read_even_if_it_begins_as_boilerplate_does() -> None:
    text = f"Video: Troops enter river port\n\nBy Miriam Okello\n\n{BODY[0]}"
    assert taken(text) == ["By Miriam Okello"]


def test_wrapped_lines_are_judged_together() -> None:
    text = (
        "If you are able, and if you like what our small team does for you, please\n"
        "support the project through the address that stands below this report, for\nit is the only way.\n"
    )
    assert taken(f"{BODY[0]}\n\n{text}") == [text.strip()]


def test_quotations_may_say_we() -> None:
    assert reads_like_reporting(BODY[2])
    assert not reads_like_reporting("We will never sell your data to anybody, and you can leave the list at any time.")


def test_endless_lines_cost_little() -> None:
    start = time.perf_counter()
    for piece in ("please ", "<b", "``", "( ", " © a", "-LRB- reporting by ", "a|", "Photo: ", " " * 50 + "x"):
        furniture(piece * (200_000 // len(piece)))
    assert time.perf_counter() - start < 10


PIECES = ["\n", "\r", " ", "a", ".", "By Ann Lee", "Share", "Tags: b,", "©", "Home", " (Photo: b)", *BODY]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_spans_are_ordered_and_do_not_overlap(text: str) -> None:
    last = 0
    for start, end in furniture(text):
        assert last <= start < end <= len(text)
        last = end
