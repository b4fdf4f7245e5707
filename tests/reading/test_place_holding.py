"""Which of a claim's places only hold or locate the others."""

from __future__ import annotations

import pytest

from reportedly.gazetteer import Place
from reportedly.reading.parts import Spot
from reportedly.reading.place_holding import exacter, once, parted
from reportedly.reading.places import Resolved
from reportedly.reading.toponyms import Toponym


def spot(name: str, code: str = "PPL", *, admin1: str | None = None, precision: int = 1, **told: object) -> Spot:
    place = Place(f"x:{name}", name, "UA", admin1, 49.0, 36.0, "A" if code[:3] in {"ADM", "PCL"} else "P", code)
    return Spot(0, Resolved(Toponym(0, 1, name, name, **told), place, 49.0, 36.0, precision))  # type: ignore[arg-type]


def unlocated(name: str, **told: object) -> Spot:
    return Spot(0, Resolved(Toponym(0, 1, name, name, **told)))  # type: ignore[arg-type]


def names(spots: tuple[Spot, ...]) -> list[str]:
    return [one.resolved.toponym.text for one in spots]


@pytest.mark.parametrize(
    ("code", "name", "precision"), [("ADM1", "Donetsk", 4), ("PCLI", "Ukraine", 6)], ids=["province", "country"]
)
def test_an_area_that_holds_the_place_goes_within(code: str, name: str, precision: int) -> None:
    places, within = parted([spot("Lyman", admin1="Donetsk"), spot(name, code, admin1=name, precision=precision)])
    assert (names(places), names(within)) == (["Lyman"], [name])


def test_a_province_that_does_not_hold_the_town_is_a_place_of_its_own() -> None:
    region = spot("Chernihiv", "ADM1", admin1="Chernihiv", precision=4)
    places, within = parted([region, spot("Kharkiv", admin1="Kharkiv")])
    assert (names(places), names(within)) == (["Chernihiv", "Kharkiv"], [])


def test_what_is_not_located_may_lie_in_any_area() -> None:
    places, within = parted([unlocated("Zarubne"), spot("Luhansk", "ADM1", admin1="Luhansk", precision=4)])
    assert (names(places), names(within)) == (["Zarubne"], ["Luhansk"])


def test_areas_alone_are_the_places() -> None:
    places, within = parted([spot("Donetsk", "ADM1", precision=4), spot("Luhansk", "ADM1", precision=4)])
    assert (names(places), names(within)) == (["Donetsk", "Luhansk"], [])


def test_the_town_that_a_quarter_is_told_to_be_in_goes_within() -> None:
    places, within = parted([spot("Saltivka", container="Kharkiv"), spot("Kharkiv", anchors=True)])
    assert (names(places), names(within)) == (["Saltivka"], ["Kharkiv"])


@pytest.mark.parametrize(("relation", "distance"), [("north of", 40.0), ("north of", None), ("from", 15.0)])
def test_a_town_that_only_tells_how_far_off_is_no_place_at_all(relation: str, distance: float | None) -> None:
    town = spot("Kharkiv", anchors=True, relation=relation, distance_km=distance)
    places, within = parted([spot("Lyptsi", container="Kharkiv"), town])
    assert (names(places), names(within)) == (["Lyptsi"], [])


def test_a_town_that_locates_no_other_stays_where_the_words_put_it() -> None:
    places, _ = parted([spot("Kharkiv", relation="north of", distance_km=40.0)])
    assert names(places) == ["Kharkiv"]


def test_the_place_of_a_more_exact_telling_is_the_claim_s() -> None:
    province, town, quarter = spot("Donetsk", "ADM1", precision=4), spot("Lyman", admin1="Donetsk"), unlocated("Zahra")
    assert exacter(((province,), ()), [((town,), ())]) == ((town,), (province,))
    assert exacter(((town,), (province,)), [((quarter,), (town,))]) == ((quarter,), (province, town))
    assert exacter(((town,), ()), [((quarter,), ())]) == ((town,), ())
    elsewhere = spot("Kherson", admin1="Kherson")
    assert exacter(((province,), ()), [((elsewhere,), ())]) == ((province,), ())


def quarter(name: str, number: int = 0, *, lat: float = 49.02) -> Spot:
    place = Place(f"x:{name}", name, "UA", "Kharkiv", lat, 36.0, "P", "PPLX")
    return Spot(number, Resolved(Toponym(0, 1, name, name), place, lat, 36.0, 1))


def large(name: str, number: int = 0, *, admin1: str = "Kharkiv", population: int = 1_400_000) -> Spot:
    place = Place(f"x:{name}", name, "UA", admin1, 49.0, 36.0, "P", "PPL", population)
    return Spot(number, Resolved(Toponym(0, 1, name, name), place, 49.0, 36.0, 1))


def test_a_town_of_another_sentence_only_holds_its_quarter() -> None:
    places, within = parted([spot("Kharkiv"), quarter("Saltivka", 1)], own=1)
    assert (names(places), names(within)) == (["Saltivka"], ["Kharkiv"])


def test_a_town_of_the_same_sentence_may_be_hit_beside_its_quarter() -> None:
    places, within = parted([spot("Kharkiv"), quarter("Saltivka")], own=0)
    assert (names(places), names(within)) == (["Kharkiv", "Saltivka"], [])


def test_a_town_of_another_sentence_only_holds_a_village_of_the_province_that_has_its_name() -> None:
    for admin1, expected in (("Kharkiv", ["Kharkiv"]), ("Sumy", [])):
        places, within = parted([large("Kharkiv"), large("Lyptsi", 1, admin1=admin1, population=4000)], own=1)
        assert (names(places)[-1], names(within)) == ("Lyptsi", expected)
    assert parted([large("Kharkiv"), large("Izium", 1, population=900_000)], own=1)[1] == ()


def test_a_town_does_not_hold_a_quarter_of_another() -> None:
    places, _ = parted([spot("Kharkiv"), quarter("Nivky", 1, lat=50.5)], own=1)
    assert names(places) == ["Kharkiv", "Nivky"]


def test_a_telling_with_the_town_and_a_quarter_of_it_adds_the_quarter() -> None:
    town, part = spot("Kharkiv"), quarter("Saltivka", 1)
    assert exacter(((town,), ()), [((town, part), ())]) == ((part, town), ())
    two = (town, part, quarter("Oleksiivka", 1))
    assert exacter(((town,), ()), [(two, ())]) == ((town,), ())


@pytest.mark.parametrize(
    ("first", "second"), [("Hasaka", "al-Hasaka"), ("Zor Hills", "al-Zor Hills"), ("IZIUM", "Izium")]
)
def test_one_name_in_two_spellings_is_one_place(first: str, second: str) -> None:
    assert names(tuple(once([unlocated(first), unlocated("Lyman"), unlocated(second)]))) == [first, "Lyman"]


def test_two_names_of_one_record_are_one_place_unless_they_tell_different_points() -> None:
    place = spot("Donetsk").resolved.place
    city, called = (
        Spot(0, Resolved(Toponym(0, 1, name, name), place, 48.0, 37.8, 1)) for name in ("Donetsk", "Stalino")
    )
    north = Spot(0, Resolved(Toponym(0, 1, "Yuzovka", "Yuzovka", relation="north of"), place, 48.3, 37.8, 2))
    assert names(tuple(once([city, called, north]))) == ["Donetsk", "Yuzovka"]


def test_names_that_only_begin_alike_are_two_places() -> None:
    assert names(tuple(once([unlocated("Ghouta"), unlocated("Eastern Ghouta")]))) == ["Ghouta", "Eastern Ghouta"]
