"""The columns in memory: what is kept of them between starts, and that each way to count gives the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.ledger.made_up import RULES, readings
from tests.web.conftest import BASE, fill

from reportedly.incidents import link
from reportedly.ledger import Ledger
from reportedly.web.app import create_app
from reportedly.web.kept import Kept
from reportedly.web.options import Options
from reportedly.web.summary import mapped
from reportedly.web.summary.folder import Folder
from reportedly.web.summary.mapped import DamagedError
from reportedly.web.summary.names import Keys, Postings, first_of, smallest
from reportedly.web.summary.summary import KEPT, KEPT_SMALL

ASKED = (
    "/api/v1/claims?sort=date&limit=20", "/api/v1/claims?sort=-read&party=army", "/api/v1/facets?facet=place&facet=party",
    "/api/v1/facets?type=shelling", "/api/v1/facets?place=Ardal&publisher=Hill%20Wire", "/api/v1/histogram?interval=month",
    "/api/v1/facets?country=SY&since=2023-03-10", "/api/v1/incidents?sort=-claims", "/api/v1/incidents?sort=date",
    "/api/v1/tiles/0/0/0.mvt", "/api/v1/tiles/0/0/0.mvt?party=dera-front", "/api/v1/parties/army", "/api/v1/places/Ardal",
    "/api/v1/holdings?on=2023-03-20", "/api/v1/places/Kasanga",
)  # fmt: skip


@pytest.fixture(autouse=True)
def every_ledger_is_worth_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.web.summary.weighed.LARGE", 1)
    monkeypatch.setattr("reportedly.web.summary.shelf.FEWEST", 1)


def started(path: Path, home: Path) -> FastAPI:
    """An application whose board has not begun to work in the background."""
    return create_app(Options(str(path), home=home))


def answers(app: FastAPI) -> list[Any]:
    """What the API says, once all is weighed, but for the state's moment."""
    with TestClient(app, BASE) as client:
        assert app.state.board.weighed.wait(60)
        return [client.get(asked).content for asked in ASKED]


def worked_out(*_: Any, **__: Any) -> None:
    pytest.fail("what is known was worked out anew")


def kept(home: Path) -> Path:
    (found,) = (home / "cache" / "columns").glob("*.columns")
    return found


def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The states from which columns are brought forward from now on, by their batches."""
    from reportedly.web.summary import keeper

    found: list[int] = []
    forward = keeper.forward

    def counted(connection: Any, raw: Any, *more: Any) -> Any:
        found.append(raw.state.batch)
        return forward(connection, raw, *more)

    monkeypatch.setattr(keeper, "forward", counted)
    return found


def test_a_second_start_reads_nothing_and_answers_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, home = tmp_path / "own.db", tmp_path / "home"
    fill(str(path))
    first = answers(started(path, home))
    found = reads(monkeypatch)
    app = started(path, home)
    assert app.state.board.weights.missing == 0
    assert app.state.board.reader["name"] == "lexicon"
    monkeypatch.setattr("reportedly.web.accounts.weigh", worked_out)
    monkeypatch.setattr("reportedly.web.summary.territory.holdings", worked_out)
    assert answers(app) == first
    assert found == []


def test_what_came_in_since_is_read_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, home = tmp_path / "own.db", tmp_path / "home"
    fill(str(path), 10)
    answers(started(path, home))
    with Ledger(path) as ledger:
        before = ledger.head()
        ledger.add(readings(10, start=10), reader=RULES)
        link(ledger)
        claim = next(iter(ledger.claims(type="shelling")))["id"]
        ledger.review(claim, "set", by="anna", slot="killed", value="3")
        ledger.review(next(iter(ledger.claims(type="air_strike")))["id"], "reject", by="anna")
    found = reads(monkeypatch)
    brought = answers(started(path, home))
    assert before
    assert found == [before[0]]
    assert brought == answers(started(path, tmp_path / "other"))


def test_columns_of_another_history_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, home = tmp_path / "own.db", tmp_path / "home"
    fill(str(path), 5)
    shutil.copy(path, tmp_path / "earlier.db")
    with Ledger(path) as ledger:
        ledger.add(readings(5, start=5), reader=RULES)
    answers(started(path, home))
    shutil.copy(tmp_path / "earlier.db", path)  # put back, and gone on with otherwise
    with Ledger(path) as ledger:
        ledger.add(readings(8, start=20), reader=RULES)
    found = reads(monkeypatch)
    assert answers(started(path, home)) == answers(started(path, tmp_path / "other"))
    assert found == [0, 0]


@pytest.mark.parametrize("how", ["a byte", "cut off", "empty", "another file", "another version"])
def test_columns_that_are_damaged_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    path, home = tmp_path / "own.db", tmp_path / "home"
    fill(str(path), 5)
    first = answers(started(path, home))
    file = kept(home)
    data = bytearray(file.read_bytes())
    if how == "a byte":
        data[len(data) // 128 * 64] ^= 4  # arrays begin at such places
    elif how == "another version":
        monkeypatch.setattr("reportedly.web.summary.shelf.VERSION", 0)
    file.write_bytes({"cut off": data[:-5000], "empty": b"", "another file": b"x" * 5000}.get(how, bytes(data)))
    found = reads(monkeypatch)
    assert answers(started(path, home)) == first
    assert found == [0]
    assert ("is made anew" in caplog.text) == (how != "another version")
    assert answers(started(path, home)) == first
    assert found == [0]


def test_a_folder_that_cannot_be_written_to_hinders_nobody(tmp_path: Path) -> None:
    path, home = tmp_path / "own.db", tmp_path / "home"
    fill(str(path), 2)
    home.write_text("no folder")
    assert answers(started(path, home))


def test_what_is_counted_by_index_and_over_all_is_the_same(
    client: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for few in (0, 10**9):  # always by index, never
        monkeypatch.setattr("reportedly.web.summary.matching.FEW", few)
        summary = app.state.board.summary
        summary._kept, summary._small = Kept[Any](KEPT), Kept[Any](KEPT_SMALL)  # nothing is answered from what was kept
        found.append([client.get(asked).content for asked in (*ASKED, *paged(client))])
    assert found[0] == found[1]


def paged(client: TestClient) -> Iterator[str]:
    """Every page of some lists."""
    for sort in ("read", "-read", "date", "-date"):
        cursor = ""
        while cursor is not None:
            address = f"/api/v1/claims?limit=4&publisher=Hill%20Wire&sort={sort}&cursor={cursor}".removesuffix(
                "&cursor="
            )
            yield address
            cursor = client.get(address).json()["next"]


numbers = st.lists(st.integers(-5, 5), max_size=40)


@given(numbers, st.integers(1, 12), st.booleans())
def test_the_first_of_many_are_those_that_sorting_gives(values: list[int], count: int, down: bool) -> None:
    want = sorted(range(len(values)), key=lambda at: (-values[at] if down else values[at], at))[:count]
    assert first_of(np.array(values, np.int64), count, down=down).tolist() == want
    assert smallest(np.array(values, np.int64), count).tolist() == sorted(values)[:count]


@given(st.lists(st.integers(0, 6), max_size=30), st.lists(st.integers(0, 6), max_size=5))
def test_postings_tell_where_each_number_stands(column: list[int], wanted: list[int]) -> None:
    found = Postings.of(np.array(column, np.int32), 7).gather(wanted)
    assert found.tolist() == [at for number in wanted for at, value in enumerate(column) if value == number]


def test_ids_of_any_make_become_numbers_and_ids_again() -> None:
    ids = [
        "c_00000000000000ff",
        "c_0123456789abcdef",
        "c_0123456789ABCDEF",
        "c_é123456789abcdef",
        "odd",
        "d_0123456789abcdef",
    ]
    for part in (ids, ids[:2]):
        keys = Keys("c")
        found = keys.keys(part)
        assert found.tolist() == [keys.key(id_) for id_ in part] == [keys.find(id_) for id_ in part]
        assert [keys.id(int(key)) for key in found] == keys.ids(found) == part


ARRAYS = {
    "whole": np.arange(1_000, dtype=np.int64).reshape(10, 100),
    "yes": np.array([True, False]),
    "none": np.empty(0, np.float64),
    **{f"words.{name}": array for name, array in mapped.words(["é", ["Ängste", None, "\ud800 alone\0"], 1]).items()},
}


def test_arrays_lie_in_a_file_as_they_are_and_cannot_be_changed_there(tmp_path: Path) -> None:
    mapped.write(tmp_path / "file", {"state": 3}, ARRAYS)
    told, found = mapped.read(tmp_path / "file")
    assert told == {"state": 3}
    assert list(found) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert found[name].dtype == array.dtype
        assert np.array_equal(found[name], array)
    for since in range(4):
        assert mapped.meant(found, "words", since) == ["é", ["Ängste", None, "\ud800 alone\0"], 1][since:]
    with pytest.raises(ValueError, match="read-only"):
        found["whole"][0, 0] = 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@given(st.data())
def test_a_file_of_which_any_byte_is_another_is_known_for_damaged(data: st.DataObject) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        mapped.write(
            path, {"state": 3}, {"one": np.arange(8, dtype=np.int64)}
        )  # fills its lines, so that no byte is idle
        whole = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(whole) - 1))
        padding = whole.rfind(b"}") < at < len(whole) - 64
        whole[at] ^= data.draw(st.integers(1, 255))
        path.write_bytes(whole)
        if padding:
            assert mapped.read(path)[1]["one"].tolist() == list(range(8))
        else:
            with pytest.raises(DamagedError):
                mapped.read(path)


def test_a_place_of_many_claims_is_waited_for_and_comes_first(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.web.pages.places.NOW", 0)
    app = started(made, tmp_path / "home")
    client = TestClient(app, BASE)  # nothing works in the background yet
    told = client.get("/api/v1/places/Ardal").json()
    assert (told["holders"]["together"], told["holders"]["waiting"] > 0) == ([], True)
    assert "It is being worked out" in client.get("/places/Ardal").text
    app.state.board.territory.hurry(app.state.board.summary, lambda: None)
    told = client.get("/api/v1/places/Ardal").json()
    assert (bool(told["holders"]["together"]), told["holders"]["waiting"]) == (True, 0)
    assert "It is being worked out" not in client.get("/places/Ardal").text


def test_what_was_left_behind_is_taken_away_but_not_what_is_in_use(tmp_path: Path) -> None:
    held, left = Folder(tmp_path), Folder(tmp_path)
    left._lock.close()  # as when its process ends
    (left.path / "1.columns").write_bytes(b"x")
    fresh = Folder(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {held.path.name, fresh.path.name}
    for one in (held, fresh):
        one.close()
    assert list(tmp_path.iterdir()) == []
