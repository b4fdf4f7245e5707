"""Whom an event was done to, of all that its tellings name."""

from __future__ import annotations

import pytest

import reportedly


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "Some 17 people died in air strikes on Omdurman on Monday, rescuers said. "
            "The air strikes hit a market, the mayor of Omdurman said.",
            ["people", "market"],
        ),
        (
            "A bomb blast killed six people in Gao on Wednesday. The blast hit a bus, the Red Dune Radio said.",
            ["people", "bus"],
        ),
        (
            "Shelling killed nine people in Kharkiv on Sunday. The shelling also wounded two nurses, a doctor said.",
            ["people", "nurses"],
        ),
    ],
)
def test_people_who_were_counted_stay_beside_whom_another_telling_names(text: str, targets: list[str]) -> None:
    (claim,) = reportedly.read(text).claims
    assert [mention.quote.text for mention in claim.target] == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "Shelling killed nine people in Kharkiv on Sunday. Nine students died in the shelling, a doctor said.",
            ["students"],
        ),
        (
            "The blast wounded 14 in Bamako on Friday. Fourteen soldiers were wounded in the blast, the army said.",
            ["soldiers"],
        ),
        (
            "Shelling killed nine people in Kutum on Sunday. The shelling of Kutum killed villagers, a doctor said.",
            ["villagers"],
        ),
    ],
)
def test_as_many_or_all_who_live_there_are_the_same_people_by_a_better_word(text: str, targets: list[str]) -> None:
    (claim,) = reportedly.read(text).claims
    assert [mention.quote.text for mention in claim.target] == targets


@pytest.mark.parametrize(
    "text",
    [
        "Air strikes killed 12 people in Saada on Sunday. The air strikes were aimed at the Houthis, a spokesman said.",
        "Air strikes killed 12 people in Hodeidah on Sunday. The air strikes on the rebel-held city lasted for hours.",
    ],
)
def test_a_party_is_not_who_the_people_were(text: str) -> None:
    claim = reportedly.read(text).claims[0]
    assert [mention.quote.text for mention in claim.target] == ["people"]
