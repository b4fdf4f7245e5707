"""The command; see the package."""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench.fitting.estimate import STRENGTH, estimate
from bench.fitting.examples import Examples, Prepared, collect, prepare
from reportedly.evaluating import gold
from reportedly.evaluating.figures import Score, score
from reportedly.export.record import claim_record
from reportedly.reading import linear
from reportedly.reading.pipeline import Reader

HEADER = (
    "# {name}: weights of signs (log-odds), estimated by bench/fitting on {n} annotated reports. Public domain (CC0).\n"
)


def fit(documents: Sequence[Prepared], reader: Reader) -> dict[str, linear.Scorer]:
    """Scorers fitted to the documents. Two rounds: the merge examples lean on slots that the first round fills."""
    linear.OVERRIDES.clear()
    for _ in range(2):
        examples: Examples = defaultdict(list)
        for document in documents:
            for name, items in collect(document, reader).items():
                examples[name] += items
        scorers = {name: estimate(name, examples[name]) for name in STRENGTH}
        linear.OVERRIDES.update(scorers)
    return scorers


def measure(documents: Sequence[Prepared], reader: Reader) -> Score:
    """The score of the reader as it stands now."""
    return score((d.raw, [claim_record(claim) for claim in reader.claims(d.document, d.units)]) for d in documents)


def told(result: Score) -> str:
    """The score in a few lines."""
    lines = [
        f"{name:9s} P {t.precision:.3f}  R {t.recall:.3f}  F1 {t.f1:.3f}  ({t.hit} of {t.gold}, {t.read} read)"
        for name, t in (("claim", result.claim), ("detected", result.detected), ("whole", result.whole))
    ]
    lines.append("slots  " + "  ".join(f"{slot} {a / n:.2f}/{n}" for slot, (a, n) in sorted(result.slots.items())))
    lines.append("types  " + "  ".join(f"{t} {a}/{n}+{x}" for t, (a, n, x) in sorted(result.types.items())))
    return "\n".join(lines)


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="bench.fitting")
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--check", type=int, default=0, metavar="N")
    parser.add_argument("--output", type=Path)
    parser.add_argument("--measure", type=Path, help="annotated documents to measure the final weights on")
    options = parser.parse_args()
    reader, begin = (
        Reader.open(home=Path(os.environ["REPORTEDLY_HOME"]) if "REPORTEDLY_HOME" in os.environ else None),
        time.perf_counter(),
    )
    documents = [prepare(raw, reader) for path in options.gold for raw in gold.load(path)]
    print(f"{len(documents)} documents prepared in {time.perf_counter() - begin:.0f} s", file=sys.stderr)
    if options.check:
        parts = [documents[n :: options.check] for n in range(options.check)]
        held: list[tuple[object, object]] = []
        for part in parts:
            fit([d for d in documents if d not in part], reader)
            held += [(d.raw, [claim_record(c) for c in reader.claims(d.document, d.units)]) for d in part]
        print(f"cross-validated over {options.check} parts\n{told(score(held))}")  # type: ignore[arg-type]
    if options.output:
        scorers = fit(documents, reader)
        options.output.mkdir(parents=True, exist_ok=True)
        for name, scorer in sorted(scorers.items()):
            with (options.output / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                file.write(HEADER.format(name=name, n=len(documents)))
                csv.writer(file, lineterminator="\n").writerows(sorted(scorer.weights.items()))
        if options.measure:
            validation = [prepare(raw, reader) for raw in gold.load(options.measure)]
            print(f"on {options.measure.name}\n{told(measure(validation, reader))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
