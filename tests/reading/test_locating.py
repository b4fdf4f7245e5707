"""Where it happened: which of the toponyms round about are chosen, and which of them are looked at."""

from __future__ import annotations

from math import log

import pytest

import reportedly
from reportedly.gazetteer import Place
from reportedly.reading.linear import Scorer, Scores
from reportedly.reading.locating import choose
from reportedly.reading.parts import Spot
from reportedly.reading.place_signs import SpotCase
from reportedly.reading.places import Resolved
from reportedly.reading.toponyms import Toponym

SCORES = Scores({"place": Scorer("place", {f"p={n}": log(n / (100 - n)) for n in range(1, 100)})})


def case(name: str, p: int, *, here: bool = True, bond: int | None = None) -> SpotCase:
    place = Place(f"x:{name}", name, "ML", None, 16.0, -3.0, "P", "PPL")
    spot = Spot(3 if here else 1, Resolved(Toponym(0, 1, name, name), place, 16.0, -3.0, 1))
    return SpotCase(spot, (f"p={p}",), (bond or p) if here else None)


def chosen(*cases: SpotCase) -> list[str]:
    return sorted(spot.resolved.toponym.text for spot in choose(cases, SCORES)[0])


def test_the_likely_are_chosen_and_the_unlikely_are_not() -> None:
    assert chosen(case("Gao", 80), case("Kidal", 30), case("Mopti", 60)) == ["Gao", "Mopti"]


def test_the_likeliest_is_chosen_where_none_is_likely_unless_it_is_hardly_so() -> None:
    assert chosen(case("Gao", 30), case("Kidal", 20)) == ["Gao"]
    assert chosen(case("Gao", 10), case("Kidal", 5)) == []


def test_what_is_listed_beside_a_chosen_place_needs_less() -> None:
    assert chosen(case("Gao", 80, bond=7), case("Kidal", 20, bond=7), case("Mopti", 20, bond=9)) == ["Gao", "Kidal"]


@pytest.mark.parametrize(("p", "names"), [(50, ["Gao"]), (90, ["Gao", "Kidal"])])
def test_one_of_another_sentence_must_be_likelier_beside_one_of_this(p: int, names: list[str]) -> None:
    assert chosen(case("Gao", 80), case("Kidal", p, here=False)) == names


@pytest.mark.parametrize(("p", "names"), [(45, ["Gao"]), (75, ["Gao", "Kidal"])])
def test_of_other_sentences_only_those_count_that_are_not_much_less_likely(p: int, names: list[str]) -> None:
    assert chosen(case("Gao", 90, here=False), case("Kidal", p, here=False)) == names


def test_what_the_city_stands_for_leaves_out_less_likely_places_of_other_sentences() -> None:
    city, town = case("Kirkuk", 90, here=False), case("Dibis", 70, here=False)
    meant = city._replace(is_described=True)
    assert chosen(city, town) == ["Dibis", "Kirkuk"]
    assert chosen(meant, town) == ["Kirkuk"]
    assert chosen(meant, town, case("Gao", 60)) == ["Gao", "Kirkuk"]


def test_of_several_places_told_apart_the_third_must_be_nearly_as_likely_as_the_first() -> None:
    assert chosen(case("Gao", 95), case("Kidal", 70), case("Mopti", 60)) == ["Gao", "Kidal"]
    assert chosen(case("Gao", 95), case("Kidal", 88), case("Mopti", 80)) == ["Gao", "Kidal", "Mopti"]
    assert chosen(case("Gao", 95, bond=7), case("Kidal", 70, bond=7), case("Mopti", 60)) == ["Gao", "Kidal", "Mopti"]


def test_a_capital_is_one_place_by_its_name_and_as_its_countrys_capital() -> None:
    place = Place("x:Bamako", "Bamako", "ML", None, 12.6, -8.0, "P", "PPLC")
    described = Resolved(Toponym(20, 34, "Malian capital", "Bamako"), place, 12.6, -8.0, 1)
    named = Resolved(Toponym(0, 6, "Bamako", "Bamako"), place, 12.6, -8.0, 1)
    cases = [SpotCase(Spot(3, resolved), ("p=90",), n) for n, resolved in enumerate((described, named))]
    assert chosen(*cases) == ["Bamako"]


def test_no_place_stands_among_a_claims_places_and_around_them() -> None:
    text = (
        "Shells killed nine people in Sloviansk in Donetsk region on Friday. "
        "The shelling of Sloviansk went on for hours, officials of Donetsk region said."
    )
    for claim in reportedly.read(text).claims:
        places = {place.quote.text for place in claim.places}
        assert not places & {area.quote.text for area in claim.within}
