from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.linking.test_linker import CLAIMS, KIN

from reportedly.linking.comparisons import COMPARISONS, UNKNOWN
from reportedly.linking.gist import gist
from reportedly.linking.scoring import EACH_TIME, FACETS
from reportedly.linking.weights import load
from reportedly.model import Claim


@settings(max_examples=100, deadline=None)
@given(CLAIMS, CLAIMS)
def test_a_sum_looked_up_is_the_sum_of_the_comparisons(a: Claim, b: Claim) -> None:
    one, other = gist(a, KIN), gist(b, KIN)
    weight_of = {(row.comparison, row.level): row.weight for row in load().rows}
    levels = [(name, compare(one, other)) for name, compare in COMPARISONS.items()]
    counted = sum(weight_of[at] for at in levels if at[1] != UNKNOWN)
    assert load().score(one, other) == pytest.approx(load().prior + counted)


def test_every_comparison_belongs_to_one_facet_or_is_made_each_time() -> None:
    named = [*EACH_TIME, *(name for names, _ in FACETS for name in names)]
    assert sorted(named) == sorted(COMPARISONS)
