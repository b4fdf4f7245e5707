"""Threats, arson and looting, and crashes: wordings that leave no doubt, and those that look like them."""

from __future__ import annotations

import pytest

import reportedly
from reportedly.model import Claim
from reportedly.reading.selecting import SURE


def claims_of(text: str, kind: str) -> list[Claim]:
    return [claim for claim in reportedly.read(text).claims if claim.type == kind and claim.status == "occurred"]


@pytest.mark.parametrize(
    "text",
    [
        "Fighters of the Arakan Army torched the township office in Maungdaw on Monday.",
        "RSF soldiers looted the market of Nyala on 3 March.",
        "State radio said that armed groups burned police posts and killed three officers in Sittwe on Monday.",
    ],
)
def test_what_is_burned_or_looted_by_hand_is_destruction(text: str) -> None:
    assert claims_of(text, "destruction")


def test_what_shells_set_on_fire_is_their_doing() -> None:
    assert not claims_of("Shells set fire to a school in Kharkiv on Monday.", "destruction")
    assert not claims_of("Protesters burned tyres in the streets of Sanaa on Friday.", "destruction")


def test_who_burns_and_kills_did_two_things() -> None:
    text = "State radio said that armed groups burned police posts and killed three officers in Sittwe on Monday."
    assert len(reportedly.read(text).claims) == 2


def test_a_crash_is_a_loss_and_nobodys_act() -> None:
    [claim] = claims_of(
        "A Malian army helicopter crashed near Kidal on Tuesday, killing its two pilots.", "destruction"
    )
    assert (claim.killed.min, claim.killed.max) == (2, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Bitcoin crashed on Sunday after the president of Ukraine spoke of war.",
        "A drone crashed into a house in Odesa on Monday and killed two people.",
    ],
)
def test_what_crashes_otherwise_is_no_aircraft_lost(text: str) -> None:
    assert not claims_of(text, "destruction")


@pytest.mark.parametrize(
    "text",
    [
        "The junta vowed to retake Myawaddy after its soldiers fled.",
        "The Houthis warned on Monday that any ship bound for Eilat would be sunk.",
        "Russia threatened to strike Kyiv if the bridge was attacked again.",
        "The M23 promised a strong response after the shelling of Minova.",
        "The general gave the garrison of El Obeid two days to surrender.",
    ],
)
def test_force_that_is_announced_threatens(text: str) -> None:
    [claim] = claims_of(text, "threat")
    assert claim.confidence is not None
    assert claim.confidence >= 0.75


@pytest.mark.parametrize(
    "text",
    [
        "The army of Sudan promised to hold elections within a year of the end of the war.",
        "The fighting threatens the harvest in Tigray, aid workers say.",
    ],
)
def test_promises_and_dangers_threaten_nobody(text: str) -> None:
    assert not claims_of(text, "threat")


@pytest.mark.parametrize(
    "text",
    [
        "Houthi fighters stormed Hays on Monday and held it for a week.",
        "On Tuesday, RSF troops attacked the town of Wad Madani and held it until nightfall.",
        "Malian soldiers, joined by Wagner fighters, attacked the village of Moura on Thursday and held it for some hours.",
    ],
)
def test_who_attacked_a_town_and_held_it_took_it(text: str) -> None:
    [claim] = claims_of(text, "territory_gain")
    assert (claim.confidence or 0) >= SURE


@pytest.mark.parametrize(
    "text",
    [
        "Police raided a house in Gao on Monday and held it for hours.",
        "Gunmen stormed the town of Menaka and held him for two days.",
        "The rebels attacked the convoy near Gao on Monday and held it for some hours.",
        "Rebels attacked Kidal on Monday, and the army held it.",
    ],
)
def test_who_holds_something_else_or_held_it_before_took_no_town(text: str) -> None:
    assert not claims_of(text, "territory_gain")
