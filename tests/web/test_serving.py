"""The server as it runs: its address, its files, what it tells those who watch."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from tests.ledger.made_up import RULES, readings
from tests.web.conftest import fill, serving

from reportedly.errors import SettingError
from reportedly.ledger import Ledger
from reportedly.web.options import Options
from reportedly.web.serving import Server


def test_who_watches_is_told_what_comes_in(tmp_path: Path) -> None:
    path = str(tmp_path / "watched.db")
    fill(path, 2)
    with serving(Options(path, port=0)) as address:
        with httpx.stream("GET", f"{address}/api/v1/events", timeout=30) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            lines = answer.iter_lines()
            told = [json.loads(line[6:]) for line in (next(lines) for _ in range(4)) if line.startswith("data: ")]
            with Ledger(path) as ledger:
                ledger.add(readings(2, start=30), reader=RULES)
            for line in lines:
                if line.startswith("data: "):
                    told.append(json.loads(line[6:]))
                    if told[-1]["batch"] > told[0]["batch"] and sum(one["added"] for one in told[1:]) == 6:
                        break
        assert sum(one["added"] for one in told[1:]) == 6


def test_a_port_that_is_taken_is_told_with_the_mend(tmp_path: Path) -> None:
    path = str(tmp_path / "own.db")
    fill(path, 1)
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SettingError, match="--port"):
        Server(Options(path, port=taken.getsockname()[1]))


def test_the_command_tells_the_address_and_stops_when_it_is_told_to(tmp_path: Path) -> None:
    path = str(tmp_path / "own.db")
    fill(path, 1)
    command = [sys.executable, "-m", "reportedly", "serve", "--ledger", path, "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
            assert httpx.get(f"{address}api/v1/claims", timeout=30).json()["total"] == 3
        finally:
            process.send_signal(2)
            assert process.wait(30) in {0, 130, -2}


def test_the_command_refuses_to_serve_others_without_users(tmp_path: Path) -> None:
    path = str(tmp_path / "own.db")
    fill(path, 1)
    command = [sys.executable, "-m", "reportedly", "serve", "--ledger", path, "--port", "0", "--host", "0.0.0.0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 2
    assert "reportedly users add" in done.stderr


def test_the_server_and_all_that_it_takes_are_imported_by_no_other_command() -> None:
    code = "import sys, reportedly.cli; print([n for n in sys.modules if n.split('.')[0] in {'fastapi', 'uvicorn', 'jinja2'}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"
