"""Keeping what is shown: made when serving begins, brought forward whenever a batch comes in, weighed in the background."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock, Thread

from reportedly.errors import ReportedlyError
from reportedly.web.linker import Linker
from reportedly.web.load import Load, yielding
from reportedly.web.served import Served, State, reader_of, state_of
from reportedly.web.summary.board import Board
from reportedly.web.summary.columns import Books, empty
from reportedly.web.summary.map import Points
from reportedly.web.summary.reading import forward
from reportedly.web.summary.relay import Relay
from reportedly.web.summary.shelf import Shelf
from reportedly.web.summary.summary import Summary
from reportedly.web.summary.weighed import Weigher, Weights

LOOK_S = 1.0  # how often the ledger is looked at for what came in
AT_ONCE_S = 0.2  # up to here, who wrote something waits until it is shown
QUIET_S = 0.2  # how long nobody must have asked before weighing goes on
MOST_REST_S = 1.0  # how long it waits for that
KEEP_S = 600.0  # how often what is known is kept for the next start, besides at the end
USUAL = 400_000.0  # claims whose columns are made in a second, until it is known how long it takes here
RESTS = 3.0  # times as long as taking in took, the ledger is left alone afterwards

log = logging.getLogger(__name__)


class Keeper(Board):
    """Keeps the newest summary of a ledger; all claims are gone through at first, and `tick` is told how many were.

    `shelf`: where columns are kept between starts. `relay`: who else is told what is shown, `load`: what those have to do.
    """

    def __init__(
        self,
        served: Served,
        tick: Callable[[int], None] = lambda count: None,
        *,
        shelf: Shelf | None = None,
        relay: Relay | None = None,
        load: Load | None = None,
    ) -> None:
        super().__init__(served)
        self._served, self._tick, self._shelf, self._relay, self._load = served, tick, shelf, relay, load
        self._forward = Lock()
        self._stop, self._changed, self._wake = Event(), Event(), Event()
        self._asked = 0.0  # when somebody asked last
        self._shelved = State()  # what the shelf holds
        self._held_version = 0  # of the places on the shelf
        self._noted = 0.0  # when something was last put on the shelf
        self._weigher = Weigher(self.teller, self.shelved)
        self._linker = Linker(served)
        self.summary = self._kept() or ready(Summary(empty(State()), Books()))
        self.took = self.summary.number / USUAL
        self.weights = self._weigher.weights(self.summary)
        if not self.look():
            whole = self._shelf is not None and self._shelved == self.summary.state and self._shelved.batch > 0
            self._shown(self._shelf.columns if self._shelf is not None and whole else None)
        self._changed.set()
        self._threads = [
            Thread(target=self._looking, name="looking", daemon=True),
            Thread(target=self._weighing, name="weighing", daemon=True),
        ]

    def _kept(self) -> Summary | None:
        """What the shelf holds of the ledger."""
        if self._shelf is None:
            return None
        if (known := self._shelf.known()) is not None:
            self._weigher.known, self.teller.shown.large = known
        with self._served.connected(whole=True) as (connection, _):
            self.reader = reader_of(connection)
            found = self._shelf.load(connection)
        self._shelved = found.state if found is not None else State()
        return found

    def start(self) -> None:
        """Looks for what comes in from now on."""
        for thread in self._threads:
            thread.start()
        self._linker.start()

    def stop(self) -> None:
        """Ends its threads, and keeps what is known for the next start."""
        self._linker.stop()
        self._stop.set()
        self._changed.set()
        self._wake.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(10)
        self._keep()

    def _keep(self) -> None:
        """Puts what is known on the shelf."""
        self._noted = time.monotonic()
        if self._shelf is None:
            return
        with self._forward:
            if (summary := self.summary).state != self._shelved:
                self._shelf.save(summary, self._relay.path if self._relay is not None else None)
                self._shelved = summary.state
        self._shelf.note(self._weigher.known, self.teller.shown.large)
        if (version := self.territory.version) != self._held_version:
            self._shelf.note_places(self.territory.held)
            self._held_version = version

    def shown(self) -> tuple[Summary, Weights]:
        """The summary and what is known of its incidents."""
        self._asked = time.monotonic()
        summary, weights = self.summary, self.weights
        if len(weights.voices) != len(summary.incidents):  # one of the two was exchanged in between
            weights = self._weigher.weights(summary)
        return summary, weights

    def look(self) -> bool:
        """Takes in what the ledger added since; whether there was anything. Raises `LedgerError`."""
        with self._forward:
            started = time.monotonic()
            state = self._served.state()
            if state == self.summary.state:
                return False
            before = self.summary
            if state.batch <= before.state.batch:  # it was put back to an earlier state
                before = Summary(empty(State()), Books())
            with self._served.connected(whole=True) as (connection, _):
                raw = forward(connection, before.raw, before.books, state_of(connection), self._tick)
                self.reader = reader_of(connection)
            fresh = ready(Summary(raw, before.books))
            self.weights = self._weigher.weights(fresh)
            self.summary = fresh
            self.weighed.clear()
            self._changed.set()
            self._shown()
            self.took = time.monotonic() - started
            return True

    def _shown(self, written: Path | None = None) -> None:
        if self._relay is not None:
            self._relay.summary(self.summary, self.reader, self.weights, written)
            self._relay.weights(self.weights, self.teller.shown.large)

    def soon(self) -> None:
        """Takes in what was just written: at once where that is a matter of a moment, else in the background."""
        if self.took <= AT_ONCE_S:
            self.look()
        else:
            self._wake.set()

    def relink(self) -> None:
        """Has the ledger linked anew, in the background."""
        self._linker.want()

    def weigh_soon(self, incident: str) -> None:
        """Has an incident of many claims weighed soon."""
        self._weigher.first(incident)
        if self.weighed.is_set():  # else it is at it
            self._changed.set()

    def hasten(self, place: str) -> None:
        """Has it worked out soon who held a place."""
        self.territory.first(place)

    def _looking(self) -> None:
        self._keep()
        while not self._stop.is_set():
            # However much comes in, most of the time is left to who asks.
            self._stop.wait(RESTS * self.took)
            self._wake.wait(LOOK_S)
            self._wake.clear()
            try:
                self.look()
                if time.monotonic() - self._noted > KEEP_S:
                    self._keep()
            except ReportedlyError as error:
                log.info("the ledger cannot be asked: %s", error)
            except Exception:
                log.exception("the summary could not be brought forward")

    def _weighing(self) -> None:
        if self._load is not None:
            yielding()
        if self._shelf is not None and (held := self._shelf.places()):
            self.territory.remember(held, self._held)
        while True:
            self._changed.wait()
            if self._stop.is_set():
                return
            self._changed.clear()
            summary = self.summary
            try:
                self._weigher.weigh(summary, self._tell, self._rest)
                self.territory.weigh(summary, self._rest, self._held)
            except ReportedlyError as error:
                log.info("incidents cannot be weighed: %s", error)
                self._stop.wait(LOOK_S)
                self._changed.set()
                continue
            except Exception:
                log.exception("incidents could not be weighed")
            if self.summary is summary:
                self.weighed.set()
                if self._relay is not None:
                    self._relay.weighed(summary.state)

    def _rest(self, worked: float) -> bool:
        """Rests from weighing as long as it worked, and while somebody asks, but not for ever; whether to stop."""
        self.territory.hurry(self.summary, self._held)
        until = time.monotonic() + MOST_REST_S
        if self._stop.wait(worked):
            return True
        while time.monotonic() < min(until, self._last_asked() + QUIET_S):
            if self._stop.wait(QUIET_S / 4):
                return True
        return self._changed.is_set()

    def _last_asked(self) -> float:
        return self._asked if self._load is None else max(self._asked, self._load.asked)

    def _tell(self, weights: Weights) -> None:
        if len(weights.voices) == len(self.summary.incidents):
            self.weights = weights
            if self._relay is not None:
                self._relay.weights(weights, self.teller.shown.large)

    def _held(self) -> None:
        if self._relay is not None:
            self._relay.territory(self.territory)


def ready(summary: Summary) -> Summary:
    """The summary with all that every question needs, so that none has to wait for it."""
    summary.warm()
    summary.points = Points.of(summary, (summary.incidents, summary.incident))
    return summary
