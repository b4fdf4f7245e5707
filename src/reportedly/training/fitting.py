"""Annotated documents → the weights of the log-linear scores, and what they are worth by cross-validation."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.evaluating.figures import Pair, Score, score
from reportedly.evaluating.pairing import Placed, folded, pairs
from reportedly.export.record import claim_record
from reportedly.reading import drafting
from reportedly.reading.building import Builder
from reportedly.reading.confidence import NAME, confidence_signs, tells
from reportedly.reading.linear import Scorer, Scores
from reportedly.reading.merging import Group, cluster
from reportedly.reading.parts import Draft
from reportedly.reading.pipeline import Reader
from reportedly.training.cases import Example, Examples, Prepared, collect, pair_examples
from reportedly.training.estimate import STRENGTH, estimate

MERGE = "merge"
PARTS = 3  # in which documents are held out from one another for the pairs of merging
BESIDE = (
    "place",
    "speaker",
    MERGE,
)  # the scores for which lessons count too; those of who, whom and when are worse with them
HALF = 0.5  # what an example of a lesson counts beside one of a real report
HEADER = "# {name}: weights of signs (log-odds), estimated on {n} annotated reports{more}. Public domain (CC0).\n"


def fit(documents: Sequence[Prepared], reader: Reader, lessons: Sequence[Prepared] = ()) -> Scores:
    """Scores fitted to the documents. What merging compares are drafts as they are read, errors and all: so each part of
    the documents is read with scores fitted to the other parts, and merging is fitted to what comes of it. `lessons` count
    half in the scores of `BESIDE`.

    Deterministic: the same documents and the same reader give the same weights.
    """
    pairs = []
    for n in range(PARTS):
        scores = _fit_slots(_without(documents, n), reader, _without(lessons, n))
        for document in documents[n::PARTS]:
            pairs += pair_examples(document, _drafts(document, reader, scores))
        for lesson in lessons[n::PARTS]:
            pairs += _halved(pair_examples(lesson, _drafts(lesson, reader, scores)))
    by_name = dict(_fit_slots(documents, reader, lessons).by_name)
    return Scores(by_name | {MERGE: estimate(MERGE, pairs)})


def _without(documents: Sequence[Prepared], part: int, parts: int = PARTS) -> list[Prepared]:
    return [document for at, document in enumerate(documents) if at % parts != part]


def _halved(examples: Iterable[Example]) -> list[Example]:
    return [(signs, label, weight * HALF) for signs, label, weight in examples]


def _fit_slots(documents: Sequence[Prepared], reader: Reader, lessons: Sequence[Prepared] = ()) -> Scores:
    """All scores but that of merging. Two rounds: some examples lean on slots that the first round fills."""
    scores = Scores({})
    for _ in range(2):
        examples: Examples = defaultdict(list)
        for document in documents:
            for name, items in collect(document, reader, scores).items():
                examples[name] += items
        for lesson in lessons:
            for name, items in collect(lesson, reader, scores).items():
                if name in BESIDE:
                    examples[name] += _halved(items)
        scores = Scores({name: estimate(name, examples[name]) for name in STRENGTH if name in examples})
    return scores


def _drafts(document: Prepared, reader: Reader, scores: Scores) -> list[Draft]:
    return drafting.draft(document.units, reader.lexicon, scores, document.opinion)[0]


@dataclass
class Held:
    """What cross-validation gives: the score, and for each claim read its signs of confidence and whether it was right."""

    score: Score
    claims: list[tuple[tuple[str, ...], bool]]

    def calibrated(self) -> Scorer:
        """The scorer of confidence that these claims give."""
        return estimate(NAME, [(signs, int(right), 1.0) for signs, right in self.claims])

    def error(self, parts: int = 3, bins: int = 10) -> float:
        """The expected calibration error of confidence, each part judged by a scorer fitted to the others."""
        pairs: list[tuple[float, bool]] = []
        for n in range(parts):
            fitted = Held(self.score, [c for at, c in enumerate(self.claims) if at % parts != n]).calibrated()
            pairs += [(fitted(signs), right) for signs, right in self.claims[n::parts]]
        return calibration_error(pairs, bins)


def calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """How far, on the mean over claims, the confidence in a bin of equal width is from the share that is right."""
    total = 0.0
    for n in range(bins):
        inside = [(p, right) for p, right in pairs if n / bins <= p < (n + 1) / bins or (n + 1 == bins and p == 1)]
        if inside:
            share, mean = sum(right for _, right in inside) / len(inside), sum(p for p, _ in inside) / len(inside)
            total += abs(share - mean) * len(inside) / len(pairs)
    return total


def cross_validate(documents: Sequence[Prepared], reader: Reader, parts: int, lessons: Sequence[Prepared] = ()) -> Held:
    """The documents read with weights fitted to the other parts of them. Claims that gold holds optional are not judged."""
    held, judged = [], []
    for n in range(parts):
        scores = fit(_without(documents, n, parts), reader, _without(lessons, n, parts))
        for document in documents[n::parts]:
            groups = grouped(document, reader, scores)
            text_tells = tells(groups, document.units)
            builder = Builder(document.document, document.units, document.parties, reader.lexicon, "encoder")
            records = [claim_record(builder.claim(group.tellings)) for group in groups]
            held.append((document.raw, records))
            right = {id(claim.raw): wanted.optional for wanted, claim in _paired(document.raw, records)}
            judged += [
                (confidence_signs(group, document.units, text_tells, document.opinion), id(record) in right)
                for group, record in zip(groups, records, strict=True)
                if not right.get(id(record), False)
            ]
    return Held(score(held), judged)


def grouped(document: Prepared, reader: Reader, scores: Scores) -> list[Group]:
    """The tellings of each claim of the document as read with `scores`."""
    drafts = _drafts(document, reader, scores)
    return cluster(drafts, document.units, scores, document.opinion)


def _paired(raw: Mapping[str, Any], records: Sequence[Mapping[str, Any]]) -> list[Pair]:
    text = folded(raw.get("title"), raw["text"])
    return pairs(
        [Placed(claim, text) for claim in raw["claims"]], [Placed(record, text) for record in records], typed=True
    )


def read(document: Prepared, reader: Reader, scores: Scores) -> tuple[Mapping[str, Any], list[dict[str, Any]]]:
    """The annotated document and the records of its claims as read with `scores`."""
    claims = reader.claims(document.document, document.units, document.opinion, scores)
    return document.raw, [claim_record(claim) for claim in claims]


def measure(documents: Iterable[Prepared], reader: Reader, scores: Scores) -> Score:
    """The score of the documents as read with `scores`."""
    return score(read(document, reader, scores) for document in documents)


def write(scores: Scores, folder: Path, documents: int, more: str = "") -> None:
    """Write the weights, one CSV a score, sorted; `more`: what else they were estimated on."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, scorer in sorted(scores.by_name.items()):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            file.write(HEADER.format(name=name, n=documents, more=more))
            csv.writer(file, lineterminator="\n").writerows(sorted(scorer.weights.items()))
