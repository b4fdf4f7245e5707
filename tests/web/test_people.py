"""Who may look, and who may say something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient
from tests.web.conftest import Browse, claims, fill

from reportedly.errors import SettingError
from reportedly.ledger import Ledger
from reportedly.web.app import create_app
from reportedly.web.options import Options, is_loopback
from reportedly.web.people.users import Users, sessions

WORD = "a long enough word"


@pytest.fixture
def team(tmp_path: Path) -> str:
    """A ledger with three users."""
    path = str(tmp_path / "team.db")
    fill(path, 4)
    users = Users(path)
    for name, role in (("rhea", "reader"), ("rick", "reviewer"), ("anna", "admin")):
        users.put(name, role, WORD, by="test")  # type: ignore[arg-type]
    users.close()
    return path


def sign_in(client: TestClient, name: str, password: str = WORD) -> int:
    """The status of signing in."""
    page = client.get("/sign-in").text
    csrf = re.search('name="csrf" value="([0-9a-f]+)"', page)
    assert csrf
    form = {"csrf": csrf[1], "name": name, "password": password}
    return client.post("/sign-in", data=form, follow_redirects=False).status_code


def test_with_users_nothing_is_shown_before_signing_in(team: str, browse: Browse) -> None:
    client = browse(team)
    sent = client.get("/incidents?type=shelling", follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in?next=%2Fincidents%3Ftype%3Dshelling")
    answer = client.get("/api/v1/claims")
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert client.get("/static/app.css").status_code == 200
    assert sign_in(client, "rhea", "not the right word") == 401
    assert sign_in(client, "nobody") == 401
    assert sign_in(client, "rhea") == 303
    assert client.get("/incidents").status_code == 200


@pytest.mark.parametrize(("name", "status"), [("rhea", 403), ("rick", 201), ("anna", 201)])
def test_only_reviewers_can_say_something(team: str, browse: Browse, name: str, status: int) -> None:
    client = browse(team)
    assert sign_in(client, name) == 303
    key = str(claims(client)[0]["id"])
    csrf = re.search('name="csrf-token" content="([0-9a-f]+)"', client.get("/review").text)
    assert csrf
    answer = client.post("/api/v1/reviews", json={"kind": "accept", "claim": key}, headers={"X-CSRF-Token": csrf[1]})
    assert answer.status_code == status
    with Ledger(team, read_only=True) as ledger:
        said = [change.details["by"] for change in ledger.history(key) if change.what == "reviewed"]
    assert said == ([name] if status == 201 else [])


def test_a_session_ends_by_signing_out_and_with_another_password(team: str, browse: Browse) -> None:
    client = browse(team)
    sign_in(client, "rhea")
    csrf = re.search('name="csrf-token" content="([0-9a-f]+)"', client.get("/").text)
    assert csrf
    token = client.cookies["reportedly"]
    client.post("/sign-out", data={"csrf": csrf[1]})
    client.cookies.set("reportedly", token)
    assert client.get("/api/v1/claims").status_code == 401
    client.cookies.clear()
    sign_in(client, "rhea")
    assert client.get("/api/v1/claims").status_code == 200
    users = Users(team)
    users.put("rhea", "reader", WORD + "!", by="anna")
    users.close()
    assert client.get("/api/v1/claims").status_code == 401


def test_after_signing_in_nobody_is_sent_to_another_server(team: str, browse: Browse) -> None:
    for where in ("https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example"):
        client = browse(team)
        page = client.get("/sign-in").text
        csrf = re.search('name="csrf" value="([0-9a-f]+)"', page)
        assert csrf
        form = {"csrf": csrf[1], "name": "rhea", "password": WORD, "next": where}
        assert client.post("/sign-in", data=form, follow_redirects=False).headers["location"] == "/"


def test_passwords_cannot_be_tried_one_after_the_other(team: str, browse: Browse) -> None:
    client = browse(team)
    tries = [
        client.post("/sign-in", data={"csrf": "x", "name": "anna", "password": str(n)}).status_code for n in range(12)
    ]
    assert tries[:10] == [403] * 10
    assert tries[10:] == [429] * 2


def test_a_ledger_without_users_is_served_to_nobody_else(tmp_path: Path, team: str) -> None:
    path = str(tmp_path / "alone.db")
    fill(path, 1)
    for host in ("0.0.0.0", "192.0.2.7", "::", "example.org"):
        with pytest.raises(SettingError, match="no users"):
            create_app(Options(path, host=host))
    app = create_app(Options(team, host="0.0.0.0"))
    app.state.served.close()
    app.state.users.close()
    assert [is_loopback(host) for host in ("127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost", "127.0.0.1.evil.example")] == [
        True, True, True, True, True, False,
    ]  # fmt: skip


def test_a_page_that_calls_this_server_by_another_name_gets_nothing(browse: Browse) -> None:
    client = browse()
    for host in ("evil.example", "evil.example:8420", "127.0.0.1.evil.example", ""):
        assert client.get("/api/v1/claims", headers={"Host": host}).status_code == 421
    for host in ("localhost:8420", "127.0.0.1", "[::1]:8420"):
        assert client.get("/api/v1/claims", headers={"Host": host}).status_code == 200


def test_what_users_do_is_told_in_the_chain_and_never_with_their_passwords(team: str, browse: Browse) -> None:
    client = browse(team)
    shown = client.app.state.board.summary.state  # type: ignore[attr-defined]
    sign_in(client, "rhea", WORD + "?")
    sign_in(client, WORD)  # typed into the wrong field
    sign_in(client, "anna")
    csrf = re.search('name="csrf" value="([0-9a-f]+)"', client.get("/users").text)
    assert csrf
    client.post("/users", data={"csrf": csrf[1], "name": "rick", "role": "none"})
    page = client.get("/users").text
    assert "took <bdi>rick</bdi> away" in page
    assert "wrong password" in page
    client.post("/sign-out", data={"csrf": csrf[1]})
    users = Users(team)
    told = [(one.what, one.name, one.by, one.role) for one in users.events()]
    users.close()
    assert told == [
        ("sign-out", "anna", "anna", None),
        ("user", "rick", "anna", None),
        ("sign-in", "anna", "anna", None),
        ("sign-in-failed", "?", "?", None),
        ("sign-in-failed", "rhea", "rhea", None),
        ("user", "anna", "test", "admin"),
        ("user", "rick", "test", "reviewer"),
        ("user", "rhea", "test", "reader"),
    ]
    with Ledger(team, read_only=True) as ledger:
        assert ledger.verify().whole
    assert WORD.encode() not in Path(team).read_bytes()
    client.app.state.board.look()  # type: ignore[attr-defined]
    assert client.app.state.board.summary.state == shown  # type: ignore[attr-defined]


def test_a_sign_in_that_cannot_be_told_gives_no_session(team: str, monkeypatch: pytest.MonkeyPatch) -> None:
    users = Users(team)
    monkeypatch.setattr("reportedly.web.people.audit.note", lambda *given: given[99])
    with pytest.raises(IndexError):
        users.sign_in("rhea", WORD)
    with users._seam.engine.connect() as connection:
        assert connection.execute(select(sessions.c.name)).all() == []
    users.close()


@pytest.mark.parametrize(
    ("name", "role", "password"), [("", "reader", WORD), ("x", "owner", WORD), ("x", "reader", "short")]
)
def test_a_user_needs_a_name_a_role_and_a_password(team: str, name: str, role: str, password: str) -> None:
    users = Users(team)
    with pytest.raises(SettingError):
        users.put(name, role, password, by="test")  # type: ignore[arg-type]
    users.close()


def test_an_admin_makes_users_and_nobody_else_does(team: str, browse: Browse) -> None:
    client = browse(team)
    sign_in(client, "rick")
    assert client.get("/users").status_code == 403
    client.cookies.clear()
    sign_in(client, "anna")
    csrf = re.search('name="csrf" value="([0-9a-f]+)"', client.get("/users").text)
    assert csrf
    form = {"csrf": csrf[1], "name": "nora", "role": "reviewer", "password": WORD}
    assert client.post("/users", data=form | {"password": "short"}).status_code == 422
    assert client.post("/users", data=form | {"csrf": "0"}).status_code == 403
    assert client.post("/users", data=form | {"name": "anna", "role": "none"}).status_code == 422
    assert client.post("/users", data=form, follow_redirects=False).status_code == 303
    client.cookies.clear()
    assert sign_in(client, "nora") == 303


def test_users_are_kept_on_both_databases(where: str) -> None:
    fill(where, 1)
    users = Users(where)
    assert users.list() == []
    assert users.sign_in("rhea", WORD) is None
    users.put("rhea", "reader", WORD, by="test")
    token = users.sign_in("rhea", WORD)
    assert token is not None
    assert users.sign_in("rhea", WORD + "!") is None
    found = users.of(token)
    assert found is not None
    assert (found.name, found.may("reader"), found.may("reviewer")) == ("rhea", True, False)
    users.sign_out(token)
    users.sign_out(token)
    assert users.of(token) is None
    users.remove("rhea", by="test")
    assert [one.what for one in users.events(4)] == ["user", "sign-out", "sign-in-failed", "sign-in"]
    with pytest.raises(SettingError, match="is no user"):
        users.remove("rhea", by="test")
    users.close()
    with Ledger(where) as ledger:
        assert ledger.verify().whole
