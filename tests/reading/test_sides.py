"""Both sides of an event by name."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.model import Claim, Document
from reportedly.reading.pipeline import Reader


def last_claim(text: str, kind: str) -> Claim:
    reader = Reader.open()
    with reader.gazetteer:
        claims = reader.read(Document("d", text, published=date(2019, 5, 17))).claims
    return [claim for claim in claims if claim.type == kind][-1]


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        (
            "Al-Shabab claimed the attack on Sunday. The militants seized the town of Bardera on Monday.",
            ["Al-Shabab"],
            [],
        ),
        (
            "Iraqi forces began to retake Mosul from Islamic State on Monday. The militants seized Mosul in June 2014.",
            ["Islamic State"],
            [],
        ),
        (
            "Boko Haram fighters shelled Baga on Sunday. Troops later drove the insurgents out of the town.",
            ["Troops"],
            ["Boko Haram"],
        ),
        (
            "The YPG fought Islamic State on Sunday. The jihadists drove the YPG out of the town of Suluk on Monday.",
            ["jihadists"],
            ["YPG"],
        ),
        (
            "Syrian rebels met in Idlib on Sunday. The militants seized the town of Binnish on Monday.",
            ["militants"],
            [],
        ),
        (
            "The Houthis shelled Marib on Monday. The same fighters seized the village of Sirwah on Tuesday.",
            ["Houthis"],
            [],
        ),
        (
            "Al-Shabab shelled Baidoa on Sunday. A day later the same forces captured the town of Bardera.",
            ["Al-Shabab"],
            [],
        ),
        (
            "Al-Shabab and Boko Haram met on Sunday. The same fighters seized the town of Bardera on Monday.",
            ["same fighters"],
            [],
        ),
        (
            "Al-Shabab shelled Baidoa on Sunday. Fighters seized the town of Bardera the same day.",
            ["Fighters"],
            [],
        ),
    ],
)
def test_militants_are_the_one_group_that_was_named(text: str, actor: list[str], target: list[str]) -> None:
    claim = last_claim(text, "territory_gain")
    told = ([one.quote.text for one in claim.actor], [one.quote.text for one in claim.target])
    assert told == (actor, target)
