"""Whether two names are one hand, so that a place did not change hands between them.

Reports seldom name a holder alike: the government, its army, a militia that fights for it and the state that arms this one all
"hold the town". A party and what it is part of are one. "The army" may be any organ of a state, "the rebels" any group that no
state owns and that they are not known to fight. And who belongs to another's coalition, is armed by it or fights on its side
that day holds the place with it, not against it: these are allies, told as such.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reportedly.linking.gist import Named
from reportedly.linking.kin import Kin
from reportedly.weighing.sides import NoSides, Sides
from reportedly.weighing.words import words

STATE, REBELS = "state:", "rebels:"
ANY = "=coalition"  # may be anybody's, state or not


@dataclass(slots=True)
class Hands:
    """Who is one hand with whom, by the register and by the words; what was asked once is remembered."""

    kin: Kin
    sides: Sides = field(default_factory=NoSides)
    _allied: dict[tuple[str, str, int], bool] = field(default_factory=dict)

    def same(self, a: Named, b: Named, country: str, day: int) -> bool:
        """Whether both names may be the one party that holds the place: kin, or a common noun that may be said of the other."""
        if a.key == b.key or not a.line.isdisjoint(b.line):
            return True
        if a.generic and b.generic:
            return ANY in (a.key, b.key) or _is_state(a) == _is_state(b)
        if a.generic or b.generic:
            noun, party = (a, b) if a.generic else (b, a)
            return not party.key.startswith("=") and self._may_be(noun, party, country, day)
        return False

    def one(self, a: Named, b: Named, country: str, day: int) -> bool:
        """The same, or allies on that day."""
        if self.same(a, b, country, day):
            return True
        if a.generic or b.generic:
            noun, party = (a, b) if a.generic else (b, a)
            return bool(country) and _is_state(noun) and self._are_allies((STATE + country,), self._line(party), day)
        return self._are_allies(self._line(a), self._line(b), day)

    def _may_be(self, noun: Named, party: Named, country: str, day: int) -> bool:
        states = [above for above in self._line(party) if above.startswith(STATE)]
        if noun.key == ANY:
            return True
        if _is_state(noun):
            return bool(states) and (not country or STATE + country in states)
        if states:
            return False
        rebels = noun.key[1:] in words().rebel_holders and bool(country)
        return not (rebels and self.sides.opposed(REBELS + country, party.key, date.fromordinal(day)))

    def _line(self, party: Named) -> tuple[str, ...]:
        return () if party.key.startswith("=") else self.kin.line(party.key)

    def _are_allies(self, a: tuple[str, ...], b: tuple[str, ...], day: int) -> bool:
        if not a or not b:
            return False
        key = (a[0], b[0], day)
        if key not in self._allied:
            on = date.fromordinal(day)
            against = any(self.sides.opposed(x, y, on) for x in a for y in b)
            self._allied[key] = not against and any(self.sides.allied(x, y, on) for x in a for y in b)
        return self._allied[key]


def _is_state(noun: Named) -> bool:
    return noun.key[1:] in words().state_holders
