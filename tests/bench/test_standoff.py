"""Annotation that is kept apart from its reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.standoff import KEPT, packed, restored

TEXT = "Rebels shelled Rikhawdar on Monday, killing two nuns, a priest said. The army denied it, the Kayah Monitor reports."
REPORT = {
    "id": "kayah-1",
    "title": "Two Nuns Killed",
    "publisher": "Kayah Monitor",
    "published": "2022-01-17",
    "text": TEXT,
}
SHELLING = {
    "evidence": "Rebels shelled Rikhawdar on Monday, killing two nuns, a priest said.",
    "trigger": "shelled",
    "type": ["shelling"],
    "status": "occurred",
    "hedged": False,
    "optional": False,
    "actor": ["rebels"],
    "target": ["nuns"],
    "within": [],
    "said_by": ["priest"],
    "places": [{"text": "Rikhawdar", "lat": None, "lon": None, "relation": None, "distance_km": None}],
    "date": {"start": "2022-01-17", "end": "2022-01-17"},
    "killed": {"min": 2, "max": 2},
    "also": ["Two Nuns Killed"],
}


def kept(folder: Path, *, text: str = TEXT, learned: bool = False) -> Path:
    """The annotation in a file, and beside it a folder with the report."""
    annotated = {**REPORT, "text": TEXT.partition(" The army")[0], "claims": [SHELLING]}
    path = folder / "kept.jsonl"
    path.write_text(json.dumps(packed(annotated, learned=learned)) + "\n", "utf-8")
    (folder / "reports.jsonl").write_text(json.dumps({**REPORT, "text": text}) + "\n", "utf-8")
    return path


def test_an_annotation_comes_back_from_its_report_in_its_words(tmp_path: Path) -> None:
    path = kept(tmp_path)
    (tmp_path / "kept.jsonl").rename(path := tmp_path / "kept.txt")
    (back,) = restored(tmp_path, kept=path)
    assert back["text"] == TEXT.partition(" The army")[0]
    assert back["claims"] == [{**SHELLING, "actor": ["Rebels"]}]
    assert "Rebels" not in path.read_text("utf-8")


def test_another_text_of_that_name_is_refused(tmp_path: Path) -> None:
    kept(tmp_path, text=TEXT.replace("two nuns", "ten nuns")).rename(path := tmp_path / "kept.txt")
    with pytest.raises(ValueError, match="1 reports are not in"):
        list(restored(tmp_path, kept=path))


def test_what_was_learned_from_is_left_out_where_only_the_rest_is_asked_for(tmp_path: Path) -> None:
    kept(tmp_path, learned=True).rename(path := tmp_path / "kept.txt")
    assert list(restored(tmp_path, held=True, kept=path)) == []


def test_no_word_of_a_report_is_kept() -> None:
    told = {"id", "length", "digest", "learned", "claims"}
    for line in KEPT.read_text("utf-8").splitlines():
        one = json.loads(line)
        assert one.keys() == told
        for claim in one["claims"]:
            quoted = [claim["evidence"], claim["trigger"], *claim.get("actor", ()), *claim.get("said_by", ())]
            assert all(isinstance(number, int) for span in quoted for number in span[:2])
