"""``python -m bench.web LEDGER``: how long pages and the API take, asked by one and by twenty at once.

The server is the real one, asked over HTTP on this machine; filters are drawn from the ledger's own facets. Every address is
asked for once only, so that nothing is answered from what was kept for the same question. Figures are of this machine, and of
whatever else runs on it.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlencode

import httpx

from bench.ledger.asking import percentile
from reportedly.web.options import Options
from reportedly.web.serving import Server

AT_ONCE = 20
LISTS = ("/api/v1/claims", "/api/v1/facets", "/api/v1/histogram", "/api/v1/incidents", "/", "/incidents")


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

    def filters(self) -> dict[str, Any]:
        """Two filters, and sometimes days."""
        given = {name: self._dice.choice(values) for name, values in self._values.items() if values}
        chosen: dict[str, Any] = dict(self._dice.sample(sorted(given.items()), min(2, len(given))))
        if self._dice.random() < 0.5:
            since, until = sorted(self._dice.choices(self._days, k=2))
            chosen |= {"since": since, "until": until}
        return chosen

    def addresses(self, count: int) -> Iterator[tuple[str, str]]:
        """The kind and the address of each question."""
        for _ in range(count):
            for path in LISTS:
                yield path, f"{path}?{urlencode(self.filters())}"
            z = self._dice.randrange(2, 9)
            x, y = (self._dice.randrange(2**z) for _ in range(2))
            yield "tile", f"/api/v1/tiles/{z}/{x}/{y}.mvt?{urlencode(self.filters())}"
            yield "document", f"/documents/{self._dice.choice(self._documents)}"
            if self._incidents:
                yield "incident", f"/incidents/{self._dice.choice(self._incidents)}"
            for name, path in (("party", "parties"), ("place", "places")):
                if self._values[name]:
                    yield name, f"/{path}/{self._dice.choice(self._values[name])}"
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


def measure(address: str, count: int) -> None:
    """Asks one after the other, then twenty at once."""
    dice = random.Random(1)
    with httpx.Client(base_url=address, timeout=60, follow_redirects=True) as client:
        asking = Asking(client, dice)
        for title, workers in (("one user", 1), (f"{AT_ONCE} at once", AT_ONCE)):
            questions = list(asking.addresses(count))
            dice.shuffle(questions)
            times: dict[str, list[float]] = {}
            with ThreadPoolExecutor(workers) as pool:
                for (kind, _), spent in zip(
                    questions, pool.map(lambda one: ask(client, one[1]), questions), strict=True
                ):
                    times.setdefault(kind, []).append(spent)
            report(title, dict(sorted(times.items())))


def main() -> None:
    """Serves the ledger, and asks."""
    parser = argparse.ArgumentParser(prog="bench.web", description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--questions", type=int, default=30, help="of each kind")
    options = parser.parse_args()
    start, working = time.perf_counter(), time.process_time()
    server = Server(Options(str(options.ledger), port=0))
    spent, worked = time.perf_counter() - start, time.process_time() - working
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"taken in after {spent:.1f} s ({worked:.1f} s of own work), {memory:.0f} MB")
    ready, told = Event(), list[str]()

    def listening(address: str) -> None:
        told.append(address)
        ready.set()

    thread = Thread(target=server.run, args=(listening,))
    thread.start()
    try:
        ready.wait()
        measure(told[0], options.questions)
    finally:
        server.stop()
        thread.join()


if __name__ == "__main__":
    main()
