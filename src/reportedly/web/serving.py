"""A server on this machine, until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from threading import Event

import uvicorn

from reportedly.errors import SettingError
from reportedly.web.app import create_app
from reportedly.web.options import Options

GRACE_S = 3  # how long answers under way are waited for at the end


class Server:
    """A server over a ledger. All claims are gone through when it is made; `tick` is told how many were.

    Raises `LedgerError` and `SettingError` where it cannot serve.
    """

    def __init__(self, options: Options, tick: Callable[[int], None] = lambda count: None) -> None:
        self._options, self._bound = options, _bound(options)
        try:
            app = create_app(options, tick)
        except BaseException:
            self._bound.close()
            raise
        # Behind a proxy on this machine, who asks is whom the proxy names; else nobody's word on that is taken.
        config = uvicorn.Config(
            app,
            log_level="warning",
            proxy_headers=options.secure,
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
        )
        self._server = _Server(config)
        self._server.closing = app.state.closing

    def run(self, ready: Callable[[str], None]) -> None:
        """Serves until interrupted or stopped; `ready` is told the address once it is listened at."""
        self._server.ready = lambda: ready(_address(self._options, self._bound))
        try:
            self._server.run(sockets=[self._bound])
        finally:
            self._bound.close()

    def stop(self) -> None:
        """Makes `run` come to its end."""
        self._server.should_exit = True


class _Server(uvicorn.Server):
    ready: Callable[[], None]
    closing: Event

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listens, then says so."""
        await super().startup(sockets)
        if self.started:
            self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Lets go of those who watch, who would else be waited for."""
        self.closing.set()
        await super().shutdown(sockets)


def _bound(options: Options) -> socket.socket:
    host = options.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, without which asyncio leaves Nagle's algorithm on, and every answer waits 40 ms for an acknowledgement.
    opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, options.port))
    except (OSError, OverflowError) as error:
        opened.close()
        fault = getattr(error, "strerror", None) or str(error)
        mend = "Choose another with --port, or 0 for any that is free"
        raise SettingError(
            f"cannot be listened at ({fault})", where=f"{options.host}:{options.port}", mend=mend
        ) from None
    return opened


def _address(options: Options, bound: socket.socket) -> str:
    host = options.host if ":" not in options.host else f"[{options.host.strip('[]')}]"
    return f"http://{host}:{bound.getsockname()[1]}/"
