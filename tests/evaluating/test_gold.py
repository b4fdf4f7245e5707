from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import GoldError
from reportedly.evaluating import gold

CLAIM = {"evidence": "The army shelled Ardal", "trigger": "shelled", "type": ["shelling"], "label": None}
RAW: dict[str, object] = {
    "id": "ardal",
    "title": "Army shells Ardal",
    "publisher": "Hill Wire",
    "published": "2023-03-15",
    "text": "The army shelled Ardal.",
    "remark": "ours",
    "claims": [CLAIM],
}


def written(path: Path, **changes: object) -> Path:
    path.write_text(json.dumps({**RAW, **changes}), "utf-8")
    return path


def test_a_folder_gives_its_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b", "a"):
        written(tmp_path / f"{name}.json", id=name)
    (tmp_path / "notes.txt").write_text("none")
    assert [raw["id"] for raw in gold.load(tmp_path)] == ["a", "b"]


def test_the_document_is_given_to_the_reader_without_its_annotation() -> None:
    document = gold.document_of(RAW)
    assert (document.ref, document.text) == ("ardal", "The army shelled Ardal.")
    assert document.published == date(2023, 3, 15)
    assert document.extra == {}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"claims": None}, "claims"),
        ({"text": ""}, "text"),
        ({"published": "15 March"}, "published"),
        ({"published": 20230315}, "published"),
        ({"published": "2023-02-30"}, "published"),
        ({"claims": [{**CLAIM, "type": ["sheling"]}]}, "claims.0.type.0"),
        ({"claims": [{**CLAIM, "actor": "army"}]}, "claims.0.actor"),
        ({"claims": [{**CLAIM, "places": ["Ardal"]}]}, "claims.0.places"),
        (
            {"claims": [{**CLAIM, "date": {"start": "may"}}]},
            "claims.0.date",
        ),
    ],
)
def test_a_file_that_does_not_keep_the_format_is_told_of_by_name_and_field(
    tmp_path: Path, changes: dict[str, object], fault: str
) -> None:
    path = written(tmp_path / "a.json", **changes)
    with pytest.raises(GoldError) as caught:
        gold.load_one(path)
    assert caught.value.where == str(path)
    assert fault in caught.value.fault
    assert caught.value.mend


@pytest.mark.parametrize("data", [b"{", b"\xff\xfe", b"[" * 100_000, b"[]"])
def test_what_is_no_json_object_is_told_of(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.json").write_bytes(data)
    with pytest.raises(GoldError, match=r"a\.json"):
        gold.load_one(tmp_path / "a.json")


def test_of_a_file_with_one_document_a_line_the_faulty_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(json.dumps(RAW) + "\n\n" + json.dumps({**RAW, "id": "b"}) + "\n{\n", "utf-8")
    found = gold.lines(path)
    assert [next(found)["id"], next(found)["id"]] == ["ardal", "b"]
    with pytest.raises(GoldError, match="line 4"):
        next(found)


def test_no_file_and_an_empty_folder_are_told_of(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no such file"):
        gold.files_of(tmp_path / "none")
    with pytest.raises(GoldError, match=r"no \.json file"):
        gold.files_of(tmp_path)
