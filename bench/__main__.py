"""``python -m bench``: quality on annotated reports, and speed."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bench import quality, speed
from reportedly.cli.evaluate import told
from reportedly.evaluating import gold
from reportedly.reading.pipeline import Opening, Reader
from reportedly.settings import Settings


def main() -> int:
    """Print the figures; the exit status is 1 where one fell under its floor."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--gazetteers", type=Path, help="a folder of GeoNames dumps to add before measuring")
    options = parser.parse_args()
    home = Settings.from_environment(os.environ).home
    if options.gazetteers:
        quality.add_gazetteers(home, options.gazetteers)
    failed = False
    bodies = {"own": quality.OWN, "real": quality.real_gold()}
    for name, folder in bodies.items():
        if folder is None:
            continue
        score = quality.measure(folder, home)
        print(f"\n{name} reports")
        print("\n".join(told(score)))
        floor = quality.floors().get(name)
        if floor is not None and floor.digest == quality.digest(folder):
            for fall in quality.falls(score, floor):
                failed = True
                print(f"refused: {fall}")
    documents = [gold.document_of(raw) for raw in gold.load(quality.OWN)]
    cost = speed.measure(documents, Reader.open(home=home, tagger="lexicon"))
    print(f"\nlexicon's tagger: {cost.ratio:.2f} times the bare parse (at most {speed.MOST}),")
    print(f"{cost.words / cost.reading:.0f} words a second on one core")
    rate = speed.rate(documents, Opening(home=home))
    print(
        f"encoder's tagger, by {speed.PROCESSES} processes: {rate.war:.1f} documents of {speed.LENGTH} words a second, all of war;"
    )
    print(f"{rate.stream:.1f} of a stream with one of war in ten; {rate.memory:.0f} MB a process")
    return 1 if failed or cost.ratio > speed.MOST else 0


if __name__ == "__main__":
    sys.exit(main())
