"""Words that stand where an actor may and name nobody who acted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from reportedly.model import ClaimType, Document, Status
from reportedly.reading.no_actors import did_not_act
from reportedly.reading.parts import Phrase
from reportedly.reading.pipeline import Reader


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    opened = Reader.open()
    with opened.gazetteer:
        yield opened


@pytest.mark.parametrize(
    ("text", "words", "kind", "expected"),
    [
        ("On Monday two heavy bombs struck a market in Abs.", "two heavy bombs", ClaimType.AIR_STRIKE, True),
        ("The warplanes struck a market in Abs.", "The warplanes", ClaimType.AIR_STRIKE, True),
        ("Saudi warplanes struck a market in Abs.", "Saudi warplanes", ClaimType.AIR_STRIKE, False),
        ("A suicide bomber struck a market in Abs.", "A suicide bomber", ClaimType.BOMBING, False),
        ("Reuters shelling shook Abs on Monday.", "Reuters", ClaimType.SHELLING, True),
        ("Reuters met the governor of Abs on Monday.", "Reuters", ClaimType.DIPLOMACY, False),
        ("Houthi fighters met the governor of Abs.", "Houthi fighters", ClaimType.SHELLING, False),
    ],
)
def test_weapons_do_nothing_by_themselves_and_agencies_only_tell(
    reader: Reader, text: str, words: str, kind: ClaimType, *, expected: bool
) -> None:
    (unit, *_), _, _ = reader.annotate(Document("d", text, published=date(2019, 5, 17)), whole=True)
    assert unit.doc is not None
    start = text.index(words)
    head = unit.doc.covering(start, start + len(words))[-1]
    phrase = Phrase(0, start, start + len(words), head, "armed")
    assert did_not_act(phrase, unit, kind, reader.lexicon.noun_classes) is expected


def test_bombs_of_nobody_leave_the_actor_open(reader: Reader) -> None:
    text = "Bunker-buster bombs struck a market in Abs on Monday, killing nine people."
    claims = reader.read(Document("d", text, published=date(2019, 5, 17))).claims
    assert [claim.actor for claim in claims] == [()]


@pytest.mark.parametrize(
    ("denial", "actors"),
    [
        ("The army denied on Monday that Konna had been captured.", []),
        ("The army denied on Monday that Konna had been captured by Tuareg fighters.", ["Tuareg fighters"]),
    ],
)
def test_a_denial_that_a_town_was_taken_names_the_takers_or_nobody(
    reader: Reader, denial: str, actors: list[str]
) -> None:
    title = "Konna Still in Rebel Hands"
    claims = reader.read(Document("d", denial, title=title, published=date(2019, 5, 17))).claims
    denied = [claim for claim in claims if claim.status is Status.DENIED]
    assert [[one.quote.text for one in claim.actor] for claim in denied] == [actors]
