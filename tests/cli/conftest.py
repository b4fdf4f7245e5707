"""Runs the real program in this process, as a shell would."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportedly.cli import main

REPORT = """Army shells Ardal as truce talks stall

Hill Wire, 15 March 2023

KARUM, 14 March - Government forces shelled the rebel-held town of Ardal on Tuesday, killing at least seven civilians,
the Karum Monitor said.

The army denied shelling Ardal. It said militants had attacked a checkpoint near the village of Dera Zul.

The weather was mild for the season.
"""


@dataclass(frozen=True)
class Ran:
    """What a run left: its exit status and what it wrote."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, home: Path) -> Run:
    """Runs ``reportedly`` with the arguments, and with bytes on its standard input."""

    def reportedly(*arguments: object, stdin: bytes = b"") -> Ran:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
        with monkeypatch.context() as patched:
            patched.setattr(sys, "argv", ["reportedly", *map(str, arguments)])
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as ended:
                main()
        status = ended.value.code
        texts = []
        for stream in (out, err):
            stream.flush()
            texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
        return Ran(status if isinstance(status, int) else 0, *texts)

    return reportedly


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report with two claims and more."""
    path = tmp_path / "ardal.txt"
    path.write_text(REPORT, "utf-8")
    return path
