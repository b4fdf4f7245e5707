"""Several processes that answer, beside one that keeps what they show.

Python runs in one thread at a time, so that one process answers no faster on eight processors than on one. The keeper reads
the ledger, weighs and links; the others only answer, from columns that all of them map. They share one address, and whoever
is free takes the next who connects.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from ctypes import c_uint64
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from socket import socket
from threading import Event, Thread
from typing import Any

from reportedly.errors import SettingError
from reportedly.web.app import create_app, refuse_strangers
from reportedly.web.listening import LONGEST_QUEUE, Listener
from reportedly.web.load import Load, Share
from reportedly.web.options import Options
from reportedly.web.served import Served
from reportedly.web.summary.folder import Folder
from reportedly.web.summary.follower import Follower
from reportedly.web.summary.keeper import Keeper
from reportedly.web.summary.relay import Relay
from reportedly.web.summary.shelf import shelf_of

GRACE_S = 10.0  # how long those who answer are waited for at the end
MOST_ENDED = 5  # of those who answer, in a minute, before it is given up

log = logging.getLogger(__name__)


class Crew:
    """The keeper's side. All claims are gone through when it is made; `tick` is told how many were."""

    def __init__(self, options: Options, bound: socket, tick: Callable[[int], None]) -> None:
        self._options, self._bound = options, bound
        self._context = get_context("spawn")
        self._newest = self._context.RawValue(c_uint64, 0)
        self._load = Load(self._context, options.workers or 1)
        self._stop, self._ended = Event(), list[float]()
        self._processes: dict[int, BaseProcess] = {}  # by their number in the load
        self._served = Served(options)
        shelf = shelf_of(self._served)
        self._folder = Folder(shelf.folder)
        self._relay = Relay(self._folder.path, self._newest)
        try:
            refuse_strangers(self._served)
            self._board = Keeper(self._served, tick, shelf=shelf, relay=self._relay, load=self._load)
        except BaseException:
            self._served.close()
            self._folder.close()
            raise

    def run(self, ready: Callable[[], None]) -> None:
        """Serves until interrupted or stopped; `ready` is called once all listen."""
        self._bound.listen(LONGEST_QUEUE)
        self._board.start()
        try:
            if threading.current_thread() is threading.main_thread():
                # What a script puts in the background ignores the second.
                for asked in (signal.SIGTERM, signal.SIGINT):
                    signal.signal(asked, lambda *_: self._stop.set())
            listening = [self._another(number) for number in range(self._options.workers or 1)]
            while not self._stop.is_set() and not all(one.wait(0.05) for one in listening):
                self._tend()
            if not self._stop.is_set():
                ready()
            while not self._stop.is_set():
                connection.wait([one.sentinel for one in self._processes.values()], timeout=0.2)
                self._tend()
        finally:
            self._end()

    def stop(self) -> None:
        """Makes `run` come to its end."""
        self._stop.set()

    def _another(self, number: int) -> Event:
        """Starts one that answers, the `number`th; the event is set once it listens."""
        ours, theirs = self._context.Pipe()
        told = self._options, self._bound, theirs, self._newest, self._load.share(number)
        process = self._context.Process(target=_answering, args=told)
        process.start()
        theirs.close()
        self._processes[number] = process
        listens = Event()

        def serving() -> None:
            with ours:
                self._relay.serve(ours, self._board, listens.set)

        Thread(target=serving, name="relaying", daemon=True).start()
        return listens

    def _tend(self) -> None:
        """Starts another for each that ended; raises where they end again and again."""
        for number, process in [both for both in self._processes.items() if not both[1].is_alive()]:
            del self._processes[number]
            if self._stop.is_set():
                return
            now = time.monotonic()
            self._ended = [*(one for one in self._ended if now - one < 60), now]
            if len(self._ended) > MOST_ENDED:
                mend = "Look at what they said before; --workers 1 serves with one alone"
                raise SettingError("end again and again", where="the processes that answer", mend=mend)
            log.warning("a process that answered ended (%s); another is started", process.exitcode)
            self._another(number)

    def _end(self) -> None:
        self._stop.set()
        for process in self._processes.values():
            process.terminate()
        until = time.monotonic() + GRACE_S
        for process in self._processes.values():
            process.join(max(0.0, until - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()
        self._board.stop()
        self._served.close()
        self._folder.close()


def _answering(options: Options, bound: socket, pipe: Connection, newest: Any, share: Share) -> None:
    """One of those that answer."""

    def ended() -> None:
        listener.should_exit = True

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keeper is interrupted, too, and tells when to end
    follower: list[Follower] = []

    def following(served: Served) -> Follower:
        follower.append(Follower(served, pipe, newest, ended))
        return follower[0]

    app = create_app(options, board=following, share=share)
    listener = Listener(app, options, lambda: follower[0].listens())
    listener.run(sockets=[bound])
