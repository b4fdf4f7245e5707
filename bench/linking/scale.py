"""What linking many claims costs: time, memory, and the ratio when the claims double; and the cost of one more day.

The claims are simulated in batches of a thousand documents, so that the world is never held whole; towns and days grow with
the claims, as they do when an archive covers a longer war. A second measure puts all claims on one city and one day.
"""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from bench.linking.world import Told, World
from reportedly.linking.kin import RegisterKin
from reportedly.linking.linker import Linker
from reportedly.linking.store import Memory
from reportedly.model import Claim, DateSpan

BATCH = 5000
CLAIMS_AN_INCIDENT = 3.0
INCIDENTS_A_DAY = 40


@dataclass(frozen=True)
class Cost:
    """Seconds for all claims and for one more day of a thousand documents; peak memory of the process in bytes."""

    claims: int
    seconds: float
    cpu_seconds: float
    day_seconds: float
    peak_bytes: int


def measure(claims: int, *, crowded: bool = False, seed: int = 11) -> Cost:
    """The cost of linking about so many claims in this process; `crowded` puts all of them on one city and day."""
    linker = Linker(Memory(), RegisterKin())
    told = _world(claims, seed).told()
    seconds = cpu = 0.0
    many = 0
    while batch := _claims(told, BATCH, crowded=crowded):
        start, cpu_start = time.perf_counter(), time.process_time()
        linker.add(batch)
        gc.freeze()  # what is kept is kept: the collector need not look at it again and again
        seconds, cpu = seconds + time.perf_counter() - start, cpu + time.process_time() - cpu_start
        many += len(batch)
    extra = _claims(replace(_world(3000, seed + 1), days=1).told(), 1000, crowded=crowded)
    start = time.perf_counter()
    linker.add(extra)
    day = time.perf_counter() - start
    return Cost(many, seconds, cpu, day, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def _world(claims: int, seed: int) -> World:
    incidents = round(claims / CLAIMS_AN_INCIDENT)
    return World(incidents=incidents, days=max(1, incidents // INCIDENTS_A_DAY), towns=1000, seed=seed)


def _claims(told: Iterator[Told], many: int, *, crowded: bool) -> list[Claim]:
    found = [one.claim for one in islice(told, many)]
    return [_crowd(claim) for claim in found] if crowded else found


def _crowd(claim: Claim) -> Claim:
    """The same claim on one city and day."""
    here = tuple(
        replace(place, place="sim:0", name="Tell One", lat=36.2, lon=37.1, admin1="North") for place in claim.places
    )
    day = World().first_day
    span = claim.date and DateSpan(day, day, 1, claim.date.quote)
    return replace(claim, places=here, date=span, document=replace(claim.document, published=day))
