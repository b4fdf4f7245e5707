from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from reportedly.cli.evaluate import told
from reportedly.evaluating import figures, gold
from reportedly.export.record import claim_record
from reportedly.reading.pipeline import Reader

TEXT = "Government forces shelled the town of Aleppo on Tuesday, killing seven people. A convoy reached Mosul."


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    claims = [
        {"evidence": "Government forces shelled the town of Aleppo", "trigger": "shelled", "type": ["shelling"]},
        {"evidence": "killing seven people", "trigger": "killing", "type": ["protest"], "actor": ["nobody"]},
    ]
    raw = {"id": "one", "title": "Army shells Aleppo", "published": "2023-03-15", "text": TEXT, "claims": claims}
    (tmp_path / "one.json").write_text(json.dumps(raw))
    return tmp_path


def test_the_figures_printed_are_those_of_the_records_read(run: Run, annotated: Path, reader: Reader) -> None:
    ran = run("evaluate", annotated)
    raw = gold.load_one(annotated / "one.json")
    records = [claim_record(claim) for claim in reader.read(gold.document_of(raw)).claims]
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == told(figures.score([(raw, records)]))
    assert ran.out.startswith("1 document\nclaim     P ")


@pytest.mark.parametrize(
    ("what", "begins"), [("misses", "[one] missed ['protest']: 'killing' in"), ("extra", "[one] extra")]
)
def test_what_falls_short_is_listed_on_request(run: Run, annotated: Path, what: str, begins: str) -> None:
    lines = run("evaluate", annotated, "--show", what).out.splitlines()
    figures_begin = lines.index("1 document")
    assert all(line.startswith(begins) for line in lines[:figures_begin])
    assert what == "extra" or figures_begin == 1


def test_a_file_that_is_no_annotation_is_told_of_and_the_rest_is_measured(run: Run, annotated: Path) -> None:
    (annotated / "bad.json").write_text('{"id": "x"}')
    ran = run("evaluate", annotated)
    assert ran.status == 3
    assert ran.err.startswith(f"{annotated / 'bad.json'}: not an annotated document: ")
    assert ran.out.startswith("1 document\n")


def test_no_annotation_at_all_is_a_failure(run: Run, tmp_path: Path) -> None:
    ran = run("evaluate", tmp_path / "none.json")
    assert (ran.status, ran.out) == (1, "")
    assert "there is no such file or folder" in ran.err
