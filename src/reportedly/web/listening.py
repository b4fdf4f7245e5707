"""The address at which a server listens, and the server that does."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable
from threading import Event

import uvicorn
from fastapi import FastAPI

from reportedly.errors import SettingError
from reportedly.web.options import Options

GRACE_S = 3  # how long answers under way are waited for at the end
LONGEST_QUEUE = 2_048  # who wants to connect and waits for it


class Listener(uvicorn.Server):
    """A server of an application; `ready` is called once it listens."""

    def __init__(self, app: FastAPI, options: Options, ready: Callable[[], None]) -> None:
        # Behind a proxy on this machine, who asks is whom the proxy names; else nobody's word on that is taken.
        config = uvicorn.Config(
            app,
            log_level="warning",
            proxy_headers=options.secure,
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
            # Who wakes first would else take all who wait to connect, and other processes none.
            backlog=1,
        )
        super().__init__(config)
        self._ready = ready
        self._closing: Event = app.state.closing

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listens, then says so."""
        await super().startup(sockets)
        for one in sockets or ():
            one.listen(LONGEST_QUEUE)
        gc.freeze()  # what is there by now is there for good, and need not be gone through again and again
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Lets go of those who watch, who would else be waited for."""
        self._closing.set()
        await super().shutdown(sockets)
        gc.unfreeze()


def bound(options: Options) -> socket.socket:
    """A socket at the address of the options; raises `SettingError` where it cannot be had."""
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


def address(options: Options, at: socket.socket) -> str:
    """The address of a socket, for browsers."""
    host = options.host if ":" not in options.host else f"[{options.host.strip('[]')}]"
    return f"http://{host}:{at.getsockname()[1]}/"
