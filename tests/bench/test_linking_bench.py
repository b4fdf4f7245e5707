from __future__ import annotations

import random
from collections import Counter

import pytest
from bench.linking.estimate import em
from bench.linking.measure import b_cubed, measure
from bench.linking.misreading import AS_READ
from bench.linking.world import World


def test_b_cubed_is_one_for_the_truth_and_falls_with_both_errors() -> None:
    truth = {"a": 1, "b": 1, "c": 2}
    assert b_cubed([["a", "b"], ["c"]], truth) == (1.0, 1.0)
    assert b_cubed([["a", "b", "c"]], truth) == (pytest.approx(5 / 9), 1.0)
    assert b_cubed([["a"], ["b"], ["c"]], truth) == (1.0, pytest.approx(2 / 3))


def test_the_same_seed_gives_the_same_world() -> None:
    ids = [[told.claim.id for told in World(incidents=20, errors=AS_READ).told()] for _ in range(2)]
    assert ids[0] == ids[1]


def test_a_small_world_is_linked_and_its_voices_counted() -> None:
    found = measure(World(incidents=120, days=12))
    assert found.f1 > 0.9
    assert found.voices_right > 0.95


def test_em_recovers_known_shares_from_pairs_without_truth() -> None:
    rng = random.Random(3)
    m, u = {"x": 0.9, "y": 0.8, "z": 0.85}, {"x": 0.1, "y": 0.2, "z": 0.05}
    patterns: Counter[tuple[str, ...]] = Counter()
    for _ in range(6000):
        shares = m if rng.random() < 0.2 else u
        patterns[tuple("same" if rng.random() < shares[name] else "other" for name in m)] += 1
    found = em(patterns, names=tuple(m))
    for name in m:
        assert found[name, "same"] == (pytest.approx(m[name], abs=0.08), pytest.approx(u[name], abs=0.05))
