from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linking.made_up_news import claim
from tests.linking.test_linker import CLAIMS, KIN, MANY, QUICK, groups

from reportedly.incident_model import Judgement
from reportedly.linking.blocking import keys, keys_of
from reportedly.linking.gist import gist, gists_of
from reportedly.linking.linker import Linker
from reportedly.linking.pairs import Table
from reportedly.linking.store import Memory
from reportedly.linking.sums import Sums
from reportedly.linking.weights import load
from reportedly.linking.whole import Whole
from reportedly.model import Claim

JUDGED = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15), st.booleans()), max_size=3)


def whole_of(claims: Iterable[Claim], judgements: Iterable[Judgement] = ()) -> Whole:
    claims = list(claims)
    store = Memory()
    for judgement in judgements:
        store.judge(judgement)
    whole = Whole(store, KIN)
    whole.claims(claims)
    whole.documents({one.document.id: one.document for one in claims}.values())
    return whole


def links_of(whole: Whole) -> dict[frozenset[str], float]:
    linked = whole.linked.rows(slice(None))
    return {frozenset((whole.gists[a].claim, whole.gists[b].claim)): weight for weight, a, b in linked}


@QUICK
@given(MANY, st.sampled_from([(3, 1), (80, 5)]), JUDGED)
def test_to_link_all_at_once_is_to_add_one_by_one(
    monkeypatch: pytest.MonkeyPatch, many: list[Claim], limits: tuple[int, int], said: list[tuple[int, int, bool]]
) -> None:
    monkeypatch.setattr("reportedly.linking.store.FULL", limits[0])
    monkeypatch.setattr("reportedly.linking.whole.FULL", limits[0])
    for module in ("whole", "linker"):
        monkeypatch.setattr(f"reportedly.linking.{module}.WINDOW", limits[1])
    ids = [one.id for one in many]
    pairs = {frozenset((a, b)): same for a, b, same in said if a < b < len(ids)}
    words = [
        Judgement(*sorted(ids[i] for i in both), same, "a reviewer", datetime(2024, 5, 1, tzinfo=UTC))
        for both, same in pairs.items()
    ]
    whole, single = whole_of(many, words), Memory()
    changes = whole.link()
    for word in words:
        single.judge(word)
    taken = [found for one in many for found in Linker(single, KIN).add([one]).takeovers]
    assert set(changes.takeovers) == set(taken)
    assert groups(whole.store) == groups(single)
    assert links_of(whole) == {
        frozenset((one.id, other)): weight for one in many for other, weight in single.links(one.id).items()
    }


@QUICK
@given(MANY)
def test_the_keys_of_many_are_those_of_each(many: list[Claim]) -> None:
    gists = gists_of(many, KIN)
    assert gists == [gist(one, KIN) for one in many]
    posted, sorts, owners = keys_of(gists)
    found = sorted(zip(owners.tolist(), posted.tolist(), sorts.tolist(), strict=True))
    assert found == sorted((i, key, sort) for i, item in enumerate(gists) for key, sort in keys(item).items())


@QUICK
@given(st.lists(CLAIMS, min_size=2, max_size=9, unique_by=lambda one: one.id))
def test_the_sums_of_many_pairs_are_those_of_each_to_the_last_bit(many: list[Claim]) -> None:
    gists = sorted(gists_of(many, KIN), key=lambda item: item.claim)
    table = Table(gists)
    sums = Sums(gists, table, load().scorer)
    rows = [(i, j) for j in range(len(gists)) for i in range(j)]
    one_by_one = [load().score(gists[i], gists[j]) for i, j in rows]
    assert [sums.one(i, j) for i, j in rows] == one_by_one
    columns = np.array(rows).T
    assert sums.of(columns[0], columns[1]).tolist() == one_by_one


def test_an_empty_archive_has_no_incidents() -> None:
    assert whole_of(()).link().put == ()


def test_claims_that_nothing_joins_stay_alone_and_each_makes_an_incident() -> None:
    whole = whole_of((claim("c1", at="Halwa"), claim("c2", at="Dara")))
    assert {one.claims for one in whole.link().put} == {("c1",), ("c2",)}
