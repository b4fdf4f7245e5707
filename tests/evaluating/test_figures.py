from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.evaluating.figures import Score, Tally, score
from reportedly.model import ClaimType

TEXT = (
    "The army shelled Ardal on Monday.  Rebels captured  Dera Zul on Tuesday, and jets bombed it. "
    "A convoy reached Karum. Thousands fled Ardal."
)


def annotated(evidence: str, trigger: str, kind: str, **slots: object) -> dict[str, Any]:
    return {"evidence": evidence, "trigger": trigger, "type": [kind], "status": "occurred", **slots}


DOCUMENT: dict[str, Any] = {
    "id": "ardal",
    "title": "Jets over Dera Zul",
    "text": TEXT,
    "claims": [
        annotated("The army shelled Ardal on Monday", "shelled", "shelling", actor=["army"]),
        annotated("Rebels captured Dera Zul on Tuesday", "captured", "territory_gain", actor=["Rebels"]),
        annotated("jets bombed it", "bombed", "air_strike", also=["Jets over Dera Zul"]),
        annotated("A convoy reached Karum", "reached", "humanitarian", optional=True),
        annotated("Thousands fled Ardal", "fled", "displacement", actor=["Thousands"]),
    ],
}


def read(evidence: str, trigger: str, kind: str, **slots: object) -> dict[str, Any]:
    start = max(TEXT.find(evidence), 0)
    quoted = {"text": evidence, "start": start, "end": start + len(evidence)}
    return {"evidence": quoted, "trigger": {"text": trigger}, "type": kind, "status": "occurred", **slots}


SHELLED = read("The army shelled Ardal on Monday.", "shelled", "shelling", actor=[{"text": "The army"}])
CAPTURED = read(
    "Rebels captured  Dera Zul on Tuesday, and jets bombed it.", "captured", "territory_gain", actor=[{"text": "army"}]
)
CONVOY = read("A convoy reached Karum.", "reached", "humanitarian")
FLED = read("Thousands fled Ardal.", "fled", "protest")
NOTHING = read("Karum", "Karum", "siege")


def counts(tally: Tally) -> tuple[int, int, int]:
    return tally.hit, tally.read, tally.gold


def test_the_figures_of_one_document_are_those_of_the_definition() -> None:
    found = score([(DOCUMENT, [SHELLED, CAPTURED, CONVOY, FLED])])
    # The convoy is optional: neither found nor read. The flight has the wrong type; the capture the wrong actor.
    assert counts(found.claim) == (2, 3, 4)
    assert counts(found.detected) == (3, 3, 4)
    assert counts(found.whole) == (1, 3, 4)
    assert (found.claim.precision, found.claim.recall, found.claim.f1) == (0.667, 0.5, 0.571)
    assert found.slots["actor"] == [1, 2]
    assert found.types == {
        "shelling": [1, 1, 0],
        "territory_gain": [1, 1, 0],
        "air_strike": [0, 1, 0],
        "displacement": [0, 1, 0],
        "protest": [0, 0, 1],
    }


def test_what_falls_short_is_listed() -> None:
    found = score([(DOCUMENT, [SHELLED, CAPTURED, FLED])])
    assert found.misses == [
        "[ardal] missed ['air_strike']: 'bombed' in 'jets bombed it'",
        "[ardal] missed ['displacement']: 'fled' in 'Thousands fled Ardal'",
    ]
    assert found.extra == ["[ardal] extra ['protest']: 'fled' in 'Thousands fled Ardal.'"]
    (wrong,) = found.wrong
    assert 'actor: annotated ["Rebels"], read ["army"]' in wrong


def test_a_claim_that_was_read_twice_counts_once() -> None:
    found = score([(DOCUMENT, [SHELLED, copy.deepcopy(SHELLED)])])
    assert counts(found.claim) == (1, 2, 4)


def test_words_of_the_title_are_found_and_a_telling_under_also_is_enough() -> None:
    title = read("Jets over Dera Zul", "Jets", "air_strike")
    assert counts(score([(DOCUMENT, [title])]).claim) == (1, 1, 4)


def test_evidence_that_is_not_in_the_document_meets_nothing() -> None:
    assert counts(score([(DOCUMENT, [read("Nobody came.", "came", "shelling")])]).claim) == (0, 1, 4)


def test_nothing_read_gives_noughts_and_no_division_by_them() -> None:
    found = score([(DOCUMENT, [])])
    assert (found.claim.precision, found.claim.recall, found.claim.f1) == (0.0, 0.0, 0.0)
    assert score([]) == Score()


def test_the_nearest_of_like_words_is_meant() -> None:
    text = "They shelled it. " * 3
    gold = {"id": "x", "text": text, "claims": [annotated("They shelled it", "shelled", "shelling")]}
    last = {"text": "They shelled it", "start": 34, "end": 49}
    far = {"evidence": last, "trigger": {"text": "shelled"}, "type": "shelling"}
    assert counts(score([(gold, [far])]).claim) == (0, 1, 1)


records = st.lists(st.sampled_from([SHELLED, CAPTURED, CONVOY, FLED, NOTHING]), max_size=6)


@given(records, st.randoms(use_true_random=False))
def test_neither_the_order_of_documents_nor_that_of_distinct_claims_changes_the_figures(read: Any, random: Any) -> None:
    documents = [(DOCUMENT, read), (DOCUMENT, [SHELLED]), (DOCUMENT, [])]
    first = score(documents)
    random.shuffle(documents)
    second = score(documents)
    for name in ("claim", "detected", "whole"):
        assert counts(getattr(first, name)) == counts(getattr(second, name))
    assert first.slots == second.slots


@given(records)
def test_a_claim_about_nothing_lowers_precision_and_leaves_recall(read: list[dict[str, Any]]) -> None:
    before, after = score([(DOCUMENT, read)]).claim, score([(DOCUMENT, [*read, NOTHING])]).claim
    assert (after.hit, after.read, after.recall) == (before.hit, before.read + 1, before.recall)


@given(st.lists(st.sampled_from(range(5)), unique=True))
def test_the_annotation_read_back_is_right_throughout(chosen: list[int]) -> None:
    gold = {**DOCUMENT, "claims": [DOCUMENT["claims"][n] for n in chosen]}
    found = score([(gold, [{**claim, "type": claim["type"][0]} for claim in gold["claims"]])])
    wanted = sum(n != 3 for n in chosen)
    assert counts(found.claim) == counts(found.whole) == (wanted, wanted, wanted)


@pytest.mark.parametrize("kinds", [["shelling", "bombing"], ["bombing", "shelling"]])
def test_any_annotated_type_counts_as_right(kinds: list[str]) -> None:
    gold = {**DOCUMENT, "claims": [{**DOCUMENT["claims"][0], "type": kinds}]}
    found = score([(gold, [SHELLED])])
    assert found.claim.f1 == 1.0
    assert found.types == {"bombing": [1, 1, 0]}
    assert all(ClaimType(kind) for kind in kinds)
