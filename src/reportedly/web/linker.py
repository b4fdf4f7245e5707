"""Linking behind the pages' backs, after people said what belongs together."""

from __future__ import annotations

import logging
from threading import Event, Thread

from reportedly.errors import ReportedlyError
from reportedly.incidents import link
from reportedly.ledger import Ledger
from reportedly.web.served import Served

SETTLE_S = 2.0  # how long further words are waited for before all claims are linked anew

log = logging.getLogger(__name__)


class Linker:
    """Links the ledger once somebody asked for it. Start it; stop it at the end."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._wanted, self._stop = Event(), Event()
        self._thread = Thread(target=self._run, name="linking", daemon=True)

    def start(self) -> None:
        """Waits for being asked."""
        self._thread.start()

    def stop(self) -> None:
        """Ends, once a linking under way is done."""
        self._stop.set()
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join(30)

    def want(self) -> None:
        """Asks for linking."""
        self._wanted.set()

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            if self._stop.wait(SETTLE_S):
                return
            self._wanted.clear()
            try:
                with Ledger(self._served.options.ledger) as ledger:
                    link(ledger)
            except ReportedlyError as error:
                log.info("not linked: %s", error)
            except Exception:
                log.exception("linking failed")
