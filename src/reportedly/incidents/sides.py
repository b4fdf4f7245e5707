"""The conflicts of the register, as weighing asks for them."""

from __future__ import annotations

from datetime import date

from reportedly.lexicon.party_sides import Sides

STANDING_BY = frozenset(("ally", "member", "sponsor", "successor"))


class RegisterSides:
    """Who stood against whom, by the lexicon's conflicts."""

    def __init__(self, sides: Sides | None = None) -> None:
        self._sides = sides if sides is not None else Sides.load()

    def opposed(self, one: str, other: str, on: date | None = None) -> bool:
        """Whether the two stood in camps that fought each other on that day, in any conflict; without a day, ever."""
        return bool(self._sides.opposed(one, other, on))

    def allied(self, one: str, other: str, on: date | None = None) -> bool:
        """Whether the two stood in one camp on that day, or either belonged to the other, was armed by it or fought beside it."""
        return (
            bool(self._sides.together(one, other, on)) or self._related(one, other, on) or self._related(other, one, on)
        )

    def _related(self, one: str, other: str, on: date | None) -> bool:
        return any(to.other == other and to.kind in STANDING_BY for to in self._sides.relations(one, on))
