"""On whose side a party stands, against whom, in which conflict, when.

Voices that agree although they stand on opposed sides corroborate each other; a party's own voice does not. Later steps
ask that here. Nobody is on a side as such: the same army may fight beside a militia in one war and against it in the
next. So every answer names the conflict, and a party about which the register says nothing stands nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from reportedly.errors import LexiconError
from reportedly.lexicon.parties import Register
from reportedly.lexicon.party_conflicts import read_stances, standings
from reportedly.lexicon.party_shapes import first_day, last_day

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """A camp of a conflict."""

    conflict: str
    camp: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict: its camps by key, and which of them fought each other."""

    key: str
    name: str
    countries: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    camps: tuple[str, ...]
    opposed: frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a party is to `other`: ally, member, split-from, sponsor (other stands behind it), successor."""

    kind: str
    other: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(slots=True)
class Sides:
    """The conflicts, and where every party stands in them."""

    register: Register
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    _standing: dict[str, list[tuple[Side, Days]]] = field(default_factory=lambda: defaultdict(list))
    _relations: dict[str, list[Relation]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[tuple[str, date | None], tuple[Side, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Sides:
        """The sides of the package's data files, read once. Raises `LexiconError` with all faults at once."""
        return _load()

    def of(self, party: str, on: date | None = None) -> tuple[Side, ...]:
        """The camps in which the party stood on that day, or ever, where no day is given; sorted.

        A party that is listed in no camp of a conflict stands where what it is part of stands: its parent, its
        coalition. A state's people are on no side, nor is who is only armed by a side.
        """
        key = (party, on)
        if key not in self._known:
            self._known[key] = self._find(party, on)
        return self._known[key]

    def opposed(self, one: str, other: str, on: date | None = None) -> tuple[str, ...]:
        """The conflicts in which the two stood in camps that fought each other."""
        return self._shared(one, other, on, against=True)

    def together(self, one: str, other: str, on: date | None = None) -> tuple[str, ...]:
        """The conflicts in which the two stood in the same camp."""
        return self._shared(one, other, on, against=False)

    def relations(self, party: str, on: date | None = None) -> tuple[Relation, ...]:
        """What the party was to others on that day, or ever: who armed it, which coalition it belonged to …"""
        return tuple(r for r in self._relations.get(party, ()) if _holds((r.valid_from, r.valid_to), on))

    def _shared(self, one: str, other: str, on: date | None, *, against: bool) -> tuple[str, ...]:
        mine, theirs = self.of(one, on), self.of(other, on)
        found = set()
        for a in mine:
            for b in theirs:
                if a.conflict == b.conflict:
                    fought = frozenset((a.camp, b.camp)) in self.conflicts[a.conflict].opposed
                    if fought if against else a.camp == b.camp:
                        found.add(a.conflict)
        return tuple(sorted(found))

    def _find(self, party: str, on: date | None) -> tuple[Side, ...]:
        found: dict[str, set[Side]] = {}
        level, seen = [party], {party}
        while level:
            here: dict[str, set[Side]] = defaultdict(set)
            for name in level:
                for side, days in self._standing.get(name, ()):
                    if _holds(days, on):
                        here[side.conflict].add(side)
            for conflict, sides in here.items():
                found.setdefault(conflict, sides)  # the nearest listing decides: a group may leave its coalition's camp
            level = [name for below in level for name in self._above(below, on) if name not in seen]
            seen.update(level)
        return tuple(sorted(side for sides in found.values() for side in sides))

    def _above(self, party: str, on: date | None) -> list[str]:
        known = self.register.get(party)
        over = [r.other for r in self.relations(party, on) if r.kind == "member"]
        if known is None or known.parent is None or party.startswith("people:"):
            return over
        if party.startswith("leader:") and not _holds((known.valid_from, known.valid_to), on):
            return over
        return [*over, known.parent]


@cache
def _load() -> Sides:
    stances, found = read_stances()
    if found:
        raise LexiconError(found)
    sides = Sides(Register.load())
    for row in stances.relations:
        days = first_day(row.valid_from), last_day(row.valid_to)
        sides._relations[row.party].append(Relation(row.relation, row.other, *days))
    for shape in stances.conflicts:
        camps = tuple(camp.key for camp in shape.camp)
        pairs = shape.opposed or [(a, b) for a in camps for b in camps if a < b]
        since, until = first_day(shape.valid_from), last_day(shape.valid_to)
        fought = frozenset(frozenset(pair) for pair in pairs)
        sides.conflicts[shape.key] = Conflict(
            shape.key, shape.name, tuple(shape.countries), since, until, camps, fought
        )
        for camp in shape.camp:
            for party, span in standings(camp):
                start, end = first_day(span[0]) or since, last_day(span[1]) or until
                sides._standing[party].append((Side(shape.key, camp.key), (start, end)))
    return sides


def _holds(days: Days, on: date | None) -> bool:
    since, until = days
    return on is None or ((since is None or since <= on) and (until is None or on <= until))
