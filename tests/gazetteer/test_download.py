from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError
from reportedly.gazetteer import store
from reportedly.gazetteer.download import download_country

Served = dict[str, tuple[int, bytes]]


@pytest.fixture
def served() -> Served:
    return {}


@pytest.fixture
def address(served: Served) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = served.get(self.path, (404, b""))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/dump"
    server.shutdown()
    thread.join()
    server.server_close()


def packed(name: str, text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


def test_a_country_is_downloaded_and_added(
    home: Path, address: str, served: Served, dump_line: Callable[..., str]
) -> None:
    served["/dump/ML.zip"] = (200, packed("ML.txt", dump_line(1, "Tin Adjelhoc", 19.9, 0.9, country="ML")))
    added = store.add("ml", home, address=address)
    assert (added.name, added.places) == ("ML", 1)


def test_a_country_that_geonames_does_not_have_is_told(home: Path, address: str) -> None:
    with pytest.raises(GazetteerError, match="two-letter code"):
        store.add("zz", home, address=address)
    assert store.list_added(home) == []


def test_a_server_in_trouble_is_told_with_what_to_do_instead(home: Path, address: str, served: Served) -> None:
    served["/dump/SY.zip"] = (503, b"")
    with pytest.raises(GazetteerError, match=r"answers 503.*gazetteer add SY\.zip"):
        store.add("SY", home, address=address)


def test_an_unreachable_server_is_told_with_what_to_do_instead(home: Path) -> None:
    with pytest.raises(GazetteerError, match=r"cannot be fetched.*by other means"):
        store.add("SY", home, address="http://127.0.0.1:1/dump")


def test_a_download_that_does_not_end_is_cut_off(tmp_path: Path, address: str, served: Served) -> None:
    served["/dump/SY.zip"] = (200, b"0" * 300_000)
    with pytest.raises(GazetteerError, match=r"larger than 0\.1 MB"):
        download_country("SY", tmp_path, address=address, largest=100_000)
