"""A browser before the real server over a real ledger: that of the sample reports, read and linked as anybody would.

All tests of this folder share one ledger, one server and one browser; each has a window of its own. Whatever a page
tells its console as an error, and any request that would leave the server, fails the test that caused it.
"""

from __future__ import annotations

import gzip
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from bench.screens import ARGUMENTS, chromium
from bench.serving import serving
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from reportedly.incidents import link
from reportedly.ledger import Ledger
from reportedly.reading.pipeline import Reader

DISPUTED = {
    "wire.txt": "Army takes Saraqib\nKarum Wire\n21 October 2016\n\nSyrian government forces captured the town of Saraqib in "
    "Idlib province on 20 October 2016, the Syrian defence ministry said.\n",
    "monitor.txt": "Rebels hold on to Saraqib\nArdal Monitor\n21 October 2016\n\nThe Free Syrian Army controls the town of Saraqib "
    "in Idlib province, rebel commanders said on 21 October 2016.\n",
}
HERE = Path(__file__).parent
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS / 2)  # a busy machine is no fault of the page
# Small, since every pixel of the map costs; were it any narrower, the filters would be a sheet.
DESK = {"viewport": {"width": 1000, "height": 560}, "reduced_motion": "reduce"}
NO_TILES = gzip.compress((2).to_bytes(4, "little") + b"{}")  # a pack of the base map that holds nothing
Open = Callable[..., Page]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps these tests with one worker, and leaves them out where there is no browser."""
    none = pytest.mark.skip(reason="no Chromium: apt-get install chromium, or name one in REPORTEDLY_TEST_CHROMIUM")
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))
            if chromium() is None:
                item.add_marker(none)


@pytest.fixture(scope="session")
def ledger(samples: Path, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports and two more over who holds a town, read and linked, to be written to."""
    folder = tmp_path_factory.mktemp("browser")
    path = Path(shutil.copy(samples, folder))
    for name, text in DISPUTED.items():
        (folder / name).write_text(text, "utf-8")
    reader = Reader.open(home=home)
    with reader.gazetteer, Ledger(path) as opened:
        opened.add([str(folder / name) for name in DISPUTED], reader=reader)
        link(opened)
    return path


@pytest.fixture(scope="session")
def address(ledger: Path) -> Iterator[str]:
    """Where the ledger is served."""
    with serving(ledger) as (found, _):
        weighed(found)
        yield found


def weighed(address: str) -> None:
    """Waits until all incidents are weighed and it is known who held what, which a server does beside serving."""
    for _ in range(300):
        asked = ("facets", "unweighed"), ("holdings", "waiting")
        if not any(httpx.get(f"{address}/api/v1/{path}", timeout=60).json()[name] for path, name in asked):
            return
        time.sleep(0.5)  # a server that is asked all the time weighs next to nothing
    pytest.fail("the incidents are not weighed, or the holdings not worked out")


@pytest.fixture(scope="session")
def asked(address: str) -> Iterator[Callable[..., Any]]:
    """Asks the API what a page should show."""
    # No connection is kept: the server lets go of one that is idle, maybe just as it is used again.
    limits = httpx.Limits(max_keepalive_connections=0)
    with httpx.Client(base_url=f"{address}/api/v1", timeout=60, limits=limits) as client:
        yield lambda path, **query: client.get(path, params=query).raise_for_status().json()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a page in a fresh browser; options are those of a playwright context.

    The base map is left out unless it is asked for with `base`, since drawing it by a program costs as much as all else.
    """
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def opening(path: str = "/", *, base: bool = False, **options: Any) -> Page:
        context = browser.new_context(base_url=address, **{**DESK, **options})
        if not base:
            context.route("**/static/base/*", lambda route: route.fulfill(body=NO_TILES))
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("console", lambda told: _console(told, faults))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: _leaving(request, address, faults))
        page.on("response", lambda response: _refused(response, faults))
        page.goto(path)
        settle(page)
        return page

    yield opening
    for context in contexts:
        context.close()
    assert not faults


def _console(told: ConsoleMessage, faults: list[str]) -> None:
    if told.type in {"error", "warning"} and "GPU stall" not in told.text:  # a drawing program's word, not ours
        faults.append(f"{told.type}: {told.text}")


def _leaving(request: Request, address: str, faults: list[str]) -> None:
    if not request.url.startswith((address, "data:", "blob:")):
        faults.append(f"a request left for {request.url}")


def _refused(response: Response, faults: list[str]) -> None:
    if response.status >= 400:
        faults.append(f"{response.status} for {response.url}")


def settle(page: Page) -> None:
    """Waits until the page, and its map if it has one, shows what it was asked for."""
    if page.locator("#map").count():
        until(page, "document.querySelector('#counts').textContent && window.reportedlyMap && true")
        until(page, "document.querySelector('#rows').getAttribute('aria-busy') === 'false'")
        idle(page)


def idle(page: Page) -> None:
    """Waits until the map is drawn and stands still."""
    page.evaluate(
        "() => new Promise(done => { const map = reportedlyMap; const look = () => map.loaded() && !map.isMoving() "
        "&& map.areTilesLoaded() ? done() : setTimeout(look, 50); look(); })"
    )


def until(page: Page, expression: str) -> None:
    """Waits until an expression holds in the page. (Playwright's own way to do so needs eval, which our pages forbid.)"""
    for _ in range(PATIENCE_MS // 50):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"it never came to hold: {expression}")
