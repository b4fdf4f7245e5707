"""Several processes that answer as if they were one."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from bench.serving import serving
from starlette.testclient import TestClient
from tests.ledger.made_up import RULES, readings
from tests.web.conftest import fill, until

from reportedly.errors import SettingError
from reportedly.ledger import Ledger
from reportedly.web.options import Options
from reportedly.web.serving import Server, worth

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are counted and ended another way")


def crew(path: Path) -> AbstractContextManager[tuple[str, subprocess.Popen[str]]]:
    """The command with two processes that answer: the address, and its own process."""
    return serving(path, "--workers", "2")


def answering(process: subprocess.Popen[str]) -> list[int]:
    """The processes that a server started and that answer."""
    told = subprocess.run(["ps", "-wweo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in told.splitlines()[1:]]
    return [int(pid) for pid, parent, args in rows if int(parent) == process.pid and "spawn_main" in args]


def batches(address: str, count: int = 12) -> set[int]:
    """The states from which as many fresh connections are answered at once."""
    clients = [httpx.Client(base_url=address, timeout=30) for _ in range(count)]
    found = {client.get("/api/v1/claims?limit=1").json()["ledger"]["batch"] for client in clients}
    for client in clients:
        client.close()
    return found


def test_the_same_is_answered_whoever_answers(made: Path, client: TestClient) -> None:
    asked = (
        "/api/v1/facets",
        "/api/v1/incidents?sort=-voices",
        "/api/v1/holdings",
        "/api/v1/tiles/0/0/0.mvt",
        "/parties/army",
    )
    with crew(made) as (address, process):
        assert len(answering(process)) == 2
        until(lambda: not httpx.get(f"{address}/api/v1/facets").json()["unweighed"])
        until(lambda: not httpx.get(f"{address}/api/v1/holdings").json()["waiting"])
        until(lambda: httpx.get(f"{address}/api/v1/holdings").json()["features"])
        for one in asked:
            want = client.get(one).text
            token = re.compile('content="[0-9a-f]{64}"')  # of the session
            for _ in range(6):
                assert token.sub("", httpx.get(f"{address}{one}", timeout=30).text) == token.sub("", want)


def test_what_is_written_by_way_of_one_is_shown_by_all_at_once(tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    fill(str(path))
    with crew(path) as (address, _), httpx.Client(base_url=address, timeout=30) as client:
        page = client.get("/review").text
        token = re.search('name="csrf-token" content="([0-9a-f]+)"', page)
        assert token
        items = client.get("/api/v1/claims").json()
        for number, item in enumerate(items["items"][:5], 1):
            said = {"kind": "accept", "claim": item["claim"]["id"]}
            answer = client.post("/api/v1/reviews", json=said, headers={"X-CSRF-Token": token[1]})
            assert answer.status_code == 201, answer.text
            assert batches(address) == {items["ledger"]["batch"] + number}
        incidents = client.get("/api/v1/incidents?sort=-claims").json()
        one, other = (incident["id"] for incident in incidents["items"][:2])
        said = {"kind": "merge", "incident": one, "other": other}
        assert client.post("/api/v1/reviews", json=said, headers={"X-CSRF-Token": token[1]}).status_code == 201
        until(lambda: client.get("/api/v1/incidents").json()["total"] == incidents["total"] - 1)  # linked by the keeper


def test_who_watches_any_of_them_is_told_what_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    fill(str(path), 2)
    with crew(path) as (address, _), Ledger(path) as ledger:
        for start in (30, 40):
            with httpx.stream("GET", f"{address}/api/v1/events", timeout=30) as answer:
                told = (json.loads(line[6:]) for line in answer.iter_lines() if line.startswith("data: "))
                next(told)
                ledger.add(readings(2, start=start), reader=RULES)
                added = 0
                while added < 6:  # both reports, as one batch or as several
                    added += next(told)["added"]
                assert added == 6


def test_one_that_ends_is_replaced_and_all_end_with_the_keeper(tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    fill(str(path), 2)
    with crew(path) as (address, process):
        first = answering(process)
        os.kill(first[0], signal.SIGKILL)
        until(lambda: len(set(answering(process)) - set(first)) == 1)
        assert batches(address, 4)
        left = answering(process)
        process.kill()
        process.wait(30)
        until(lambda: not any(Path(f"/proc/{one}").exists() for one in left) if sys.platform == "linux" else True)
        with pytest.raises(httpx.TransportError):
            httpx.get(address)


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
