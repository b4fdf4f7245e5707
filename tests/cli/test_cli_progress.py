from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from reportedly.cli import main
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
def test_on_a_terminal_several_documents_have_a_bar_and_the_table_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, bar: bool
) -> None:
    lines = [json.dumps({"text": f"Rebels shelled the town of Ardal, killing {n} people."}) for n in range(3)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(sys, "argv", ["reportedly", "read", "a.jsonl", *line.split()])
    with on_a_terminal(monkeypatch) as shown, pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert (b"3/3" in shown) is bar
    assert (b"\x1b[" in shown) is (line != "-f csv")
    assert (b"claims in 3 documents" in shown) is (line == "")


@contextmanager
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[bytearray]:
    """Puts both outputs of this process on a terminal of its own; what it showed is whole at the end."""
    import pty

    shown = bytearray()
    ours, theirs = pty.openpty()

    def look() -> None:
        try:
            while part := os.read(ours, 65536):
                shown.extend(part)
        except OSError:
            pass  # the other end is closed

    looking = Thread(target=look)
    looking.start()
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", terminal)
        patched.setattr(sys, "stderr", terminal)
        yield shown
    looking.join()
    os.close(ours)
