"""What confidence is worth, and what merging learns from."""

from __future__ import annotations

import random
from itertools import islice
from typing import Any

import pytest

from bench import quality
from reportedly.evaluating import gold
from reportedly.evaluating.figures import Score
from reportedly.reading import drafting
from reportedly.reading.pipeline import Reader
from reportedly.training.cases import OTHERWISE, pair_examples, prepare
from reportedly.training.fitting import Held, calibration_error, fit


def test_confidence_that_holds_has_no_error() -> None:
    pairs = [(0.85, n % 20 < 17) for n in range(200)] + [(0.25, n % 4 == 0) for n in range(200)]
    assert calibration_error(pairs) == pytest.approx(0.0, abs=1e-9)


def test_confidence_that_boasts_has_one() -> None:
    assert calibration_error([(0.95, n % 2 == 0) for n in range(100)]) == pytest.approx(0.45)


def test_known_shares_are_recovered_from_simulated_claims() -> None:
    dice = random.Random(5)
    chances = {"weak": 0.3, "fair": 0.6, "strong": 0.9}
    claims = []
    for _ in range(3000):
        name = dice.choice(sorted(chances))
        claims.append(((f"score={name}",), dice.random() < chances[name]))
    held = Held(Score(), claims)
    scorer = held.calibrated()
    for name, chance in chances.items():
        assert scorer([f"score={name}"]) == pytest.approx(chance, abs=0.06)
    assert held.error() < 0.04


def pairs_of(text: str, claims: list[dict[str, Any]]) -> list[tuple[int, float]]:
    """What the annotation says of the pairs of drafts that the lexicon's reader makes of the text, and how much it counts."""
    reader = Reader.open(tagger="lexicon")
    with reader.gazetteer:
        document = prepare({"id": "made", "text": text, "claims": claims}, reader)
        drafts, _ = drafting.draft(document.units, reader.lexicon, reader.scores)
    assert len(drafts) >= 2
    return [(label, weight) for _, label, weight in pair_examples(document, drafts)]


def annotated(kind: str, evidence: str, trigger: str, *also: str) -> dict[str, Any]:
    return {"type": kind, "evidence": evidence, "trigger": trigger, "also": list(also)}


LEAD, DETAIL = "Jets bombed a market in Idlib on Friday.", "Warplanes bombed a school in Raqqa on Sunday."


def test_tellings_of_one_annotated_claim_belong_together() -> None:
    claims = [annotated("air_strike", LEAD, "bombed", DETAIL)]
    assert set(pairs_of(f"{LEAD} {DETAIL}", claims)) == {(1, 1.0)}


def test_tellings_of_two_annotated_claims_do_not() -> None:
    claims = [annotated("air_strike", LEAD, "bombed"), annotated("air_strike", DETAIL, "bombed")]
    assert set(pairs_of(f"{LEAD} {DETAIL}", claims)) == {(0, 1.0)}


def test_a_telling_of_another_type_counts_less_and_one_of_nothing_annotated_not_at_all() -> None:
    untyped = [annotated("shelling", LEAD, "bombed"), annotated("air_strike", DETAIL, "bombed")]
    assert set(pairs_of(f"{LEAD} {DETAIL}", untyped)) == {(0, OTHERWISE)}
    assert pairs_of(f"{LEAD} {DETAIL}", [annotated("air_strike", LEAD, "bombed")]) == []


def test_lessons_have_a_say_in_some_scores_only() -> None:
    reader = Reader.open(tagger="lexicon")
    with reader.gazetteer:
        *documents, one, two, three = [prepare(raw, reader) for raw in islice(gold.load(quality.OWN), 9)]
        alone, beside = fit(documents, reader), fit(documents, reader, [one, two, three])
    changed = {name for name in alone.by_name if alone.by_name[name].weights != beside.by_name[name].weights}
    assert "place" in changed
    assert {"claim", "actor", "target"}.isdisjoint(changed)
