from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from tests.cli.conftest import Run


def line(number: int, name: str, *, lat: str = "35.5", country: str = "SY") -> str:
    cells = [
        str(number),
        name,
        name,
        "",
        lat,
        "36.5",
        "P",
        "PPL",
        country,
        "",
        "03",
        "",
        "",
        "",
        "0",
        "",
        "",
        "UTC",
        "",
    ]
    return "\t".join(cells)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "XY.txt"
    path.write_text("\n".join(line(n, f"Kafr Ardal{'abcdefgh'[n]}") for n in range(8)) + "\n")
    return path


def test_a_dump_is_added_listed_searched_and_removed(run: Run, own_home: Path, dump: Path) -> None:
    added = run("gazetteer", "add", dump)
    assert (added.status, added.out) == (0, "XY: 8 places added (8 settlements)\n")
    assert "XY" in run("gazetteer", "list").out
    assert "Kafr Ardala" in run("gazetteer", "search", "Kafr Ardala").out
    removed = run("gazetteer", "remove", "XY")
    assert (removed.status, removed.out) == (0, "XY: 8 places removed\n")
    assert run("gazetteer", "search", "Kafr Ardala").status == 1


def test_the_built_in_gazetteer_is_listed_and_searched(run: Run) -> None:
    assert "built-in" in run("gazetteer", "list").out
    out = run("gazetteer", "search", "Mosul").out
    assert "IQ" in out
    assert "36.3350, 43.1189" in out


def test_a_search_within_a_country_finds_names_that_are_spelt_nearly_so(run: Run) -> None:
    assert "Mosul" in run("gazetteer", "search", "Mosull", "--country", "iq").out


def test_a_name_that_is_nowhere_is_told_of(run: Run) -> None:
    ran = run("gazetteer", "search", "Xyzzyqq")
    assert (ran.status, ran.out) == (1, "")
    assert "no such place is known" in ran.err


def test_more_places_than_are_shown_are_told_of(run: Run) -> None:
    assert "… and more; the first 20 are shown" in run("gazetteer", "search", "Springfield").out


def test_lines_that_cannot_be_read_make_it_a_partial_success(run: Run, own_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "XY.txt"
    path.write_text("\n".join([*(line(n, f"Ardal {n}") for n in range(40)), line(41, "Nowhere", lat="95")]) + "\n")
    ran = run("gazetteer", "add", path)
    assert ran.status == 3
    assert len(ran.err.splitlines()) == 1
    assert "41" in ran.err
    assert "40 places added" in ran.out


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("SY.txt", b"not a dump\n" * 9, "lines cannot be read"),
        ("SY.zip", b"PK\x03\x04 torn", "no ZIP"),
        ("SY.txt", b"\xff\xfe\x00" * 99, "lines cannot be read"),
        ("SY.txt", b"", "lines cannot be read"),
    ],
)
def test_a_corrupt_dump_is_refused_in_one_line_and_changes_nothing(
    run: Run, own_home: Path, tmp_path: Path, name: str, data: bytes, fault: str
) -> None:
    (tmp_path / name).write_bytes(data)
    ran = run("gazetteer", "add", tmp_path / name)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(str(tmp_path / name))
    assert fault in ran.err
    assert len(ran.err.splitlines()) == 1
    assert "SY" not in run("gazetteer", "list").out


def test_a_zip_is_unpacked(run: Run, own_home: Path, dump: Path) -> None:
    with zipfile.ZipFile(dump.with_suffix(".zip"), "w") as archive:
        archive.write(dump, "XY.txt")
    assert run("gazetteer", "add", dump.with_suffix(".zip")).status == 0


def test_a_gazetteer_that_is_not_there_cannot_be_removed(run: Run, own_home: Path) -> None:
    ran = run("gazetteer", "remove", "SY")
    assert ran.status == 1
    assert ran.err.startswith("SY: no such gazetteer")
