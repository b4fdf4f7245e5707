"""Which earlier place a description stands for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reportedly.lexicon.triggers import load
from reportedly.model import Document
from reportedly.reading.pipeline import Reader
from reportedly.reading.place_pointing import Pointed, pointed_at
from reportedly.reading.triggers import find_candidates


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    opened = Reader.open(tagger="lexicon")
    with opened.gazetteer:
        yield opened


def pointed(reader: Reader, text: str, trigger: str) -> Pointed | None:
    units, _, _ = reader.annotate(Document("d", text), whole=True)
    found = [
        candidate
        for number, unit in enumerate(units)
        for candidate in find_candidates(number, unit, load())[0]
        if candidate.head.text == trigger
    ]
    assert found
    return pointed_at(found[-1], units)


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        (
            "Rebels marched into Goma on Tuesday. On Wednesday they occupied Bukavu. Soldiers attacked the town on Thursday.",
            "attacked",
            "Bukavu",
        ),
        (
            "The militia took Tabqa airbase in Raqqa. Shells hit Aleppo. Helicopters bombed the base at dawn.",
            "bombed",
            "Tabqa airbase",
        ),
        (
            "Talks on Mali were held in Paris. Jets bombed Kidal. Thousands were killed across the country last year.",
            "killed",
            "Mali",
        ),
        ("Troops entered Menaka on Sunday. Two regiments were deployed there on Monday.", "deployed", "Menaka"),
        (
            "Rebels took Benghazi, a city in the east. Guns fired from the village of Daryanah. Jets bombed the city at dawn.",
            "bombed",
            "Benghazi",
        ),
        (
            "Rebels took the village of Daryanah. Guns fired from Benghazi, a city near by. Jets bombed the village at dawn.",
            "bombed",
            "Daryanah",
        ),
        ("Taking Sirte, far east of Tripoli, came a month after fighters seized the capital.", "seized", "Tripoli"),
    ],
)
def test_a_description_stands_for_the_last_place_of_its_kind(
    reader: Reader, text: str, trigger: str, name: str
) -> None:
    found = pointed(reader, text, trigger)
    assert found is not None
    assert found.spot is not None
    assert found.spot.resolved.toponym.text == name
    assert found.fits(found.spot.resolved)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels left Goma. Soldiers attacked the town of Bukavu on Thursday.",
        "Rebels left Goma. Soldiers attacked the Bukavu district on Thursday.",
        "Rebels left Goma. Soldiers attacked a town on Thursday.",
        "Rebels left Goma. Soldiers attacked Bukavu, the provincial capital, on Thursday.",
    ],
)
def test_a_description_beside_a_name_or_of_no_certain_place_points_nowhere(reader: Reader, text: str) -> None:
    assert pointed(reader, text, "attacked") is None


def test_a_description_of_which_nothing_was_named_stands_for_nothing(reader: Reader) -> None:
    found = pointed(reader, "Ministers of Mali met. Jets bombed the airport on Thursday.", "bombed")
    assert found is not None
    assert found.spot is None
