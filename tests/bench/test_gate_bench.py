"""What the gate lets through, measured."""

from __future__ import annotations

from bench import gate, quality, speed
from reportedly.evaluating import gold
from reportedly.reading.linear import lexicon_scores


def test_the_gate_lets_all_of_our_reports_pass_with_their_claims_and_few_texts_of_peace() -> None:
    seen = gate.Passing()
    seen.judge(list(gold.load(quality.OWN)), speed.peace(), lexicon_scores()["war"])
    assert seen.passed == seen.reports > 0
    assert seen.lost == 0 < seen.claims
    assert seen.let_in <= seen.peaceful / 4


def test_each_part_is_judged_once_with_weights_of_the_others() -> None:
    raws, peace = list(gold.load(quality.OWN)), speed.peace()
    seen = gate.cross_validated(raws, peace, 3)
    assert (seen.reports, seen.peaceful) == (len(raws), len(peace))
    assert seen.claims >= seen.lost
