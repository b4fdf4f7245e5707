"""Precision, recall and F1 of what was read against annotated documents, and where it falls short.

``claim`` counts pairs of the right type, ``detected`` pairs of any type, ``whole`` those of the right type in which
every annotated slot is right as well. A claim marked optional counts neither when found nor when missed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportedly.evaluating.pairing import Placed, folded, pairs
from reportedly.evaluating.slots import WHOLE, judge

Pair = tuple[Placed, Placed]
_GOLD_KEY = {"place": "places", "said_by_none": "said_by"}


@dataclass(slots=True)
class Tally:
    """Hits, read and annotated, with the three figures made of them (each rounded to three decimals)."""

    hit: int = 0
    read: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Of what was read, the share that is annotated."""
        return round(self.hit / self.read, 3) if self.read else 0.0

    @property
    def recall(self) -> float:
        """Of what is annotated, the share that was read."""
        return round(self.hit / self.gold, 3) if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        if not self.hit:
            return 0.0
        precision, recall = self.hit / self.read, self.hit / self.gold
        return round(2 * precision * recall / (precision + recall), 3)


@dataclass(slots=True)
class Score:
    """What a comparison gives: tallies, slots (right, of how many), types (found, annotated, extra), and remarks."""

    documents: int = 0
    claim: Tally = field(default_factory=Tally)
    detected: Tally = field(default_factory=Tally)
    whole: Tally = field(default_factory=Tally)
    slots: dict[str, list[int]] = field(default_factory=dict)
    types: dict[str, list[int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def score(documents: Iterable[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]]) -> Score:
    """The score over pairs of (annotated document, records read in it)."""
    total = Score()
    for document, records in documents:
        _add(total, document, records)
    return total


def _add(total: Score, document: Mapping[str, Any], records: Sequence[Mapping[str, Any]]) -> None:
    text = folded(document.get("title"), document["text"])
    gold = [Placed(raw, text) for raw in document["claims"]]
    read = [Placed(raw, text) for raw in records]
    total.documents += 1
    found = pairs(gold, read, typed=True)
    for tally, made in ((total.detected, pairs(gold, read, typed=False)), (total.claim, found)):
        optional = sum(wanted.optional for wanted, _ in made)
        tally.hit += len(made) - optional
        tally.read += len(read) - optional
        tally.gold += sum(not wanted.optional for wanted in gold)
    name = str(document.get("id"))
    total.whole.hit += sum(_slots(total, name, pair) for pair in found if not pair[0].optional)
    total.whole.read, total.whole.gold = total.claim.read, total.claim.gold
    _types(total, name, (gold, read), found)


def _slots(total: Score, name: str, pair: Pair) -> bool:
    wanted, claim = pair
    right = judge(wanted.raw, claim.raw)
    for slot, ok in right.items():
        counts = total.slots.setdefault(slot, [0, 0])
        counts[0] += ok
        counts[1] += 1
    bad = [slot for slot in WHOLE if right.get(slot) is False]
    if bad:
        told = "; ".join(f"{slot}: annotated {_brief(wanted, slot)}, read {_brief(claim, slot)}" for slot in bad)
        total.wrong.append(f"[{name}] {sorted(wanted.types)} {_words(wanted, 'evidence', 140)}\n    {told}")
    return not bad


def _types(total: Score, name: str, claims: tuple[list[Placed], list[Placed]], found: Sequence[Pair]) -> None:
    gold, read = claims
    hit_gold, hit_read = {id(wanted) for wanted, _ in found}, {id(claim) for _, claim in found}
    for wanted in gold:
        if wanted.optional:
            continue
        counts = total.types.setdefault(min(wanted.types), [0, 0, 0])
        counts[1] += 1
        if id(wanted) in hit_gold:
            counts[0] += 1
        else:
            total.misses.append(
                f"[{name}] missed {sorted(wanted.types)}: {_words(wanted, 'trigger')} in {_words(wanted)}"
            )
    for claim in read:
        if id(claim) not in hit_read:
            total.types.setdefault(min(claim.types), [0, 0, 0])[2] += 1
            total.extra.append(f"[{name}] extra {sorted(claim.types)}: {_words(claim, 'trigger')} in {_words(claim)}")


def _words(claim: Placed, slot: str = "evidence", length: int = 160) -> str:
    value = claim.raw.get(slot)
    text = value.get("text") if isinstance(value, Mapping) else value
    return repr(" ".join(str(text or "").split())[:length])


def _brief(claim: Placed, slot: str) -> str:
    value = claim.raw.get(_GOLD_KEY.get(slot, slot))
    if isinstance(value, list):
        value = [item.get("text") if isinstance(item, Mapping) else item for item in value]
    if isinstance(value, Mapping):
        value = [value.get("start"), value.get("end")]
    return json.dumps(value, ensure_ascii=False, default=str)
