"""Which documents, and what in them, is about war."""

from __future__ import annotations

import pytest

from reportedly.reading.linear import Scorer, lexicon_scores
from reportedly.reading.subject import LONG, NAME, REACH, SHORT, needed, of_war

WAR = "Government troops shelled the rebel-held town of Ardal on Monday, killing seven civilians."
PEACE = [
    "The board of the dairy is to meet on Thursday to take a decision on the price of milk.",
    "It has been under fire from farmers, who launched a campaign in spring.",
    "The striker hit the bar twice before the defence of the visitors was beaten in the last minute.",
    "Snow held up the buses for a third day, and the school at the lake will stay closed until it is cleared.",
    "A choir of forty children opened the new hall, which the council had put off for years.",
    "The bakery is among the few shops that were left on the square after the market moved.",
    "Its owner says that she will hand it over to her daughter once the oven has been paid for.",
    "The chess club came under new rules last week, and its players are not happy with them.",
]
SCORER = lexicon_scores()[NAME]


def test_a_report_of_war_passes_whole() -> None:
    sentences = [WAR, "Residents said that the strikes went on until dawn.", "The army did not comment."]
    assert of_war(sentences, SCORER) == {0, 1, 2}


def test_ordinary_news_does_not_pass_for_words_that_war_shares_with_it() -> None:
    assert of_war(PEACE, SCORER) == set()
    assert of_war(PEACE * 20, SCORER) == set()


def test_among_ordinary_news_only_what_stands_near_a_telling_is_read() -> None:
    sentences = [*PEACE * 4, WAR, *PEACE * 4]
    read = of_war(sentences, SCORER)
    at = sentences.index(WAR)
    assert read == set(range(min(read), max(read) + 1))
    assert min(read) < at < max(read)
    for beyond in ([*range(min(read), at)], [*range(at + 1, max(read) + 1)]):
        assert REACH <= sum(len(sentences[n].split()) for n in beyond) <= REACH + 40
    assert len(read) < len(sentences) / 2


@pytest.mark.parametrize(
    "post",
    ["Two wounded in Dera Zul.", "The bridge at Karum has been retaken.", "Families are leaving Ardal for the hills."],
)
def test_a_post_of_one_line_passes(post: str) -> None:
    assert of_war([post], SCORER) == {0}


def test_a_longer_document_needs_a_surer_sentence_up_to_a_length() -> None:
    lengths = [1, SHORT, 2 * SHORT, LONG, 9 * LONG]
    assert [needed(n) for n in lengths] == sorted(needed(n) for n in lengths)
    assert needed(1) == needed(SHORT) < needed(2 * SHORT) < needed(LONG) == needed(9 * LONG)


def test_a_scorer_without_weights_lets_everything_pass() -> None:
    assert of_war(PEACE, Scorer(NAME, {})) == set(range(len(PEACE)))
    assert of_war([], SCORER) == set()


def test_sentences_without_words_do_no_harm() -> None:
    assert of_war(["—", "* * *"], SCORER) == {0, 1}
    assert of_war([WAR, *["—"] * 5000], SCORER) == set(range(5001))
