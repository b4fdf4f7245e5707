"""Where output goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from reportedly.cli.common import Tally
from reportedly.errors import ReportedlyError


@contextmanager
def writing(output: Path | None, tally: Tally) -> Iterator[TextIO]:
    """Where to write: standard output as UTF-8 with line ends as they are, or the file.

    A file is written beside its place and put there at the end, so that a run that breaks off, or that could read
    nothing, leaves what was there before. Pipes and devices are written to directly.
    """
    if output is None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
        yield sys.stdout
        return
    try:
        if output.exists() and not output.is_file():
            with _open(output) as file:
                yield file
            return
        part = output.with_name(f".{output.name}.{os.getpid()}.part")
        try:
            with _open(part) as file:
                yield file
            if tally.read:
                part.replace(output)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        mend = "Choose another file or folder"
        raise ReportedlyError(f"cannot be written ({error.strerror})", where=str(output), mend=mend) from None


def _open(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", errors="backslashreplace", newline="")
