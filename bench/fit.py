"""``python -m bench.fit GOLD``: the weights of the lexicon's tagger, which need no network.

``--check N`` first measures by cross-validation over N parts of the documents. With ``--output`` the weights estimated on all
of them are written, one CSV a score.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from reportedly.cli.evaluate import told
from reportedly.evaluating import gold
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
            print("\n".join(told(fitting.cross_validate(documents, reader, options.check).score)))
        if options.output:
            fitting.write(fitting.fit(documents, reader), options.output, len(documents))
    return 0


if __name__ == "__main__":
    sys.exit(main())
