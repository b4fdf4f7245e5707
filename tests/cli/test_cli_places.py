from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

TEXT = "Army shells town\n\nTroops shelled Kafr Nabl, 40 km south of Aleppo, on Tuesday, and reached Mosul in Iraq."


def test_every_toponym_has_its_offsets_its_place_and_the_runners_up(run: Run) -> None:
    ran = run("places", "-", "-f", "jsonl", stdin=TEXT.encode())
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 0
    for record in found:
        assert record["in"] == "text"
        assert TEXT[record["start"] : record["end"]] == record["text"]
        assert 0 <= record["score"] <= 1
    mosul = next(record for record in found if record["text"] == "Mosul")
    assert (mosul["country"], mosul["precision"], round(mosul["lat"], 1)) == ("IQ", 1, 36.3)
    for other in (other for record in found for other in record["runners_up"]):
        assert set(other) == {"place", "name", "country", "admin1", "lat", "lon", "score"}


def test_the_table_names_places_with_points_and_scores(run: Run) -> None:
    out = run("places", "-", stdin=TEXT.encode()).out
    for words in ("toponym", "lat, lon", "score", "Mosul", "36.335, 43.119"):
        assert words in out
    assert max(map(len, out.splitlines())) <= 100


def test_a_document_without_toponyms_is_named_with_none(run: Run) -> None:
    ran = run("places", "-", stdin=b"The weather was mild for the season, and the harvest was good.")
    assert ran.status == 0
    assert "0 toponyms" in ran.out


def test_places_of_every_sentence_are_listed_also_where_nothing_happens(run: Run) -> None:
    out = run("places", "-", stdin=b"The weather was mild.\n\nPeople in Mosul went to the market.").out
    assert "Mosul" in out


def test_what_cannot_be_read_is_told_of(run: Run, report: Path, tmp_path: Path) -> None:
    ran = run("places", tmp_path / "none.txt", report)
    assert ran.status == 3
    assert "no such file or folder" in ran.err
    assert "Ardal" in ran.out
