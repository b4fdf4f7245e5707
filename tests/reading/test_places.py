from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.gazetteer import Gazetteer, Place, distance_km
from reportedly.gazetteer.builtin import open_builtin
from reportedly.reading.parse import parse_sentences
from reportedly.reading.place_points import bearing_of, moved, point_of
from reportedly.reading.places import Resolved, resolve
from reportedly.reading.toponyms import Toponym, find_toponyms


@pytest.fixture(scope="module")
def gazetteer(pytestconfig: pytest.Config) -> Iterator[Gazetteer]:
    home = pytestconfig.cache.mkdir("reportedly-home")
    open_builtin(home).close()
    with Gazetteer.open(home) as opened:
        yield opened


def read(gazetteer: Gazetteer, *sentences: str, country: str | None = None) -> dict[str, Resolved]:
    docs = parse_sentences(sentences)
    resolved = resolve([find_toponyms(doc, gazetteer) for doc in docs], gazetteer, country=country)
    assert len(resolved) == len(sentences)
    return {r.toponym.text: r for sentence in resolved for r in sentence}


def named(name: str, **told: object) -> Toponym:
    return Toponym(0, len(name), name, name, **told)  # type: ignore[arg-type]


def at(lat: float, lon: float, code: str = "PPL", feature: str = "P") -> Place:
    return Place("x", "X", "ML", None, lat, lon, feature, code, 0)


def test_the_country_in_play_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    lebanon = read(gazetteer, "Lebanese soldiers entered Tripoli in northern Lebanon, near Beirut.")["Tripoli"].place
    libya = read(gazetteer, "Libyan rebels left Misrata and entered Tripoli in Libya.")["Tripoli"].place
    assert lebanon is not None
    assert libya is not None
    assert (lebanon.country, libya.country) == ("LB", "LY")


def test_a_city_outweighs_the_many_towns_of_its_name_elsewhere(gazetteer: Gazetteer) -> None:
    place = read(gazetteer, "Peace talks in Geneva between the government and the rebels resumed.")["Geneva"].place
    assert place is not None
    assert place.country == "CH"


def test_a_name_that_no_place_bears_does_not_speak_for_the_country_of_one_that_sounds_like_it(
    gazetteer: Gazetteer,
) -> None:
    found = read(
        gazetteer,
        "Malian troops entered Konna and moved on to Gao, Timbuktu and Bamako in Mali.",
        "Envoys met in Abidjan.",
    )
    assert found["Konna"].place is None
    assert found["Gao"].place is not None


def test_the_user_s_country_decides_where_nothing_else_does(gazetteer: Gazetteer) -> None:
    place = read(gazetteer, "A bomb killed two people in Tripoli.", country="lb")["Tripoli"].place
    assert place is not None
    assert place.country == "LB"


def test_a_name_of_town_and_province_is_the_town(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Jets bombed Idlib.", "The rest of Idlib province was quiet.")
    town, province = found["Idlib"], found["Idlib province"]
    assert town.place is not None
    assert province.place is not None
    assert (town.place.feature, town.precision) == ("P", 1)
    assert (province.place.code, province.precision) == ("ADM1", 4)


def test_a_country_has_the_precision_of_a_country(gazetteer: Gazetteer) -> None:
    assert read(gazetteer, "Floods hit South Sudan.")["South Sudan"].precision == 6


def test_a_direction_with_a_distance_moves_the_point(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "The convoy was attacked 50 km north of Kharkiv in Ukraine.")["Kharkiv"]
    assert found.place is not None
    assert found.lat is not None
    assert found.lat - found.place.lat == pytest.approx(50 / 111.2, abs=0.01)
    assert found.precision == 2


def test_a_direction_alone_only_lowers_the_precision(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Clashes raged north of Kharkiv in Ukraine.")["Kharkiv"]
    assert found.place is not None
    assert (found.lat, found.lon, found.precision) == (found.place.lat, found.place.lon, 2)


def test_an_unknown_village_is_named_and_unlocated(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "They burnt the village of Qorvanehzar in Mali.")["Qorvanehzar"]
    assert (found.place, found.lat, found.precision, found.score) == (None, None, None, 0.0)


def test_an_unknown_quarter_has_the_point_of_its_town_and_no_place(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Shells hit the Wad Hisham neighbourhood of Khartoum in Sudan.")
    quarter, town = found["Wad Hisham"], found["Khartoum"]
    assert quarter.place is None
    assert (quarter.lat, quarter.lon, quarter.precision) == (town.lat, town.lon, 2)
    assert 0 < quarter.score < town.score


def test_an_airport_is_by_the_town_of_its_name(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Drones struck Gao airport.", "Malian troops hold Gao in Mali.")
    assert found["Gao airport"].place is None
    assert (found["Gao airport"].lat, found["Gao airport"].precision) == (found["Gao"].lat, 2)


def test_a_square_is_not_in_the_town_of_its_name(gazetteer: Gazetteer) -> None:
    assert read(gazetteer, "A bomb went off at Damascus Gate.")["Damascus Gate"].lat is None


def test_a_far_namesake_is_not_taken_for_want_of_a_better_one(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Ukrainian troops shelled the village of Kale in Donetsk region, Ukraine.")
    assert found["Kale"].place is None or found["Kale"].place.country == "UA"


def test_one_name_has_one_sense_in_a_document(gazetteer: Gazetteer) -> None:
    docs = parse_sentences(["Troops entered Tripoli in Libya.", "Tripoli was quiet.", "Nobody left Tripoli."])
    resolved = resolve([find_toponyms(doc, gazetteer) for doc in docs], gazetteer)
    assert len({r.place for sentence in resolved for r in sentence if r.toponym.name == "Tripoli"}) == 1


def test_the_runners_up_leave_out_the_place_chosen(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Libyan rebels took Tripoli.")["Tripoli"]
    assert found.runners_up
    assert found.place not in [place for place, _ in found.runners_up]


def test_the_same_document_is_resolved_alike_each_time(gazetteer: Gazetteer) -> None:
    sentences = ("Rebels left Homs, Hama and Aleppo.", "Syria blamed Turkey.", "Salma and Kafr Nabl were shelled.")
    assert read(gazetteer, *sentences) == read(gazetteer, *sentences)


def test_no_toponyms_resolve_to_nothing(gazetteer: Gazetteer) -> None:
    assert resolve([], gazetteer) == []
    assert resolve([[], []], gazetteer) == [[], []]


@pytest.mark.parametrize(
    ("relation", "degrees"),
    [
        ("north of", 0),
        ("south-west of", 225),
        ("eastern", 90),
        ("near", None),
        ("north and east of", None),
        (None, None),
    ],
)
def test_a_relation_has_a_bearing_where_it_names_one_direction(relation: str | None, degrees: float | None) -> None:
    assert bearing_of(relation) == degrees


@pytest.mark.parametrize(
    ("relation", "precision"),
    [
        ("near", 2),
        ("central", 1),
        ("southern outskirts of", 2),
        ("eastern districts of", 1),
        ("north of", 2),
        (None, 1),
    ],
)
def test_only_what_lies_outside_a_town_is_near_it(relation: str | None, precision: int) -> None:
    assert point_of(at(16.0, -3.0), named("X", relation=relation))[2] == precision


@pytest.mark.parametrize(
    ("code", "feature", "precision"),
    [("PCLI", "A", 6), ("ADM1", "A", 4), ("ADM2", "A", 3), ("RGN", "L", 5), ("SEA", "H", 7), ("AIRP", "S", 1)],
)
def test_precision_follows_the_record(code: str, feature: str, precision: int) -> None:
    assert point_of(at(16.0, -3.0, code, feature), named("X"))[2] == precision


@given(
    st.floats(-70, 70), st.floats(-179, 179), st.floats(0, 359.9), st.floats(0.5, 300)
)  # beyond 70 degrees four decimals are no longer metres
def test_a_moved_point_is_as_far_as_told(lat: float, lon: float, bearing: float, distance: float) -> None:
    end_lat, end_lon = moved(lat, lon, bearing, distance)
    assert -180 <= end_lon <= 180
    assert distance_km(at(lat, lon), at(end_lat, end_lon)) == pytest.approx(distance, abs=0.05)


def test_the_seat_of_a_province_is_meant_before_its_namesakes(gazetteer: Gazetteer) -> None:
    place = read(gazetteer, "Ukrainian officials said that drones hit Mykolaiv.")["Mykolaiv"].place
    assert place is not None
    assert (place.admin1, place.feature) == ("Mykolaiv", "P")


def test_a_town_is_found_in_the_state_that_follows_it(gazetteer: Gazetteer) -> None:
    place = read(gazetteer, "Soldiers from Fayetteville, North Carolina, were flown to Kuwait.")["Fayetteville"].place
    assert place is not None
    assert place.admin1 == "North Carolina"


def test_a_province_that_the_sentence_names_decides_between_villages(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Two drones crossed Odesa province and fell on Lyman.")
    place = found["Lyman"].place
    assert place is None or place.admin1 != "Kharkiv"


def test_an_unknown_village_in_a_city_s_province_has_no_point(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Shells hit the village of Umm Qurayb in Homs.")
    assert (found["Umm Qurayb"].place, found["Umm Qurayb"].lat) == (None, None)


def test_the_countryside_of_a_town_is_near_it(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Clashes went on in Hama countryside.")["Hama countryside"]
    assert (found.place is not None, found.precision) == (True, 2)


def test_a_university_is_not_put_into_a_city_told_of_elsewhere(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "A car bomb shook Damascus.", *["Nobody was hurt."] * 4, "She taught at Yarrow University.")
    assert found["Yarrow University"].lat is None


@pytest.mark.parametrize(
    ("text", "name", "town", "kilometres"),
    [
        ("Troops took the village of Zarunka, 40 km north of Kharkiv, in Ukraine.", "Zarunka", "Kharkiv", 40.0),
        ("Troops took the village of Zarunka, 15 km from Kharkiv, in Ukraine.", "Zarunka", "Kharkiv", 0.0),
        ("Gunmen burnt the village of Zarun near Timbuktu in Mali.", "Zarun", "Timbuktu", 0.0),
    ],
)
def test_a_place_that_no_gazetteer_has_is_where_the_words_put_it_by_a_town(
    text: str, name: str, town: str, kilometres: float, gazetteer: Gazetteer
) -> None:
    found = read(gazetteer, text)
    place = read(gazetteer, text)[town].place
    assert place is not None
    assert found[name].place is None
    assert (found[name].lat, found[name].lon) != (None, None)
    assert found[name].precision == 2
    spot = at(found[name].lat or 0.0, found[name].lon or 0.0)
    assert distance_km(spot, place) == pytest.approx(kilometres, abs=0.5)


def test_a_place_that_no_gazetteer_has_is_nowhere_where_only_a_direction_is_told(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Troops took the village of Zarunka, north of Kharkiv, in Ukraine.")["Zarunka"]
    assert (found.lat, found.lon, found.precision) == (None, None, None)


def test_a_place_that_locates_another_stands_without_that_where_it_is_meant_itself(gazetteer: Gazetteer) -> None:
    near = read(gazetteer, "Bombers entered a plant at Dibis, 40 km north-west of Kirkuk, on Friday.")["Kirkuk"]
    assert near.toponym.anchors
    assert (near.itself().toponym.relation, near.itself().precision) == (None, 1)
    assert (near.itself().lat, near.itself().lon) != (near.lat, near.lon)
    alone = read(gazetteer, "Bombers entered a plant 40 km north-west of Kirkuk on Friday.")["Kirkuk"]
    assert alone.itself() is alone
