"""A folder for the columns that are shown, which lasts as long as who shows them."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

PREFIX = "shown-"
LOCK = "lock"


class Folder:
    """A folder of one's own in `beside`, or elsewhere where nothing can be written there; close it.

    Those that were left behind by who ended without closing them are taken away first.
    """

    def __init__(self, beside: Path) -> None:
        try:
            beside.mkdir(parents=True, exist_ok=True)
            for old in beside.glob(f"{PREFIX}*"):
                _tidy(old)
            self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=beside))
        except OSError:
            self.path = Path(tempfile.mkdtemp(prefix=f"reportedly-{PREFIX}"))
        self._lock = (self.path / LOCK).open("wb")
        _locked(self._lock)

    def close(self) -> None:
        """Takes the folder away."""
        self._lock.close()
        shutil.rmtree(self.path, ignore_errors=True)


def _tidy(old: Path) -> None:
    try:
        with (old / LOCK).open("rb") as lock:
            held = not _locked(lock)
    except OSError:  # it is just being made
        return
    if not held:
        shutil.rmtree(old, ignore_errors=True)


def _locked(file: IO[Any]) -> bool:
    """Whether a file could be locked, until it is closed or its process ends; nobody's is where locks are of another kind."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
