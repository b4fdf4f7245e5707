from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from tests.export.made_up_claims import CLAIM, DOCUMENT, claims

from reportedly.export import WRITERS
from reportedly.export.csv import COLUMNS
from reportedly.model import Claim


def table(*made: Claim) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(WRITERS["csv"](made)), newline="")))


def test_a_claim_is_one_row_with_a_cell_for_every_column() -> None:
    (row,) = table(CLAIM)
    assert list(row) == list(COLUMNS)
    assert row["type"] == "shelling"
    assert row["hedged"] == "true"
    assert row["actor"] == "Armed Forces of Syria"
    assert row["labels"] == "regime"
    assert row["places"] == "Ardal | Dera Zul"
    assert (row["lat"], row["lon"]) == ("36.123456", "37.5")
    assert (row["killed_min"], row["killed_max"], row["injured_max"]) == ("7", "7", "")
    assert row["losses"] == "2 trucks | a bakery"
    assert row["published"] == "2023-03-15"
    assert row["confidence"] == ""


def test_a_claim_that_holds_little_leaves_cells_empty() -> None:
    bare = Claim(
        CLAIM.id, replace(DOCUMENT, title=None), CLAIM.type, CLAIM.evidence, CLAIM.trigger, extractor=CLAIM.extractor
    )
    (row,) = table(bare)
    empty = [name for name in ("title", "actor", "places", "lat", "country", "date_start", "killed_min") if row[name]]
    assert empty == []


@given(claims)
def test_lines_are_those_of_rfc_4180(claim: Claim) -> None:
    text = "".join(WRITERS["csv"]([claim]))
    assert text.endswith("\r\n")
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [len(row) for row in read] == [len(COLUMNS)] * 2
    # Outside quotation marks nothing but CR LF ends a line, and no other control character stands anywhere.
    outside = "".join(text.split('"')[::2])
    assert not set(outside.replace("\r\n", "")) & set("\r\n")
    assert not set(text) & set(map(chr, [*range(9), 11, 12, *range(14, 32), 127]))


@pytest.mark.parametrize("text", ["=1+1", "+7", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("x")'])
def test_what_a_spreadsheet_would_run_as_a_formula_is_text(text: str) -> None:
    (row,) = table(replace(CLAIM, document=replace(DOCUMENT, title=text)))
    assert row["title"].startswith("'")


@given(claims)
def test_no_cell_begins_a_formula(claim: Claim) -> None:
    (row,) = table(claim)
    formulas = {name for name, cell in row.items() if cell.startswith(("=", "+", "-", "@", "\t"))}
    assert formulas <= {"lat", "lon"}


def test_a_bidirectional_mark_is_shown_and_lines_of_windows_are_lines() -> None:
    (row,) = table(replace(CLAIM, evidence=replace(CLAIM.evidence, text="a\u202eb\r\nc\x07")))
    assert row["evidence"] == "a⟨U+202E⟩b\nc⟨U+0007⟩"
