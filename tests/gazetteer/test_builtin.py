from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError
from reportedly.gazetteer.builtin import compile_index, index_path, open_if_fit
from reportedly.gazetteer.index import Entry
from reportedly.gazetteer.place import Place

TOWN = Entry(Place("geonames:1", "Testabad", "AF", None, 34.0, 66.0, "P", "PPL", 900), ("Testābād",))


def compiled(path: Path, stamp: str = "one") -> Path:
    compile_index(path, stamp, [TOWN])
    return path


def test_an_index_with_the_right_stamp_is_used(tmp_path: Path) -> None:
    connection = open_if_fit(compiled(tmp_path / "places.sqlite"), "one")
    assert connection is not None
    assert connection.execute("SELECT name FROM places").fetchall() == [("Testabad",)]
    connection.close()


def test_a_stale_missing_foreign_or_cut_index_is_not_used(tmp_path: Path) -> None:
    path = compiled(tmp_path / "places.sqlite")
    assert open_if_fit(path, "two") is None
    assert open_if_fit(tmp_path / "none.sqlite", "one") is None
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert open_if_fit(path, "one") is None
    path.write_bytes(b"not an index at all" * 100)
    assert open_if_fit(path, "one") is None
    path.write_bytes(b"")
    assert open_if_fit(path, "one") is None


def test_a_fault_while_compiling_leaves_the_old_index_and_no_rubbish(tmp_path: Path) -> None:
    path = compiled(tmp_path / "places.sqlite")

    def failing() -> Iterator[Entry]:
        yield TOWN
        raise OSError("disk full")

    with pytest.raises(GazetteerError, match="disk full"):
        compile_index(path, "two", failing())
    connection = open_if_fit(path, "one")
    assert connection is not None
    connection.close()
    assert list(tmp_path.iterdir()) == [path]


def test_compiling_twice_at_once_is_safe(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "places.sqlite"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: compile_index(path, "one", [TOWN]), range(8)))
    connection = open_if_fit(path, "one")
    assert connection is not None
    connection.close()
    assert list(path.parent.iterdir()) == [path]


def test_a_home_that_cannot_be_written_is_named_with_the_mend(tmp_path: Path) -> None:
    blocked = tmp_path / "home"
    blocked.write_text("a file where a folder should be")
    with pytest.raises(GazetteerError, match="REPORTEDLY_HOME"):
        compile_index(index_path(blocked), "one", [TOWN])
