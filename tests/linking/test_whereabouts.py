from __future__ import annotations

from dataclasses import replace

import pytest
from tests.linking.made_up_news import claim, place
from tests.linking.test_linker import KIN

from reportedly.linking import whereabouts
from reportedly.linking.gist import Gist, gist
from reportedly.model import Claim, PlaceMention


def of(one: Claim) -> Gist:
    return gist(one, KIN)


def level(one: str | PlaceMention, other: str | PlaceMention) -> str:
    """The level of claims of the two places, which is the same whichever is told first."""
    found = whereabouts.place(of(claim("a", at=one)), of(claim("b", at=other)))
    assert whereabouts.place(of(claim("a", at=other)), of(claim("b", at=one))) == found
    return found


def area(name: str, precision: int = 4, lat: float = 36.0, lon: float = 37.0) -> PlaceMention:
    return replace(
        place(f"{name} area"), place=f"area:{name}", name=name, country="SY", lat=lat, lon=lon, precision=precision
    )


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Halwa", "Halwa", "same"),
        ("Halwa", "Dara", "far"),
        ("Halwa", "Qasr", "beside"),
        ("Halwa", "Unheard", "unplaced"),
        ("Upper Unheard", "Unheard", "alike"),
        ("Tell Mar", "Armar", "unplaced"),
        ("Unheard", "Unheard", "same"),
        ("Kafraya", "Kefraya", "alike"),
        ("Urum al-Joz", "Urom al-Joz", "alike"),
        ("Jaberia", "Jobar", "unplaced"),
    ],
)
def test_places_are_held_against_their_precision(one: str, other: str, found: str) -> None:
    assert level(one, other) == found


def test_a_town_lies_inside_the_province_that_another_claim_names() -> None:
    assert level("Halwa", area("North")) == "inside"


def test_a_town_lies_inside_the_province_of_its_name() -> None:
    assert level("Halwa", area("Halwa")) == "inside"


def test_a_village_that_nobody_located_may_lie_in_a_province_that_is_named() -> None:
    assert level("Unheard", area("North")) == "somewhere"


def test_two_claims_of_one_province_name_one_area() -> None:
    assert level(area("North"), area("North")) == "one area"


def test_a_country_says_little_whether_it_is_named_twice_or_holds_the_town() -> None:
    assert level(area("Syria", precision=6), area("Syria", precision=6)) == "area"
    assert level("Halwa", area("Syria", precision=6)) == "area"
    told_in = replace(claim("a"), within=(area("Syria", precision=6),))
    assert whereabouts.place(of(told_in), of(claim("b", at=area("Syria", precision=6)))) == "area"


def test_a_town_near_the_middle_of_a_region_lies_in_it_and_one_at_its_edge_may() -> None:
    assert level("Halwa", area("Plain", precision=5, lat=36.1, lon=37.2)) == "inside"
    assert level("Halwa", area("Plain", precision=5, lat=35.5, lon=37.2)) == "area"


def test_the_capital_of_whose_name_a_province_is_may_stand_for_a_town_of_it() -> None:
    capital = place("Halwa", admin1="Halwa")
    assert level(capital, place("Tell Mar", admin1="Halwa")) == "capital"
    assert level(capital, place("Tell Mar", admin1="North")) == "apart"
    assert level(place("Halwa"), place("Tell Mar")) == "apart"


def test_ground_near_a_town_meets_the_village_within_reach() -> None:
    assert level(place("Halwa", precision=2), "Qasr") == "near"


def test_a_village_told_to_lie_in_a_province_may_be_meant_by_its_capital() -> None:
    capital = place("Halwa", admin1="Halwa")
    village = replace(claim("a", at="Unheard"), within=(area("Halwa"),))
    elsewhere = replace(claim("a", at="Unheard"), within=(area("North"),))
    told = of(claim("b", at=capital))
    assert whereabouts.place(of(village), told) == whereabouts.place(told, of(village)) == "capital"
    assert whereabouts.place(of(elsewhere), told) == "unplaced"
