"""The model that is shipped, and folders that hold none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reportedly.errors import ModelError
from reportedly.reading.encoder import CARD, NETWORK, Encoder, shipped
from reportedly.reading.opinion import Opinion
from reportedly.reading.pipeline import Reader


def test_the_shipped_model_says_what_it_learned_from_and_what_it_is_worth() -> None:
    card = json.loads((shipped() / CARD).read_text("utf-8"))
    assert card["learned from"]["annotated documents"] >= 100
    assert 0.6 < card["held out"]["claim F1"] < 1
    assert card["licence"] == "Apache-2.0"


def test_the_shipped_model_tells_an_event_from_a_metaphor() -> None:
    told = [
        ("text", "Rebels shelled the town of Kara on Monday."),
        ("text", "The striker was in deadly form at Kara Park."),
    ]
    opinion = Opinion.of(told, Encoder.open())
    shelled = told[0][1].index("shelled")
    assert opinion.event(0, shelled, shelled + 7)[0] > 0.8
    assert max((p.p for p in opinion.triggers().get(1, [])), default=0) < 0.5


def test_its_files_are_no_pickles() -> None:
    for path in shipped().rglob("*"):
        if path.is_file():
            assert not path.read_bytes().startswith((b"\x80", b"PK")), path.name


def test_a_folder_without_a_model_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no model"):
        Encoder.open(tmp_path)


def test_a_network_that_is_not_the_cards_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(shipped(), folder)
    with (folder / NETWORK).open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelError, match="is not the file"):
        Encoder.open(folder)


def test_a_model_for_other_types_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(shipped(), folder)
    card = json.loads((folder / CARD).read_text("utf-8"))
    (folder / CARD).write_text(json.dumps({**card, "kinds": ["", "duel"]}), "utf-8")
    with pytest.raises(ModelError, match="other types or roles"):
        Encoder.open(folder)


def test_a_model_without_weights_cannot_read(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(shipped(), folder, ignore=shutil.ignore_patterns("weights"))
    with pytest.raises(ModelError, match="holds no weights"):
        Reader.open(home=home, model=folder)
