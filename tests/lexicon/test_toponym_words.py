from __future__ import annotations

import copy

import pytest

from reportedly.lexicon import toponym_words
from reportedly.lexicon.shapes import read_toml
from reportedly.lexicon.toponym_words import FILE, faults, faults_of, load, plural


@pytest.fixture
def raw() -> dict[str, object]:
    return copy.deepcopy(read_toml(FILE)[0])


def test_the_data_file_is_without_faults() -> None:
    assert faults() == []


def test_a_kind_word_is_found_in_singular_and_plural() -> None:
    words = load()
    assert words.kinds["town"] == words.kinds["towns"] == "settlement"
    assert words.singular["oil refineries"] == "oil refinery"


def test_directions_have_their_bearing_in_every_form() -> None:
    bearing = load().bearing
    assert bearing["north-eastern"] == bearing["northeast"] == 45
    assert bearing["westwards"] == 270


def test_people_and_adjectives_lead_to_their_country() -> None:
    demonyms = load().demonyms
    assert demonyms["malian"] == "ML"
    assert demonyms["sudanese"] == "SD"


def test_a_country_that_is_its_own_adjective_is_no_demonym() -> None:
    assert "new zealand" not in load().demonyms


@pytest.mark.parametrize(
    ("word", "expected"), [("city", "cities"), ("quay", "quays"), ("marsh", "marshes"), ("dam", "dams")]
)
def test_plurals_are_regular(word: str, expected: str) -> None:
    assert plural(word) == expected


def test_a_misspelt_key_is_a_fault_that_names_the_file(raw: dict[str, dict[str, object]]) -> None:
    raw["weights"]["populaton"] = 1.0
    assert any(FILE in fault and "populaton" in fault for fault in faults_of(raw))


def test_a_word_of_two_kinds_is_a_fault(raw: dict[str, dict[str, dict[str, list[str]]]]) -> None:
    raw["kind"]["water"]["words"].append("town")
    assert any('"town"' in fault for fault in faults_of(raw))


def test_a_capital_letter_is_a_fault(raw: dict[str, dict[str, list[str]]]) -> None:
    raw["other"]["titles"].append("Colonel")
    assert any('"Colonel"' in fault for fault in faults_of(raw))


def test_a_missing_weight_is_a_fault(raw: dict[str, dict[str, object]]) -> None:
    del raw["weights"]["floor"]
    assert any("floor" in fault for fault in faults_of(raw))


def test_loading_is_cached() -> None:
    assert toponym_words.load() is load()
