"""Readings of as many claims as wanted: those of the sample reports, read once, with other places, parties, dates,
publishers and confidences, so that lengths and the shares of filled slots are those of real readings.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bench import quality
from reportedly.evaluating import gold
from reportedly.model import Claim, Document, Mention, PlaceMention, Reading
from reportedly.reading.pipeline import Reader
from reportedly.settings import Settings
from reportedly.sources import Facts, document_id

FIRST = date(2011, 3, 15)
DAYS = 4_000
PUBLISHERS = [f"Wire {number}" for number in range(40)]
COUNTRIES = {"SY": (35.0, 38.5), "UA": (48.5, 35.0), "SD": (13.5, 30.0), "YE": (15.0, 45.0), "ML": (15.0, -1.5)}


class World:
    """Places and parties to vary readings by; few are in the news every day and most seldom, as it is (Zipf)."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.places = []
        for country, (lat, lon) in COUNTRIES.items():
            for number in range(1_500):
                point = (round(dice.gauss(lat, 1.5), 4), round(dice.gauss(lon, 1.5), 4))
                self.places.append((f"made:{country}{number}", f"{country} village {number}", country, *point))
        dice.shuffle(self.places)
        self.parties = [(f"party-{number}", f"Brigade {number}") for number in range(400)]

    def place(self, old: PlaceMention) -> PlaceMention:
        """A place in the stead of another; one that was not located stays so."""
        if old.lat is None:
            return old
        key, name, country, lat, lon = self.places[self._rank(len(self.places))]
        return replace(old, place=key, name=name, country=country, admin1=country, lat=lat, lon=lon)

    def party(self, old: Mention) -> Mention:
        """A party in the stead of another; one that is not in the register stays so."""
        if old.party is None:
            return old
        key, name = self.parties[self._rank(len(self.parties))]
        return replace(old, party=key, name=name)

    def _rank(self, count: int) -> int:
        return min(count - 1, int(count ** self.dice.random()) - 1)


def readings(count: int, seed: int = 1) -> Iterator[Reading]:
    """Readings of about `count` claims."""
    dice = random.Random(seed)
    world = World(dice)
    reader = Reader.open(home=Settings.from_environment(os.environ).home)
    with reader.gazetteer:
        real = [reader.read(gold.document_of(raw)) for raw in gold.load(quality.OWN)]
    real = [reading for reading in real if reading.claims]
    made = number = 0
    while made < count:
        reading = _varied(real[number % len(real)], number, world)
        yield reading
        made, number = made + len(reading.claims), number + 1


def _varied(old: Reading, number: int, world: World) -> Reading:
    shift = FIRST + timedelta(days=world.dice.randrange(DAYS))
    before = old.document
    text = f"{before.text}\n{number}"
    facts = Facts(before.title, world.dice.choice(PUBLISHERS), url=f"https://wire.example/{number}", published=shift)
    document = replace(
        before,
        id=document_id(text, facts),
        text=text,
        ref=str(number),
        publisher=facts.publisher,
        url=facts.url,
        published=shift,
    )
    claims = tuple(_claim(claim, document, at, world, shift) for at, claim in enumerate(old.claims))
    return Reading(document, claims)


def _claim(old: Claim, document: Document, at: int, world: World, day: date) -> Claim:
    when = old.date and replace(old.date, start=day, end=day + (old.date.end - old.date.start))
    return replace(
        old,
        id=f"c_{document.id[2:]}{at:03x}",
        document=document,
        actor=tuple(map(world.party, old.actor)),
        target=tuple(map(world.party, old.target)),
        places=tuple(map(world.place, old.places)),
        within=tuple(map(world.place, old.within)),
        date=when,
        confidence=round(world.dice.random(), 3),
    )
