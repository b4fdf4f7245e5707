from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.cli.progress import expected


def test_documents_are_counted_beforehand_where_they_can_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.jsonl").write_text('{"text": "a"}\n\n{"text": "b"}\n')
    (tmp_path / "README.md").write_text("no report")
    assert expected([str(tmp_path)]) == 3
    assert expected([str(tmp_path / "a.txt"), "https://hill-wire.example/a", str(tmp_path / "none")]) == 3
    assert expected([str(tmp_path / "a.txt"), "-"]) is None
    assert expected(["a\0b"]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("line", "bar"), [("-f csv -o out.csv", True), ("", True), ("-f csv", False)])
def test_on_a_terminal_several_documents_have_a_bar_and_the_table_colours(tmp_path: Path, line: str, bar: bool) -> None:
    import pty

    lines = [json.dumps({"text": f"Rebels shelled the town of Ardal, killing {n} people."}) for n in range(3)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "reportedly", "read", "a.jsonl", *line.split()]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, cwd=tmp_path, env=environment) as running:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:
            pass  # the other end is closed
        running.wait(60)
    os.close(ours)
    assert running.returncode == 0
    assert (b"3/3" in shown) is bar
    assert (b"\x1b[" in shown) is (line != "-f csv")
    assert (b"claims in 3 documents" in shown) is (line == "")
