"""``python -m bench.errors GOLD``: what is missed, invented or wrong in a slot, counted by class of cause.

The map of the work on reading: the largest classes come first. A class is told from the pairs that evaluation makes, not
from the words of any document.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reportedly.evaluating import gold
from reportedly.evaluating.pairing import Placed, folded, pairs
from reportedly.evaluating.slots import WHOLE, judge
from reportedly.export.record import claim_record
from reportedly.reading.pipeline import Reader
from reportedly.settings import Settings

SLOT = {"place": "places", "said_by_none": "said_by"}


def causes(document: Mapping[str, Any], records: Sequence[Mapping[str, Any]]) -> Counter[str]:
    """How often each class of error occurs in one document."""
    text = folded(document.get("title"), document["text"])
    wanted = [Placed(raw, text) for raw in document["claims"]]
    read = [Placed(raw, text) for raw in records]
    found = pairs(wanted, read, typed=True)
    out: Counter[str] = Counter()
    told = {id(one) for pair in found for one in pair}
    for claim in wanted:
        if id(claim) not in told and not claim.optional:
            near = [other for other in read if claim.touches(other) > 0.5]
            free = any(id(other) not in told for other in near)
            out["missed: " + ("its type" if free else "merged into another" if near else "no trigger")] += 1
    for claim in read:
        if id(claim) not in told:
            near = [other for other in wanted if claim.touches(other) > 0.5]
            twice = any(id(other) in told and claim.types & other.types for other in near)
            out["extra: " + ("told twice" if twice else "its type" if near else "no such event")] += 1
    for one, other in found:
        if not one.optional:
            out += _slots(one.raw, other.raw)
    return out


def _slots(wanted: Mapping[str, Any], read: Mapping[str, Any]) -> Counter[str]:
    out: Counter[str] = Counter()
    for slot, right in judge(wanted, read).items():
        if slot in WHOLE and not right:
            value = read.get(SLOT.get(slot, slot))
            how = "invented" if slot == "said_by_none" else "another" if value else "left empty"
            out[f"{slot.removesuffix('_none')}: {how}"] += 1
    return out


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="bench.errors", description=__doc__)
    parser.add_argument("gold", type=Path)
    options = parser.parse_args()
    total: Counter[str] = Counter()
    reader = Reader.open(home=Settings.from_environment(os.environ).home)
    with reader.gazetteer:
        for raw in gold.load(options.gold):
            total += causes(raw, [claim_record(claim) for claim in reader.read(gold.document_of(raw)).claims])
    for cause, count in total.most_common():
        print(f"{count:5d}  {cause}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
