"""``python -m bench.web LEDGER``: how long pages and the API take, asked by one and by twenty at once.

The server is the real one, a process of its own, started twice: first with nothing kept, then with the columns that the
first start left. It is asked over HTTP on this machine; filters are drawn from the ledger's own facets. Every address is
asked for once only, so that nothing is answered from what was kept for the same question. With ``--map`` a real browser
opens the map. Figures are of this machine, and of whatever else runs on it.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx

from bench.ledger.asking import percentile
from bench.serving import serving

AT_ONCE = 20
LISTS = ("/api/v1/claims", "/api/v1/facets", "/api/v1/histogram", "/api/v1/incidents", "/", "/incidents")
ORDERS = ("-date", "date", "-claims", "-voices")
SETTLED_S = 2.0  # after which a browser that was just started has nothing more to do
LARGEST = 50  # incidents and places of most claims, of which pages are asked for

# In place of a look at the screen: the map says that all it was asked for is drawn, and the list beside it is there.
DRAWN = (
    "() => new Promise(done => { const look = () => window.reportedlyMap && reportedlyMap.loaded() && "
    "reportedlyMap.areTilesLoaded() && document.querySelector('#rows').getAttribute('aria-busy') === 'false' "
    "? done() : setTimeout(look, 20); look(); })"
)


class Asking:
    """Draws addresses to ask for, by kind."""

    def __init__(self, client: httpx.Client, dice: random.Random) -> None:
        self._dice = dice
        facets = client.get(
            "/api/v1/facets?top=100&facet=place&facet=party&facet=type&facet=publisher&facet=country"
        ).json()
        self._values = {name: [one["value"] for one in found["values"]] for name, found in facets["facets"].items()}
        bins = client.get("/api/v1/histogram?interval=month").json()["bins"]
        self._days = [one["start"] for one in bins] or ["2016-01-01"]
        items = client.get("/api/v1/claims?limit=500").json()["items"]
        self._documents = [item["claim"]["document"]["id"] for item in items]
        self._incidents = [item["incident"] for item in items if item["incident"]]
        largest = client.get(f"/api/v1/incidents?sort=-claims&limit={LARGEST}").json()["items"]
        self._largest = [one["id"] for one in largest]
        self._held = self._values["place"][:LARGEST]

    def filters(self) -> dict[str, Any]:
        """Two filters, and sometimes days."""
        given = {name: self._dice.choice(values) for name, values in self._values.items() if values}
        chosen: dict[str, Any] = dict(self._dice.sample(sorted(given.items()), min(2, len(given))))
        if self._dice.random() < 0.5:
            since, until = sorted(self._dice.choices(self._days, k=2))
            chosen |= {"since": since, "until": until}
        return chosen

    def _mark(self) -> str:
        """A question of its own, so that no answer can be one that was given before."""
        return f"?asked={self._dice.randrange(10**9)}"

    def addresses(self, count: int) -> Iterator[tuple[str, str]]:
        """The kind and the address of each question."""
        for _ in range(count):
            for path in LISTS:
                yield path, f"{path}?{urlencode(self.filters())}"
            z = self._dice.randrange(2, 9)
            x, y = (self._dice.randrange(2**z) for _ in range(2))
            yield "tile", f"/api/v1/tiles/{z}/{x}/{y}.mvt?{urlencode(self.filters())}"
            yield "document", f"/documents/{quote(self._dice.choice(self._documents), safe='')}"
            for kind, several in (("", self._incidents), (" (largest)", self._largest)):
                if several:
                    yield f"incident{kind}", f"/incidents/{self._dice.choice(several)}{self._mark()}"
                    yield f"api incident{kind}", f"/api/v1/incidents/{self._dice.choice(several)}{self._mark()}"
            order = f"sort={self._dice.choice(ORDERS)}"
            yield "incidents, ordered", f"/incidents{self._mark()}&{order}"
            yield (
                "api incidents, ordered",
                f"/api/v1/incidents{self._mark()}&{order}&limit={self._dice.randrange(20, 40)}",
            )
            yield "holdings", f"/api/v1/holdings?on={self._dice.choice(self._days)}&{self._mark()[1:]}"
            if self._held:
                yield "place (largest)", f"/places/{quote(self._dice.choice(self._held), safe='')}{self._mark()}"
                yield (
                    "api place (largest)",
                    f"/api/v1/places/{quote(self._dice.choice(self._held), safe='')}{self._mark()}",
                )
            for name, path in (("party", "parties"), ("place", "places")):
                if self._values[name]:
                    yield name, f"/{path}/{quote(self._dice.choice(self._values[name]), safe='')}"
            for path in ("/overview", "/review"):
                yield path, path


def ask(client: httpx.Client, address: str) -> float:
    """Milliseconds that an answer takes."""
    start = time.perf_counter()
    client.get(address).raise_for_status()
    return 1000 * (time.perf_counter() - start)


def report(title: str, times: dict[str, list[float]]) -> None:
    """A line for each kind, and one for all."""
    print(title)
    everything = [one for several in times.values() for one in several]
    for kind, found in (*times.items(), ("all", everything)):
        print(
            f"  {kind:<20} median {percentile(found, 0.5):7.1f} ms, 95th percentile {percentile(found, 0.95):7.1f} ms"
        )


def measure(address: str, count: int) -> int:
    """Asks one after the other, then twenty at once; how many questions that were."""
    dice, asked = random.Random(1), 0
    with httpx.Client(base_url=address, timeout=60, follow_redirects=True) as client:
        asking = Asking(client, dice)
        for title, workers in (("one user", 1), (f"{AT_ONCE} at once", AT_ONCE)):
            questions = list(asking.addresses(count))
            dice.shuffle(questions)
            asked += len(questions)
            times: dict[str, list[float]] = {}
            with ThreadPoolExecutor(workers) as pool:
                for (kind, _), spent in zip(
                    questions, pool.map(lambda one: ask(client, one[1]), questions), strict=True
                ):
                    times.setdefault(kind, []).append(spent)
            report(title, dict(sorted(times.items())))
    return asked


def spent(process: int) -> tuple[float, float]:
    """Seconds on processors, and megabytes that are held, of a process and of those that it started (Linux)."""
    work, held = 0.0, 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            told = dict(re.findall(r"^(\w+):\s+(\d+)", (folder / "smaps_rollup").read_text(), re.MULTILINE))
        except OSError:
            continue
        if process in (int(folder.name), int(fields[1])):
            work += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            held += int(told["Pss"]) / 1024
    return work, held


def draw(address: str) -> float:
    """Seconds until the map is first drawn in a running browser that never saw it, and stands still."""
    from playwright.sync_api import sync_playwright

    from bench.screens import ARGUMENTS, CARD, chromium

    with sync_playwright() as playwright:
        arguments = [one for one in ARGUMENTS if one not in CARD]
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        page = browser.new_page(viewport={"width": 1180, "height": 740})
        time.sleep(SETTLED_S)
        start = time.perf_counter()
        page.goto(address, timeout=120_000)
        page.evaluate(DRAWN)
        found = time.perf_counter() - start
        browser.close()
    return found


def settled(address: str, patience: float) -> int:
    """How many incidents are not weighed yet, after waiting for it as long as that."""
    end = time.monotonic() + patience
    while True:
        left = int(httpx.get(f"{address}/api/v1/facets?facet=type", timeout=600).json()["unweighed"])
        if not left or time.monotonic() > end:
            return left
        time.sleep(1)


def main() -> None:
    """Serves the ledger, and asks."""
    parser = argparse.ArgumentParser(prog="bench.web", description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--questions", type=int, default=30, help="of each kind")
    parser.add_argument("--settle", type=float, default=0.0, help="seconds that weighing incidents is waited for")
    parser.add_argument("--map", action="store_true", help="open the map in a browser, too")
    parser.add_argument("--option", action="append", default=[], help="of reportedly serve, as in --option=--workers=2")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reportedly-bench") as home:
        environment = {**os.environ, "REPORTEDLY_HOME": home}
        for again in (False, True):
            start = time.perf_counter()
            with serving(options.ledger, *options.option, environment=environment) as (address, server):
                took, (work, held) = time.perf_counter() - start, spent(server.pid)
                title = "columns kept" if again else "nothing kept"
                print(f"{title}: served after {took:.1f} s ({work:.1f} s on processors), {held:.0f} MB", flush=True)
                if not again:
                    print(f"{settled(address, options.settle)} incidents not weighed", flush=True)
                    continue
                before = spent(server.pid)[0]
                asked = measure(address, options.questions)
                work, held = spent(server.pid)
                print(f"{1000 * (work - before) / asked:.1f} ms on processors a question, {held:.0f} MB")
                if options.map:
                    print(f"map drawn after {draw(address):.1f} s")


if __name__ == "__main__":
    main()
