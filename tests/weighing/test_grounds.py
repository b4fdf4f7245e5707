from __future__ import annotations

from dataclasses import replace

import pytest
from tests.weighing.made_up_sentences import GAIN, HELD, LEFT, told

from reportedly.model import Claim, ClaimType
from reportedly.weighing.grounds import grounds


def names(claim: Claim) -> list[str]:
    return [ground.name for ground in grounds(claim)]


@pytest.mark.parametrize(
    ("sentence", "trigger", "places", "meant"),
    [
        ("The rebels captured Halwa on Monday.", "captured", ("Halwa",), ["Halwa"]),
        ("The rebels captured the towns of Halwa and Dara.", "captured", ("Halwa", "Dara"), ["Halwa", "Dara"]),
        ("The rebels took villages including Halwa.", "took", ("Halwa",), ["Halwa"]),
        ("The rebels took six villages, Halwa and Dara among them.", "took", ("Halwa", "Dara"), ["Halwa", "Dara"]),
        ("The district of Halwa was captured by rebels.", "captured", ("Halwa",), ["Halwa"]),
        ("Troops from Qasr captured Halwa.", "captured", ("Qasr", "Halwa"), ["Halwa"]),
        ("They captured Halwa on the way to Dara.", "captured", ("Halwa", "Dara"), ["Halwa"]),
        ("They captured two villages in Halwa.", "captured", ("Halwa",), []),
        ("They captured positions on the outskirts of Halwa.", "captured", ("Halwa",), []),
        ("They captured a hill that overlooks Halwa.", "captured", ("Halwa",), []),
        (
            "Pushing west from Dara, they won the day, seizing the village of Halwa.",
            "seizing",
            ("Dara", "Halwa"),
            ["Halwa"],
        ),
        ("They captured the northern tip of Halwa.", "captured", ("Halwa",), []),
        ("They captured Dara while jets bombed Halwa.", "captured", ("Dara", "Halwa"), ["Dara"]),
        ("In Halwa, where the rebels seized a hilltop, markets were shut.", "seized", ("Halwa",), []),
        ("The rebels captured the Halwa district of Dara.", "captured", ("Halwa", "Dara"), []),
        ("The rebels captured the Dara town of Halwa.", "captured", ("Dara", "Halwa"), ["Halwa"]),
        ("The rebels took a third of Halwa.", "took", ("Halwa",), []),
    ],
)
def test_what_is_taken_is_what_the_words_govern(
    sentence: str, trigger: str, places: tuple[str, ...], meant: list[str]
) -> None:
    assert names(told(sentence, trigger, places)) == meant


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The army captured the airport of Halwa.", "airport of Halwa"),
        ("The army captured Halwa airport.", "airport of Halwa"),
        ("The army captured the military airport in Halwa.", "airport of Halwa"),
        ("The army captured half of Halwa.", "half of Halwa"),
        ("The army captured the middle of Halwa.", "centre of Halwa"),
    ],
)
def test_a_site_or_a_part_of_a_place_is_ground_of_its_own(sentence: str, name: str) -> None:
    assert names(told(sentence, "captured", "Halwa")) == [name]


def test_who_leaves_a_place_for_another_left_only_the_first() -> None:
    sentence = "The fighters withdrew from Halwa to Dara."
    assert names(told(sentence, "withdrew", ("Halwa", "Dara"), kind=LEFT)) == ["Halwa"]


@pytest.mark.parametrize(
    ("sentence", "places", "held"),
    [
        ("A rocket from rebel-held Halwa hit a house in Dara.", ("Halwa", "Dara"), ["Halwa"]),
        ("Shells fell on the rebel-held town of Halwa.", ("Halwa",), ["Halwa"]),
        ("Halwa was shelled after weeks of calm, and the rebel-held town of Halwa answered.", ("Halwa",), ["Halwa"]),
        ("Shells fell on the rebel-held district of Halwa.", ("Halwa",), ["Halwa"]),
        ("Shells fell on rebel-held parts of Halwa.", ("Halwa",), []),
        ("They came out of rebel-held Halwa and Dara on Friday.", ("Halwa", "Dara"), ["Halwa", "Dara"]),
        (
            "They came out of the rebel-held, mostly Druze towns of Halwa and Dara.",
            ("Halwa", "Dara"),
            ["Halwa", "Dara"],
        ),
        ("They fought for Halwa, the last rebel-held town along the border.", ("Halwa",), ["Halwa"]),
        ("Jets struck Halwa and damaged one rebel-held district badly.", ("Halwa",), []),
    ],
)
def test_an_adjective_of_control_speaks_of_what_stands_beside_it(
    sentence: str, places: tuple[str, ...], held: list[str]
) -> None:
    assert names(told(sentence, "rebel-held", places, kind=HELD)) == held


@pytest.mark.parametrize(
    ("sentence", "trigger", "meant"),
    [
        ("Tanks stood near Halwa, a town that the rebels captured in May.", "captured", ["Halwa"]),
        ("Tanks stood near Halwa which the rebels captured.", "captured", ["Halwa"]),
        ("The rebels captured a farm near Halwa.", "captured", []),
        ("Near Halwa, the rebels captured a farm.", "captured", []),
    ],
)
def test_what_is_told_near_a_place_says_nothing_of_the_place_unless_it_is_told_of_the_place_itself(
    sentence: str, trigger: str, meant: list[str]
) -> None:
    near = told(sentence, trigger, "Halwa")
    assert names(replace(near, places=tuple(replace(one, relation="near") for one in near.places))) == meant


def test_a_relation_before_rebel_held_ground_is_that_of_what_lies_there() -> None:
    lies = told("A shell fell west of the rebel-held town of Halwa.", "rebel-held", "Halwa", kind=HELD)
    assert names(replace(lies, places=tuple(replace(one, relation="west of") for one in lies.places))) == ["Halwa"]


def test_a_stronghold_near_another_place_is_not_that_place() -> None:
    sentence = "Halwa is their last stronghold near Dara."
    assert names(told(sentence, "stronghold", ("Halwa", "Dara"), kind=HELD)) == ["Halwa"]


def test_the_ground_that_a_party_holds_in_a_place_is_not_the_place() -> None:
    assert names(told("They shelled the ground they control in Halwa.", "control", "Halwa", kind=HELD)) == []
    assert names(told("In Halwa, which the rebels control, all was quiet.", "control", "Halwa", kind=HELD)) == ["Halwa"]


def test_a_place_told_before_is_meant_by_its_noun_or_a_pronoun() -> None:
    before = "Fighting went on in Halwa."
    assert names(told("The army took the town at dusk.", "took", "Halwa", before=before)) == ["Halwa"]
    assert names(told("The army took the hill at dusk.", "took", "Halwa", before=before)) == ["hill of Halwa"]
    assert names(told("The army took it at dusk.", "took", "Halwa", before=before)) == ["Halwa"]
    assert names(told("The army took nine villages.", "took", "Halwa", before=before)) == []
    assert (
        names(told("The army took the town.", "took", ("Halwa", "Dara"), before="From Halwa they shelled Dara.")) == []
    )


def test_a_site_that_is_taken_is_not_the_town_of_the_same_sentence() -> None:
    sentence = "The army seized the airport and looked at the town."
    assert names(told(sentence, "seized", "Halwa", before="Fighting went on in Halwa.")) == ["airport of Halwa"]


def test_a_town_that_a_relative_clause_tells_of_is_meant_whatever_stands_before_it() -> None:
    assert names(told("The killings took place in Halwa which the army entered.", "entered", "Halwa")) == ["Halwa"]


def test_where_somebody_came_from_is_not_the_town_that_is_meant_later() -> None:
    assert (
        names(
            told(
                "The militia pulled out of the town.",
                "pulled out",
                "Halwa",
                kind=LEFT,
                before="Troops from Halwa came.",
            )
        )
        == []
    )


def test_who_drives_others_out_of_a_place_named_before_takes_that_place() -> None:
    sentence = "Soldiers entered Halwa a week after the rebels had driven them out."
    assert names(told(sentence, "driven", "Halwa")) == ["Halwa"]


def test_a_noun_that_was_taken_for_a_name_is_no_place() -> None:
    assert names(told("The army captured another village.", "captured", "village")) == []


def test_what_is_taken_in_a_province_is_not_the_province_and_a_country_has_no_holder() -> None:
    for precision, kind, held in ((4, GAIN, []), (4, HELD, [True]), (6, HELD, [])):
        claim = told("The army took Halwa.", "took", "Halwa", kind=kind)
        wide = replace(claim, places=(replace(claim.places[0], precision=precision),))
        assert [ground.wide for ground in grounds(wide)] == held


def test_fighting_is_told_of_every_place_that_is_named() -> None:
    claim = told(
        "They fought in Halwa and on the road to Dara.", "fought", ("Halwa", "Dara"), kind=ClaimType.ARMED_CLASH
    )
    assert names(claim) == ["Halwa", "Dara"]
