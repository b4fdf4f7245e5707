"""The columns: one row a version of a claim, in the order of the ledger, with what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.ledger.facets import fold
from reportedly.model import ClaimType, Status
from reportedly.web.served import State
from reportedly.web.summary.names import Codes, Keys

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Keyed = NDArray[np.uint64]
Small = NDArray[np.int8]
Reals = NDArray[np.float64]
Mask = NDArray[np.bool_]

TYPES = tuple(kind.value for kind in ClaimType)
STATUSES = tuple(status.value for status in Status)
REVIEWS = ("open", "accepted", "rejected")
ROLES = ("actor", "target", "said_by", "backer")
FOR_GOOD = np.iinfo(np.int32).max  # the batch in which a current row is closed: none yet
UNKNOWN_DAY = np.iinfo(np.int32).min
UNPLACED, PLACED = 0, 8  # beside UCDP's 1 to 7: no point; a point whose precision is not known
EXACT = (1, 2, PLACED)  # what the ledger's questions take for a town or its surroundings
VAGUE = (3, 4, 5, 6, 7)

Name = tuple[str | None, str, str]  # party, name, text
PlaceName = tuple[str | None, str | None, str, str | None, str | None]  # place, name, text, country, admin1


@dataclass(frozen=True, slots=True)
class Claims:
    """`start` and `end` are days as `date.toordinal` numbers them. `document` and `incident` are keys of ids."""

    rowno: Longs
    id: Keyed
    valid_from: Ints
    valid_to: Ints
    type: Small
    status: Small
    review: Small
    start: Ints
    end: Ints
    confidence: Reals
    document: Keyed

    def __len__(self) -> int:
        return len(self.rowno)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Parties named in a slot: the index of the claim, the role (`ROLES`), the code of the name."""

    claim: Ints
    role: Small
    name: Ints


@dataclass(frozen=True, slots=True)
class Places:
    """Places of claims: the index of the claim, whether it is what the event lay within, the code of the place, WGS 84."""

    claim: Ints
    within: Mask
    place: Ints
    lat: Reals
    lon: Reals
    precision: Small


def _words_of_name(name: Name) -> tuple[str | None, ...]:
    """What a party is found by: the same as in the ledger's own index (`ledger.facets`)."""
    return name[0], fold(name[1]), fold(name[2])


def _words_of_place(place: PlaceName) -> tuple[str | None, ...]:
    """What a place is found by: the same as in the ledger's own index."""
    return place[0], fold(place[2]), fold(place[1] or place[2])


@dataclass(slots=True)
class Books:
    """What the codes stand for. Shared by all states of a ledger: it only grows."""

    names: Codes[Name] = field(default_factory=lambda: Codes(_words_of_name))
    places: Codes[PlaceName] = field(default_factory=lambda: Codes(_words_of_place))
    publishers: Codes[str | None] = field(default_factory=Codes)
    claims: Keys = field(default_factory=lambda: Keys("c"))
    documents: Keys = field(default_factory=lambda: Keys("d"))
    incidents: Keys = field(default_factory=lambda: Keys("i"))


@dataclass(frozen=True, slots=True)
class Raw:
    """The columns as they come from the ledger, and how far they were read.

    `documents`: keys, the codes of their publishers and the days on which they were published (`FOR_GOOD` where nobody knows),
    sorted by key. `members`: keys of claims and of their incidents,
    sorted by claim. `takeovers`: keys of documents that took over the text of others, sorted, and a number for each that is
    another once it is said to have taken over other texts.
    """

    state: State
    claims: Claims
    mentions: Mentions
    places: Places
    documents: tuple[Keyed, Ints, Ints]
    members: tuple[Keyed, Keyed]
    takeovers: tuple[Keyed, Keyed]
    last: dict[str, int]


def empty(state: State) -> Raw:
    """The columns of a ledger of which nothing was read."""
    claims = Claims(*(np.empty(0, kind) for kind in _KINDS["claims"]))
    mentions = Mentions(*(np.empty(0, kind) for kind in _KINDS["mentions"]))
    places = Places(*(np.empty(0, kind) for kind in _KINDS["places"]))
    documents = (np.empty(0, np.uint64), np.empty(0, np.int32), np.empty(0, np.int32))
    members = (np.empty(0, np.uint64), np.empty(0, np.uint64))
    takeovers = (np.empty(0, np.uint64), np.empty(0, np.uint64))
    return Raw(state, claims, mentions, places, documents, members, takeovers, {})


_KINDS: dict[str, tuple[Any, ...]] = {
    "claims": (
        np.int64, np.uint64, np.int32, np.int32, np.int8, np.int8, np.int8, np.int32, np.int32, np.float64, np.uint64,
    ),
    "mentions": (np.int32, np.int8, np.int32),
    "places": (np.int32, np.bool_, np.int32, np.float64, np.float64, np.int8),
}  # fmt: skip


def columns_of(kind: str, rows: list[tuple[Any, ...]]) -> list[NDArray[Any]]:
    """Rows as columns of the types of `kind`."""
    return [np.array(column, dtype) for column, dtype in zip(zip(*rows, strict=True), _KINDS[kind], strict=True)]
