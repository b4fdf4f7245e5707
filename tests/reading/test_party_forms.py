import pytest

from reportedly.lexicon.parties import Register
from reportedly.reading.parties import Parties

REGISTER = Register.load()


def found(text: str) -> list[tuple[str, str | None]]:
    return [(text[n.start : n.end], n.party) for n in Parties(REGISTER, text, None).find(text)]


def named(phrase: str) -> tuple[str, str | None]:
    name = Parties(REGISTER, phrase, None).name(phrase)
    return phrase[name.start : name.end], name.party


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fighters of the Red Valley Brigade left the hill.", "Red Valley Brigade"),
        ("On Sunday Ansar al-Noor burned two trucks.", "Ansar al-Noor"),
        ("The Blue Coast Liberation Front denied it.", "Blue Coast Liberation Front"),
        ("They joined Katibat al-Wadi in May.", "Katibat al-Wadi"),
        ("A convoy of Liwa al-Jabal was hit.", "Liwa al-Jabal"),
        ("Jaysh al-Sahil took the hill.", "Jaysh al-Sahil"),
        ("The People's Defence Force of Minzaw laid a mine.", "People's Defence Force of Minzaw"),
        ("The 412th Mechanised Division crossed the river.", "412th Mechanised Division"),
        ("The Dune Storm Battalion surrendered.", "Dune Storm Battalion"),
        ("The Awlad Tamr Tribal Council offered a truce.", "Awlad Tamr Tribal Council"),
        ("The Army of the Sands claimed the attack.", "Army of the Sands"),
        ("Lashkar-e-Noor fired rockets.", "Lashkar-e-Noor"),
        ("The Military Council of Tamrin met.", "Military Council of Tamrin"),
        ("The Front for the Liberation of Tamrin met.", "Front for the Liberation of Tamrin"),
        ("The Frente Orlando Prado burned a bus.", "Frente Orlando Prado"),
    ],
)
def test_an_unknown_group_is_known_by_the_form_of_its_name(text: str, name: str) -> None:
    assert found(text) == [(name, None)]


@pytest.mark.parametrize(
    "text",
    [
        "The Brigade left.",
        "The Air Force bombed it.",
        "Fighting went on along the Western Front.",
        "The brigade of young men left the front.",
        "He said “Tamr” Brigade is a word.",
        "Our Wire Staff\nCoalition jets bombed the road.",
        "The Second Division left.",
    ],
)
def test_plain_words_are_no_name(text: str) -> None:
    assert [name for name, party in found(text) if party is None] == []


def test_a_known_name_is_not_widened() -> None:
    assert found("The Arakan Army and the Free Syrian Army met in Sudan.")[:2] == [
        ("Arakan Army", "arakan-army"),
        ("Free Syrian Army", "free-syrian-army"),
    ]
    assert found("The Ukrainian Army Division stood.")[0][1] == "force:UA:army"


def test_a_body_whose_name_begins_like_an_army_is_not_the_army() -> None:
    assert found("The Libyan Military Council met.") == [("Libyan Military Council", None)]


def test_the_owner_of_a_unit_is_not_its_name() -> None:
    assert found("Mali's Red Sand Brigade left.") == [("Mali", "state:ML"), ("Red Sand Brigade", None)]


def test_a_form_is_taken_out_of_the_phrase_round_it() -> None:
    assert named("at least ten fighters of the Red Valley Brigade") == ("Red Valley Brigade", None)
    assert named("the Dune Storm Battalion in Tamrin") == ("Dune Storm Battalion", None)


def test_a_name_does_not_reach_over_a_full_stop() -> None:
    assert ("Tamrin. Brigade", None) not in found("They took Tamrin. Brigade after brigade came.")
