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


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army announced a halt to air strikes on Khartoum.", "halt"),
        ("The coalition declared a five-day pause in its bombing of Hodeidah.", "pause"),
        ("The junta has suspended its air raids on Demoso.", "suspended"),
        ("Attacks on the port were halted on Monday.", "halted"),
        ("Russia paused shelling Kherson on Monday.", "paused"),
    ],
)
def test_a_halt_to_attacks_is_a_ceasefire(reader: Reader, text: str, word: str) -> None:
    assert ClaimType.CEASEFIRE in types(reader, text, word)


@pytest.mark.parametrize(
    "text",
    ["The airline suspended its flights to Bamako.", "The minister announced a halt to sugar exports from Mopti."],
)
def test_a_halt_to_anything_else_is_none(reader: Reader, text: str) -> None:
    assert not any(ClaimType.CEASEFIRE in types(reader, text, word) for word in ("suspended", "halt"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army told residents of the Tuti district to leave by nightfall.", "told"),
        ("Soldiers ordered the villagers to evacuate Demoso.", "ordered"),
        ("The militia demanded that soldiers surrender.", "demanded"),
    ],
)
def test_to_tell_people_to_leave_or_to_give_up_is_a_threat(reader: Reader, text: str, word: str) -> None:
    assert ClaimType.THREAT in types(reader, text, word)


def test_to_tell_people_anything_else_is_none(reader: Reader) -> None:
    assert not types(reader, "The army told residents of the Tuti district to stay calm.", "told")


def test_a_preposition_of_time_is_no_part_of_a_trigger(reader: Reader) -> None:
    (at,) = (
        c for c in candidates(reader, "Rebels fired on a convoy near Taiz on Friday.") if c.entry.words[-1] == "on"
    )
    assert at.head.text == "fired"
    timed = candidates(reader, "A gun of the army was seen firing near Taiz on Friday.")
    assert not any(c.entry.words[-1] == "on" for c in timed)


def test_a_system_of_air_defence_is_one_of_arms(reader: Reader) -> None:
    assert types(reader, "An air defence system was spotted near Taiz on Tuesday.", "spotted") == {
        ClaimType.DEPLOYMENT: "entry"
    }
    assert not types(reader, "A water system was spotted near Taiz on Tuesday.", "spotted")


def test_what_is_taken_may_speak_against_the_words_own_type(reader: Reader) -> None:
    people = types(reader, "Gunmen seized three teachers near Mopti.", "seized")
    assert people == {ClaimType.ABDUCTION: "object", ClaimType.TERRITORY_GAIN: "despite"}
    town = types(reader, "The army seized the town of Mopti.", "seized")
    assert town == {ClaimType.TERRITORY_GAIN: "object"}


def test_an_air_force_strikes_from_the_air_and_an_armed_force_does_not(reader: Reader) -> None:
    air = types(reader, "The Sudanese air force bombarded Nyala.", "bombarded")
    assert air == {ClaimType.AIR_STRIKE: "means", ClaimType.SHELLING: "despite"}
    assert types(reader, "A large force bombarded Nyala.", "bombarded") == {ClaimType.SHELLING: "entry"}
