"""``python -m bench.gate GOLD --peace FILE``: the weights of the gate, and what it lets through.

GOLD: annotated reports; ``--peace``: documents in which there is no war, of the kinds that a stream of news holds. Both are cut
into ``--check`` parts, publisher by publisher, and each is judged with weights estimated on the others. With ``--output`` the weights
estimated on all are written to that folder.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.evaluating import gold
from reportedly.model import Document
from reportedly.reading.linear import Scorer, Scores
from reportedly.reading.pipeline import sentences_of
from reportedly.reading.subject import NAME, of_war
from reportedly.sources import Skipped, documents
from reportedly.training import fitting, war


@dataclass
class Passing:
    """What the gate lets through: of annotated reports and their claims, and of documents without war."""

    reports: int = 0
    passed: int = 0
    claims: int = 0
    lost: int = 0
    peaceful: int = 0
    let_in: int = 0

    def judge(self, raws: Sequence[Mapping[str, Any]], peace: Sequence[Document], scorer: Scorer) -> None:
        """Count what passes."""
        for raw in raws:
            sentences, spots = war.told(raw)
            read = of_war(sentences, scorer)
            self.reports += 1
            self.passed += bool(read)
            self.claims += len(spots)
            self.lost += sum(at not in read for at in spots)
        for document in peace:
            self.peaceful += 1
            self.let_in += bool(of_war([sentence.text for sentence in sentences_of(document)], scorer))


def cross_validated(raws: Sequence[Mapping[str, Any]], peace: Sequence[Document], parts: int) -> Passing:
    """What passes with weights estimated on the other parts.

    Reports of one publisher stand in one part, documents that follow each other too, since they are alike.
    """
    publishers = sorted({str(raw.get("publisher")) for raw in raws})
    out = Passing()
    for n in range(parts):
        known = {name for at, name in enumerate(publishers) if at % parts != n}
        block = range(len(peace) * n // parts, len(peace) * (n + 1) // parts)
        scorer = war.fit(
            [raw for raw in raws if str(raw.get("publisher")) in known],
            [document for at, document in enumerate(peace) if at not in block],
        )
        judged = [raw for raw in raws if str(raw.get("publisher")) not in known]
        out.judge(judged, [peace[at] for at in block], scorer)
    return out


def _documents(paths: Sequence[str]) -> Iterator[Document]:
    for item in documents(paths, stdin=sys.stdin.buffer):
        if isinstance(item, Skipped):
            raise SystemExit(f"{item.where}: {item.fault}")
        yield item


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="bench.gate", description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--peace", nargs="+", required=True)
    parser.add_argument("--check", type=int, default=4, metavar="N")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    raws = [raw for path in options.gold for raw in gold.load(path)]
    peace = list(_documents(options.peace))
    seen = cross_validated(raws, peace, options.check)
    print(f"reports that pass: {seen.passed} of {seen.reports}; claims lost: {seen.lost} of {seen.claims}")
    print(f"documents without war that pass: {seen.let_in} of {seen.peaceful}")
    if options.output:
        scores = Scores({NAME: war.fit(raws, peace)})
        fitting.write(scores, options.output, len(raws), f" and {len(peace)} documents without war")
    return 0


if __name__ == "__main__":
    sys.exit(main())
