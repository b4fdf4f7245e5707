"""Which phrases may fill a claim's roles."""

from __future__ import annotations

import pytest

import reportedly
from reportedly.reading.parse import parse_sentences
from reportedly.reading.syntax import together


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        (
            "Since dawn , dozens of volunteer fighters and trucks carrying men , women and children have fled south from "
            "Bara towards Kosti .",
            ["volunteer fighters", "men", "women", "children"],
            [],
        ),
        (
            "With the deployment of hundreds of police and militiamen loyal to the governor, Bamako was calm on Sunday.",
            ["police", "militiamen"],
            [],
        ),
        ("Two farmers were killed by shelling in Saada, a doctor and a nurse said on Monday.", [], ["farmers"]),
        ("The governor and a spokesman said militants shelled Gao.", ["militants"], ["Gao"]),
    ],
)
def test_whoever_is_listed_with_those_found_may_be_meant_too(text: str, actor: list[str], target: list[str]) -> None:
    claim = reportedly.read(text).claims[0]
    assert [mention.quote.text for mention in claim.actor] == actor
    assert [mention.quote.text for mention in claim.target] == target


def test_each_of_a_list_stands_together_with_all_of_it() -> None:
    (doc,) = parse_sentences(["Soldiers, guards and clerks fled."])
    for word in doc:
        if word.text in {"Soldiers", "guards", "clerks"}:
            assert [other.text for other in together(word)] == ["Soldiers", "guards", "clerks"]
