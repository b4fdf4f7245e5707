"""An incident as its page shows it, without the claims themselves: what can be kept of one, and shown a part at a time.

Few incidents have thousands of claims, and those are looked at most. To weigh one takes longer than anybody waits for a page,
and to show all of its claims at once helps nobody. So those of many claims are weighed behind the pages' backs and laid out
for good (`summary.shelved`), and a page fetches only the claims that it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportedly.incident_model import Weighed
from reportedly.incidents import Account
from reportedly.printable import printable
from reportedly.web import told
from reportedly.web.told import Row

NOW = 60  # claims of which an incident is weighed while somebody waits, half a millisecond each; one of more was before
MOST_POINTS = 200  # of an incident's places on its small map
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Laid:
    """An incident laid out. `claims` are the ids of those that are weighed, in the order in which they were told, each with
    the number of its publisher among `publishers`; `more` is how many are not.

    `summary` is how lists show it (`told.summary`); `points` are for its small map, `more_points` how many are left out.
    """

    first: str
    summary: Record
    claims: tuple[tuple[str, int], ...]
    publishers: tuple[str, ...]
    weighed: Weighed
    rows: tuple[Row, ...]
    points: tuple[Record, ...]
    more_points: int = 0
    more: int = 0

    @property
    def id(self) -> str:
        """The incident's id."""
        return self.weighed.incident

    @property
    def ids(self) -> list[str]:
        """The ids of the claims that are weighed."""
        return [claim for claim, _ in self.claims]


def laid(one: Account, more: int = 0) -> Laid:
    """An account laid out; `more` claims are not in it."""
    numbers: dict[str, int] = {}
    claims = tuple((claim.id, numbers.setdefault(claim.document.publisher or "", len(numbers))) for claim in one.claims)
    points = _points(one)
    return Laid(
        one.incident.first,
        told.summary(one),
        claims,
        tuple(numbers),
        one.weighed,
        tuple(told.rows(one)),
        tuple(points[:MOST_POINTS]),
        max(0, len(points) - MOST_POINTS),
        more,
    )


def _points(one: Account) -> list[Record]:
    """The places of the incident, each once."""
    found = {
        (place.lat, place.lon): {
            "lat": place.lat, "lon": place.lon, "precision": place.precision, "name": printable(place.name or place.quote.text),
        }
        for claim in one.claims
        for place in claim.places
        if place.lat is not None and place.lon is not None
    }  # fmt: skip
    return list(found.values())
