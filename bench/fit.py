"""``python -m bench.fit GOLD``: the weights of the lexicon's tagger, which need no network.

``--check N`` first measures by cross-validation over N parts of the documents. With ``--output`` the weights estimated on all
of them are written, one CSV a score.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from reportedly.evaluating import gold
from reportedly.evaluating.figures import Score
from reportedly.reading.pipeline import Reader
from reportedly.settings import Settings
from reportedly.training import fitting
from reportedly.training.cases import prepare


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="bench.fit", description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--check", type=int, default=0, metavar="N")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    reader = Reader.open(home=Settings.from_environment(os.environ).home, tagger="lexicon")
    with reader.gazetteer:
        documents = [prepare(raw, reader) for path in options.gold for raw in gold.load(path)]
        if options.check:
            _tell(fitting.cross_validate(documents, reader, options.check).score)
        if options.output:
            fitting.write(fitting.fit(documents, reader), options.output, len(documents))
    return 0


def _tell(score: Score) -> None:
    for name, tally in (("claim", score.claim), ("detected", score.detected), ("whole", score.whole)):
        print(f"{name:9s} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}")
    slots = (f"{slot} {right / of:.2f}/{of}" for slot, (right, of) in sorted(score.slots.items()))
    print("slots     " + "  ".join(slots))


if __name__ == "__main__":
    sys.exit(main())
