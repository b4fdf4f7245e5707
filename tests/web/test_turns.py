"""That questions take turns."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any

from reportedly.web.load import Load
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


def test_who_asks_a_busy_process_is_sent_to_one_that_has_less_to_do() -> None:
    async def tried() -> None:
        load = Load(get_context("spawn"), 2)
        heads: list[Any] = []

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                heads.append(message["headers"])

        async def app(scope: Any, receive: Any, send: Any) -> None:
            await send({"type": "http.response.start", "headers": []})
            await send({"type": "http.response.body"})

        busy, idle = load.share(0), load.share(1)
        turns = Turns(app, share=busy)
        await asking(turns, "/one", send)
        busy.begun()
        await asking(turns, "/two", send)  # two of its own against none
        idle.begun()
        await asking(turns, "/three", send)
        assert heads == [[], [(b"connection", b"close")], []]
        busy.ended()
        idle.ended()
        assert not busy.uneven

    alone(tried())


def test_a_question_counts_until_its_answer_is_sent_even_where_it_fails() -> None:
    async def tried() -> None:
        load = Load(get_context("spawn"), 2)
        app = Working()
        turns = Turns(app, share=load.share(0))
        asked = asking(turns, "/fails")
        await asyncio.sleep(0.01)
        first = load.asked
        await asyncio.sleep(0.01)
        assert load.asked > first  # somebody still waits
        app.go.set()
        await asyncio.gather(asked, return_exceptions=True)
        last = load.asked
        await asyncio.sleep(0.01)
        assert load.asked == last

    alone(tried())
