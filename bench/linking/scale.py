"""What linking many claims costs: time, memory, and the ratio when the claims double; and the cost of one more day.

Time is the process's own, because other programs on the same cores show in any other. The claims are simulated; towns and
days grow with them, as they do when an archive covers a longer war. A second measure puts all claims on one city and one
day. The cost of a day is that of ``link`` on a ledger that holds the claims already, and of the same day twice as late.
"""

from __future__ import annotations

import gc
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from bench.linking.world import READER, Told, World
from reportedly.incidents import link
from reportedly.ledger import Adding, Ledger, Stamp
from reportedly.linking.kin import RegisterKin
from reportedly.linking.store import Memory
from reportedly.linking.whole import Whole
from reportedly.model import Claim, DateSpan, Reading

CLAIMS_AN_INCIDENT = 3.0
INCIDENTS_A_DAY = 40
DOCUMENTS_A_DAY = 1000
PORTION = 1000  # claims that come together
STAMP = Stamp(READER.name, READER.version)


@dataclass(frozen=True)
class Cost:
    """Seconds of one core for half of the claims and for all; peak memory of the process in bytes."""

    claims: int
    half_seconds: float
    seconds: float
    peak_bytes: int


@dataclass(frozen=True)
class DayCost:
    """Seconds of one core: for linking a ledger of so many claims the first time, and after a day of so many documents.

    Bytes are those of the ledger before and after it was linked, and the most memory of the process.
    """

    claims: int
    first_seconds: float
    documents: int
    day_seconds: float
    bytes_before: int
    bytes_after: int
    peak_bytes: int


def measure(claims: int, *, crowded: bool = False, seed: int = 11) -> Cost:
    """The cost of linking about so many claims in memory; `crowded` puts all of them on one city and day.

    Claims come a thousand at a time, as from a ledger, so that none is held; making them up is not counted.
    """
    spent, many = [], 0
    for wanted in (claims // 2, claims):
        whole = Whole(Memory(), RegisterKin())
        watch = Stopwatch()
        told = _claims(_world(wanted, seed).told(), wanted, crowded=crowded)
        while part := list(islice(told, PORTION)):
            with watch:
                whole.claims(part)
                whole.documents(claim.document for claim in part)
        with watch:
            whole.link()
        spent.append(watch.seconds)
        many = len(whole.gists)
        del whole, part
        gc.collect()
    return Cost(many, spent[0], spent[1], _peak())


class Stopwatch:
    """Adds up the processor time of what is done within it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __enter__(self) -> None:
        self._start = time.process_time()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.process_time() - self._start


def measure_day(claims: int, *, crowded: bool = False, seed: int = 11) -> DayCost:
    """The cost of linking a ledger of about so many claims, and of a day more."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with Ledger(path) as ledger:
            _fill(ledger, _claims(_world(claims, seed).told(), claims, crowded=crowded))
            before = path.stat().st_size
            start = time.process_time()
            link(ledger)
            first = time.process_time() - start
            after = path.stat().st_size
            day = replace(_world(DOCUMENTS_A_DAY, seed + 1), days=1)
            _fill(ledger, _claims(day.told(), DOCUMENTS_A_DAY, crowded=crowded))
            start = time.process_time()
            counted = link(ledger)
            spent = time.process_time() - start
            return DayCost(counted.claims, first, DOCUMENTS_A_DAY, spent, before, after, _peak())


def _fill(ledger: Ledger, claims: Iterable[Claim]) -> None:
    adder = ledger.adder(STAMP, Adding(group=PORTION))
    for reading in _readings(claims):
        adder.put(reading)
    adder.finish()


def _readings(claims: Iterable[Claim]) -> Iterator[Reading]:
    """Each claim as the only one of its document, whose id is made of the claim's, as two worlds number alike."""
    for claim in claims:
        document = replace(claim.document, id=f"d_{claim.id[2:]}")
        yield Reading(document, (replace(claim, document=document),))


def _world(claims: int, seed: int) -> World:
    incidents = max(1, round(claims / CLAIMS_AN_INCIDENT))
    return World(incidents=incidents, days=max(1, incidents // INCIDENTS_A_DAY), towns=1000, seed=seed)


def _claims(told: Iterator[Told], many: int, *, crowded: bool) -> Iterator[Claim]:
    found = (one.claim for one in islice(told, many))
    return map(_crowd, found) if crowded else found


def _peak() -> int:
    """The most memory that the process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _crowd(claim: Claim) -> Claim:
    """The same claim on one city and day."""
    here = tuple(
        replace(place, place="sim:0", name="Tell One", lat=36.2, lon=37.1, admin1="North") for place in claim.places
    )
    day = World().first_day
    span = claim.date and DateSpan(day, day, 1, claim.date.quote)
    return replace(claim, places=here, date=span, document=replace(claim.document, published=day))
