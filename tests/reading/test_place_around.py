"""Which of a claim's places the encoder takes only for the surroundings of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reportedly.gazetteer import Place
from reportedly.reading.parts import Spot
from reportedly.reading.place_around import around_others
from reportedly.reading.places import Resolved
from reportedly.reading.toponyms import Toponym

if TYPE_CHECKING:
    from reportedly.reading.opinion import Asked

HERE, BEFORE = 3, 2


class Says:
    """An encoder that says of the place at each offset how likely it is the spot, and how likely what holds it."""

    def __init__(self, **said: tuple[float, float]) -> None:
        self.said = list(said.values())

    def part(self, role: str, unit: int, start: int, end: int) -> float:
        return self.said[start][0 if role == "place" else 1]


def spot(at: int, name: str, *, unit: int = HERE, lat: float | None = 16.27, code: str = "PPL") -> Spot:
    place = (
        Place(f"x:{name}", name, "ML", None, lat, -0.04, "A" if code == "PCLI" else "P", code)
        if lat is not None
        else None
    )
    return Spot(unit, Resolved(Toponym(at, at + 1, name, name), place, lat, lat and -0.04, lat and 1))  # type: ignore[arg-type]


def read(*spots: Spot, **said: tuple[float, float]) -> tuple[list[str], list[str]]:
    places, within = around_others((spots, ()), cast("Asked", Says(**said)), HERE)
    return [one.resolved.toponym.text for one in places], [one.resolved.toponym.text for one in within]


def test_the_town_that_only_holds_the_quarter_hit_goes_within() -> None:
    found = read(spot(0, "Gao", unit=BEFORE), spot(1, "Sossokoira", lat=None), gao=(0.02, 0.9), sossokoira=(0.95, 0.0))
    assert found == (["Sossokoira"], ["Gao"])


def test_the_town_of_the_same_sentence_goes_within_too() -> None:
    found = read(spot(0, "Gao"), spot(1, "Sossokoira", lat=16.28), gao=(0.05, 0.8), sossokoira=(0.8, 0.1))
    assert found == (["Sossokoira"], ["Gao"])


def test_two_towns_that_were_hit_are_both_places() -> None:
    found = read(spot(0, "Gao"), spot(1, "Ansongo"), gao=(0.8, 0.4), ansongo=(0.9, 0.0))
    assert found == (["Gao", "Ansongo"], [])


def test_nothing_is_around_a_place_of_which_the_encoder_is_unsure() -> None:
    found = read(spot(0, "Gao"), spot(1, "Sossokoira"), gao=(0.02, 0.9), sossokoira=(0.5, 0.3))
    assert found == (["Gao", "Sossokoira"], [])


def test_a_far_town_holds_nothing_and_is_left_out_where_another_sentence_names_it() -> None:
    said = {"kidal": (0.02, 0.9), "gao": (0.95, 0.0)}
    assert read(spot(0, "Kidal", unit=BEFORE, lat=18.44), spot(1, "Gao"), **said) == (["Gao"], [])
    assert read(spot(0, "Kidal", lat=18.44), spot(1, "Gao"), **said) == (["Kidal", "Gao"], [])


def test_a_country_holds_what_lies_in_it() -> None:
    found = read(spot(0, "Mali", lat=17.0, code="PCLI"), spot(1, "Gao"), mali=(0.1, 0.9), gao=(0.9, 0.0))
    assert found == (["Gao"], ["Mali"])


def test_a_place_of_another_sentence_that_is_neither_is_left_out() -> None:
    said = {"ansongo": (0.05, 0.02), "gao": (0.95, 0.0)}
    assert read(spot(0, "Ansongo", unit=BEFORE), spot(1, "Gao"), **said) == (["Gao"], [])
    assert read(spot(0, "Ansongo"), spot(1, "Gao"), **said) == (["Ansongo", "Gao"], [])


def test_the_town_named_before_is_kept_around_a_spot_that_nobody_can_locate() -> None:
    found = read(spot(0, "Gao", unit=BEFORE), spot(1, "Sossokoira", lat=None), gao=(0.05, 0.02), sossokoira=(0.95, 0.0))
    assert found == (["Sossokoira"], ["Gao"])


def test_without_an_encoder_nothing_changes() -> None:
    where = (spot(0, "Gao"), spot(1, "Sossokoira")), ()
    assert around_others(where, None, HERE) is where
