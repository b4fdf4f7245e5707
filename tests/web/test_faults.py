"""Whatever is wrong: a clear page or problem+json, and the server lives."""

from __future__ import annotations

import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.ledger.made_up import RULES, readings
from tests.web.conftest import Browse, fill, token

from reportedly.errors import LedgerError
from reportedly.ledger import Ledger
from reportedly.web.app import create_app
from reportedly.web.options import Options

PAGES = ("/", "/overview", "/incidents", "/parties", "/places", "/review")
ASKED = ("/api/v1/claims", "/api/v1/facets", "/api/v1/histogram", "/api/v1/tiles/0/0/0.mvt", "/api/v1/incidents",
         "/api/v1/holdings", "/api/v1/stats", "/api/v1/download?format=geojson")  # fmt: skip


def test_an_empty_ledger_has_every_page(browse: Browse, tmp_path: Path) -> None:
    Ledger(tmp_path / "empty.db").close()
    client = browse(str(tmp_path / "empty.db"))
    for path in (*PAGES, *ASKED):
        assert client.get(path).status_code == 200, path
    assert "the ledger is empty" in client.get("/incidents").text
    assert client.get("/api/v1/claims").json()["items"] == []
    with Ledger(tmp_path / "empty.db") as ledger:
        ledger.add(readings(2), reader=RULES)
    client.app.state.board.look()  # type: ignore[attr-defined]
    assert client.get("/api/v1/claims").json()["total"] == 6


@pytest.mark.parametrize(
    "asked",
    [
        "type=nothing", "status=maybe", "since=yesterday", "until=2016-02-30", "since=2020-01-02&until=2020-01-01",
        "bbox=1,2,3", "bbox=0,50,10,20", "bbox=a,b,c,d", "near=100,0,5", "near=1,2,0", "country=Syria",
        "min_confidence=2", "review=perhaps", "as_of=never", "limit=0", "limit=9999", "sort=price", "cursor=!!!",
        "cursor=WzEsMiwzXQ", "cursor=eyJhIjoxfQ", "precision=9", "min_voices=0", "min_voices=2&as_of=2016-01-01",
        "text=" + "x" * 400, "party=" + "&party=".join("x" * 200),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said_to_be_so(client: TestClient, asked: str) -> None:
    answer = client.get(f"/api/v1/claims?{asked}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), answer.text
    assert answer.json()["detail"]
    page = client.get(f"/incidents?{asked}")
    assert page.headers["content-type"].startswith("text/html")
    assert page.status_code in {200, 422}


@pytest.mark.parametrize(
    "path",
    [
        "/incidents/i_0",
        "/documents/d_0",
        "/claims/c_0",
        "/places/Nowhere",
        "/nothing",
        "/incidents/%00",
        "/x/%F0%9F%98%80",
    ],
)
def test_what_is_not_there_is_said_to_be_so(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "Traceback" not in page.text


def test_words_that_no_index_takes_find_nothing_or_something_but_never_fail(client: TestClient) -> None:
    for text in (
        '"',
        "NEAR(",
        "a OR b",
        "*",
        "'; drop table claims",
        "\x00",
        "\ud7ff",
        "😀",
        "AND",
        "shelled*",
        "words:shelled",
    ):
        assert client.get("/api/v1/claims", params={"text": text}).status_code == 200, text


def test_a_ledger_that_is_taken_away_and_put_back(browse: Browse, tmp_path: Path) -> None:
    client = browse()
    path = tmp_path / "own.db"
    shutil.move(path, tmp_path / "away.db")
    for asked in ("/", "/api/v1/claims", "/overview"):
        assert client.get(asked).status_code == 503
    assert client.get("/api/v1/claims").json()["detail"].endswith("the ledger is gone")
    shutil.move(tmp_path / "away.db", path)
    assert client.get("/").status_code == 200
    os.unlink(path)  # noqa: PTH108
    fill(str(path), 1)
    assert "another file" in client.get("/api/v1/claims").json()["detail"]


def test_a_ledger_of_another_version_is_not_served(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    fill(str(path), 1)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(LedgerError, match="newer version"):
        create_app(Options(str(path)))
    with pytest.raises(LedgerError, match="no such ledger"):
        create_app(Options(str(tmp_path / "none.db")))


def test_while_another_writes_all_is_shown_and_a_review_is_told_to_wait(
    browse: Browse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.web.served.WAIT_S", 0.2)
    client = browse()
    key = client.get("/api/v1/claims").json()["items"][0]["claim"]["id"]
    headers = {"X-CSRF-Token": token(client)}
    with closing(sqlite3.connect(tmp_path / "own.db", isolation_level=None)) as other, other:
        other.execute("BEGIN IMMEDIATE")
        assert client.get("/api/v1/claims").status_code == 200
        late = client.post("/api/v1/reviews", json={"kind": "accept", "claim": key}, headers=headers)
        assert late.status_code == 503, late.text
        assert "being written to" in late.json()["detail"]
        other.execute("ROLLBACK")
    other.close()
    assert client.post("/api/v1/reviews", json={"kind": "accept", "claim": key}, headers=headers).status_code == 201


def test_hundreds_of_requests_at_once_are_answered_or_told_to_come_again(client: TestClient) -> None:
    asked = ["/api/v1/facets?type=shelling", "/api/v1/tiles/0/0/0.mvt", "/incidents", "/api/v1/claims?sort=-date"]
    with ThreadPoolExecutor(60) as pool:
        found = list(pool.map(lambda number: client.get(asked[number % 4]).status_code, range(400)))
    assert set(found) <= {200, 503}
    assert found.count(200) > 200
    assert client.get("/overview").status_code == 200


def test_a_request_that_is_too_large_is_refused(client: TestClient) -> None:
    headers = {"X-CSRF-Token": token(client)}
    big = {"kind": "note", "claim": "c_0", "note": "x" * 2_000_000}
    assert client.post("/api/v1/reviews", json=big, headers=headers).status_code == 413
