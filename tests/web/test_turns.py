"""That questions take turns."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from reportedly.web.turns import Turns


async def nothing(*_: Any) -> dict[str, str]:
    return {"type": "http.disconnect"}


def asking(
    turns: Turns, path: str, send: Callable[..., Awaitable[Any]] = nothing, method: str = "GET"
) -> asyncio.Task[None]:
    scope = {"type": "http", "method": method, "path": path}
    return asyncio.create_task(turns(scope, nothing, send))  # type: ignore[arg-type]


def alone(tried: Coroutine[Any, Any, None]) -> None:
    """Runs it in a thread of its own: in this one a browser's loop may be running."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, tried).result()


class Working:
    """An application that works until it is told to go on."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.go = asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answers once it may."""
        self.begun.append(scope["path"])
        await self.go.wait()
        if scope["path"] == "/fails":
            raise ValueError
        await send({"type": "http.response.start"})
        await send({"type": "http.response.body"})


def test_some_are_worked_on_and_the_rest_wait_in_their_order() -> None:
    async def tried() -> None:
        app = Working()
        turns = Turns(app, at_once=2)
        asked = [asking(turns, f"/{number}") for number in range(5)]
        asked += [asking(turns, "/static/app.css"), asking(turns, "/review", method="POST")]
        await asyncio.sleep(0.01)
        assert app.begun == ["/0", "/1", "/static/app.css", "/review"]
        app.go.set()
        await asyncio.gather(*asked)
        assert app.begun[4:] == ["/2", "/3", "/4"]

    alone(tried())


def test_who_takes_an_answer_slowly_holds_up_nobody() -> None:
    async def tried() -> None:
        app, slow = Working(), asyncio.Event()
        app.go.set()
        turns = Turns(app, at_once=1)

        async def sending(message: Any) -> None:
            await slow.wait()

        first = asking(turns, "/slow", sending)
        await asyncio.wait_for(asking(turns, "/next"), 5)
        slow.set()
        await first

    alone(tried())


def test_a_turn_that_fails_or_is_given_up_is_free_again() -> None:
    async def tried() -> None:
        app = Working()
        turns = Turns(app, at_once=1)
        failing, waiting = asking(turns, "/fails"), asking(turns, "/waits")
        await asyncio.sleep(0.01)
        waiting.cancel()
        app.go.set()
        assert [type(one) for one in await asyncio.gather(failing, waiting, return_exceptions=True)] == [
            ValueError,
            asyncio.CancelledError,
        ]
        await asyncio.wait_for(asking(turns, "/next"), 5)

    alone(tried())
