from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Boolean, Float, Integer, LargeBinary

from reportedly.ledger import chain, schema
from reportedly.ledger.kept import KEPT

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # lone surrogates too
TABLES = ("claims", "raws", "takeovers", "reviews")


KINDS = (
    (Boolean, st.booleans()),
    (Integer, st.integers(-(2**70), 2**70)),
    (Float, st.floats(allow_nan=False, allow_infinity=False)),
    (LargeBinary, st.binary()),
)


def of_its_kind(column: Any) -> st.SearchStrategy[Any]:
    return st.none() | next((values for kind, values in KINDS if isinstance(column.type, kind)), ANY_TEXT)


ROWS = st.sampled_from(TABLES).flatmap(
    lambda name: st.tuples(
        st.just(KEPT[name]), st.tuples(*(of_its_kind(KEPT[name].table.c[column]) for column in KEPT[name].columns))
    )
)


@given(ROWS)
def test_the_fast_way_to_a_digest_gives_what_the_canonical_form_gives(row: Any) -> None:
    kept, values = row
    content = {name: value for name, value in zip(kept.columns, values, strict=True) if value is not None}
    if "data" in content:
        content["data"] = hashlib.sha256(content["data"]).hexdigest()
    slow = hashlib.sha256(chain.canonical(content).encode("ascii")).hexdigest()
    assert chain.digest(kept, values) == slow


def test_the_fast_way_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "canonical", pytest.fail)
    assert len(chain.digest(KEPT["readings"], ["d_1", "r_1", "run_1", 14, None])) == 64


@given(ANY_TEXT)
def test_any_text_can_be_stored_and_comes_back(text: str) -> None:
    stored = schema.escaped(text)
    assert stored is not None
    assert "\0" not in stored
    assert stored.encode().decode() == stored
    assert schema.meant(stored) == text
