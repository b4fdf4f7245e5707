"""Questions take turns: a few are worked on at once, the rest wait in the order in which they came.

Worked on all at once, twenty questions would share the processors and hinder each other, and all would be answered late.
A turn ends when the answer begins to be sent, so that whoever has a slow line holds up nobody. What writes waits for
other writers by itself, and takes no turn. Where another process has less to do, an answer ends its connection: who asks
next is then taken by whichever process is free first.
"""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.web.load import Share

AT_ONCE = 3  # more gain nothing where Python runs in one thread at a time
AT_ONCE_EACH = 2  # where several processes answer, as many as there are processors: one more while one waits for a disk
FREE = ("/static/", "/api/v1/events")  # what takes no work


class Turns:
    """Lets so many questions at once through to an application."""

    def __init__(self, app: ASGIApp, *, at_once: int = AT_ONCE, share: Share | None = None) -> None:
        self._app, self._share = app, share
        self._free = asyncio.Semaphore(at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(FREE):
            await self._app(scope, receive, send)
            return
        if self._share is None:
            await self._in_turn(scope, receive, send)
            return
        self._share.begun()
        try:
            await self._in_turn(scope, receive, send)
        finally:
            self._share.ended()

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._free.acquire()
        holds = True

        async def sending(message: Message) -> None:
            nonlocal holds
            if holds:
                holds = False
                self._free.release()
                if self._share is not None and self._share.uneven:
                    message["headers"] = [*message["headers"], (b"connection", b"close")]
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            if holds:
                self._free.release()
