from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reportedly.errors import FetchError
from reportedly.model import Document
from reportedly.sources import Fetching, Skipped, documents
from reportedly.sources.fetching import AGENT, checked, fetch, is_open

SENTENCE = "Rebels left the town of Kasanga on Tuesday. "
OPEN = Fetching(private=True, timeout_s=5, max_bytes=100_000)
ANSWERS: dict[str, tuple[str, bytes, dict[str, str]]] = {
    "/page": (
        "text/html; charset=windows-1252",
        f"<html><body><article><p>“{SENTENCE * 8}”</p></article></body></html>".encode("cp1252"),
        {},
    ),
    "/text": ("text/plain", SENTENCE.encode(), {}),
    "/lines": ("application/x-ndjson", f"{json.dumps({'text': SENTENCE})}\nbroken\n".encode(), {}),
    "/lines.jsonl": ("text/plain", json.dumps({"text": SENTENCE}).encode(), {}),
    "/json": ("application/json", json.dumps({"text": SENTENCE}).encode(), {}),
    "/image": ("image/png", b"\x89PNG", {}),
    "/packed": ("text/plain", gzip.compress(SENTENCE.encode()), {"Content-Encoding": "gzip"}),
    "/bomb": ("text/plain", gzip.compress(b"a" * 50_000_000), {"Content-Encoding": "gzip"}),
    "/torn": ("text/plain", b"\x1f\x8bnonsense", {"Content-Encoding": "gzip"}),
    "/odd": ("text/plain", b"x", {"Content-Encoding": "br"}),
}
PLACES = {
    "/moved": "/text",
    "/loop": "/loop",
    "/away": "file:///etc/hostname",
    "/broken": "http://[",
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            self._answer()

    def _answer(self) -> None:
        if self.path in ANSWERS:
            kind, body, more = ANSWERS[self.path]
            self._head(200, {"Content-Type": kind, "Content-Length": str(len(body)), **more})
            self.wfile.write(body)
        elif self.path in PLACES:
            self._head(302, {"Location": PLACES[self.path], "Content-Length": "0"})
        elif self.path == "/agent":
            self._head(200, {"Content-Type": "text/plain"})
            self.wfile.write(self.headers["User-Agent"].encode())
        elif self.path == "/endless":
            self._head(200, {"Content-Type": "text/plain"})
            while True:
                self.wfile.write(b"a" * 10_000)
        elif self.path == "/slow":
            self._head(200, {"Content-Type": "text/plain"})
            self._drip(b"a")
        elif self.path == "/slow-head":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            self._drip(b"a")
        elif self.path == "/silent":
            time.sleep(2)
        else:
            self._head(404, {"Content-Length": "0"})

    def _drip(self, drop: bytes) -> None:
        for _ in range(100):
            self.wfile.write(drop)
            self.wfile.flush()
            time.sleep(0.05)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as http:
        http.daemon_threads = True
        http.block_on_close = False
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{http.server_address[1]}"
        http.shutdown()
        thread.join()


def test_a_page_a_text_and_json_lines_are_read_from_addresses(server: str) -> None:
    paths = [f"{server}/{name}" for name in ("page", "text", "lines", "lines.jsonl", "json", "packed")]
    found = list(documents(paths, fetching=OPEN))
    skipped = [f for f in found if isinstance(f, Skipped)]
    read = [f for f in found if isinstance(f, Document)]
    assert [s.where for s in skipped] == [f"{server}/lines:2"]
    assert len(read) == 6
    assert all(SENTENCE.strip() in document.text for document in read)
    assert read[0].text.startswith("“")
    assert read[1].url == f"{server}/text"


def test_redirects_are_followed_and_the_last_address_is_kept(server: str) -> None:
    found = fetch(f"{server}/moved", OPEN)
    assert (found.data.decode(), found.url) == (SENTENCE, f"{server}/text")


def test_the_program_names_itself(server: str) -> None:
    assert fetch(f"{server}/agent", OPEN).data.decode() == AGENT
    assert AGENT.startswith("reportedly/")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/loop", "redirects more than 5 times"),
        ("/away", 'leads to "file:"'),
        ("/broken", "no address is known"),
        ("/image", "gives image/png, not text"),
        ("/missing", "answered 404 Not Found"),
        ("/endless", "larger than 100 kB"),
        ("/bomb", "larger than 100 kB"),
        ("/torn", "the packed answer is broken"),
        ("/odd", 'packed as "br"'),
    ],
)
def test_what_cannot_be_read_is_told_of_with_its_address(server: str, path: str, told: str) -> None:
    (found,) = documents([server + path], fetching=OPEN)
    assert isinstance(found, Skipped)
    assert found.where == server + path
    assert told in found.fault
    assert found.mend


@pytest.mark.parametrize("path", ["/slow", "/slow-head", "/silent"])
def test_one_deadline_holds_for_the_whole_answer(server: str, path: str) -> None:
    start = time.monotonic()
    with pytest.raises(FetchError, match=r"no whole answer within 0\.3 seconds"):
        fetch(server + path, Fetching(private=True, timeout_s=0.3))
    assert time.monotonic() - start < 1.5


def test_addresses_of_this_machine_are_refused_unless_asked_for(server: str) -> None:
    port = server.rsplit(":", 1)[1]
    for host in ("127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "0.0.0.0"):
        (found,) = documents([f"http://{host}:{port}/text"])
        assert isinstance(found, Skipped)
        assert "on this machine or in a private network" in found.fault


def test_a_redirect_to_this_machine_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop's name is taken for an open one; where it leads is checked anew."""
    port = int(server.rsplit(":", 1)[1])
    monkeypatch.setitem(PLACES, "/inward", f"http://localhost:{port}/text")
    real = socket.getaddrinfo

    def resolve(host: str, *rest: object, **options: object) -> object:
        return real("127.0.0.1" if host == "hill-wire.example" else host, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr("reportedly.sources.fetching.is_open", lambda name: _asked.pop() if _asked else False)
    _asked = [True]
    with pytest.raises(FetchError, match='"localhost" is on this machine'):
        fetch(f"http://hill-wire.example:{port}/inward", Fetching(timeout_s=5))


def test_a_name_that_answers_differently_the_second_time_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is resolved once, and the connection goes to the address that was checked."""
    asked: list[str] = []
    reached: list[str] = []

    def resolve(host: str, port: int, *rest: object, **options: object) -> object:
        asked.append(host)
        address = "8.8.8.8" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: tuple[str, int], *rest: object, **options: object) -> socket.socket:
        reached.append(address[0])
        raise ConnectionRefusedError("not here")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch("http://hill-wire.example/", Fetching(timeout_s=2))
    assert (asked, reached) == (["hill-wire.example"], ["8.8.8.8"])


def test_an_address_where_nobody_listens_is_told_of() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (found,) = documents([f"http://127.0.0.1:{port}/"], fetching=OPEN)
    assert isinstance(found, Skipped)
    assert found.fault.startswith("cannot be reached")


def test_an_unknown_host_is_told_of() -> None:
    with pytest.raises(FetchError, match=r'no address is known for "nobody\.invalid"'):
        checked("nobody.invalid", 80, private=False)


@pytest.mark.parametrize("url", ["http://", "http:///a", "http://a b/", "http://[::1/", "http://x:port/"])
def test_a_malformed_address_is_told_of(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, Fetching(timeout_s=1))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "2001:db8::1",
        "not an address",
    ],
)
def test_closed_addresses_are_known_in_every_disguise(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_open_addresses_are_known(address: str) -> None:
    assert is_open(address)
