from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.evaluating import names


@pytest.mark.parametrize(
    ("annotated", "read"),
    [
        ("Syrian army", "the Syrian Arab Army"),
        ("rebel", "rebels"),
        ("Russia", "Russian forces"),
        ("Tell Rifaat", "Tellrifaat"),
        ("Hôpital Saint-Luc", "hopital saint luc"),
        ("army", "the army"),
        ("forces", "troops and forces"),
        ("Assad's troops", "Assad"),
        ("YPG", {"text": "they", "name": "YPG"}),
        ("YPG", {"text": "they", "aliases": ["Units", "YPG"]}),
    ],
)
def test_names_of_the_same_party_or_place_agree(annotated: str, read: names.Name) -> None:
    assert names.same(annotated, read)


@pytest.mark.parametrize(
    ("annotated", "read"),
    [
        ("Free Syrian Army", "Iraqi army"),
        ("army", "rebels"),
        ("army", "militants of the north"),
        ("ISIS", "ISI"),
        ("Iran", "Iraqi army"),
        ("", "army"),
        ("YPG", {"text": "", "name": None}),
    ],
)
def test_other_names_do_not(annotated: str, read: names.Name) -> None:
    assert not names.same(annotated, read)


def test_each_name_that_was_read_stands_for_one_annotated_name() -> None:
    assert names.matched(["YPG", "SDF"], ["YPG", "YPG"]) == 1
    assert names.matched(["YPG", "YPG"], ["YPG", "SDF", "YPG"]) == 2
    assert names.matched([], ["YPG"]) == 0


@given(st.text(), st.text())
def test_agreement_goes_both_ways(a: str, b: str) -> None:
    assert names.same(a, b) == names.same(b, a)


def test_the_data_file_has_no_faults_and_tells_kinds_of_names_only() -> None:
    assert names.faults() == []
    assert {"army", "forces", "the"} <= names.role_words()
