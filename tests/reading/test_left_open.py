"""Who took or left a place is looked for in the words before, where those that tell it leave it open."""

from __future__ import annotations

import pytest

import reportedly
from reportedly.model import Claim


def last(text: str, *kinds: str) -> Claim:
    return [claim for claim in reportedly.read(text).claims if claim.type in kinds and claim.status == "occurred"][-1]


def actors(claim: Claim) -> list[str]:
    return [mention.quote.text for mention in claim.actor]


@pytest.mark.parametrize(
    ("text", "actor", "place"),
    [
        (
            "The RSF tried to seize the bridge at Kober on Monday. The army's gunners beat back the assault, killing ten fighters, "
            "an officer said. State television claimed that the bridge had been captured.",
            "RSF",
            "Kober",
        ),
        (
            "Houthi fighters attacked the hill above Hays on Monday. Two of their commanders were killed. "
            "Residents said the hill had been taken by evening.",
            "Houthi fighters",
            "Hays",
        ),
        (
            "The Arakan Army attacked the base at Paletwa on Monday. Junta jets bombed the fighters. "
            "On Tuesday the base was overrun, witnesses said.",
            "Arakan Army",
            "Paletwa",
        ),
    ],
)
def test_who_tried_to_take_a_hill_is_who_took_it(text: str, actor: str, place: str) -> None:
    claim = last(text, "territory_gain")
    assert actors(claim) == [actor]
    assert [spot.quote.text for spot in claim.places] == [place]


def test_who_is_named_as_taking_it_took_it() -> None:
    told = (
        "The army tried to take the hill above Hays. A spokesman said the hill had been taken by the rebels of Saleh."
    )
    assert actors(last(told, "territory_gain")) == ["rebels of Saleh"]


def test_what_is_left_by_trucks_is_left_by_who_had_taken_it() -> None:
    told = (
        "RSF fighters captured Wad Madani on Monday. A shopkeeper said that the last of the trucks had left the town by Thursday, "
        "but the ministry denied that Sudanese soldiers had retaken it."
    )
    assert actors(last(told, "withdrawal")) == ["RSF"]
    told = "Boko Haram seized Baga on Monday. On Friday the pick-ups left Baga, a trader said; Chadian troops are in Diffa."
    assert actors(last(told, "withdrawal")) == ["Boko Haram"]


def test_a_convoy_is_nobodys_where_nobody_is_told_to_own_it() -> None:
    told = "Malian soldiers are in Sevare. A convoy of 60 trucks left Gao for the north on Monday, witnesses said."
    assert not actors(last(told, "withdrawal", "displacement", "deployment"))


def test_trucks_are_theirs_of_whom_they_are_told_to_be() -> None:
    told = "Rebels seized Baga on Monday. On Friday the army's trucks left Baga, a trader said."
    assert "Rebels" not in actors(last(told, "withdrawal"))
