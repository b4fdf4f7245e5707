"""A ledger of made-up reports, linked, and the application over it, asked as a browser would."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.ledger.made_up import RULES, readings

from reportedly.incidents import link
from reportedly.ledger import Ledger
from reportedly.web.app import create_app
from reportedly.web.options import Options
from reportedly.web.serving import Server

REPORTS = 20
BASE = "http://127.0.0.1:8420"
Browse = Callable[..., TestClient]


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Passwords that are hashed in a millisecond: what makes them dear is tried by tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("argon2.PasswordHasher", partial(PasswordHasher, time_cost=1, memory_cost=64, parallelism=1))
        yield


def fill(where: str, count: int = REPORTS) -> None:
    """Puts reports into a ledger and links them."""
    with Ledger(where) as ledger:
        ledger.add(readings(count), reader=RULES)
        link(ledger)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that is not to be changed."""
    path = tmp_path_factory.mktemp("web") / "made.db"
    fill(str(path))
    return path


@pytest.fixture(scope="session")
def app(made: Path) -> FastAPI:
    """The application over that ledger."""
    return create_app(Options(str(made)))


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """A browser at that application, once all incidents are weighed."""
    with TestClient(app, BASE) as opened:
        assert app.state.board.weighed.wait(60)
        yield opened


@contextmanager
def serving(options: Options) -> Iterator[str]:
    """The address at which the real server serves a ledger, until the end."""
    ready, told = Event(), list[str]()
    server = Server(options)

    def listening(address: str) -> None:
        told.append(address)
        ready.set()

    thread = Thread(target=server.run, args=(listening,))
    thread.start()
    try:
        assert ready.wait(60)
        yield told[0].rstrip("/")
    finally:
        server.stop()
        thread.join(30)
        assert not thread.is_alive()


@pytest.fixture(scope="session")
def address(made: Path) -> Iterator[str]:
    """A real server over the ledger that is not to be changed."""
    with serving(Options(str(made), port=0)) as found:
        yield found


@pytest.fixture
def browse(tmp_path: Path) -> Iterator[Browse]:
    """Opens a browser at an application over a ledger of one's own, or one that lies there; with options of `Options`."""
    opened: list[TestClient] = []

    def browsing(where: str | None = None, **options: object) -> TestClient:
        if where is None:
            where = str(tmp_path / "own.db")
            if not Path(where).exists():
                fill(where)
        client = TestClient(create_app(Options(where, **options)), BASE)  # type: ignore[arg-type]
        opened.append(client.__enter__())
        return client

    yield browsing
    for client in opened:
        client.__exit__(None, None, None)


def until(holds: Callable[[], object], patience_s: float = 30.0) -> None:
    """Waits for it."""
    end = time.monotonic() + patience_s
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def token(client: TestClient) -> str:
    """The token that a page carries for requests that change something."""
    found = re.search('name="csrf-token" content="([0-9a-f]+)"', client.get("/review").text)
    assert found
    return found[1]


def say(client: TestClient, **word: str) -> dict[str, str]:
    """What comes of a word on a claim or an incident."""
    answer = client.post("/api/v1/reviews", json=word, headers={"X-CSRF-Token": token(client)})
    assert answer.status_code == 201, answer.text
    told: dict[str, str] = answer.json()
    return told


def claims(client: TestClient, **filters: object) -> list[dict[str, object]]:
    """The records of all claims that answer, page by page."""
    found: list[dict[str, object]] = []
    cursor = None
    while True:
        page = client.get("/api/v1/claims", params={**filters, **({"cursor": cursor} if cursor else {})})
        assert page.status_code == 200, page.text
        found += [item["claim"] for item in page.json()["items"]]
        cursor = page.json()["next"]
        if cursor is None:
            return found
