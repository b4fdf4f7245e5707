"""What the claims say of one party, or of one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import select

from reportedly.incident_model import LabelCount
from reportedly.ledger import incidents as rows
from reportedly.ledger import records, schema
from reportedly.ledger.facets import fold
from reportedly.lexicon.parties import Party, Register
from reportedly.lexicon.party_sides import Relation, Sides
from reportedly.linking.kin import RegisterKin
from reportedly.model import Mention, Quote
from reportedly.web.asking import Look
from reportedly.web.summary.columns import ROLES, TYPES
from reportedly.web.summary.counting import Histogram, histogram
from reportedly.web.summary.matching import Matches, distance, known_codes
from reportedly.web.summary.names import ranges
from reportedly.weighing.labels import label_counts, label_of, label_uses

MOST_NAMES = 30
MOST_LABELLED = 300  # claims, those read last, whose labels are counted: their texts have to be fetched
NEARBY_KM = 50.0
MOST_NEARBY = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """A party's place in a conflict: the conflict's name, the camp, and the camps that it fought."""

    conflict: str
    camp: str
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the register has of a party; `id` is `None` where it has none. `also` are its names with the days they held for."""

    id: str | None
    name: str
    party: Party | None
    also: tuple[tuple[str, date | None, date | None], ...]
    above: tuple[tuple[str, str], ...]
    below: tuple[tuple[str, str], ...]
    relations: tuple[Relation, ...]
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """How often claims of each type are told of a party: by itself, and by others, as actor and as target."""

    type: str
    own_as_actor: int
    own_as_target: int
    others_as_actor: int
    others_as_target: int


def known(key: str, kin: RegisterKin, sides: Sides) -> Known:
    """What the register has of a party, by its id or a name."""
    register: Register = kin.register
    id_ = key if register.get(key) is not None else kin.named(key)
    party = register.get(id_) if id_ else None
    if id_ is None or party is None:
        return Known(None, key, None, (), (), (), (), ())
    above = tuple((one, register.name(one)) for one in kin.line(id_)[1:])
    below = tuple((one.id, one.name) for one in register.parties if one.parent == id_)
    also = tuple((text, alias.valid_from, alias.valid_to) for text, alias in register.also(id_) if not alias.short)
    return Known(id_, register.name(id_), party, also, above, below, sides.relations(id_), _standings(id_, sides))


def _standings(key: str, sides: Sides) -> tuple[Standing, ...]:
    found = []
    for side in sides.of(key):
        conflict = sides.conflicts[side.conflict]
        against = {camp for pair in conflict.opposed if side.camp in pair for camp in pair if camp != side.camp}
        found.append(Standing(conflict.name, side.camp, tuple(sorted(against))))
    return tuple(found)


def names(look: Look, party: str) -> list[tuple[str, int]]:
    """What the party is called in the claims that answer, and how often."""
    mentions, by_name = look.summary.mentions, look.summary.by_name
    names = look.summary.books.names
    rows = by_name.gather(known_codes(names.find([party]), by_name))
    rows = rows[look.matches.all()[mentions.claim[rows]] & (mentions.role[rows] != ROLES.index("backer"))]
    told: Counter[str] = Counter()
    for code, count in zip(*np.unique(mentions.name[rows], return_counts=True), strict=True):
        told[names.values[int(code)][2]] += int(count)
    return told.most_common(MOST_NAMES)


def said_and_told(as_actor: Look, as_target: Look, speaking: Look) -> list[Told]:
    """By type, what the party says of itself against what others say of it. The looks are of the same state."""
    summary = as_actor.summary
    own, actor, target = (look.matches.all() for look in (speaking, as_actor, as_target))
    kinds = summary.claims.type
    parts = [actor & own, target & own, actor & ~own, target & ~own]
    counts = [np.bincount(kinds[part], minlength=len(TYPES)) for part in parts]
    found = [Told(kind, *(int(count[at]) for count in counts)) for at, kind in enumerate(TYPES)]
    told = [one for one in found if one.own_as_actor + one.own_as_target + one.others_as_actor + one.others_as_target]
    return sorted(
        told, key=lambda one: -(one.own_as_actor + one.others_as_actor + one.own_as_target + one.others_as_target)
    )


def labels(look: Look, keys: Sequence[str | None]) -> tuple[list[LabelCount], int]:
    """What publishers call the party, by publisher, in the claims that answer and were read last; and in how many."""
    found: tuple[list[LabelCount], int] = look.summary.kept_small(
        ("labels", look.matches.key, look.number, tuple(keys)), lambda: _labels(look, keys)
    )
    return found


def _labels(look: Look, keys: Sequence[str | None]) -> tuple[list[LabelCount], int]:
    chosen = look.matches.chosen().rows[-MOST_LABELLED:]
    c = schema.claims.c
    numbers = [int(number) for number in look.summary.claims.rowno[chosen]]
    stored = look.connection.execute(select(c.id, c.record).where(c.rowno.in_(numbers)))
    # Few of them call it anything but its name: the texts of these alone are fetched.
    ids = [id_ for id_, record in stored if _labelled(records.load(record), keys)]
    uses = [use for use in label_uses(rows.whole_claims(look.connection, ids, look.number)) if use.party in keys]
    return list(label_counts(uses)), len(chosen)


def _labelled(record: records.Record, keys: Sequence[str | None]) -> bool:
    mentions = (
        Mention(Quote(one["text"], 0, 0), one["name"], one["party"], one["label"])
        for one in (*record["actor"], *record["target"])
        if (one["party"] or one["name"]) in keys
    )
    return any(label_of(mention) is not None for mention in mentions)


def activity(matches: Matches) -> Histogram:
    """The claims that answer, by month."""
    return histogram(matches, "month")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as claims tell it: its key, what it is called and how often, and where it lies (WGS 84)."""

    key: str
    name: str
    called: tuple[tuple[str, int], ...]
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: int

    @property
    def filter(self) -> str:
        """What to filter claims by."""
        return self.key.removeprefix("=")


def spot(look: Look, place: str) -> Spot | None:
    """A place by its id or a name; of several of one name, the one of most claims."""
    places, by_place = look.summary.places, look.summary.by_place
    values = look.summary.books.places.values
    known = known_codes(look.summary.books.places.find([place]), by_place)
    if not known:
        return None
    rows = by_place.gather(known)
    rows = rows[look.matches.all()[places.claim[rows]]]
    at_codes, numbers = np.unique(places.place[rows], return_counts=True)
    counts = dict(zip(at_codes.tolist(), numbers.tolist(), strict=True)) or dict.fromkeys(known, 1)
    keys: Counter[str] = Counter()
    for code, count in counts.items():
        keys[_key(values[code])] += count
    key = place if place in keys else keys.most_common(1)[0][0]
    codes = [code for code in counts if _key(values[code]) == key]
    called: Counter[str] = Counter()
    for code in codes:
        called[values[code][2]] += counts[code]
    at = np.sort(by_place.gather(codes))
    at = at[places.precision[at] != 0]
    best = int(at[np.argmin(places.precision[at])]) if len(at) else None
    _, name, text, country, admin1 = values[max(codes, key=lambda code: counts[code])]
    return Spot(
        key,
        name or text,
        tuple(called.most_common(MOST_NAMES)),
        country,
        admin1,
        None if best is None else float(places.lat[best]),
        None if best is None else float(places.lon[best]),
        0 if best is None else int(places.precision[best]),
    )


def _key(value: tuple[str | None, str | None, str, str | None, str | None]) -> str:
    return value[0] or f"={fold(value[1] or value[2])}"


@dataclass(frozen=True, slots=True)
class Near:
    """A place near another: how far, and how many claims tell of it."""

    key: str
    name: str
    km: float
    claims: int


def nearby(look: Look, at: Spot) -> list[Near]:
    """The places within fifty kilometres of which most is told, nearest first; `look` has no filter of place."""
    if at.lat is None or at.lon is None:
        return []
    points, values = look.summary.points, look.summary.books.places.values
    km = distance(points.lat, points.lon, at.lat, at.lon)
    own = ranges(points.starts, np.flatnonzero(km <= NEARBY_KM))
    own = own[look.matches.all()[points.claim[own]]]
    km = km[points.at[own]]
    codes, first, counts = np.unique(points.place[own], return_index=True, return_counts=True)
    found: dict[str, Near] = {}
    for code, i, count in zip(codes, first, counts, strict=True):
        value = values[int(code)]
        key = _key(value)
        if key != at.key:
            old = found.get(key)
            found[key] = Near(key, value[1] or value[2], float(km[i]), int(count) + (old.claims if old else 0))
    most = sorted(found.values(), key=lambda one: -one.claims)[:MOST_NEARBY]
    return sorted(most, key=lambda one: one.km)
