"""Questions take turns: a few are worked on at once, the rest wait in the order in which they came.

Worked on all at once, twenty questions would share the processors and hinder each other, and all would be answered late.
A turn ends when the answer begins to be sent, so that whoever has a slow line holds up nobody. What writes waits for
other writers by itself, and takes no turn.
"""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_ONCE = 3  # more gain nothing where Python runs in one thread at a time
FREE = ("/static/", "/api/v1/events")  # what takes no work


class Turns:
    """Lets so many questions at once through to an application."""

    def __init__(self, app: ASGIApp, *, at_once: int = AT_ONCE) -> None:
        self._app = app
        self._free = asyncio.Semaphore(at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(FREE):
            await self._app(scope, receive, send)
            return
        await self._free.acquire()
        holds = True

        async def sending(message: Message) -> None:
            nonlocal holds
            if holds:
                holds = False
                self._free.release()
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            if holds:
                self._free.release()
