"""Showing what another process keeps."""

from __future__ import annotations

import logging
from collections.abc import Callable
from itertools import count
from multiprocessing.connection import Connection
from threading import Condition, Event, Lock, Thread
from typing import Any

from reportedly.web.served import Served, State
from reportedly.web.summary import mapped
from reportedly.web.summary.board import Board
from reportedly.web.summary.relay import Done, Listed, Shown, Want, Wanted, Weighed
from reportedly.web.summary.shelf import unpacked
from reportedly.web.summary.summary import Summary
from reportedly.web.summary.territory import News
from reportedly.web.summary.weighed import Weights

log = logging.getLogger(__name__)
PATIENCE_S = 1.0  # how long a question waits for a state that others show already
LONGEST_S = 30.0  # how long the keeper is waited for


class Follower(Board):
    """Shows what the keeper at the other end of a pipe shows; `newest` is the number of the state that it shows.

    `ended` is called when the keeper is gone.
    """

    def __init__(self, served: Served, pipe: Connection, newest: Any, ended: Callable[[], None] = lambda: None) -> None:
        super().__init__(served)
        self._pipe, self._newest, self._ended = pipe, newest, ended
        self._sending, self._changed = Lock(), Condition()
        self._numbers, self._waiting = count(1), dict[int, Event]()
        self._number = 0
        self._whole: State | None = None
        self._take(pipe.recv())
        self._thread = Thread(target=self._listening, name="following", daemon=True)

    def start(self) -> None:
        """Follows the keeper from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Ends that."""
        self._ended = lambda: None
        self._pipe.close()

    def shown(self) -> tuple[Summary, Weights]:
        """The summary and what is known of its incidents: no older ones than another process shows."""
        if self._number < self._newest.value:
            with self._changed:
                self._changed.wait_for(lambda: self._number >= self._newest.value, PATIENCE_S)
        return self._pair

    def look(self) -> bool:
        """Shows what the ledger added since; whether there was anything."""
        before = self._number
        self._want("look")
        return self._number != before

    def soon(self) -> None:
        """Shows what was just written: at once where that is a matter of a moment, else in the background."""
        self._want("soon")

    def relink(self) -> None:
        """Has the ledger linked anew, in the background."""
        self._want("relink", wait=False)

    def weigh_soon(self, incident: str) -> None:
        """Has an incident of many claims weighed soon."""
        self._want("weigh", incident, wait=False)

    def hasten(self, place: str) -> None:
        """Has it worked out soon who held a place."""
        self._want("hasten", place, wait=False)

    def listens(self) -> None:
        """Tells the keeper that this process answers."""
        self._want("listens", wait=False)

    def _want(self, what: Want, about: str = "", *, wait: bool = True) -> None:
        number, done = next(self._numbers), Event()
        self._waiting[number] = done
        try:
            with self._sending:
                self._pipe.send(Wanted(what, number, about))
            if wait:
                done.wait(LONGEST_S)
        except OSError:  # the keeper is gone, and we are soon
            pass
        finally:
            del self._waiting[number]

    def _listening(self) -> None:
        try:
            while True:
                self._take(self._pipe.recv())
        except (EOFError, OSError, TypeError):  # the keeper ended, or we did
            pass
        except Exception:
            log.exception("what is shown cannot be followed")
        finally:
            self._ended()

    def _take(self, message: Any) -> None:
        if isinstance(message, Shown):
            try:
                told, arrays = mapped.read(message.path, checked=False)
            except FileNotFoundError:  # a newer one follows
                return
            books = self.summary.books if self._number else None
            summary = unpacked(told, arrays, books)
            if books is None:
                Thread(target=_fetched, args=(summary,), daemon=True).start()
            else:
                _fetched(summary)
            with self._changed:
                self.summary, self.weights, self.reader = summary, message.weights, message.reader
                self._pair = summary, message.weights
                self._number = message.number
                self._changed.notify_all()
        elif isinstance(message, Weights):
            if len(message.voices) == len(self.summary.incidents):
                self.weights = message
                self._pair = self.summary, message
        elif isinstance(message, Listed):
            self.teller.shown.large |= message.large
        elif isinstance(message, News):
            self.territory.follow(message)
        elif isinstance(message, Weighed):
            self._whole = message.state
        elif isinstance(message, Done) and (done := self._waiting.get(message.number)) is not None:
            done.set()
        if self._whole == self.summary.state:
            self.weighed.set()
        else:
            self.weighed.clear()


def _fetched(summary: Summary) -> None:
    """Fetches what the books hold, so that no question has to wait for it."""
    len(summary.books.names), len(summary.books.places)
