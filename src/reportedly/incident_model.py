"""The vocabulary of what claims say together: incidents, voices, disputes, holdings, labels.

A claim stands in one document. What several documents tell of one happening is an incident, and all that is said of it
stays with those who say it: nothing here is averaged, and no value comes without its voices. Values are frozen and hold
claims by their ids, so that they can be kept, exported and shown without the claims themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from reportedly.model import Quote

EchoReason = Literal["same passage", "taken over", "named as original", "same speaker", "same publisher"]
EventKind = Literal["made", "joined", "left", "merged", "split", "ended"]
Slot = Literal["happened", "actor", "killed", "injured", "captured", "place", "date", "holder"]
HeadlineFault = Literal["denied", "weakened", "not held", "another toll"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparison of two claims: what it found, how much that counts (log-odds, base 2), and why in words."""

    comparison: str
    level: str
    weight: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Join:
    """Two claims held against each other: the sum of the reasons' weights; above zero they tell of one happening."""

    claim: str
    other: str
    weight: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening and the ids of the claims that tell of it, in the order of their ids.

    ``first`` is the claim from which ``id`` was made. The id stays while claims come and go.
    """

    id: str
    first: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentEvent:
    """One line of an incident's history; ``other`` is the survivor of a merge, or the incident that was split off."""

    incident: str
    kind: EventKind
    claims: tuple[str, ...] = ()
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on two claims, which overrides every weight. ``same`` is ``None`` where it was taken back."""

    claim: str
    other: str
    same: bool | None
    by: str
    at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Echo:
    """One claim repeats another; ``reason`` says how we know."""

    claim: str
    of: str
    reason: EchoReason


@dataclass(frozen=True, slots=True)
class Takeover:
    """One document holds the text of another: ``share`` of its own words stand there (0 to 1)."""

    document: str
    of: str
    share: float
    named: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """What a batch changed: incidents made or changed, ids that ended, the events of history, documents taken over.

    ``parted`` are pairs of documents whose takeovers count no longer, because others have come between them.
    """

    put: tuple[Incident, ...] = ()
    ended: tuple[str, ...] = ()
    events: tuple[IncidentEvent, ...] = ()
    takeovers: tuple[Takeover, ...] = ()
    parted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is behind claims once echoes are folded: a speaker, or a publisher in its own words.

    ``key`` is the same for the same voice everywhere; ``party`` is the register's record that it speaks for, if any.
    ``claims`` are all that carry it, its echoes among them; ``publishers`` are those that printed it.
    """

    key: str
    name: str
    party: str | None
    claims: tuple[str, ...]
    publishers: tuple[str, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """One value of a slot with the voices that stand behind it and the day since when they do."""

    value: str
    voices: tuple[str, ...]
    claims: tuple[str, ...]
    since: date | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """Values of one slot that cannot all be true."""

    slot: Slot
    positions: tuple[Position, ...]
    since: date | None = None
    opposed: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A number of persons over all voices: the lowest and the highest that is said, and who says which."""

    slot: Slot
    low: int | None
    high: int | None
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """An incident with what stands behind it: ``voices`` say that it happened or will, ``denials`` only deny it.

    ``agreed_by_opposed`` lists pairs of voices from opposed sides that both say it happened: the strongest support
    there is.
    """

    incident: str
    voices: tuple[Voice, ...]
    denials: tuple[Voice, ...]
    echoes: tuple[Echo, ...]
    spans: tuple[Span, ...]
    disputes: tuple[Dispute, ...]
    agreed_by_opposed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A day known in bounds: not before ``earliest``, not after ``latest``; ``None`` is open."""

    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Holding:
    """A party holds a place from one moment until another; ``until`` is ``None`` while nothing ended it.

    ``party`` is the register's id, or the words in quotation where the register has none; ``None`` where the place was
    left and nobody is said to hold it. ``voice`` is ``None`` in the timeline of all voices together. ``last_said`` is
    the last day for which somebody says so. ``contested`` are days of fighting over the place while it was held. ``also`` are
    the names of allies, sponsors and others of the same hand that are said to hold it. ``taken`` says that its beginning was
    told as an act, not only that it was under way.
    """

    place: str
    place_name: str
    party: str | None
    party_name: str
    since: Moment
    until: Moment | None
    claims: tuple[str, ...]
    voice: str | None = None
    last_said: date | None = None
    contested: tuple[date, ...] = ()
    besieged: tuple[date, ...] = ()
    inherited_from: str | None = None
    also: tuple[str, ...] = ()
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A place changes hands: who held it `before` and `after`, and when; ``None`` where nobody is said to have held it.

    ``claims`` are those that tell of the holder after it, or where it was only left of the one before.
    """

    place: str
    place_name: str
    before: str | None
    after: str | None
    when: Moment
    claims: tuple[str, ...]
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class LabelUse:
    """One publisher's word for a party in one claim; ``quoted`` where it is a speaker's word or stands in marks."""

    publisher: str
    party: str
    label: str
    quoted: bool
    claim: str
    document: str
    quote: Quote
    published: date | None = None


@dataclass(frozen=True, slots=True)
class LabelCount:
    """How often a publisher calls a party by a word, of all the times that it names the party by a word of its own."""

    publisher: str
    party: str
    label: str
    own: int
    quoted: int
    share: float
    claims: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class HeadlineFinding:
    """A claim of a headline that the text below denies, weakens, gives another number for, or does not hold."""

    document: str
    claim: str
    fault: HeadlineFault
    body: tuple[str, ...]
    sentence: str
