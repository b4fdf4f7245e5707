"""Which events a word may name, and of which type."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reportedly.lexicon.triggers import load
from reportedly.model import ClaimType, Document
from reportedly.reading.parts import Candidate
from reportedly.reading.pipeline import Reader
from reportedly.reading.triggers import find_candidates


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    opened = Reader.open(tagger="lexicon")
    with opened.gazetteer:
        yield opened


def candidates(reader: Reader, text: str) -> list[Candidate]:
    units, _, _ = reader.annotate(Document("d", text), whole=True)
    return [c for number, unit in enumerate(units) for c in find_candidates(number, unit, load())[0]]


def types(reader: Reader, text: str, word: str) -> dict[ClaimType, str]:
    return {c.type: c.by for c in candidates(reader, text) if c.head.text == word}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The militia tried to advance on Taiz on Monday.", "tried"),
        ("Soldiers attempted to storm the camp and capture Sake.", "attempted"),
        ("Rebel attempts at taking Marib were beaten off.", "attempts"),
    ],
)
def test_trying_to_take_a_place_is_fighting(reader: Reader, text: str, word: str) -> None:
    assert ClaimType.ARMED_CLASH in types(reader, text, word)


@pytest.mark.parametrize(
    "text",
    ["The minister tried to calm the crowd in Bamako.", "Doctors attempted to save the driver."],
)
def test_trying_anything_else_is_none(reader: Reader, text: str) -> None:
    assert not types(reader, text, "tried")
    assert not types(reader, text, "attempted")


def test_what_is_taken_may_speak_against_the_words_own_type(reader: Reader) -> None:
    people = types(reader, "Gunmen seized three teachers near Mopti.", "seized")
    assert people == {ClaimType.ABDUCTION: "object", ClaimType.TERRITORY_GAIN: "despite"}
    town = types(reader, "The army seized the town of Mopti.", "seized")
    assert town == {ClaimType.TERRITORY_GAIN: "object"}


def test_an_air_force_strikes_from_the_air_and_an_armed_force_does_not(reader: Reader) -> None:
    air = types(reader, "The Sudanese air force bombarded Nyala.", "bombarded")
    assert air == {ClaimType.AIR_STRIKE: "means", ClaimType.SHELLING: "despite"}
    assert types(reader, "A large force bombarded Nyala.", "bombarded") == {ClaimType.SHELLING: "entry"}
