"""How much those who answer have to do, as all of their processes see it.

A browser keeps its connection, and with it the process that took it, so that of two processes one may answer fifteen of
twenty people. And whoever weighs incidents in the background sees nobody ask. Both are told by a few numbers that all
processes share: each writes its own alone, and reading one that is just being written does no harm.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from ctypes import c_double, c_int
from multiprocessing.context import BaseContext
from typing import Any

NICE = 15  # of the background, of 19
UNEVEN = 2  # so many questions more than another has, a process sends who asks to that one


class Load:
    """The questions under way in each of so many processes, and when the last came."""

    def __init__(self, context: BaseContext, processes: int) -> None:
        self._under_way: Any = context.RawArray(c_int, processes)
        self._asked: Any = context.RawValue(c_double, 0.0)

    @property
    def asked(self) -> float:
        """When somebody asked last (`time.monotonic`); now, while anybody waits for an answer."""
        return time.monotonic() if any(self._under_way) else float(self._asked.value)

    def share(self, process: int) -> Share:
        """That of one process, which has nothing to do yet."""
        self._under_way[process] = 0
        return Share(self, process)

    def counted(self, process: int, more: int) -> None:
        """A process has so many questions more."""
        self._under_way[process] += more
        self._asked.value = time.monotonic()

    def uneven(self, process: int) -> bool:
        """Whether a process has clearly more to do than another."""
        return bool(self._under_way[process] >= min(self._under_way) + UNEVEN)


class Share:
    """What one process has to do."""

    def __init__(self, load: Load, process: int) -> None:
        self._load, self._process = load, process

    def begun(self) -> None:
        """A question came."""
        self._load.counted(self._process, 1)

    def ended(self) -> None:
        """It is answered."""
        self._load.counted(self._process, -1)

    @property
    def uneven(self) -> bool:
        """Whether it is clearly more than another has."""
        return self._load.uneven(self._process)


def yielding() -> None:
    """Has this thread worked on after those of other processes, where the system has a word for that (Linux)."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
