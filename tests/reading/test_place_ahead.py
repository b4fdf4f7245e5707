"""Where a place that is described first is named afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reportedly.lexicon.triggers import load
from reportedly.model import Document
from reportedly.reading.parts import Context, Spot
from reportedly.reading.pipeline import Reader
from reportedly.reading.place_ahead import named_later
from reportedly.reading.triggers import find_candidates


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    opened = Reader.open(tagger="lexicon")
    with opened.gazetteer:
        yield opened


def placed(reader: Reader, text: str, trigger: str) -> tuple[list[str], list[str]]:
    """(places, within) of a trigger of the first sentence, where all places of that sentence were thought to be its own."""
    units = reader.annotate(Document("d", text), whole=True)[0]
    candidate = next(c for c in find_candidates(0, units[0], load())[0] if c.head.text == trigger)
    chosen = tuple(Spot(0, resolved) for resolved in units[0].toponyms if not resolved.toponym.metonym)
    places, within = named_later(candidate, Context(units), (chosen, ()))
    return [s.resolved.toponym.text for s in places], [s.resolved.toponym.text for s in within]


@pytest.mark.parametrize(
    ("text", "trigger", "inner", "outer"),
    [
        (
            "Gunmen attacked a town in northern Mali on Monday. They entered Menaka at dawn.",
            "attacked",
            "Menaka",
            "Mali",
        ),
        (
            "Shells hit a neighbourhood of Kharkiv on Monday. Four died in the Saltivka district, doctors said.",
            "hit",
            "Saltivka",
            "Kharkiv",
        ),
    ],
)
def test_the_name_that_follows_a_description_is_the_place(
    reader: Reader, text: str, trigger: str, inner: str, outer: str
) -> None:
    assert placed(reader, text, trigger) == ([inner], [outer])


@pytest.mark.parametrize(
    ("text", "trigger", "names"),
    [
        ("Gunmen attacked Gao in northern Mali on Monday. They entered Menaka at dawn.", "attacked", ["Gao", "Mali"]),
        ("Gunmen attacked the town in northern Mali. They entered Menaka at dawn.", "attacked", ["Mali"]),
        ("Gunmen attacked a town in northern Mali. Kampala denied it. Ministers met in Kampala.", "attacked", ["Mali"]),
        ("Shells hit an eastern neighbourhood of Kharkiv. Four died in the Saltivka district.", "hit", ["Kharkiv"]),
    ],
)
def test_a_place_that_is_named_or_is_not_of_that_sort_stays(
    reader: Reader, text: str, trigger: str, names: list[str]
) -> None:
    assert placed(reader, text, trigger) == (names, [])
