"""What the voices of an incident say of one number: the span from the lowest to the highest, and who says which.

Nothing is averaged. A voice that is heard again with another number has changed it, so its latest counts, as of the day that
is asked for; two voices that differ stay two positions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from reportedly.incident_model import Position, Span
from reportedly.linking.gist import NO_UPPER, Range
from reportedly.linking.wording import words_of
from reportedly.model import Status
from reportedly.weighing.voices import Carried
from reportedly.weighing.words import words

Counted = Literal["killed", "injured", "captured"]
COUNTED: tuple[Counted, ...] = ("killed", "injured", "captured")
_HAPPENED = (Status.OCCURRED, Status.POSSIBLE)


def said(slot: Counted, items: Mapping[str, Carried]) -> dict[str, tuple[Range, Carried]]:
    """By voice, the latest range that it gives and the claim in which it does; what is denied or planned counts nobody."""
    latest: dict[str, tuple[Range, Carried]] = {}
    for item in items.values():
        counted: Range | None = getattr(item.gist, slot)
        if counted is None or item.gist.status not in _HAPPENED or item.root != item.claim.id or _own_kin(item):
            continue
        for speaker in item.speakers:
            before = latest.get(speaker.key)
            if before is None or before[1].gist.published == item.gist.published:
                if before is not None and not _is_fuller(counted, before[0]):
                    continue
                latest[speaker.key] = counted, item
            elif (item.gist.published or 0) > (before[1].gist.published or 0):
                latest[speaker.key] = counted, item
    return latest


def _own_kin(item: Carried) -> bool:
    """Whether it counts the speaker's own dead ("her two brothers") and no others."""
    told = [words_of(mention.quote.text)[-1:] for mention in item.claim.target]
    return bool(told) and all(last and last[0] in words().kin for last in told)


def span(slot: Counted, items: Mapping[str, Carried]) -> Span | None:
    """The span over all voices with one position for each number told; ``None`` where nobody counted."""
    latest = said(slot, items)
    if not latest:
        return None
    positions: dict[Range, list[tuple[str, Carried]]] = {}
    for voice, (counted, item) in latest.items():
        positions.setdefault(counted, []).append((voice, item))
    told = tuple(position(counted, who) for counted, who in sorted(positions.items()))
    highest = [high for _, high in positions]
    return Span(slot, min(low for low, _ in positions), None if NO_UPPER in highest else max(highest), told)


def position(counted: Range, who: list[tuple[str, Carried]]) -> Position:
    """The number as words and bounds, with the voices that give it."""
    low, high = counted
    return Position(
        value=number(counted),
        voices=tuple(voice for voice, _ in who),
        claims=tuple(dict.fromkeys(item.claim.id for _, item in who)),
        since=earliest(item.claim.document.published for _, item in who),
        low=low,
        high=None if high == NO_UPPER else high,
    )


def number(counted: Range) -> str:
    """The range as people write it: "31", "17 or more", "45 to 55"."""
    low, high = counted
    if high == NO_UPPER:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"


def earliest(days: Iterable[date | None]) -> date | None:
    """The first of the days that are known."""
    return min((day for day in days if day is not None), default=None)


def _is_fuller(one: Range, other: Range) -> bool:
    """Whether `one` is the fuller telling of two by one voice on one day: the narrower, or where they do not meet the higher.

    The lower counts a part of the dead ("five of them were children"), or those found by noon.
    """
    if one[0] > other[1] or other[0] > one[1]:
        return one[0] > other[1]
    return one[1] - one[0] < other[1] - other[0]
