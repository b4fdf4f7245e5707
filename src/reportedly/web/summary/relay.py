"""From the process that keeps what is shown to those that follow it, and back.

Columns go by a file that all of them map, so that they are in memory once; the rest goes by pipes between these processes
and to nobody else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from reportedly.errors import ReportedlyError, SettingError
from reportedly.web.served import State
from reportedly.web.summary import mapped
from reportedly.web.summary.board import Board
from reportedly.web.summary.shelf import packed
from reportedly.web.summary.summary import Summary
from reportedly.web.summary.territory import News, Territory
from reportedly.web.summary.weighed import Weights

Record = dict[str, Any]
Want = Literal["look", "soon", "relink", "weigh", "hasten", "listens"]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """A state is shown, the `number`th: the file of its columns, who read last, what is known of its incidents."""

    number: int
    path: Path
    reader: dict[str, Any] | None
    weights: Weights


@dataclass(frozen=True, slots=True)
class Weighed:
    """All incidents and places of a state are worked out."""

    state: State


@dataclass(frozen=True, slots=True)
class Done:
    """What was wanted under this number is done."""

    number: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a follower wants of the keeper, or that it listens, under a number by which it is told that it is done."""

    what: Want
    number: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Large incidents as lists show them, each with its mark, by their keys."""

    large: dict[int, tuple[int, Record]]


Message = Shown | Listed | Weights | News | Weighed | Done


@dataclass(slots=True)
class _Follower:
    pipe: Connection
    lock: Lock = field(default_factory=Lock)

    def send(self, message: Message) -> None:
        with self.lock:
            self.pipe.send(message)


class Relay:
    """Tells those who follow what is shown. `folder` holds the columns; `newest` is where all processes see their number."""

    def __init__(self, folder: Path, newest: Any) -> None:
        self._folder, self._newest = folder, newest
        self._lock = Lock()
        self._followers: list[_Follower] = []
        self._shown: Shown | None = None
        self._weighed: Weighed | None = None
        self._territory: Territory | None = None
        self._held: Any = {}
        self._large: dict[int, tuple[int, Record]] = {}

    @property
    def path(self) -> Path:
        """The file of the columns that are shown."""
        return self._folder / f"{self._newest.value}.columns"

    def summary(
        self, summary: Summary, reader: dict[str, Any] | None, weights: Weights, written: Path | None = None
    ) -> None:
        """A state is shown from now on; its columns may be `written` to a file already."""
        number = self._newest.value + 1
        path = self._folder / f"{number}.columns"
        try:
            if written is None:
                mapped.write(path, *packed(summary))
            else:
                mapped.copy(written, path)
        except OSError as error:
            mend = "Make room there, name another folder in TMPDIR, or serve with --workers 1"
            raise SettingError(f"cannot be written to ({error.strerror})", where=str(self._folder), mend=mend) from None
        with self._lock:
            self._shown = Shown(number, path, reader, weights)
            self._send(self._shown)
        self._newest.value = number
        with suppress(OSError):  # one is left for who is just about to open it
            (self._folder / f"{number - 2}.columns").unlink()

    def weights(self, weights: Weights, large: dict[int, tuple[int, Record]]) -> None:
        """More is known of the incidents, and of how lists show the large ones."""
        fresh = {key: one for key, one in list(large.items()) if self._large.get(key) is not one}
        with self._lock:
            self._large |= fresh
            self._send(Listed(fresh))
            if self._shown is not None:
                self._shown = Shown(self._shown.number, self._shown.path, self._shown.reader, weights)
            self._send(weights)

    def territory(self, territory: Territory) -> None:
        """More is known of the places."""
        with self._lock:
            self._territory = territory
            self._send(territory.news(self._held))
            self._held = territory.held

    def weighed(self, state: State) -> None:
        """All is worked out."""
        with self._lock:
            self._weighed = Weighed(state)
            self._send(self._weighed)

    def _send(self, message: Message) -> None:
        for one in list(self._followers):
            try:
                one.send(message)
            except OSError:  # it ended
                self._followers.remove(one)

    def serve(self, pipe: Connection, board: Board, listens: Callable[[], None]) -> None:
        """Tells a follower all that is known, then does what it wants until it ends; `listens` is called once it does."""
        how: dict[Want, Callable[[str], object]] = {
            "look": lambda _: board.look(),
            "soon": lambda _: board.soon(),
            "relink": lambda _: board.relink(),
            "weigh": board.weigh_soon,
            "hasten": board.hasten,
            "listens": lambda _: listens(),
        }
        one = _Follower(pipe)
        with suppress(OSError, EOFError):
            with self._lock:
                territory = self._territory.news({}) if self._territory is not None else None
                told: tuple[Message | None, ...] = (self._shown, Listed(dict(self._large)), territory, self._weighed)
                for message in told:
                    if message is not None:
                        one.send(message)
                self._followers.append(one)
            try:
                while True:
                    wanted: Wanted = pipe.recv()
                    _do(partial(how[wanted.what], wanted.about))
                    one.send(Done(wanted.number))
            finally:
                with self._lock:  # before the pipe is closed, so that nothing is sent into a closed one
                    if one in self._followers:
                        self._followers.remove(one)


def _do(what: Callable[[], object]) -> None:
    try:
        what()
    except ReportedlyError as error:
        log.info("the ledger cannot be asked: %s", error)
    except Exception:
        log.exception("the summary could not be brought forward")
