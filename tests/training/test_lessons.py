"""The invented reports that the network learns from keep the format, and say nothing that is not in their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from reportedly.model import ClaimType
from reportedly.training import lessons

LEAST = 30  # claims of each type
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def reports() -> list[dict[str, Any]]:
    return list(lessons.load())


def words(text: str) -> str:
    return " ".join(text.split())


def named(claim: Mapping[str, Any]) -> Iterator[str]:
    for slot in ("actor", "target", "within", "said_by", "also"):
        yield from claim.get(slot) or ()
    yield from (place["text"] for place in claim.get("places") or ())
    if weapon := claim.get("weapon"):
        yield weapon


def test_each_has_a_name_of_its_own(reports: list[dict[str, Any]]) -> None:
    assert max(Counter(raw["id"] for raw in reports).values()) == 1


def test_every_value_is_in_the_words_of_the_report(reports: list[dict[str, Any]]) -> None:
    for raw in reports:
        whole = words(f"{raw.get('title') or ''} {raw['text']}")
        for claim in raw["claims"]:
            assert words(claim["trigger"]) in words(claim["evidence"]), (raw["id"], claim)
            missing = [value for value in (claim["evidence"], *named(claim)) if words(value) not in whole]
            assert not missing, (raw["id"], missing)


def test_every_type_is_taught_and_so_is_what_is_no_event(reports: list[dict[str, Any]]) -> None:
    told = Counter(kind for raw in reports for claim in raw["claims"] for kind in claim["type"])
    assert {kind for kind in ClaimType if told[kind.value] < LEAST} == set()
    assert sum(not raw["claims"] for raw in reports) >= 10


def test_none_is_a_sample_report(reports: list[dict[str, Any]]) -> None:
    """What is measured on the samples would be worth nothing if they had been learned."""
    shown = words(" ".join(path.read_text("utf-8") for path in sorted(EXAMPLES.rglob("*")) if path.is_file()))
    for raw in reports:
        for sentence in re.split(r"(?<=[.!?])\s+", raw["text"]):
            assert len(sentence) < 40 or words(sentence) not in shown, raw["id"]
