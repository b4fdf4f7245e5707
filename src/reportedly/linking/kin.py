"""Who belongs to whom: "the regime", "the Syrian Air Force" and "Damascus" are one state.

Two reports seldom name a party alike. One says the state, one the army, one a regiment. The register knows each party's
parent and each organ's state; a party's line is itself and all above it, and parties whose lines meet are kin. An organ of
a state speaks and acts for the state, so lines of organs end there; an armed group's line ends with the group that it
belongs to.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from reportedly.lexicon.parties import Register

MEDIA, RELIEF, WORLD = "media-monitor", "humanitarian", "international"
_ORGANS = ("force", "gov", "media")
_ARMED = ("armed-group", "state-force")


class Kin(Protocol):
    """What linking and weighing ask about parties. It does not change, so that what it says is remembered."""

    def __hash__(self) -> int:
        """A number by which one that knows other parties is told from this one."""

    def line(self, party: str) -> tuple[str, ...]:
        """The party and those above it, nearest first."""

    def name(self, party: str) -> str:
        """The party's neutral name."""

    def is_medium(self, party: str) -> bool:
        """Whether the party is a publisher, an agency or a monitor: one who passes on."""

    def holds_ground(self, party: str) -> bool:
        """Whether the party can hold a place: no medium, no relief agency, no body of all nations without a mission of its own."""

    def bears_arms(self, party: str) -> bool:
        """Whether the party is an armed group or a state's force, whose people may be hit as fighters."""

    def named(self, name: str) -> str | None:
        """The party that a publisher's name stands for, if it is in the register."""


class RegisterKin:
    """Kinship as the register of parties tells it."""

    def __init__(self, register: Register | None = None) -> None:
        self.register = register if register is not None else Register.load()
        self.line = lru_cache(maxsize=65536)(self._line)
        self.named = lru_cache(maxsize=65536)(self._named)

    def _line(self, party: str) -> tuple[str, ...]:
        found = [party]
        kind, _, rest = party.partition(":")
        if kind in _ORGANS and rest:
            found.append(f"state:{rest.partition(':')[0]}")
        known = self.register.get(found[-1])
        while known is not None and known.parent and known.parent not in found:
            found.append(known.parent)
            parent_kind, _, parent_rest = known.parent.partition(":")
            if parent_kind in _ORGANS and parent_rest:
                found.append(f"state:{parent_rest.partition(':')[0]}")
            known = self.register.get(found[-1])
        return tuple(found)

    def name(self, party: str) -> str:
        return self.register.name(party)

    def is_medium(self, party: str) -> bool:
        known = self.register.get(party)
        return known is not None and known.kind == MEDIA

    def holds_ground(self, party: str) -> bool:
        known = self.register.get(party)
        if known is None:
            return True
        return known.kind not in (MEDIA, RELIEF) and (known.kind != WORLD or bool(known.countries))

    def bears_arms(self, party: str) -> bool:
        known = self.register.get(party)
        return party.startswith("force:") or (known is not None and known.kind in _ARMED)

    def _named(self, name: str) -> str | None:
        """By the whole name only: "Reuters" is Reuters, "Reuters Foundation Watch" is not."""
        words = self.register.tokeniser.words(name)
        found = self.register.aliases.at(words, 0) if words else []
        parties = {alias.party for length, alias in found if length == len(words) and not alias.near}
        return parties.pop() if len(parties) == 1 else None
