"""``python -m bench.linking``: how well linking does against a known truth, what it costs, and its weights estimated anew.

python -m bench.linking                  # B-cubed and voices on simulated reporting
python -m bench.linking scale 100000     # time and memory for so many claims; --crowded: all on one city and day
python -m bench.linking day 100000       # time to link a ledger of so many claims, and a thousand documents more
python -m bench.linking estimate         # estimate the weights and write them; --ledger FILE: by the pairs judged there too
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.linking.estimate import fit, judged, labelled
from bench.linking.measure import measure
from bench.linking.misreading import AS_FIRST_READ, AS_READ, CLEAN
from bench.linking.scale import measure as cost
from bench.linking.scale import measure_day
from bench.linking.world import World
from reportedly.ledger import Ledger
from reportedly.linking import weights

WEIGHTS = Path(weights.__file__).parent / "data" / "weights.csv"
FITTED_ON = tuple(
    World(incidents=800, days=64, seed=101 + i, errors=one) for i, one in enumerate((CLEAN, AS_READ, AS_FIRST_READ))
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.linking", description=__doc__)
    parser.add_argument("task", nargs="?", choices=("quality", "scale", "day", "estimate"), default="quality")
    parser.add_argument("claims", nargs="?", type=int, default=100_000)
    parser.add_argument("--crowded", action="store_true", help="all claims on one city and one day")
    parser.add_argument("--ledger", help="estimate also by the pairs that people judged in this ledger")
    asked = parser.parse_args()
    if asked.task == "quality":
        for name, errors in (("clean claims", CLEAN), ("slots as read", AS_READ), ("as first read", AS_FIRST_READ)):
            found = measure(World(incidents=800, days=64, errors=errors))
            print(
                f"{name:14} {found.claims} claims, {found.incidents} incidents: B-cubed P {found.precision:.3f} R {found.recall:.3f} "
                f"F1 {found.f1:.3f}; voices counted right {found.voices_right:.3f}"
            )
    elif asked.task == "scale":
        spent = cost(asked.claims, crowded=asked.crowded)
        print(
            f"{spent.claims} claims in {spent.seconds:.1f} s of one core ({spent.seconds / spent.claims * 1e6:.0f} µs each), "
            f"{spent.seconds / spent.half_seconds:.2f} times half of them, peak {spent.peak_bytes / 1e9:.2f} GB"
        )
    elif asked.task == "day":
        day = measure_day(asked.claims, crowded=asked.crowded)
        print(
            f"a ledger of {day.claims} claims: first {day.first_seconds:.1f} s of one core, {day.documents} documents more "
            f"{day.day_seconds:.2f} s; {(day.bytes_after - day.bytes_before) / day.claims:.0f} bytes a claim kept, peak {day.peak_bytes / 1e9:.2f} GB"
        )
    else:
        pairs = labelled(FITTED_ON, weights.load())
        if asked.ledger:
            with Ledger(asked.ledger, read_only=True) as ledger:
                pairs += judged(ledger)
        rows = fit(pairs, weights.load())
        WEIGHTS.write_text(weights.write(rows), "utf-8")
        print(f"wrote {WEIGHTS}")


if __name__ == "__main__":
    main()
