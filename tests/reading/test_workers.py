"""Several processes that read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.reading.test_pipeline import REPORT, document

from reportedly.model import Document, Reading
from reportedly.reading.pipeline import Opening, Reader
from reportedly.reading.workers import Workers

ROOT = Path(__file__).parents[2]
DIES, FAILS, WAITS = "The power is cut.", "The page is torn.", "The line is busy."


class Fragile:
    """Reads nothing in a document; over some texts it fails, or takes its process with it."""

    def read(self, document: Document) -> Reading:
        if document.text == DIES:
            os._exit(9)
        if document.text == FAILS:
            raise ValueError("torn")
        if document.text.startswith(WAITS):
            Path(document.text.removeprefix(WAITS)).write_text(str(os.getpid()))
            time.sleep(60)
        return Reading(document)


@dataclass(frozen=True, slots=True)
class FragileOpening(Opening):
    def open(self) -> Any:
        return Fragile()


def _read(texts: Sequence[str]) -> list[str]:
    out = []
    with Workers(FragileOpening(), 2) as workers:
        for one, read in workers.each(map(document, texts)):
            try:
                out.append(read().document.text)
            except (ValueError, RuntimeError) as error:
                out.append(f"{one.text} {error}")
    return out


def test_the_readings_are_those_of_one_process_in_the_same_order(home: Path) -> None:
    told = [document(REPORT), document("Mild weather."), document("Rebels seized Dera Zul on Monday."), document("")]
    with Workers(Opening(home=home, tagger="lexicon"), 2) as workers:
        found = [(one, read()) for one, read in workers.each(told)]
    alone = Reader.open(home=home, tagger="lexicon")
    assert found == [(one, alone.read(one)) for one in told]
    assert any(reading.claims for _, reading in found)


def test_what_fails_or_ends_a_process_costs_its_document_alone() -> None:
    quiet = [f"Day {n} was quiet." for n in range(6)]
    read = _read([*quiet[:3], DIES, FAILS, *quiet[3:]])
    assert read[:3] + read[5:] == quiet
    assert read[3].startswith(DIES)
    assert "ended" in read[3]
    assert read[4] == f"{FAILS} torn"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes where Linux lists them")
def test_no_process_outlives_the_one_that_was_killed(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    script = tmp_path / "parent.py"
    script.write_text(
        "from tests.reading.test_workers import _read, WAITS\n"
        f"if __name__ == '__main__':\n    _read([WAITS + {str(note)!r}])\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    with subprocess.Popen([sys.executable, str(script)], env=environment) as parent:
        _until(lambda: note.exists() and note.read_text().isdigit(), 60)
        parent.send_signal(signal.SIGKILL)
    stat = Path("/proc", note.read_text(), "stat")
    _until(lambda: not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z", 20)


def _until(true: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)
