"""The opinion asked over a network that is written by hand: every number in it is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.reading.small_encoder import small_encoder
from tests.reading.small_tokenizer import WORDS

from reportedly.model import Status
from reportedly.reading.opinion import Opinion, steps
from reportedly.reading.tags import KINDS, ROLES, STATUSES

SENTENCES = [
    ("text", "The army shelled the town of Kara."),
    ("text", "It said two people died on Monday."),
    ("text", "Then rebels shelled Kara again."),
]


class Network:
    """Takes "shell…" for shelling, "died" for casualties, "army" for the actor of whatever is asked, and says nothing else."""

    def run(self, _: None, given: dict[str, Any]) -> list[Any]:
        ids = given["ids"][0]
        words = [WORDS[i] for i in ids]
        kinds = np.zeros((1, len(ids), len(KINDS)), dtype=np.float32)
        kinds[0, :, 0] = 6
        statuses = np.zeros((1, len(ids), len(STATUSES) + 1), dtype=np.float32)
        asking = np.ones((1, len(ids), len(ROLES)), dtype=np.float32)
        answers = np.full((1, len(ids), len(ROLES)), -8, dtype=np.float32)
        for at, word in enumerate(words):
            if word in {"shell", "##ed"}:
                kinds[0, at, KINDS.index("shelling")] = 12
                answers[0, at, ROLES.index("same")] = 3
            if word == "died":
                kinds[0, at, KINDS.index("casualties")] = 8
                statuses[0, at, STATUSES.index("possible")] = 5
            if word == "army":
                answers[0, at, ROLES.index("actor")] = 4
        return [kinds, statuses, asking, answers]


@pytest.fixture
def opinion() -> Opinion:
    return Opinion.of(SENTENCES, small_encoder(Network()))


def span(sentence: int, words: str) -> tuple[int, int, int]:
    start = SENTENCES[sentence][1].index(words)
    return sentence, start, start + len(words)


def test_words_that_tell_an_event_are_told_from_those_that_do_not(opinion: Opinion) -> None:
    p, kinds = opinion.event(*span(0, "shelled"))
    assert p > 0.9
    assert max(kinds, key=lambda kind: kinds[kind]) == "shelling"
    assert opinion.event(*span(0, "town"))[0] < 0.1


def test_the_triggers_are_whole_words_in_their_sentences(opinion: Opinion) -> None:
    found = [
        (run.unit, SENTENCES[run.unit][1][run.start : run.end]) for runs in opinion.triggers().values() for run in runs
    ]
    assert found == [(0, "shelled"), (1, "died"), (2, "shelled")]


def test_a_part_may_stand_in_another_sentence(opinion: Opinion) -> None:
    asked = opinion.asked(*span(2, "shelled"))
    assert asked is not None
    assert asked.part("actor", *span(0, "The army")) > 0.9
    assert asked.part("actor", *span(2, "rebels")) < 0.1
    assert [(run.unit, run.start, run.end) for run in asked.runs("actor")] == [span(0, "army")]
    assert asked.runs("target") == []


def test_the_status_is_that_of_the_words(opinion: Opinion) -> None:
    status, sure, _ = opinion.status(*span(1, "died"))
    assert (status, sure > 0.9) == (Status.POSSIBLE, True)


def test_two_triggers_are_asked_whether_they_tell_the_same(opinion: Opinion) -> None:
    again, other = (
        opinion.same(span(0, "shelled"), span(2, "shelled")),
        opinion.same(span(0, "shelled"), span(1, "died")),
    )
    assert again is not None
    assert other is not None
    assert again > 0.9 > 0.6 > other


def test_words_that_were_not_read_have_no_opinion(opinion: Opinion) -> None:
    assert opinion.event(9, 0, 3) == (0.0, {})
    assert opinion.asked(9, 0, 3) is None
    assert opinion.same((9, 0, 3), span(0, "shelled")) is None


def test_windows_without_a_sentence_that_matters_are_not_encoded(opinion: Opinion) -> None:
    none = Opinion.of(SENTENCES, opinion.encoder, frozenset())
    assert none.pieces == []
    assert none.triggers() == {}


def test_a_likelier_part_has_every_sign_of_a_less_likely_one() -> None:
    less, more = steps("actor", 0.3), steps("actor", 0.8)
    assert set(less) < set(more)
    assert steps("actor", 0.0) == ("actor>=-6",)[: len(steps("actor", 0.0))]
