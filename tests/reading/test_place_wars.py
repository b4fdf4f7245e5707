"""What is told of a whole war is placed in its country."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reportedly.lexicon.triggers import load
from reportedly.model import Document
from reportedly.reading.parts import Context, Spot, Unit
from reportedly.reading.pipeline import Reader
from reportedly.reading.place_wars import ground, of_the_war
from reportedly.reading.triggers import find_candidates

FIRST = "Shells fell on Gao in northern Mali on Monday. Kidal was quiet. Officials in Mali blamed Algeria."


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    opened = Reader.open(tagger="lexicon")
    with opened.gazetteer:
        yield opened


def units_of(reader: Reader, text: str) -> list[Unit]:
    return reader.annotate(Document("d", text), whole=True)[0]


def placed(reader: Reader, told: str, trigger: str) -> list[str]:
    """Where the trigger of a sentence after `FIRST` is placed that was thought to be in Gao and in the places of its sentence."""
    units = units_of(reader, f"{FIRST} {told}")
    last = len(units) - 1
    candidate = next(c for c in find_candidates(last, units[last], load())[0] if c.head.text == trigger)
    own = [Spot(last, r) for r in units[last].toponyms if not r.toponym.metonym]
    thought = tuple(spot for spot in own if spot.resolved.place and spot.resolved.place.code != "PCLI")
    chosen = (thought or (Spot(0, units[0].toponyms[0]),), ())
    places, _ = of_the_war(candidate, Context(units, grounds=ground(units)), chosen)
    return [spot.resolved.toponym.text for spot in places]


@pytest.mark.parametrize(
    ("told", "trigger"),
    [
        ("More than 900 people have been killed since the uprising began in March.", "killed"),
        ("Some 800 have been killed since protests broke out last year.", "killed"),
        ("Three thousand people have died in the conflict.", "died"),
        ("The war has killed 700 teachers.", "killed"),
        ("Rebels launched attacks across the country.", "attacks"),
        ("The army says 4,000 people have been killed.", "killed"),
    ],
)
def test_the_toll_of_a_war_is_its_countrys(reader: Reader, told: str, trigger: str) -> None:
    assert placed(reader, told, trigger) == ["Mali"]


@pytest.mark.parametrize(
    ("told", "trigger", "names"),
    [
        ("Soldiers killed nine people there.", "killed", ["Gao"]),
        ("Nine people were killed in Timbuktu, the first since the uprising began.", "killed", ["Timbuktu"]),
        ("Nine people were killed since Monday.", "killed", ["Gao"]),
        ("The uprising began there.", "uprising", ["Gao"]),
    ],
)
def test_what_has_a_place_of_its_own_keeps_it(reader: Reader, told: str, trigger: str, names: list[str]) -> None:
    assert placed(reader, told, trigger) == names


def test_what_is_spread_over_a_country_is_in_it_and_in_the_towns_named(reader: Reader) -> None:
    assert placed(reader, "Ninety people were killed across Mali, half of them in Kidal.", "killed")[0] == "Mali"


def test_the_ground_is_where_the_places_lie_and_not_who_is_named_most(reader: Reader) -> None:
    units = units_of(reader, "Russia said jets of Russia struck Lviv. Lviv and Odesa in Ukraine were hit, Russia said.")
    assert {spot.resolved.place.country for spot in ground(units) if spot.resolved.place} == {"UA"}
    assert ground(units_of(reader, "Shells fell on Lviv.")) == ()
