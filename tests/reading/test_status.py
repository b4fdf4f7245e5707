"""Planned, denied, possible, hedged: as the grammar tells it."""

from __future__ import annotations

import pytest

from reportedly.model import Status
from reportedly.reading.parse import parse_sentences
from reportedly.reading.status import status_of


def status(text: str, trigger: str) -> tuple[Status, bool]:
    [doc] = parse_sentences([text])
    token = next(token for token in doc if token.text == trigger)
    return status_of(token)[:2]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The army shelled the market in Sirba on Monday.", "shelled"),
        ("Nine people were killed and forty were wounded.", "killed"),
        ("The strikes that hit the depot were not the first.", "hit"),
        ("The fighters managed to capture the hill.", "capture"),
        ("The militia not only burned the school but looted it.", "burned"),
        ("The governor said the rebels had withdrawn.", "withdrawn"),
        ("The shelling forced thousands of villagers to flee.", "flee"),
    ],
)
def test_what_is_told_as_done_has_occurred(text: str, trigger: str) -> None:
    assert status(text, trigger) == (Status.OCCURRED, False)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The brigade will advance on Lashio and seize the bridge.", "seize"),
        ("Troops are expected to be deployed in Goma.", "deployed"),
        ("The militia launched an offensive to retake the port.", "retake"),
        ("The junta threatened to bomb the dam.", "bomb"),
        ("Addis Ababa called for a ceasefire in Tigray.", "ceasefire"),
        ("The army will launch air strikes on the camps.", "strikes"),
        ("The planned withdrawal from Kidal worries villagers.", "withdrawal"),
        ("The generals agreed to release the prisoners.", "release"),
        ("The fighters were trying to encircle the town.", "encircle"),
    ],
)
def test_what_is_to_come_or_aimed_at_is_planned(text: str, trigger: str) -> None:
    assert status(text, trigger)[0] is Status.PLANNED


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The army did not shell the hospital.", "shell"),
        ("The rebels never entered the town.", "entered"),
        ("There was no attack on the convoy.", "attack"),
        ("The militia failed to capture the airport.", "capture"),
        ("Asmara denied that its troops had crossed the border.", "crossed"),
        ("There are no plans to send troops to Sanaa.", "send"),
        ("The colonel refused to release the prisoners.", "release"),
        ("No soldier has crossed the river.", "crossed"),
        ("Not one gunner fired a shell.", "fired"),
        ("None of our men entered the town.", "entered"),
    ],
)
def test_what_is_said_not_to_be_is_denied(text: str, trigger: str) -> None:
    assert status(text, trigger)[0] is Status.DENIED


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The drone may have hit a bakery.", "hit"),
        ("If the army attacks the camp, thousands will flee.", "attacks"),
        ("Without supplies the town would have fallen.", "fallen"),
        ("The mayor warned of a possible assault.", "assault"),
        ("Aid workers speak of the threat of air strikes.", "strikes"),
    ],
)
def test_what_is_conditional_or_a_guess_is_possible(text: str, trigger: str) -> None:
    assert status(text, trigger)[0] is Status.POSSIBLE


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Six traders were reportedly abducted near Menaka.", "abducted"),
        ("The militia is believed to have burned the village.", "burned"),
        ("There were unconfirmed reports of fighting in Taiz.", "fighting"),
        ("A suspected chlorine attack killed nine people.", "attack"),
        ("The column appeared to be withdrawing.", "withdrawing"),
    ],
)
def test_distance_hedges_and_leaves_the_status(text: str, trigger: str) -> None:
    assert status(text, trigger) == (Status.OCCURRED, True)


def test_denial_outweighs_a_plan() -> None:
    assert status("The army will not withdraw from Hodeida.", "withdraw")[0] is Status.DENIED


def test_nobody_killed_is_a_toll_and_not_a_denial() -> None:
    assert status("No one was killed in the blast.", "killed")[0] is Status.OCCURRED


def test_that_nobody_died_is_a_toll_and_not_a_denial() -> None:
    assert status("No civilians died in the raid.", "died")[0] is Status.OCCURRED


def test_the_reason_names_the_word_that_decides() -> None:
    [doc] = parse_sentences(["The brigade vowed to retake the port."])
    assert status_of(doc[4])[2] == "governed by 'vowed'"
