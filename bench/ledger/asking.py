"""``python -m bench.ledger.asking LEDGER QUESTIONS``: what questions cost, in a process of its own, so that its memory is theirs.

Filters are taken from claims of the ledger, each of a pair from another claim, so that many pairs have no answer.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.ledger.cost import Cost, Meter, servers
from reportedly.ledger import Ledger

QUESTIONS = 300
SAMPLE = 500  # claims that filters are taken from, of all ages
PAGE = 50

Filters = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Milliseconds by kind of question, and the most memory that the process held, in bytes.

    `cpu_95`: on processors, this one and the server's. `empty`: the share of questions without an answer.
    """

    kinds: dict[str, dict[str, float]]
    memory: int
    streamed: int


def measure(where: str, questions: int = QUESTIONS) -> Asked:
    """What questions to a ledger cost, asked by another process."""
    command = [sys.executable, "-m", "bench.ledger.asking", where, str(questions)]
    told = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return Asked(**json.loads(told.stdout))


def filters_of(record: dict[str, Any], dice: random.Random) -> dict[str, Filters]:
    """Filters that this claim answers, by kind."""
    found: dict[str, Filters] = {
        "type": {"type": record["type"]},
        "status": {"status": record["status"]},
        "publisher": {"publisher": record["document"]["publisher"]},
        "confidence": {"min_confidence": dice.choice((0.5, 0.8, 0.95))},
        "words": {"text": record["trigger"]["text"]},
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


def ask(ledger: Ledger, questions: int = QUESTIONS, seed: int = 2) -> dict[str, list[tuple[Cost, int]]]:
    """What each question cost and how many claims answered it, by kind."""
    dice = random.Random(seed)
    sample = _sample(ledger, dice)
    meter = Meter(servers(ledger, all_of_them=False))
    found: dict[str, list[tuple[Cost, int]]] = {}

    def put(kind: str, question: Callable[[], int]) -> None:
        counts: list[int] = []
        cost = meter.of(lambda: counts.append(question()))
        found.setdefault(kind, []).append((cost, counts[0]))

    for _ in range(questions):
        one, other = (filters_of(dice.choice(sample), dice) for _ in range(2))
        key = dice.choice(sample)["id"]
        put("look-up", lambda key=key: len([ledger.claim(key)]))  # type: ignore[misc]
        kinds = dice.sample(sorted(one.keys() & other.keys()), 2)
        asked = {"newest": {}, "two filters": one[kinds[0]] | other[kinds[1]]}
        asked |= {kind: one[kind] for kind in ("near", "box", "words") if kind in one}
        for kind, filters in asked.items():
            put(kind, lambda filters=filters: sum(1 for _ in ledger.claims(**filters, limit=PAGE)))  # type: ignore[misc]
    return found


def _sample(ledger: Ledger, dice: random.Random) -> list[dict[str, Any]]:
    """Claims of pages from all over the ledger."""
    newest = ledger.claims(limit=1)
    list(newest)
    most = (newest.next_page or 0) + 1
    starts = [dice.randrange(20, most) if most > 40 else most for _ in range(SAMPLE // 20)]
    return [record for before in starts for record in ledger.claims(before=before, limit=20)]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def figures(asked: Sequence[tuple[Cost, int]]) -> dict[str, float]:
    """Milliseconds at the median and the 95th percentile, and the share of questions without an answer."""
    wall, cpu = ([1000 * getattr(cost, name) for cost, _ in asked] for name in ("wall", "cpu"))
    return {
        "wall_50": percentile(wall, 0.5),
        "wall_95": percentile(wall, 0.95),
        "cpu_50": percentile(cpu, 0.5),
        "cpu_95": percentile(cpu, 0.95),
        "empty": sum(count == 0 for _, count in asked) / len(asked),
    }


def main() -> None:
    """Asks, goes through half of the ledger, and tells as JSON."""
    with Ledger(sys.argv[1], read_only=True) as ledger:
        kinds = {kind: figures(costs) for kind, costs in ask(ledger, int(sys.argv[2])).items()}
        streamed = sum(1 for _ in ledger.claims(min_confidence=0.5))
    print(json.dumps(asdict(Asked(kinds, _most_memory(), streamed))))


def _most_memory() -> int:
    """The most memory that this process held, in bytes. Where the system tells no better, that of its parent counts too."""
    try:
        told = Path("/proc/self/status").read_text("ascii")
        return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM:")) * 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
