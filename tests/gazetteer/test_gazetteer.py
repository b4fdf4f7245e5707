from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError
from reportedly.gazetteer import Gazetteer, distance_km
from reportedly.gazetteer.builtin import index_path
from reportedly.gazetteer.data_files import read_provinces
from reportedly.gazetteer.folding import fold
from reportedly.gazetteer.gazetteer import added_path
from reportedly.gazetteer.index import bit_of


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Tell Rifaat", "geonames:163476"),
        ("Aleppo", "geonames:170063"),
        ("Kiev", "geonames:703448"),
        ("Raqqa", "geonames:172955"),
        ("al-Fallujah", "geonames:99454"),
        ("Bakhmut", "geonames:713174"),
        ("Izium", "geonames:707292"),
        ("UAE", "geonames:290557"),
        ("Burma", "geonames:1327865"),
        ("the DRC".removeprefix("the "), "geonames:203312"),
        ("Donbass", "area:donbas"),
        ("Dnieper", "area:dnipro"),
        ("Strait of Hormuz", "area:hormuz"),
        ("Kordofan", "area:kordofan"),
        ("Nineveh", "province:IQ.15"),
        ("North Kivu", "province:CD.11"),
    ],
)
def test_the_best_known_bearer_of_a_name_comes_first(gazetteer: Gazetteer, name: str, place: str) -> None:
    assert gazetteer.candidates(name)[0].id == place


def test_a_city_comes_before_the_province_named_after_it(gazetteer: Gazetteer) -> None:
    codes = [place.code for place in gazetteer.candidates("Homs") if place.country == "SY"]
    assert codes == ["PPL", "ADM1"]


def test_exact_names_come_before_folded_ones_however_small(gazetteer: Gazetteer) -> None:
    exact = [place.name for place in gazetteer.candidates("Al Bab")]
    assert exact[0] == "Al Bāb"


def test_names_that_agree_in_consonants_only_come_last(gazetteer: Gazetteer) -> None:
    places = gazetteer.candidates("Idleb")
    assert "Idlib" in {place.name for place in places}


def test_an_alternate_name_yields_to_an_own_name_of_comparable_size(gazetteer: Gazetteer) -> None:
    paris = gazetteer.candidates("Paris")
    assert paris[0].country == "FR"
    assert len({place.id for place in paris}) == len(paris)


def test_a_former_name_unlike_the_town_s_own_comes_after_the_province_of_that_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Texas")[0].id == "province:US.TX"


def test_bearers_are_the_candidates_that_do_not_agree_in_consonants_alone(gazetteer: Gazetteer) -> None:
    assert "Riyadh" in {place.name for place in gazetteer.candidates("Read")}
    assert "Riyadh" not in {place.name for place in gazetteer.bearers("Read")}
    assert set(gazetteer.bearers("Tripoli")) <= set(gazetteer.candidates("Tripoli"))


def test_every_key_of_the_index_is_marked_as_present(gazetteer: Gazetteer, compiled: Path) -> None:
    connection = sqlite3.connect(index_path(compiled))
    (bits,) = connection.execute("SELECT bits FROM present").fetchone()
    keys = [key for (key,) in connection.execute("SELECT key FROM names LIMIT 5000")]
    connection.close()
    assert all(bits[bit_of(key) >> 3] >> (bit_of(key) & 7) & 1 for key in keys)
    assert sum(byte.bit_count() for byte in bits) < 0.1 * 8 * len(bits)


def test_unknown_names_have_no_candidates(gazetteer: Gazetteer) -> None:
    for name in ("Qwertyuiopol", "", "'", "—", "\x00"):
        assert gazetteer.candidates(name) == []
        assert not gazetteer.knows(name)


def test_knowing_a_name_is_having_candidates(gazetteer: Gazetteer) -> None:
    for name in ("Tell Rifaat", "Sa‘dah", "Ménaka", "Lashkar Gah", "Sea of Azov"):
        assert gazetteer.knows(name)
        assert gazetteer.candidates(name)


def test_towns_know_their_province(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Tell Rifaat")[0].admin1 == "Aleppo"
    assert gazetteer.candidates("Bakhmut")[0].admin1 == "Donetsk"
    assert gazetteer.candidates("Nyala")[0].admin1 == "South Darfur"


def test_countries_have_points_neighbours_and_codes(gazetteer: Gazetteer) -> None:
    syria = gazetteer.country("sy")
    assert syria is not None
    assert (syria.name, syria.code, syria.lat, syria.lon) == ("Syria", "PCLI", 35.0, 38.0)
    assert gazetteer.neighbours("SY") == ("IL", "IQ", "JO", "LB", "TR")
    assert gazetteer.neighbours("XX") == ()
    assert gazetteer.country("XX") is None
    codes = [place.country for place in gazetteer.countries()]
    assert codes == sorted(codes)
    assert {"SY", "UA", "SD", "ML", "XK", "PS"} <= set(codes)


def test_a_province_lies_where_its_towns_lie(gazetteer: Gazetteer) -> None:
    far = []
    for row in read_provinces():
        towns = [p for p in gazetteer.candidates(row.name) if p.admin1 == row.name and p.country == row.country]
        points = {place.id: place for place in towns}
        province = points.get(f"province:{row.country}.{row.code}")
        capital = next((place for place in towns if place.feature == "P" and place.population > 20_000), None)
        if province and capital and distance_km(province, capital) > 700:
            far.append((row.country, row.name))
    # Sakha alone is as large as India.
    assert [where for where in far if where[0] != "RU"] == []


def test_misspelt_names_are_found_within_their_country(gazetteer: Gazetteer) -> None:
    found = gazetteer.similar("Zaporizhizhia", "UA")
    assert found[0][0].admin1 == "Zaporizhzhia"
    assert found[0][1] >= 90
    assert gazetteer.similar("Zaporizhizhia", "SY") == []


def test_a_quarter_is_offered_after_the_towns_of_its_name(gazetteer: Gazetteer) -> None:
    quarters = [place for place in gazetteer.candidates("Bustan al-Qasr") if place.code == "PPLX"]
    assert (quarters[0].country, quarters[0].admin1) == ("SY", "Aleppo")
    midan = gazetteer.candidates("Al Midan")
    assert {place.admin1 for place in midan if place.id.startswith("quarter:")} == {"Aleppo", "Damascus"}


def test_short_names_are_not_guessed_at(gazetteer: Gazetteer) -> None:
    assert gazetteer.similar("Hamx", "SY") == []


def test_names_that_differ_in_short_vowels_are_alike_in_arabic_script_only(gazetteer: Gazetteer) -> None:
    likeness = {place.name: score for place, score in gazetteer.similar("Manbaj", "SY")}
    assert likeness.get("Manbij", 0) >= 90


def test_few_large_cities_of_a_country_fall_together(gazetteer: Gazetteer, compiled: Path) -> None:
    with closing(sqlite3.connect(index_path(compiled))) as connection, connection:
        rows = connection.execute(
            "SELECT name, country, lat, lon FROM places WHERE feature = 'P' AND population >= 50000"
        ).fetchall()
    connection.close()
    by_key: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, country, _, _ in rows:
        by_key[country, fold(name)].add(name.casefold())
    collapsed = sum(len(names) - 1 for names in by_key.values())
    assert collapsed < len(rows) * 0.01


def test_candidates_are_the_same_in_every_run(compiled: Path, gazetteer: Gazetteer) -> None:
    with Gazetteer.open(compiled) as again:
        for name in ("Salah al-Din", "Victoria", "Santa Maria", "al-Qusayr"):
            assert again.candidates(name) == gazetteer.candidates(name)
        assert again.digest == gazetteer.digest


def test_damaged_additions_are_named_with_the_mend(home: Path) -> None:
    path = added_path(home)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"rubbish" * 1000)
    with pytest.raises(GazetteerError, match="Delete that file"):
        Gazetteer.open(home)
