"""Both sides of an event by name: "the militants" are the one armed group that was named before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.lexicon.triggers import Lexicon
from reportedly.reading.parties import Parties
from reportedly.reading.parts import Phrase, Unit
from reportedly.reading.reference import group_meant
from reportedly.reading.role_phrases import Found, span_of

Phrases = tuple[Phrase, ...]


class Sides:
    """Names the actors and targets of one document's events."""

    def __init__(self, units: Sequence[Unit], parties: Parties, lexicon: Lexicon) -> None:
        self.units, self.parties, self.lexicon = units, parties, lexicon

    def named(self, actor: Phrases, target: Phrases, at: int) -> tuple[Phrases, Phrases]:
        """Actor and target of an event of the sentence `at`, with groups in the place of words that stand for them.

        The group that is meant by an actor is no target that was named sentences before, and nobody is both.
        """
        groups = {phrase: group for phrase in (*actor, *target) if (group := self._group(phrase)) is not None}
        if not groups:  # of nearly every event
            return actor, target
        meant = {self._called(groups[phrase]) for phrase in actor if phrase in groups}
        target = tuple(one for one in target if one.unit == at or self._called(one) not in meant)
        return self._apart(actor, target, groups), self._apart(target, actor, groups)

    def _apart(self, phrases: Phrases, others: Phrases, groups: Mapping[Phrase, Phrase]) -> Phrases:
        taken = set(map(self._called, others))
        return tuple(
            own if (group := groups.get(own)) is None or self._called(group) in taken else group for own in phrases
        )

    def _group(self, phrase: Phrase) -> Phrase | None:
        """The name of the group that "the militants" are, or None where the phrase is nothing like that."""
        meant = group_meant(phrase.head, phrase.unit, self.units, self.lexicon)
        if meant is None:
            return None
        start, end = span_of(Found(*meant, "meant", "party"), self.units)
        return Phrase(meant[0], start, end, meant[1], "party")

    def _called(self, phrase: Phrase) -> str:
        """The party, or the name, that the words of a phrase are read as."""
        named = self.parties.name(self.units[phrase.unit].sentence.text[phrase.start : phrase.end])
        return named.party or named.name.casefold()
