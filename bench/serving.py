"""The real server over a ledger, as a process of its own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(
    ledger: Path, *more: str, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address at which the command serves the ledger, with its process, which is interrupted at the end; `more`: options."""
    command = [sys.executable, "-m", "reportedly", "serve", "--ledger", str(ledger), "--port", "0", "--no-browser"]
    with subprocess.Popen([*command, *more], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        try:
            heard = process.stdout.readline()
            found = re.search(r"http://\S+", heard)
            assert found, f"the server did not start: {heard}"
            yield found[0].rstrip("/"), process
        finally:
            process.send_signal(signal.SIGINT)
            process.stdout.read()
