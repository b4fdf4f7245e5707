from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.made_up_news import DAY, document
from tests.linking.test_linker import KIN

from reportedly.linking.echoes import sketch_of, takeovers_among, takeovers_of
from reportedly.linking.store import Memory
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
    found = takeovers_of(documents, Memory(), KIN)
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
    found = {*takeovers_of(order[:cut], store, KIN), *takeovers_of(order[cut:], store, KIN)}
    assert found == set(takeovers_among([sketch_of(one, KIN) for one in order]))


@pytest.mark.parametrize("gone", [FIRST, COPY])
def test_a_dropped_sketch_is_found_no_more(gone: Document) -> None:
    store = Memory()
    takeovers_of([gone], store, KIN)
    store.drop_sketch(gone.id)
    left = COPY if gone is FIRST else FIRST
    assert takeovers_of([left], store, KIN) == []


def test_documents_of_one_publisher_alone_take_over_nothing_from_each_other() -> None:
    assert takeovers_among([sketch_of(one, KIN) for one in (FIRST, AGAIN)]) == []
