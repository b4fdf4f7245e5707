"""Both databases filled side by side from the same readings, so that these are made once; then each asked and verified."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.ledger import asking
from bench.ledger.cost import Cost, Meter, servers
from bench.ledger.world import readings
from reportedly.ledger import Adder, Adding, Ledger, Stamp
from reportedly.model import Reading

GROUP = 100  # documents a batch
STAMP = Stamp("lexicon", "bench")
SMALLER = 10  # times smaller the first size at which questions are asked
VACUUM_S = 150  # within which PostgreSQL's own vacuum comes by, unless it is busy: it looks every minute
_UNSEEN = "SELECT count(*) FROM pg_stat_user_tables WHERE n_ins_since_vacuum > 1000 + 0.25 * n_live_tup"


@dataclass(slots=True)
class Figures:
    """What was measured of one database. `asked`: by the number of claims that the ledger then held."""

    claims: int = 0
    written: Cost = field(default_factory=Cost)
    rows: int = 0
    verified: Cost = field(default_factory=Cost)
    fault: str | None = None
    size: int = 0
    asked: dict[int, asking.Asked] = field(default_factory=dict)


def measure(places: Mapping[str, str], count: int, questions: int = asking.QUESTIONS) -> dict[str, Figures]:
    """Figures by database; `places` are where their ledgers are to be made, `questions` how many of a kind are asked."""
    found = {name: Figures() for name in places}
    made = readings(count)
    for part in (count // SMALLER, count):
        _write(places, found, _upto(made, part - max(one.claims for one in found.values())))
        for name, where in places.items():
            _settle(where)
            found[name].asked[found[name].claims] = asking.measure(where, questions)
    for name, where in places.items():
        _verify(where, found[name])
    return found


def _settle(where: str) -> None:
    """Waits until PostgreSQL's own vacuum has seen the new rows, as it does within a minute or two of a large import:
    whoever first reads a new page would else pay for marking it as read."""
    if "://" not in where:
        return
    until = time.monotonic() + VACUUM_S
    with Ledger(where, read_only=True) as ledger:
        while time.monotonic() < until:
            with ledger.looking() as (connection, _):
                if not connection.exec_driver_sql(_UNSEEN).scalar_one():
                    return
            time.sleep(1)


def _upto(made: Iterator[Reading], count: int) -> Iterator[Reading]:
    while count > 0:
        reading = next(made, None)
        if reading is None:
            return
        count -= len(reading.claims)
        yield reading


def _write(places: Mapping[str, str], found: Mapping[str, Figures], part: Iterable[Reading]) -> None:
    with ExitStack() as stack:
        ledgers = {name: stack.enter_context(Ledger(where)) for name, where in places.items()}
        adders = {name: ledger.adder(STAMP, Adding(group=GROUP)) for name, ledger in ledgers.items()}
        meters = {name: Meter(servers(ledger, all_of_them=True)) for name, ledger in ledgers.items()}
        for reading in part:
            for name, adder in adders.items():
                meters[name].of(lambda adder=adder: _put(adder, reading))  # type: ignore[misc]  # noqa: B023
                found[name].claims += len(reading.claims)
        for name, adder in adders.items():
            meters[name].of(adder.finish)
            found[name].written.wall += meters[name].total.wall
            found[name].written.cpu += meters[name].total.cpu


def _put(adder: Adder, reading: Reading) -> None:
    adder.put(reading)


def _verify(where: str, figures: Figures) -> None:
    with Ledger(where, read_only=True) as ledger:
        meter = Meter(servers(ledger, all_of_them=False))
        checked = []
        figures.verified = meter.of(lambda: checked.append(ledger.verify()))
        figures.rows, figures.fault = checked[0].rows, None if checked[0].whole else checked[0].faults[0]
        if "://" in where:
            with ledger.looking() as (connection, _):
                asked = connection.exec_driver_sql("SELECT pg_database_size(current_database())")
                figures.size = int(asked.scalar_one())
        else:
            figures.size = Path(where).stat().st_size
