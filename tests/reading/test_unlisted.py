"""What the encoder adds to the words and types of the lexicon."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.reading.small_encoder import small_encoder
from tests.reading.small_tokenizer import WORDS

from reportedly.lexicon.triggers import load
from reportedly.model import ClaimType
from reportedly.reading.opinion import Opinion
from reportedly.reading.parse import parse_sentences
from reportedly.reading.parts import Unit
from reportedly.reading.sentences import split
from reportedly.reading.tags import KINDS, ROLES, STATUSES
from reportedly.reading.unlisted import all_candidates

TEXT = "Rebels shelled the town of Kara. Two people died there."


class Network:
    """Takes "died" for shelling or for casualties, and "there" for a trigger of control; says nothing of other words."""

    def run(self, _: None, given: dict[str, Any]) -> list[Any]:
        ids = given["ids"][0]
        kinds = np.zeros((1, len(ids), len(KINDS)), dtype=np.float32)
        kinds[0, :, 0] = 12
        for at, word in enumerate(WORDS[i] for i in ids):
            if word == "died":
                kinds[0, at, KINDS.index("shelling")] = 14
                kinds[0, at, KINDS.index("casualties")] = 14
            if word == "there":
                kinds[0, at, KINDS.index("control")] = 11
        statuses = np.zeros((1, len(ids), len(STATUSES) + 1), dtype=np.float32)
        asking = np.zeros((1, len(ids), len(ROLES)), dtype=np.float32)
        return [kinds, statuses, asking, asking]


@pytest.fixture
def read() -> tuple[list[Unit], Opinion]:
    units = [Unit(sentence) for sentence in split(TEXT)]
    for unit, doc in zip(units, parse_sentences([unit.sentence.text for unit in units]), strict=True):
        unit.doc = doc
    return units, Opinion.of([("text", unit.sentence.text) for unit in units], small_encoder(Network()))


def by(units: list[Unit], opinion: Opinion | None, number: int) -> dict[tuple[str, ClaimType], str]:
    found = all_candidates(number, units[number], load(), opinion)[0]
    return {(candidate.head.text, candidate.type): candidate.by for candidate in found}


def test_a_listed_word_may_be_of_a_type_that_the_encoder_finds_likely(read: tuple[list[Unit], Opinion]) -> None:
    units, opinion = read
    found = by(units, opinion, 1)
    assert found["died", ClaimType.CASUALTIES] == "entry"
    assert found["died", ClaimType.SHELLING] == "encoder"
    assert ("died", ClaimType.PROTEST) not in found


def test_a_word_that_tells_nothing_keeps_to_its_entry(read: tuple[list[Unit], Opinion]) -> None:
    units, opinion = read
    assert by(units, opinion, 0) == {("shelled", ClaimType.SHELLING): "beside"}


def test_a_word_of_no_entry_is_a_trigger_where_the_encoder_takes_it_for_one(read: tuple[list[Unit], Opinion]) -> None:
    units, opinion = read
    assert by(units, opinion, 1)["there", ClaimType.CONTROL] == "encoder"


def test_without_an_encoder_the_lexicon_is_alone(read: tuple[list[Unit], Opinion]) -> None:
    assert set(by(read[0], None, 1)) == {("died", ClaimType.CASUALTIES)}


def test_the_types_told_around_a_sentence_are_known(read: tuple[list[Unit], Opinion]) -> None:
    _, opinion = read
    near, part = opinion.elsewhere(0, "shelling")
    assert near > 0.4
    assert 0.3 < part < 0.6
    assert opinion.elsewhere(1, "shelling")[0] < 0.01
    assert opinion.elsewhere(0, "protest") == pytest.approx((0, 0), abs=0.01)
