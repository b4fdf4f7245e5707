"""The conflicts of the register, as weighing asks for them."""

from __future__ import annotations

from datetime import date

from reportedly.lexicon.party_sides import Sides


class RegisterSides:
    """Who stood against whom, by the lexicon's conflicts."""

    def __init__(self, sides: Sides | None = None) -> None:
        self._sides = sides if sides is not None else Sides.load()

    def opposed(self, one: str, other: str, on: date | None = None) -> bool:
        """Whether the two stood in camps that fought each other on that day, in any conflict; without a day, ever."""
        return bool(self._sides.opposed(one, other, on))
