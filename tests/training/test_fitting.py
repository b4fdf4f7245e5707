"""What confidence is worth."""

from __future__ import annotations

import random

import pytest

from reportedly.evaluating.figures import Score
from reportedly.training.fitting import Held, calibration_error


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
