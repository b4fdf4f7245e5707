from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.made_up_news import DAY, document
from tests.linking.test_linker import KIN

from reportedly.linking.echoes import NEIGHBOURS, sketch_of, takeovers_among, takeovers_of, takeovers_without
from reportedly.linking.store import Memory, pair
from reportedly.model import Document

WIRE = (
    "Shells fell on the grain market of Halwa before dawn on Monday and set three storehouses on fire, the mayor said. "
    "Two drivers who had slept in their lorries were killed. The guns stood on the ridge above the river, where the army "
    "moved in last week. Villagers had asked both sides to spare the harvest, and a truce over it had held since spring. "
    "By noon the fires were out, and people were sweeping scorched wheat from the road in the hope of saving some of it."
)
OTHER = (
    "A bridge near Dara collapsed under the weight of a convoy on Sunday evening. Nobody was hurt, but four lorries with flour "
    "went into the water, and the only road to the northern villages will stay closed for weeks, the council announced today."
)
FIRST = document("Hill Wire", text=WIRE)
COPY = document("River Post", text=WIRE.replace("army", "regime") + " " + OTHER, published=DAY + timedelta(days=1))
NAMED = document("Coast News", text=WIRE[:260] + " " + OTHER, published=DAY - timedelta(days=1), original="Hill Wire")
AGAIN = document("Hill Wire", text=WIRE + " More follows.", published=DAY + timedelta(days=2))
APART = document("Plain Gazette", text=OTHER[::-1])


def pairs(*documents: Document) -> set[tuple[str | None, str | None, bool]]:
    by_id = {one.id: one.publisher for one in documents}
    found, _ = takeovers_of(documents, Memory(), KIN)
    return {(by_id[one.document], by_id[one.of], one.named) for one in found}


def test_the_later_document_took_over_the_text_of_the_earlier() -> None:
    assert pairs(COPY, FIRST) == {("River Post", "Hill Wire", False)}


def test_who_names_the_original_took_over_from_it_though_it_was_printed_before() -> None:
    assert pairs(FIRST, NAMED) == {("Coast News", "Hill Wire", True)}


def test_a_new_version_by_one_publisher_and_another_text_are_no_takeovers() -> None:
    assert pairs(FIRST, AGAIN, APART) == set()


@settings(max_examples=30, deadline=None)
@given(st.permutations([FIRST, COPY, NAMED, AGAIN, APART]), st.integers(0, 5))
def test_takeovers_are_the_same_in_any_order_one_by_one_or_all_at_once(order: list[Document], cut: int) -> None:
    store = Memory()
    found = {*takeovers_of(order[:cut], store, KIN)[0], *takeovers_of(order[cut:], store, KIN)[0]}
    assert found == set(takeovers_among([sketch_of(one, KIN) for one in order]))


@pytest.mark.parametrize("gone", [FIRST, COPY])
def test_a_dropped_sketch_is_found_no_more(gone: Document) -> None:
    store = Memory()
    takeovers_of([gone], store, KIN)
    store.drop_sketch(gone.id)
    left = COPY if gone is FIRST else FIRST
    assert takeovers_of([left], store, KIN) == ([], [])


def test_documents_of_one_publisher_alone_take_over_nothing_from_each_other() -> None:
    assert takeovers_among([sketch_of(one, KIN) for one in (FIRST, AGAIN)]) == []


def test_a_text_of_another_year_was_not_taken_over() -> None:
    late = document("River Post", text=WIRE, published=DAY + timedelta(days=365))
    assert pairs(FIRST, late) == set()
    assert takeovers_among([sketch_of(one, KIN) for one in (FIRST, late)]) == []


def copies(many: int) -> list[Document]:
    """Copies of one text on some days, and with some differences."""
    return [
        document(f"Gazette {n}", text=f"{WIRE[n % 7 * 9 :]} {n}", published=DAY + timedelta(days=n // 40))
        for n in range(many)
    ]


def test_a_crowd_of_copies_hangs_together_and_costs_in_proportion_to_its_size() -> None:
    crowd = copies(400)
    for found in (takeovers_among([sketch_of(one, KIN) for one in crowd]), takeovers_of(crowd, Memory(), KIN)[0]):
        assert len(found) <= len(crowd) * 4 * NEIGHBOURS
        group = {one.id: one.id for one in crowd}

        def first(one: str, group: dict[str, str] = group) -> str:
            while group[one] != one:
                one = group[one]
            return one

        for takeover in found:
            group[first(takeover.document)] = first(takeover.of)
        assert len({first(one.id) for one in crowd}) == 1


@pytest.mark.parametrize("seed", range(3))
def test_a_crowd_that_comes_and_goes_bit_by_bit_is_the_crowd_that_is_left(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.linking.echoes.NEIGHBOURS", 2)
    crowd = copies(60)
    random.Random(seed).shuffle(crowd)
    store, taken = Memory(), set()
    for start in range(0, 50, 10):
        found, parted = takeovers_of(crowd[start : start + 10], store, KIN)
        taken = {one for one in taken | set(found) if pair(one.document, one.of) not in parted}
        gone = {one.id for one in crowd[start : start + 3]}
        met = takeovers_without(gone, store)
        taken = {one for one in taken | set(met) if gone.isdisjoint((one.document, one.of))}
        left = [one for at, one in enumerate(crowd[: start + 10]) if at % 10 > 2]
        assert taken == set(takeovers_among([sketch_of(one, KIN) for one in left]))
