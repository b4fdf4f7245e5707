from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError
from reportedly.gazetteer import Gazetteer, store
from reportedly.gazetteer.gazetteer import added_path
from reportedly.gazetteer.index import keys_stamp

Line = Callable[..., str]
HAMLET = "Khirbat Zumurrud"


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def dump(tmp_path: Path, dump_line: Line) -> Path:
    return written(tmp_path / "SY.txt", dump_line(900001, HAMLET, 36.5, 37.4, admin1="Aleppo"))


def test_an_added_village_is_found_and_a_removed_one_is_not(home: Path, dump: Path) -> None:
    added = store.add(dump, home)
    assert (added.name, added.places, added.classes) == ("SY", 1, (("P", 1),))
    with Gazetteer.open(home) as gazetteer:
        assert [place.id for place in gazetteer.candidates("Khirbet Zumurrud")] == ["SY:900001"]
    assert store.list_added(home) == [added]
    store.remove("SY", home)
    assert store.list_added(home) == []
    with Gazetteer.open(home) as gazetteer:
        assert gazetteer.candidates(HAMLET) == []


def test_an_added_village_is_matched_fuzzily_until_it_is_removed(home: Path, dump: Path) -> None:
    store.add(dump, home)
    with Gazetteer.open(home) as gazetteer:
        assert [place.id for place, _ in gazetteer.similar("Khirbet Zumurud al-", "SY")] == ["SY:900001"]
    store.remove("SY", home)
    with Gazetteer.open(home) as gazetteer:
        assert gazetteer.similar("Khirbet Zumurud al-", "SY") == []


def test_a_city_that_a_dump_has_in_another_spot_is_not_a_second_city(
    home: Path, tmp_path: Path, dump_line: Line
) -> None:
    away = dump_line(900003, "Bakhmut", 50.2, 31.0, country="UA", population="77000")
    store.add(written(tmp_path / "UA.txt", away), home)
    with Gazetteer.open(home) as gazetteer:
        large = [place.id for place in gazetteer.candidates("Bakhmut") if place.population > 50_000]
    assert large == ["geonames:713174"]


def test_adding_again_replaces(home: Path, dump: Path, dump_line: Line) -> None:
    store.add(dump, home)
    written(dump, dump_line(900002, "Tall Yaqut", 36.6, 37.5))
    store.add(dump, home)
    with Gazetteer.open(home) as gazetteer:
        assert gazetteer.candidates(HAMLET) == []
        assert [place.id for place in gazetteer.candidates("Tell Yaqut")] == ["SY:900002"]
    assert [added.places for added in store.list_added(home)] == [1]


def test_adding_twice_changes_nothing_and_another_gazetteer_changes_the_digest(home: Path, dump: Path) -> None:
    def digest() -> str:
        with Gazetteer.open(home) as gazetteer:
            return gazetteer.digest

    bare = digest()
    store.add(dump, home)
    once = digest()
    store.add(dump, home)
    assert digest() == once != bare


def test_a_zip_is_unpacked(home: Path, dump: Path, tmp_path: Path) -> None:
    packed = tmp_path / "packed" / "SY.zip"
    packed.parent.mkdir()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(dump, "SY.txt")
        archive.writestr("readme.txt", "about this dump")
    assert store.add(packed, home).places == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("SY.txt", b"", "0 of 0 lines cannot be read"),
        ("SY.txt", b"a\tb\tc\n" * 30, "line 1: has 3 columns, expected 19"),
        ("SY.txt", "Ünïcode".encode("utf-16"), "is not UTF-8"),
        ("SY.zip", b"this is no archive", "is no ZIP"),
        ("geonames.txt", b"x", "cannot name a gazetteer"),
    ],
)
def test_what_is_no_dump_is_refused_and_nothing_is_left(
    home: Path, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(GazetteerError) as caught:
        store.add(path, home)
    assert told in str(caught.value)
    assert name in str(caught.value)
    assert caught.value.mend
    assert store.list_added(home) == []


def test_a_few_broken_lines_are_skipped_and_told(home: Path, tmp_path: Path, dump_line: Line) -> None:
    good = [dump_line(number, f"Village {number}", 36, 37) for number in range(1, 41)]
    path = written(tmp_path / "SY.txt", *good[:20], "broken", *good[20:])
    added = store.add(path, home)
    assert (added.places, added.skipped) == (40, 1)
    assert added.faults == ("line 21: has 1 columns, expected 19",)


def test_too_many_broken_lines_refuse_the_whole_and_keep_the_old(
    home: Path, dump: Path, tmp_path: Path, dump_line: Line
) -> None:
    before = store.add(dump, home)
    good = [dump_line(number, f"Village {number}", 36, 37) for number in range(1, 11)]
    written(dump, *good, "broken")
    with pytest.raises(GazetteerError, match="1 of 11 lines"):
        store.add(dump, home)
    assert store.list_added(home) == [before]
    with Gazetteer.open(home) as gazetteer:
        assert gazetteer.knows(HAMLET)


def test_a_zip_bomb_is_refused(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LARGEST_DUMP", 100_000)
    bomb = tmp_path / "SY.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", b"0" * 10_000_000)
    with pytest.raises(GazetteerError, match="unpacks to more than"):
        store.add(bomb, home)


def test_a_zip_with_several_tables_or_none_is_refused(home: Path, tmp_path: Path) -> None:
    for names, told in ((["a.txt", "b.txt"], "holds 2 text files"), (["a.csv"], "holds no text file")):
        packed = tmp_path / "SY.zip"
        with zipfile.ZipFile(packed, "w") as archive:
            for name in names:
                archive.writestr(name, "x")
        with pytest.raises(GazetteerError, match=told):
            store.add(packed, home)


def test_what_is_neither_file_nor_country_is_told(home: Path) -> None:
    with pytest.raises(GazetteerError, match="no such file"):
        store.add("Syria", home)


def test_removing_an_unknown_gazetteer_suggests_a_known_one(home: Path, dump: Path) -> None:
    with pytest.raises(GazetteerError, match="None has been added"):
        store.remove("SY", home)
    store.add(dump, home)
    with pytest.raises(GazetteerError, match="Did you mean SY"):
        store.remove("SYR", home)


def test_a_town_of_both_gazetteers_is_offered_once_with_the_built_in_id(
    home: Path, tmp_path: Path, dump_line: Line
) -> None:
    twin = dump_line(900003, "Tall Rifat", 36.474, 37.098, population="30000")
    namesake = dump_line(900004, "Tall Rifat", 35.2, 36.9)
    store.add(written(tmp_path / "SY.txt", twin, namesake), home)
    with Gazetteer.open(home) as gazetteer:
        assert [place.id for place in gazetteer.candidates("Tell Rifaat")] == ["geonames:163476", "SY:900004"]


def test_a_division_of_both_gazetteers_is_offered_once(home: Path, tmp_path: Path, dump_line: Line) -> None:
    province = dump_line(900005, "Aleppo", 36.2, 37.6, feature="A", code="ADM1", admin1="Aleppo")
    district = dump_line(900006, "Aleppo", 36.2, 37.2, feature="A", code="ADM2", admin1="Aleppo")
    store.add(written(tmp_path / "SY.txt", province, district), home)
    with Gazetteer.open(home) as gazetteer:
        divisions = [place.id for place in gazetteer.candidates("Aleppo") if place.feature == "A"]
    assert divisions == ["province:SY.09", "SY:900006"]


def test_names_are_keyed_anew_when_the_rules_of_folding_have_changed(home: Path, dump: Path) -> None:
    store.add(dump, home)
    with closing(sqlite3.connect(added_path(home))) as connection, connection:
        connection.execute("UPDATE meta SET value = 'rules of another year' WHERE key = 'keys'")
        connection.execute("UPDATE OR REPLACE names SET key = 'x' || key")
    connection.close()
    with Gazetteer.open(home) as gazetteer:
        assert [place.id for place in gazetteer.candidates("Khirbet Zumurrud")] == ["SY:900001"]
    with closing(sqlite3.connect(added_path(home))) as connection, connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'keys'").fetchone() == (keys_stamp(),)
    connection.close()


def test_search_finds_misspelt_names_within_a_country(home: Path, dump: Path) -> None:
    store.add(dump, home)
    assert [place.id for place in store.search("Khirbat Zumurud", home)] == ["SY:900001"]
    assert [place.id for place in store.search("Khirbat Zumurrudd x".removesuffix(" x") + "a", home, country="SY")] == [
        "SY:900001"
    ]
    assert store.search("Khirbat Zumurrud", home, country="IQ") == []
