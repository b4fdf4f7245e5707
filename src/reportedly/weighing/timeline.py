"""The machine that turns statements on one place, in order, into holdings: an event calculus with one holder at a time.

What was said last holds until it is said otherwise. Whether two names are one hand, `hands` knows; what is a contradiction and what
a handover, `holdings` tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from reportedly.incident_model import Dispute, Holding, Moment, Position
from reportedly.linking.gist import Named
from reportedly.weighing.handovers import is_act
from reportedly.weighing.hands import Hands
from reportedly.weighing.statements import Act, Statement

STALE = 30  # days after the last word on a holder within which another holder, with no handover told, contradicts it


@dataclass(slots=True)
class _Open:
    """A holding under way."""

    party: Named
    since: Moment
    said: int
    claims: list[str]
    voices: list[str]
    documents: set[str]
    taken: bool = False
    also: list[str] = field(default_factory=list)
    contested: list[int] = field(default_factory=list)
    besieged: list[int] = field(default_factory=list)


class Timeline:
    """Statements on one place, in order, as holdings: of one voice, or without a `voice` of all together."""

    def __init__(self, hands: Hands, voice: str | None) -> None:
        self.hands, self.kin, self.voice = hands, hands.kin, voice
        self._last: dict[str, Statement] = {}
        self.now: _Open | None = None
        self.done: list[Holding] = []
        self._disputed: list[tuple[_Open, str, list[Statement]]] = []
        self._repelled: list[Statement] = []
        self._denied: list[Statement] = []

    def run(self, said: Sequence[Statement]) -> list[Holding]:
        """The holdings, in order; the last one may be open."""
        waiting = list(said)
        self._last = {one.party.key: one for one in said if one.act is Act.HOLD and one.party is not None}
        while waiting:
            self._take(waiting.pop(self._next(waiting)))
        if self.now is not None and said:
            self._close(said[-1], None)
        return self.done

    def _next(self, waiting: Sequence[Statement]) -> int:
        """The statement to take next: the first, or of one day's captures the first by another than the holder.

        A town taken and retaken on one day is told in any order ("recaptured in the evening" leads the report), but only one
        order lets each capture change hands.
        """
        first = waiting[0]
        if first.act is Act.GAIN and self._is_held_by(first):
            for i, other in enumerate(waiting):
                if other.first != first.first:
                    break
                if (
                    other.act is Act.GAIN
                    and not self._is_held_by(other)
                    and not set(other.voices).isdisjoint(first.voices)
                ):
                    return i
        return 0

    def _is_held_by(self, one: Statement) -> bool:
        """Whether the holder is the statement's party or its ally, and the statement does not tell that it was taken from him."""
        if self.now is None or one.party is None:
            return False
        if self._is_same(self.now.party, one):
            return True
        from_him = one.loser is not None and self.hands.same(self.now.party, one.loser, one.country, one.first)
        return not from_him and self.hands.one(self.now.party, one.party, one.country, one.first)

    def _is_same(self, party: Named, one: Statement) -> bool:
        return one.party is not None and self.hands.same(party, one.party, one.country, one.first)

    def disputes(self) -> list[Dispute]:
        """Who is said to hold it against whom, since the day of the second word."""
        return [self._dispute(held, value, against) for held, value, against in self._disputed]

    def _take(self, one: Statement) -> None:
        if one.act in (Act.CLASH, Act.SIEGE):
            if self.now is not None:
                (self.now.contested if one.act is Act.CLASH else self.now.besieged).append(one.first)
        elif one.act is Act.PART:
            if self.now is not None and self.now.taken and not self._is_held_by(one) and self._contradicts(one):
                self._against(one, self._name(one.party) if one.party is not None else "")
        elif one.act is Act.REPEL and one.wide:
            return  # an attack beaten back somewhere in a province
        elif one.act is Act.REPEL:
            self._repelled.append(one)
            self._against_gain(one)
        elif self.now is not None and one.act in (Act.GAIN, Act.HOLD) and self._is_held_by(one):
            if one.act is Act.GAIN and self.now.taken and self.now.since == _moment(one):
                self._taken_from(one, self.now.since)  # "entered the town and cleared it of the rebels"
            self._confirm(self.now, one)
        elif one.act is Act.NOT:
            self._denied.append(one)
            self._deny(one)
        elif one.act is Act.LOSE:
            self._lose(one)
        elif one.party is not None:
            self._take_over(one, one.party)

    def _deny(self, one: Statement) -> None:
        """Another voice denies the holder; or, naming no party of its own ("no enemy has set foot on it"), a late capture."""
        if self.now is None or not self._contradicts(one):
            return
        begun = self.now.since
        anybody = one.party is None or one.party.generic
        late = is_act(begun) and begun.latest is not None and one.first - begun.latest.toordinal() <= STALE
        if self._is_same(self.now.party, one) or (anybody and late):
            self._against(one, f"not {self._name(self.now.party)}")

    def _take_over(self, one: Statement, party: Named) -> None:
        """Another holder: a handover told, a contradiction, or a handover that nobody told."""
        told = one.act is Act.GAIN
        when = _moment(one)
        if self.now is not None:
            unclear = self.now.party.key.startswith("=") or party.key.startswith("=")
            if unclear and (not told or self._rival_gain(one)):
                return  # "the army holds it", or took it that day, may be said of the holder under way
            if not unclear and self._contradicts(one) and (not told or self._rival_gain(one)):
                self._against(one, self._name(party))
                return
            if not told and (self._is_held_later(one) or self._was_before(one)):
                if self._contradicts(one):
                    self._against(one, self._name(party))
                return
            if not told:
                when = Moment(_day(min(self.now.said, one.first)), _day(one.first))
            self._close(one, when)
        elif not told:
            long_held = one.last > one.first
            when = Moment(_day(one.first), _day(one.last)) if long_held else Moment(None, _day(one.first))
        else:
            self._taken_from(one, when)
        self.now = _Open(party, when, one.last, [one.claim], list(one.voices), {one.document}, told)
        for repelled in self._repelled if told else ():
            self._against_gain(repelled)
        for denied in self._denied if told else ():
            if denied.first >= one.first:  # of one day, and sorted before what it denies
                self._deny(denied)

    def _against_gain(self, repelled: Statement) -> None:
        """An attack beaten back disputes that the attackers took the place on these days, and no more."""
        if self.now is None or repelled.party is None or not self._contradicts(repelled):
            return
        begun = self.now.since
        if begun.earliest is None or begun.latest is None or not self._is_same(self.now.party, repelled):
            return
        if begun.earliest.toordinal() <= repelled.last and repelled.first <= begun.latest.toordinal():
            self._against(repelled, f"not {self._name(self.now.party)}")

    def _lose(self, one: Statement) -> None:
        when = _moment(one)
        if self.now is None and one.party is not None:
            self._held_until(one.party, one, when)
        elif self.now is not None and self._is_same(self.now.party, one):
            self._confirm(self.now, one)
            self._close(one, when)

    def _taken_from(self, one: Statement, when: Moment) -> None:
        """From whom it was taken, by the words that tell of it."""
        loser, taker = one.loser, one.party
        if loser is not None and taker is not None and not self.hands.one(loser, taker, one.country, one.first):
            self._held_until(loser, one, when)

    def _held_until(self, party: Named, one: Statement, when: Moment) -> None:
        """Who is first told of as having lost the place held it until then, nobody knows since when."""
        if not self.done:
            begun = Moment(None, _day(one.first))
            before = _Open(party, begun, one.first, [one.claim], list(one.voices), {one.document})
            self.done.append(self._ended(before, one, when))

    def _is_held_later(self, one: Statement) -> bool:
        """Whether the holder is said to hold the place later too, so that nobody handed it over: it is divided, or somebody errs."""
        return self.now is not None and any(
            later.first > one.first and self._is_same(self.now.party, later) for later in self._last.values()
        )

    def _was_before(self, one: Statement) -> bool:
        """Whether the other's holding may be that before a capture of that day, or before one that the same document tells."""
        assert self.now is not None
        begun = self.now.since.latest
        if not self.now.taken or begun is None:
            return False
        gap = one.first - begun.toordinal()
        return gap <= 0 or (one.document in self.now.documents and gap <= STALE)

    def _contradicts(self, one: Statement) -> bool:
        """Whether the word comes from other voices than the holding's, and soon after the last word on it.

        One voice contradicts nobody but corrects itself.
        """
        if self.now is None or self.voice is not None:
            return False
        return set(self.now.voices).isdisjoint(one.voices) and one.first - self.now.said <= STALE

    def _rival_gain(self, one: Statement) -> bool:
        """Whether two voices give one day's capture to two parties, and neither tells of the other's."""
        since = self.now.since if self.now is not None else None
        return (
            since is not None
            and since.earliest is not None
            and since.earliest.toordinal() == one.first
            and since.latest == since.earliest
        )

    def _against(self, one: Statement, value: str) -> None:
        assert self.now is not None
        for held, known, against in self._disputed:
            if held is self.now and known == value:
                against.append(one)
                return
        self._disputed.append((self.now, value, [one]))

    def _confirm(self, held: _Open, one: Statement) -> None:
        held.said = max(held.said, one.last)
        if one.party is not None and not one.party.key.startswith("=") and held.party.line.isdisjoint(one.party.line):
            if self._is_same(held.party, one):
                if one.document in held.documents:
                    held.party = one.party  # "the army" was this one
            elif (name := self._name(one.party)) not in held.also:
                held.also.append(name)
        if one.claim not in held.claims:
            held.claims.append(one.claim)
        held.documents.add(one.document)
        held.voices += [voice for voice in one.voices if voice not in held.voices]

    def _close(self, by: Statement, until: Moment | None) -> None:
        """Ends the holding under way; it cannot have begun after it ended."""
        held, self.now = self.now, None
        assert held is not None
        self.done.append(self._ended(held, by, until))

    def _ended(self, held: _Open, by: Statement, until: Moment | None) -> Holding:
        since = held.since
        if until is not None and until.latest is not None and since.latest is not None and since.latest > until.latest:
            since = Moment(since.earliest, until.latest)
        return Holding(
            place=by.place,
            place_name=by.place_name,
            party=None if held.party.key.startswith("=") else held.party.key,
            party_name=self._name(held.party),
            since=since,
            until=until,
            claims=tuple(held.claims),
            voice=self.voice,
            last_said=_day(held.said),
            contested=tuple(map(_day, held.contested)),
            besieged=tuple(map(_day, held.besieged)),
            also=tuple(held.also),
            taken=held.taken,
        )

    def _dispute(self, held: _Open, value: str, against: Sequence[Statement]) -> Dispute:
        voices = tuple(dict.fromkeys(voice for one in against for voice in one.voices))
        since = _day(min(one.first for one in against))
        begun = held.since.latest
        return Dispute(
            "holder",
            (
                Position(self._name(held.party), tuple(held.voices), tuple(held.claims), begun),
                Position(value, voices, tuple(one.claim for one in against), since),
            ),
            since,
        )

    def _name(self, party: Named) -> str:
        return party.key[1:] if party.key.startswith("=") else self.kin.name(party.key)


def _moment(one: Statement) -> Moment:
    """When it was done; what is told without a day was done by publication."""
    return Moment(_day(one.first) if one.dated else None, _day(one.last))


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)
