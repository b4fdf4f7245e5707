"""What can be asked of the claims, as a value: every filter that is given must hold, and of several values one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import cos, radians
from typing import Literal

from reportedly.errors import LedgerError
from reportedly.ledger.seam import Box

KM_PER_DEGREE = 111.195
Names = tuple[str, ...]
Verdict = Literal["open", "accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Near:
    """Within `km` kilometres of a point, WGS 84."""

    lat: float
    lon: float
    km: float

    def __post_init__(self) -> None:
        if not (abs(self.lat) <= 90 and abs(self.lon) <= 180 and 0 < self.km <= 20_000):
            mend = "Give degrees of latitude and longitude, and kilometres above zero"
            raise LedgerError(f"{self.lat}, {self.lon}, {self.km} km is no place", where="near", mend=mend)

    def boxes(self) -> tuple[Box, ...]:
        """One box about it, or two where it lies across the date line."""
        up = self.km / KM_PER_DEGREE
        south, north = max(-90.0, self.lat - up), min(90.0, self.lat + up)
        across = max(abs(south), abs(north))
        side = 360.0 if across >= 89.9 else min(360.0, up / cos(radians(across)))
        if side >= 180:
            return (Box(-180.0, south, 180.0, north),)
        return boxes(self.lon - side, south, self.lon + side, north)


def boxes(west: float, south: float, east: float, north: float) -> tuple[Box, ...]:
    """The box, or its two parts where it lies across the date line; raises `LedgerError` where it is none."""
    if not (-90 <= south <= north <= 90 and -540 <= west <= 540 and -540 <= east <= 540):
        mend = "Give WEST,SOUTH,EAST,NORTH in degrees"
        raise LedgerError(f"{west},{south},{east},{north} is no box", where="bbox", mend=mend)
    if east - west >= 360:
        return (Box(-180.0, south, 180.0, north),)
    west, east = (west + 180) % 360 - 180, (east + 180) % 360 - 180
    if west <= east:
        return (Box(west, south, east, north),)
    return (Box(west, south, 180.0, north), Box(-180.0, south, east, north))


@dataclass(frozen=True, slots=True)
class Question:
    """A question about claims. Of a filter's several values one must hold; of the filters, all.

    Names are compared without regard to case, marks and punctuation; a party or place may also be given by its id.
    `party` is an actor, a target or a sponsor. `place` and `country` hold for the place of the event and for what it
    lies within. `near` and `box` look at points that stand for a town or its surroundings; `vague` adds provinces and
    countries by their middle. `since` and `until` are days: a claim that falls into them in part is given.
    `review`: claims that a person rejected are left out unless asked for. `as_of`: as the ledger stood then (UTC).
    `before`: only rows older than this one, for the next page.
    """

    type: Names = ()
    status: Names = ()
    actor: Names = ()
    target: Names = ()
    party: Names = ()
    place: Names = ()
    country: Names = ()
    speaker: Names = ()
    publisher: Names = ()
    document: Names = ()
    near: Near | None = None
    box: tuple[Box, ...] = ()
    vague: bool = False
    since: date | None = None
    until: date | None = None
    text: str | None = None
    min_confidence: float | None = None
    review: Verdict | Literal["any"] | None = None
    as_of: datetime | None = None
    limit: int | None = None
    before: int | None = None


def end_of(day: date) -> datetime:
    """The last moment of a day, as `as_of` takes it."""
    from datetime import UTC, time

    return datetime.combine(day, time(), UTC) + timedelta(days=1, microseconds=-1)
