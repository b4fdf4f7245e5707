from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.gazetteer.dump import read_dump

Line = Callable[..., str]


def lines(*given: str) -> list[bytes]:
    return [line.encode() for line in given]


def test_a_place_is_read_with_its_names_and_province(dump_line: Line) -> None:
    text = dump_line(7, "Qaryat Jadidah", 36.1, 37.2, aliases="قرية,Karyat,QJD", admin1="09", population="410")
    (entry,) = read_dump(lines(text), "SY").entries
    assert (entry.place.id, entry.place.name, entry.place.admin1) == ("SY:7", "Qaryat Jadidah", "Aleppo")
    assert entry.place.population == 410
    assert entry.aliases == ("Karyat",)


@pytest.mark.parametrize(
    ("admin1", "name"),
    [
        ("09", "Aleppo"),
        ("Halab", "Aleppo"),
        ("Aleppo", "Aleppo"),
        ("Nowhereshire", "Nowhereshire"),
        ("00", None),
        ("77", None),
        ("", None),
    ],
)
def test_divisions_come_as_codes_or_as_names(dump_line: Line, admin1: str, name: str | None) -> None:
    (entry,) = read_dump(lines(dump_line(1, "Village", 36, 37, admin1=admin1)), "SY").entries
    assert entry.place.admin1 == name


def test_a_division_that_only_the_dump_names_gives_its_name(dump_line: Line) -> None:
    division = dump_line(1, "Far Province", 1, 2, feature="A", code="ADM1", country="ZZ", admin1="03")
    village = dump_line(2, "Village", 1, 2, country="ZZ", admin1="03")
    assert [entry.place.admin1 for entry in read_dump(lines(village, division), "ZZ").entries] == ["Far Province"] * 2


def test_cyrillic_names_are_found_in_latin_letters(dump_line: Line) -> None:
    (entry,) = read_dump(lines(dump_line(1, "Нова Басань", 50.5, 31.5, country="UA")), "UA").entries
    assert entry.place.name == "Nova Basan"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("only one column", "has 1 columns, expected 19"),
        ("x" + "\t" * 18, "is not a number"),
    ],
)
def test_a_broken_line_is_told_with_its_number(dump_line: Line, line: str, fault: str) -> None:
    dump = read_dump(lines(dump_line(1, "Village", 36, 37), "", line), "SY")
    assert len(dump.entries) == 1
    assert dump.faults[0].startswith("line 3: ")
    assert fault in dump.faults[0]


@pytest.mark.parametrize(
    ("lat", "lon", "columns"),
    [
        ("nan", "37", {}),
        ("91", "37", {}),
        ("36", "181", {}),
        ("36", "east", {}),
        ("36", "37", {"population": "-5"}),
        ("36", "37", {"population": "many"}),
        ("36", "37", {"country": "SYR"}),
        ("36", "37", {"feature": ""}),
    ],
)
def test_impossible_values_are_faults(dump_line: Line, lat: str, lon: str, columns: dict[str, str]) -> None:
    dump = read_dump(lines(dump_line(1, "Village", lat, lon, **columns)), "SY")
    assert dump.entries == ()
    assert len(dump.faults) == 1


def test_a_line_in_another_encoding_is_a_fault(dump_line: Line) -> None:
    dump = read_dump([dump_line(1, "Köy", 36, 37).encode("latin-1")], "TR")
    assert dump.faults == ("line 1: is not UTF-8",)


def test_faults_come_in_the_order_of_the_lines(dump_line: Line) -> None:
    dump = read_dump(lines(dump_line(1, "Village", 99, 37), "x", dump_line(2, "Village", 99, 37)), "SY")
    assert [fault.partition(":")[0] for fault in dump.faults] == ["line 1", "line 2", "line 3"]


def test_classes_that_reports_do_not_name_are_left_out_and_counted(dump_line: Line) -> None:
    dump = read_dump(
        lines(dump_line(1, "Grove", 1, 2, feature="V", code="GRVO"), dump_line(2, "Base", 1, 2, feature="S")), "SY"
    )
    assert dump.left_out == (("V", 1),)
    assert dump.classes == (("S", 1),)


def test_places_that_share_a_number_get_ids_of_their_own(dump_line: Line) -> None:
    dump = read_dump(lines(dump_line(5, "Town", 1, 2), dump_line(5, "Town District", 1, 2, feature="A")), "SY")
    assert [entry.place.id for entry in dump.entries] == ["SY:5", "SY:5.2"]
