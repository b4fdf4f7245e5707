"""A server on this machine, until it is stopped."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import func, select

from reportedly.ledger import schema
from reportedly.ledger.opening import open_seam, telling
from reportedly.processors import processors
from reportedly.web.app import create_app
from reportedly.web.crew import Crew
from reportedly.web.listening import Listener, address, bound
from reportedly.web.options import Options

MANY = 100_000  # claims from which on several processes answer
MOST = 4  # processes that answer, unless more are asked for


class Server:
    """A server over a ledger. All claims are gone through when it is made; `tick` is told how many were.

    Raises `LedgerError` and `SettingError` where it cannot serve.
    """

    def __init__(self, options: Options, tick: Callable[[int], None] = lambda count: None) -> None:
        self._options, self._bound = options, bound(options)
        self._ready: Callable[[str], None] = lambda address: None
        try:
            workers = options.workers or worth(options)
            self._crew = Crew(replace(options, workers=workers), self._bound, tick) if workers > 1 else None
            if self._crew is None:
                self._listener = Listener(create_app(options, tick), options, self._listens)
        except BaseException:
            self._bound.close()
            raise

    def _listens(self) -> None:
        self._ready(address(self._options, self._bound))

    def run(self, ready: Callable[[str], None]) -> None:
        """Serves until interrupted or stopped; `ready` is told the address once it is listened at."""
        self._ready = ready
        try:
            if self._crew is not None:
                self._crew.run(self._listens)
            else:
                self._listener.run(sockets=[self._bound])
        finally:
            self._bound.close()

    def stop(self) -> None:
        """Makes `run` come to its end."""
        if self._crew is not None:
            self._crew.stop()
        else:
            self._listener.should_exit = True


def worth(options: Options) -> int:
    """How many processes should answer: several where others ask too, or where there are many claims."""
    if processors() < 2 or sys.platform == "win32":
        return 1
    seam = open_seam(options.ledger, read_only=True)
    try:
        with telling(seam), seam.engine.connect() as connection:
            claims = connection.execute(select(func.max(schema.claims.c.rowno))).scalar() or 0
    finally:
        seam.engine.dispose()
    return 1 if claims < MANY and options.local else min(processors(), MOST)
