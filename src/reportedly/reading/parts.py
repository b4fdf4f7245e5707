"""What the steps of reading hand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from reportedly.lexicon.triggers import Trigger
from reportedly.model import ClaimType, Status
from reportedly.reading.dates import DateExpression, Days
from reportedly.reading.looking_back import is_over
from reportedly.reading.parties import Named
from reportedly.reading.places import Resolved
from reportedly.reading.sentences import Sentence
from reportedly.reading.speech import Speaker, Speech
from reportedly.reading.syntax import Linked
from reportedly.reading.tolls import Toll

if TYPE_CHECKING:
    from reportedly.reading.opinion import Opinion
    from reportedly.reading.tokens import Doc, Token

Class = Literal[
    "party", "armed", "civilian", "official", "facility", "place", "person", "pronoun", "means", "thing", "time"
]


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens of a sentence, `first` to `last`, with the date that holds in them or, as the case may be, beside them, if any."""

    first: int
    last: int
    dated: Dated | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression of a sentence with the days that it stands for.

    `inside`: a clause in which another date holds ("since 2015, when the truce broke down"), or none. `outside`: a clause
    beside which another does ("since war broke out in May": what is told beside it, from then on), or none. `to_come`: it
    lies after the report's own day.
    """

    expression: DateExpression
    days: Days
    inside: Clause | None = None
    outside: Clause | None = None
    to_come: bool = False

    @property
    def only_inside(self) -> bool:
        """Whether it holds in a clause alone, so that no other sentence has it."""
        return self.outside is not None and self.outside.dated is None

    def at(self, i: int) -> Dated | None:
        """What holds for the word of this number: the date itself, the one of its clause, or none."""
        for clause, within in ((self.inside, True), (self.outside, False)):
            if clause is not None and (clause.first <= i <= clause.last) is within:
                return clause.dated
        return self


@dataclass(slots=True)
class Unit:
    """One sentence with what was found in it. All offsets are those of the sentence's own text."""

    sentence: Sentence
    doc: Doc | None = None
    toponyms: tuple[Resolved, ...] = ()
    dates: tuple[Dated, ...] = ()
    parties: tuple[Named, ...] = ()
    speech: tuple[Speech, ...] = ()
    tolls: tuple[Toll, ...] = ()
    place_at: dict[int, Resolved] = field(default_factory=dict)  # token → the toponym that covers it
    party_at: dict[int, Named] = field(default_factory=dict)  # token → the party that covers it
    party_kind_at: dict[int, str] = field(default_factory=dict)  # token → the kind of that party
    time_at: frozenset[int] = frozenset()  # tokens that belong to a date expression
    means: tuple[str, ...] | None = None  # classes of means of attack that it names; None: not looked for yet
    anchored: dict[tuple[int, int], tuple[Token, Token]] = field(default_factory=dict)  # kept by `place_signs.anchors`
    classed: dict[int, Class] = field(default_factory=dict)  # of tokens' phrases, kept by `classes.class_of`
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)  # the phrases, kept by `role_phrases.span_of`
    counted: list[Token] | None = None  # who was killed, injured or captured, kept by `role_phrases.victims`
    described: tuple[tuple[Token, str], ...] | None = None  # "the town", "there": words that call a place something


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger with one reading of it: an event of this type, perhaps.

    ``by`` says how the type was come by: the entry's own, the means named, the class of the object, the encoder.
    """

    unit: int
    head: Token
    start: int
    end: int
    type: ClaimType
    entry: Trigger
    by: str
    links: tuple[Linked, ...]


class Phrase(NamedTuple):
    """A noun phrase that may fill a role: the unit it stands in, its span there, its head word and what it stands for.

    A named tuple, as is whatever is made hundreds of times a document: a frozen dataclass takes three times as long.
    """

    unit: int
    start: int
    end: int
    head: Token
    kind: Class


class Spoken(NamedTuple):
    """Somebody who may have said it, and how likely it is that he did."""

    speaker: Speaker
    p: float


class Spot(NamedTuple):
    """A toponym in a role: the unit it stands in, and its reading."""

    unit: int
    resolved: Resolved


@dataclass(slots=True)
class Draft:
    """A claim in the making; `later` are tolls of it that a sentence of their own tells; `sure`: how likely its actor is
    right.
    """

    candidate: Candidate
    score: float
    status: Status = Status.OCCURRED
    hedged: bool = False
    actor: tuple[Phrase, ...] = ()
    target: tuple[Phrase, ...] = ()
    weapon: tuple[Phrase, ...] = ()
    places: tuple[Spot, ...] = ()
    within: tuple[Spot, ...] = ()
    date: tuple[int, Dated] | None = None
    tolls: tuple[Toll, ...] = ()
    speakers: tuple[Spoken, ...] = ()
    notes: tuple[str, ...] = ()
    later: tuple[Toll, ...] = ()
    sure: float = 0.0


@dataclass(slots=True)
class Context:
    """What a claim is read in: all sentences, the drafts so far, and the places that the document is about."""

    units: Sequence[Unit]
    themes: Sequence[Spot] = ()
    grounds: Sequence[Spot] = ()
    opinion: Opinion | None = None
    earlier: list[Draft] = field(default_factory=list)
    _mentions: dict[str, list[Spot]] | None = None

    def mentions(self, name: str) -> Sequence[Spot]:
        """Where in the document a place is named by these words."""
        if self._mentions is None:
            self._mentions = {}
            for number, unit in enumerate(self.units):
                for resolved in unit.toponyms:
                    self._mentions.setdefault(resolved.toponym.text, []).append(Spot(number, resolved))
        return self._mentions.get(name, ())

    def before(self, candidate: Candidate, reach: int) -> Draft | None:
        """The draft before this candidate, where it stands no more than `reach` sentences away; none that only looks back."""
        for draft in reversed(self.earlier):
            other = draft.candidate
            if other.unit == candidate.unit and other.head.i == candidate.head.i:
                continue
            if is_over(self.units, other.unit, candidate.unit):
                continue
            return draft if candidate.unit - other.unit <= reach else None
        return None


def first_told(tellings: Iterable[Draft], slot: str) -> tuple:  # type: ignore[type-arg]
    """The slot of the first of the tellings that fills it; empty where none does."""
    return next((value for draft in tellings if (value := getattr(draft, slot))), ())
