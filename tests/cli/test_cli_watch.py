from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from reportedly.ledger import Ledger

ARTICLE = "<html><body><article><p>%s</p></article></body></html>"
WORDS = "Rebels shelled the town of Ardal on Monday, killing nine people, the Karum Monitor said. " * 3


class Site:
    """A publisher's site on this machine: a feed, its pages, and what was asked of it."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, bytes]] = {}
        self.asked: list[tuple[str, str | None]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers.get("If-None-Match")))
                status, kind, body = site.pages.get(self.path, (404, "text/plain", b""))
                etag = f'"{len(body)}"'
                if status == 200 and self.headers.get("If-None-Match") == etag:
                    status, body = 304, b""
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("ETag", etag)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with suppress(ConnectionError):  # whoever was sent too much goes away
                    self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def publish(self, *names: str) -> None:
        """Puts reports into the feed."""
        items = "".join(
            f"<item><guid>{n}</guid><link>{self.root}/{n}.html</link><title>{n}</title></item>" for n in names
        )
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Hill</title>{items}</channel></rss>'
        self.pages["/feed"] = (200, "application/rss+xml", feed.encode())
        for name in names:
            body = ARTICLE % WORDS.replace("Ardal", f"Ardal {name}")
            self.pages.setdefault(f"/{name}.html", (200, "text/html", body.encode()))


@pytest.fixture
def site() -> Iterator[Site]:
    one = Site()
    yield one
    one.server.shutdown()
    one.server.server_close()


@pytest.fixture
def feeds(site: Site, tmp_path: Path) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(f'[[feed]]\nurl = "{site.root}/feed"\npublisher = "Hill Wire"\nevery = 60\n')
    return path


def watch(run: Run, feeds: Path, at: Path) -> list[str]:
    ran = run("watch", feeds, "--once", "--pause", "0", "--private", "--ledger", at)
    assert (ran.status, ran.err) == (0, "")
    return ran.out.splitlines()


def test_new_items_are_read_each_once(run: Run, site: Site, feeds: Path, tmp_path: Path) -> None:
    at = tmp_path / "war.db"
    site.publish("one", "two")
    lines = watch(run, feeds, at)
    assert [line.split(" ", 1)[1].split(": ")[-1].split(" ")[1] for line in lines] == ["claim", "claim"]
    assert f"{site.root}/two.html" in lines[0]
    assert watch(run, feeds, at) == []
    assert site.asked[-1] == ("/feed", f'"{len(site.pages["/feed"][2])}"'), "asks only whether the feed changed"
    site.publish("one", "two", "three")
    site.asked.clear()
    (line,) = watch(run, feeds, at)
    assert f"{site.root}/three.html" in line
    assert [path for path, _ in site.asked] == ["/robots.txt", "/feed", "/three.html"]
    with Ledger(at) as ledger:
        documents = list(ledger.documents())
        assert {row["publisher"] for row in documents} == {"Hill Wire"}
        assert {(row["method"], row["status"]) for row in documents} == {("feed", 200)}
        assert all(row["retrieved"] and row["headers"]["etag"] for row in documents)
        assert len(documents) == 3
        assert ledger.verify().whole


def test_a_bad_feed_or_page_costs_only_itself(run: Run, site: Site, tmp_path: Path) -> None:
    bad = {
        "page": (200, "text/html", b"<html><body>We have moved.</body></html>"),
        "huge": (200, "application/rss+xml", b"<rss>" + b"x" * 6_000_000),
        "swelling": (200, "application/rss+xml", b'<!DOCTYPE x [<!ENTITY a "b">]><rss>&a;</rss>'),
        "gone": (410, "text/plain", b""),
    }
    for name, answer in bad.items():
        site.pages[f"/{name}"] = answer
    site.publish("one", "missing", "empty")
    del site.pages["/missing.html"]
    site.pages["/empty.html"] = (200, "text/html", b"<html><body></body></html>")
    path = tmp_path / "feeds.toml"
    path.write_text("".join(f'[[feed]]\nurl = "{site.root}/{name}"\n' for name in (*bad, "feed")))
    lines = watch(run, path, tmp_path / "war.db")
    for fault in (
        "is a web page, not a feed",
        "is larger than 5 MB",
        "declares entities",
        "answered 410",
        "answered 404",
        "no running text",
    ):
        assert sum(fault in line for line in lines) == 1, fault
    assert sum("claim" in line for line in lines) == 1
    assert not any("Traceback" in line for line in lines)


def test_a_list_of_feeds_that_cannot_be_read_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    ran = run("watch", tmp_path / "none.toml", "--ledger", tmp_path / "war.db")
    assert ran.status == 2
    assert "cannot be read" in ran.err


def test_sigterm_stops_the_service_cleanly(site: Site, feeds: Path, tmp_path: Path) -> None:
    site.publish("one", "two")
    at = tmp_path / "war.db"
    command = [
        sys.executable,
        "-m",
        "reportedly",
        "watch",
        str(feeds),
        "--pause",
        "0",
        "--private",
        "--ledger",
        str(at),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as running:
        assert running.stdout is not None
        assert ": " in running.stdout.readline()
        running.send_signal(signal.SIGTERM)
        _, err = running.communicate(timeout=120)
    assert (running.returncode, err) == (0, "")
    with Ledger(at) as ledger:
        assert ledger.runs()[0]["ended"]
        assert ledger.verify().whole
