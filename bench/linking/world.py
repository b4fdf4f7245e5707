"""Simulated reporting: incidents, publishers with bias, delay and copying, and claims as a reader would have read them.

The truth is kept beside every claim: which incident it tells of, and whose voice it is. Publishers differ in what they
cover, how often they err, which side they favour (tolls shaded, the other side's acts doubted), how late they are, and how
much they copy, with or without saying so. Incidents crowd: towns have many on the same days, with the same parties.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bench.linking.misreading import CLEAN, Errors, misread
from bench.linking.wording import (
    DEADLY,
    DETAILS,
    FILLERS,
    KINDS,
    MEANS,
    NAMED_SPEAKERS,
    OBJECTS,
    SPEAKERS,
    WORDS,
)
from reportedly.model import (
    Claim,
    ClaimType,
    Count,
    DateSpan,
    Document,
    Extractor,
    Mention,
    PlaceMention,
    Quote,
    Status,
)

START = date(2020, 1, 1)
AWAY = 0.31  # of the speakers whom annotated real reports quote, so many are named in another sentence than the event
READER = Extractor("simulated", "1")


@dataclass(frozen=True)
class Publisher:
    """`side` is 0, 1 or None; `lean` is how far it shades tolls; rates are probabilities."""

    name: str
    side: int | None
    coverage: float
    delay: float
    copying: float
    silent: float
    lean: float


@dataclass(frozen=True)
class Happening:
    """One true incident."""

    number: int
    kind: ClaimType
    day: int
    town: int
    actor: str
    target: str
    killed: int
    what: str
    details: tuple[str, ...]
    weapon: str | None
    speakers: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """A claim with the truth about it: its incident, and the voice behind it."""

    claim: Claim
    incident: int
    voice: str


@dataclass
class World:
    """A simulated war. `days` and `towns` set how crowded it is; the same seed gives the same world."""

    incidents: int = 1500
    publishers: int = 14
    days: int = 120
    towns: int = 150
    seed: int = 7
    errors: Errors = CLEAN

    @property
    def first_day(self) -> date:
        """The day on which the war begins."""
        return START

    def told(self) -> Iterator[Told]:
        """All claims with their truth, document by document, in the order of publication of each incident's first."""
        rng = random.Random(self.seed)
        publishers = [_publisher(rng, i) for i in range(self.publishers)]
        towns = [_town(rng, i) for i in range(self.towns)]
        parties = [("force:SY:army", "force:RU:air-force"), ("free-syrian-army", "ahrar-al-sham", "ypg")]
        for number in range(self.incidents):
            happening = _happening(rng, number, self.days, self.towns, parties)
            yield from self._report(rng, happening, publishers, towns)

    def _report(
        self, rng: random.Random, happening: Happening, publishers: list[Publisher], towns: list[PlaceMention]
    ) -> Iterator[Told]:
        reporting = [one for one in publishers if rng.random() < one.coverage] or [rng.choice(publishers)]
        reporting.sort(key=lambda one: one.delay + rng.random())
        earlier: list[tuple[Publisher, Told]] = []
        for publisher in reporting:
            published = START + timedelta(days=happening.day + int(rng.expovariate(1 / (0.4 + publisher.delay))))
            before = [entry for entry in earlier if entry[1].claim.document.published <= published]  # type: ignore[operator]
            if before and rng.random() < publisher.copying:
                origin, told = rng.choice(before)
                copied = _copy(rng, told, publisher, origin, published)
                earlier.append((publisher, copied))
                yield Told(self._read(rng, copied.claim, towns), copied.incident, copied.voice)
                continue
            told = _own(rng, happening, publisher, published, towns)
            earlier.append((publisher, told))
            yield Told(self._read(rng, told.claim, towns), told.incident, told.voice)

    def _read(self, rng: random.Random, claim: Claim, towns: list[PlaceMention]) -> Claim:
        """The claim as a reader with these errors would give it."""
        change: dict[str, object] = {}
        for slot in ("actor", "target", "places", "date", "killed", "weapon", "said_by"):
            roll = rng.random()
            rate = "away" if slot == "said_by" and len(claim.evidence.text) < len(claim.document.text) else slot
            missed, wrong = self.errors.missed.get(rate, 0.0), self.errors.wrong.get(rate, 0.0)
            if slot == "said_by" and not claim.said_by:
                missed, wrong = 0.0, self.errors.invented
            if roll < missed:
                change[slot] = None if slot == "date" else Count() if slot == "killed" else ()
            elif roll < missed + wrong:
                change[slot] = misread(rng, slot, claim, towns)
        if rng.random() < self.errors.wrong.get("type", 0.0):
            change["type"] = rng.choice((*MEANS, ClaimType.CASUALTIES, ClaimType.ARMED_CLASH, ClaimType.DESTRUCTION))
        return replace(claim, **change)  # type: ignore[arg-type]


def _publisher(rng: random.Random, i: int) -> Publisher:
    side = (None, 0, 1)[i % 3]
    return Publisher(
        name=f"{('Hill', 'River', 'Coast', 'Plain', 'Delta', 'Steppe', 'Harbour')[i % 7]} {('Post', 'Wire')[i // 7 % 2]} {i}",
        side=side,
        coverage=rng.uniform(0.08, 0.4),
        delay=rng.uniform(0.0, 1.2),
        copying=rng.uniform(0.0, 0.6),
        silent=rng.uniform(0.2, 0.8),
        lean=0.0 if side is None else rng.uniform(0.1, 0.5),
    )


def _town(rng: random.Random, i: int) -> PlaceMention:
    lat, lon = 34.5 + rng.random() * 2.2, 36.2 + rng.random() * 4.0
    name = f"Tell {'ABCDEFGHKLMNRST'[i % 15]}{'aeiou'[i // 15 % 5]}{'bdklmnrst'[i // 75 % 9]}{i}"
    quote = Quote(name, 0, len(name))
    return PlaceMention(quote, f"sim:{i}", name, "SY", f"Province {i % 8}", round(lat, 4), round(lon, 4), 1)


def _happening(rng: random.Random, number: int, days: int, towns: int, parties: list[tuple[str, ...]]) -> Happening:
    kind = rng.choices(KINDS, weights=(6, 6, 3, 5, 2, 3, 1, 1, 1, 1))[0]
    side = rng.randrange(2)
    town = min(int(rng.paretovariate(0.5)) - 1, towns - 1) if rng.random() < 0.6 else rng.randrange(towns)
    killed = min(int(rng.paretovariate(0.9)) - 1, 150) if kind in DEADLY else 0
    return Happening(
        number, kind, rng.randrange(days), town, rng.choice(parties[side]), rng.choice(parties[1 - side]), killed,
        rng.choice(OBJECTS), tuple(rng.sample(DETAILS, 3)), rng.choice((None, None, "barrel bomb", "grad rockets", "mortar")),
        tuple(rng.sample(NAMED_SPEAKERS, 2)),
    )  # fmt: skip


def _own(
    rng: random.Random, happening: Happening, publisher: Publisher, published: date, towns: list[PlaceMention]
) -> Told:
    """What the publisher prints in its own words."""
    said_by, voice = _speaker(rng, happening, publisher)
    killed = _toll(rng, happening, publisher)
    evidence = _words(rng, happening, killed, towns[happening.town].name or "")
    text = evidence
    if said_by and rng.random() < AWAY:
        text = f"{evidence} {rng.choice(FILLERS)} {rng.choice(FILLERS)}, {said_by[0].name} added."
    elif said_by:
        text = evidence = f"{evidence[:-1]}, {said_by[0].name} said."
    kind, span = _kind_and_days(rng, happening)
    document = Document(
        f"d_{happening.number:08d}_{publisher.name.replace(' ', '_')}",
        text,
        title=f"{happening.number} {publisher.name}",
        publisher=publisher.name,
        published=published,
    )
    quote = Quote(evidence, 0, len(evidence))
    claim = Claim(
        f"c_{rng.getrandbits(64):016x}", document, kind, quote, Quote(text[:8], 0, 8), READER, Status.OCCURRED,
        actor=() if rng.random() < 0.25 else (Mention(Quote("they", 0, 4), happening.actor, happening.actor),),
        target=() if rng.random() < 0.35 else (Mention(Quote("them", 0, 4), happening.target, happening.target),),
        places=(towns[happening.town],), date=span, killed=killed,
        weapon=(Quote(happening.weapon, 0, 4),) if happening.weapon and rng.random() < 0.5 else (), said_by=said_by,
    )  # fmt: skip
    return Told(claim, happening.number, voice)


def _speaker(rng: random.Random, happening: Happening, publisher: Publisher) -> tuple[tuple[Mention, ...], str]:
    """Who is quoted, if anybody, and whose voice it is."""
    roll = rng.random()
    if roll < 0.35:
        name = rng.choice(happening.speakers)
        return (Mention(Quote(name, 0, len(name)), name),), f"speaker {name}"
    if roll < 0.6:
        name = rng.choice(SPEAKERS)
        return (Mention(Quote(name, 0, len(name)), name),), f"{name} to {publisher.name}"
    return (), f"publisher {publisher.name}"


def _toll(rng: random.Random, happening: Happening, publisher: Publisher) -> Count:
    if happening.kind not in DEADLY or rng.random() >= 0.8:
        return Count()
    shade = 1 + publisher.lean * rng.uniform(-1, 1) if publisher.side is not None else 1
    number = max(0, round(happening.killed * shade * rng.choice((1, 1, 1, rng.uniform(0.8, 1.25)))))
    return Count(number, None if rng.random() < 0.3 else number)


def _words(rng: random.Random, happening: Happening, killed: Count, town: str) -> str:
    number = f"killing {killed.min} people" if killed.min else rng.choice(("officials said little", "no more is known"))
    details = rng.sample(happening.details, rng.randint(0, 2))
    parts = [rng.choice(WORDS[happening.kind]), happening.what, f"in {town}", *details]
    # Two who tell of one thing choose their own words: most of a sentence is not its facts.
    for _ in range(rng.randint(3, 6)):
        parts.insert(rng.randint(0, len(parts)), " ".join(rng.sample(FILLERS, rng.randint(2, 3))))
    return f"{' '.join(parts)}, {number}.".capitalize()


def _kind_and_days(rng: random.Random, happening: Happening) -> tuple[ClaimType, DateSpan]:
    """The kind and the days as witnesses tell them."""
    day = START + timedelta(days=happening.day)
    vague, kind = rng.random() < 0.08, happening.kind
    if rng.random() < 0.07:
        day += timedelta(days=rng.choice((-1, 1)))
    if kind in MEANS and rng.random() < 0.1:
        kind = rng.choice((*MEANS, ClaimType.CASUALTIES))
    first, last = day - timedelta(days=2 if vague else 0), day + timedelta(days=1 if vague else 0)
    return kind, DateSpan(first, last, 2 if vague else 1, Quote("on the day", 0, 10))


def _copy(rng: random.Random, told: Told, publisher: Publisher, origin: Publisher, published: date) -> Told:
    """The other's words, a few of them changed, printed as one's own or with the original named."""
    words = told.claim.evidence.text.split()
    for _ in range(rng.randint(0, 2)):
        words[rng.randrange(len(words))] = rng.choice(("reportedly", "heavily", "regime", "militant", "again"))
    copied = " ".join(words)
    named = rng.random() > publisher.silent
    rest = told.claim.document.text[told.claim.evidence.end :]
    document = Document(
        f"d_{told.incident:08d}_{publisher.name.replace(' ', '_')}", copied + rest, title=f"{told.incident} {publisher.name}", publisher=publisher.name,
        original_source=origin.name if named else None, published=published,
    )  # fmt: skip
    quote = Quote(copied, 0, len(copied))
    claim = replace(told.claim, id=f"c_{rng.getrandbits(64):016x}", document=document, evidence=quote)
    return Told(claim, told.incident, told.voice)
