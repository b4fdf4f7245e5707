"""Attacks that are only recalled take who, where and when from what was told before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from reportedly.model import Claim, ClaimType, Document, Status
from reportedly.reading.pipeline import Reader


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    opened = Reader.open()
    with opened.gazetteer:
        yield opened


def denied(reader: Reader, text: str) -> Claim:
    """The one denial that the text tells."""
    claims = reader.read(Document("d", text, published=date(2023, 5, 10))).claims
    (found,) = (claim for claim in claims if claim.status is Status.DENIED)
    return found


@pytest.mark.parametrize(
    ("text", "actor", "place", "day"),
    [
        (
            "Saudi jets bombed a wedding in Hajjah on Monday. Houthi fighters fired rockets at Najran on Tuesday. "
            "The defence ministry denied that any civilians had been killed.",
            ["Saudi jets"],
            ["Hajjah"],
            8,
        ),
        (
            "Malian helicopters struck Kidal on Monday, killing 14 people. "
            "The ministry of defence denied that civilians had been hit.",
            ["Malian helicopters"],
            ["Kidal"],
            8,
        ),
    ],
)
def test_an_office_that_denies_harm_answers_for_the_attack_of_a_state(
    reader: Reader, text: str, actor: list[str], place: list[str], day: int
) -> None:
    claim = denied(reader, text)
    assert claim.type is ClaimType.AIR_STRIKE
    assert [mention.quote.text for mention in claim.actor] == actor
    assert [spot.quote.text for spot in claim.places] == place
    assert claim.date is not None
    assert claim.date.start == date(2023, 5, day)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Syrian jets bombed Idlib on Monday. The ministry denied that civilians had been hit in Homs.", "Homs"),
        (
            "Syrian jets bombed Idlib on Monday. Rebels shelled Hama. The army denied that any soldiers had been killed.",
            "Hama",
        ),
    ],
)
def test_a_denial_that_says_where_or_of_soldiers_stays_as_it_is_told(reader: Reader, text: str, place: str) -> None:
    assert [spot.quote.text for spot in denied(reader, text).places] == [place]
