"""Where places changed hands, from the timelines of who held them.

A map of who holds what is read for its changes. A handover is where one holding ends as another begins, a capture from
nobody known, or a place left to nobody told. That a holding was under way when it was first told of is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from reportedly.incident_model import Change, Holding, Moment

LONGEST_ACT = 31  # days within which a capture is told


def changes(found: Iterable[Holding], since: date | None = None) -> tuple[Change, ...]:
    """Where a place changed hands, or may have, on that day or later: by the day on which it was done at the latest.

    A holding that was under way when it was first told of begins none. Names are those of the parties.
    """
    told: list[Change] = []
    timelines: dict[tuple[str, str | None], list[Holding]] = defaultdict(list)
    for one in found:
        timelines[one.place, one.voice].append(one)
    for held in timelines.values():
        last: Holding | None = None
        for one in held:
            follows = last is not None and last.until == one.since
            if last is not None and last.until is not None and not follows:
                told.append(_change(last, last.party_name, None, last.until))
            if one.taken and (follows or is_act(one.since)):
                told.append(
                    _change(one, last.party_name if last is not None and follows else None, one.party_name, one.since)
                )
            last = one
        if last is not None and last.until is not None:
            told.append(_change(last, last.party_name, None, last.until))
    late = [one for one in told if since is None or one.when.latest is None or one.when.latest >= since]
    return tuple(sorted(late, key=lambda one: (one.when.latest or date.max, one.when.earliest or date.min, one.place)))


def is_act(begun: Moment) -> bool:
    """Whether a capture can be meant, told to the month at least; "in their hands since spring" tells of none."""
    return (
        begun.earliest is not None and begun.latest is not None and (begun.latest - begun.earliest).days <= LONGEST_ACT
    )


def _change(of: Holding, before: str | None, after: str | None, when: Moment) -> Change:
    return Change(of.place, of.place_name, before, after, when, of.claims, of.voice)
