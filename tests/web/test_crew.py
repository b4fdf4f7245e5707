"""Several processes that answer as if they were one."""

from __future__ import annotations

import json
import os
import re
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
from bench.serving import serving
from starlette.testclient import TestClient
from tests.ledger.made_up import RULES, readings
from tests.web.conftest import BASE, fill, until

from reportedly.errors import SettingError
from reportedly.ledger import Ledger
from reportedly.web.app import create_app
from reportedly.web.options import Options
from reportedly.web.serving import Server, worth

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are counted and ended another way")


NO_TLS = ssl.SSLContext(
    ssl.PROTOCOL_TLS_CLIENT
)  # made once: each client would make one of its own, in longer than it takes to ask


class Crew:
    """The command with two processes that answer, over a ledger of its own; started where none runs. To start three
    interpreters takes longer than all that is asked of them, so that the tests share one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._started: tuple[str, subprocess.Popen[str]] | None = None
        self._stack = ExitStack()

    def running(self) -> tuple[str, subprocess.Popen[str]]:
        """The address, and the command's own process."""
        if self._started is None or self._started[1].poll() is not None:
            before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a script does for what it puts in the background
            try:
                self._started = self._stack.enter_context(serving(self.path, "--workers", "2"))
            finally:
                signal.signal(signal.SIGINT, before)
        return self._started

    def close(self) -> None:
        """Ends it."""
        self._stack.close()


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crew]:
    path = tmp_path_factory.mktemp("crew") / "own.db"
    fill(str(path))
    made = Crew(path)
    yield made
    made.close()


@contextmanager
def asking(address: str) -> Iterator[httpx.Client]:
    """Asks by a fresh connection each time, which whoever is free takes."""
    limits = httpx.Limits(max_keepalive_connections=0)
    with httpx.Client(base_url=address, timeout=30, verify=NO_TLS, limits=limits) as client:
        yield client


def answering(process: subprocess.Popen[str]) -> list[int]:
    """The processes that a server started and that answer."""
    told = subprocess.run(["ps", "-wweo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in told.splitlines()[1:]]
    return [int(pid) for pid, parent, args in rows if int(parent) == process.pid and "spawn_main" in args]


def batches(address: str, count: int = 12) -> set[int]:
    """The states from which as many fresh connections are answered."""
    with asking(address) as client:
        return {client.get("/api/v1/claims?limit=1").json()["ledger"]["batch"] for _ in range(count)}


def test_the_same_is_answered_whoever_answers(crew: Crew) -> None:
    asked = (
        "/api/v1/facets",
        "/api/v1/incidents?sort=-voices",
        "/api/v1/holdings",
        "/api/v1/tiles/0/0/0.mvt",
        "/parties/army",
    )
    address, process = crew.running()
    assert len(answering(process)) == 2
    app = create_app(Options(str(crew.path)))
    with asking(address) as client, TestClient(app, BASE) as alone:
        assert app.state.board.weighed.wait(60)
        until(lambda: not client.get("/api/v1/facets").json()["unweighed"])
        until(lambda: not client.get("/api/v1/holdings").json()["waiting"])
        until(lambda: client.get("/api/v1/holdings").json()["features"])
        for one in asked:
            want = alone.get(one).text
            token = re.compile('content="[0-9a-f]{64}"')  # of the session
            for _ in range(6):
                assert token.sub("", client.get(one).text) == token.sub("", want)


def test_what_is_written_by_way_of_one_is_shown_by_all(crew: Crew) -> None:
    address, _ = crew.running()
    with httpx.Client(base_url=address, timeout=30, verify=NO_TLS) as client:
        page = client.get("/review").text
        token = re.search('name="csrf-token" content="([0-9a-f]+)"', page)
        assert token
        items = client.get("/api/v1/claims").json()
        for number, item in enumerate(items["items"][:5], 1):
            said = {"kind": "accept", "claim": item["claim"]["id"]}
            answer = client.post("/api/v1/reviews", json=said, headers={"X-CSRF-Token": token[1]})
            assert answer.status_code == 201, answer.text
            want = {items["ledger"]["batch"] + number}
            until(lambda want=want: batches(address) == want)  # at once, where the machine is not busy
        incidents = client.get("/api/v1/incidents?sort=-claims").json()
        one, other = (incident["id"] for incident in incidents["items"][:2])
        said = {"kind": "merge", "incident": one, "other": other}
        assert client.post("/api/v1/reviews", json=said, headers={"X-CSRF-Token": token[1]}).status_code == 201
        until(lambda: client.get("/api/v1/incidents").json()["total"] == incidents["total"] - 1)  # linked by the keeper


def test_who_watches_any_of_them_is_told_what_comes_in(crew: Crew) -> None:
    address, _ = crew.running()
    with Ledger(crew.path) as ledger:
        for start in (30, 40):
            with httpx.stream("GET", f"{address}/api/v1/events", timeout=30, verify=NO_TLS) as answer:
                told = (json.loads(line[6:]) for line in answer.iter_lines() if line.startswith("data: "))
                next(told)
                ledger.add(readings(2, start=start), reader=RULES)
                added = 0
                while added < 6:  # both reports, as one batch or as several
                    added += next(told)["added"]
                assert added == 6


def test_one_that_ends_is_replaced_and_all_end_with_the_keeper(crew: Crew) -> None:
    address, process = crew.running()
    first = answering(process)
    os.kill(first[0], signal.SIGKILL)
    until(lambda: len(set(answering(process)) - set(first)) == 1)
    assert batches(address, 4)
    left = answering(process)
    process.kill()
    process.wait(30)
    until(lambda: not any(Path(f"/proc/{one}").exists() for one in left) if sys.platform == "linux" else True)
    with asking(address) as client, pytest.raises(httpx.TransportError):
        client.get("/")


def test_several_answer_where_it_is_worth_it(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda process: range(8), raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    assert worth(Options(str(made))) == 1
    assert worth(Options(str(made), host="192.0.2.1")) == 4
    monkeypatch.setattr("reportedly.web.serving.MANY", 10)
    assert worth(Options(str(made))) == 4
    monkeypatch.setattr("os.sched_getaffinity", lambda process: range(1), raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert worth(Options(str(made))) == 1


def test_a_crew_for_strangers_is_refused_without_users(made: Path) -> None:
    with pytest.raises(SettingError, match="users add"):
        Server(Options(str(made), host="0.0.0.0", port=0, workers=2))
