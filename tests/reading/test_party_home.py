from datetime import date

import pytest

from reportedly.lexicon.parties import Register
from reportedly.reading.parties import Parties

REGISTER = Register.load()
SUDAN = (
    "In Sudan, crowds marched. The Sudanese capital was quiet, Sudanese radio said. Chad closed its border with Sudan."
)
MALI = "The Malian army left Kidal in Mali. Malian officials spoke; France, which has left Mali, did not."


def party(phrase: str, document: str, published: date | None = date(2022, 5, 1)) -> str | None:
    return Parties(REGISTER, document, published).name(phrase).party


@pytest.mark.parametrize(
    ("phrase", "document", "expected"),
    [
        ("the army", SUDAN, "force:SD:army"),
        ("government forces", SUDAN, "force:SD:military"),
        ("state television", SUDAN, "media:SD"),
        ("police", MALI, "force:ML:police"),
        ("the rebels", MALI, "rebels:ML"),
        ("the opposition", SUDAN, "opposition:SD"),
        ("the defence ministry", MALI, "gov:ML:defence"),
    ],
)
def test_bare_offices_belong_to_the_country_that_a_document_is_about(phrase: str, document: str, expected: str) -> None:
    assert party(phrase, document) == expected


@pytest.mark.parametrize("phrase", ["civilians", "troops", "the group", "fighters", "the minister"])
def test_words_that_may_be_anybodys_stay_nobodys(phrase: str) -> None:
    assert party(phrase, SUDAN) is None


def test_the_army_in_a_report_of_a_war_between_states_is_nobodys() -> None:
    text = "Ukraine and Ukrainian guns, Ukraine's drones, Ukrainian towns, Ukraine itself. Russia shelled; Russian jets flew."
    assert party("the army", text) is None
    assert party("the army", text.replace("Russia", "Norway").replace("Norwayn", "Norwegian")) == "force:UA:army"


def test_two_countries_told_of_alike_have_no_army_in_common() -> None:
    assert party("the army", "Chad and Niger met. Chadian and Nigerien envoys went to Chad, then to Niger.") is None


def test_a_country_named_in_passing_is_no_home() -> None:
    assert party("the army", "He came from Kenya, by way of Uganda.") is None


def test_bare_rebels_are_the_one_group_that_the_document_calls_so() -> None:
    text = "M23 rebels took the hill in Congo. Congolese officials in the Democratic Republic of Congo said the rebels fled."
    assert party("the rebels", text) == "m23"
    both = f"{text} ADF rebels burned a village in Congo."
    assert party("the rebels", both) is None


def test_rebels_of_a_country_are_told_from_its_forces() -> None:
    reading = Parties(REGISTER, "Chadian rebels met.", None)
    assert reading.name("Chadian rebels").party == "rebels:TD"
    assert reading.name("rebels in Chad").party == "rebels:TD"
    assert reading.name("the Venezuelan opposition").party == "opposition:VE"
    assert reading.name("Chad-backed rebels").party is None
    assert REGISTER.get("rebels:TD").parent is None  # type: ignore[union-attr]


def test_bare_rebels_are_nobodys_where_an_armed_group_of_another_country_is_named() -> None:
    text = "Chadian troops crossed the border. The Chadian air force struck JEM near Tine. Chadian officers praised the rebels."
    assert party("the rebels", text) is None
    assert party("the army", text) == "force:TD:army"


@pytest.mark.parametrize(("ground", "expected"), [("SD", "force:SD:army"), ("TD", None), (None, "force:SD:army")])
def test_the_army_is_nobodys_where_the_places_lie_in_another_country(ground: str | None, expected: str | None) -> None:
    reading = Parties(REGISTER, SUDAN, date(2022, 5, 1))
    reading.stand_on(ground)
    assert reading.name("the army").party == expected
