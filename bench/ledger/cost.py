"""What a step costs: time of the wall clock, and time on a processor, which other programs on the machine hardly touch.

Work of a PostgreSQL server is done by other processes; those are counted too where they run on this machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.ledger import Ledger


@dataclass(slots=True)
class Cost:
    """Seconds that steps took, by the clock and on processors."""

    wall: float = 0.0
    cpu: float = 0.0


@dataclass(slots=True)
class Meter:
    """Adds up what steps cost, in this process and in those of `servers`."""

    servers: Sequence[int] = ()
    total: Cost = field(default_factory=Cost)

    def of(self, step: Callable[[], object]) -> Cost:
        """What this step took."""
        served = self._served()
        cpu, wall = time.process_time(), time.perf_counter()
        step()
        spent = Cost(time.perf_counter() - wall, time.process_time() - cpu)
        spent.cpu += self._served() - served
        self.total.wall += spent.wall
        self.total.cpu += spent.cpu
        return spent

    def _served(self) -> float:
        return sum(map(_on_processor, self.servers))


def _on_processor(process: int) -> float:
    """Seconds that a process was on a processor, to the nanosecond; zero where the system does not tell."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text("ascii").split()[0]) / 1e9
    except OSError:
        return 0.0


def servers(ledger: Ledger, *, all_of_them: bool) -> tuple[int, ...]:
    """The process that serves a ledger on PostgreSQL, or all of its server's; none for SQLite."""
    with ledger.looking() as (connection, _):
        if connection.dialect.name != "postgresql":
            return ()
        serving = int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
    return tuple(_beside(serving)) if all_of_them else (serving,)


def _beside(process: int) -> Iterable[int]:
    """The process, its parent, and the other children of that."""
    parents = {int(path.name): _parent(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    server = parents.get(process)
    return [one for one, parent in parents.items() if server and server in (one, parent)] or [process]


def _parent(path: Path) -> int:
    try:
        return int((path / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    except OSError:
        return 0
