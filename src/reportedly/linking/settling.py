"""Which incident is which, when its claims were grouped anew.

Ids have a history: an incident keeps the id that its first claim gave it; of two that merge, the one told first survives; of
one that splits, the part with the first claim keeps the id, or where that claim is gone the larger part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b

from reportedly.incident_model import Incident, IncidentEvent
from reportedly.linking.store import Store


def settle(
    groups: Sequence[Sequence[str]], gone: Iterable[str], store: Store
) -> tuple[list[Incident], list[str], list[IncidentEvent]]:
    """Each group under an id: the id of the incident whose first claim it holds, else one of its own first claim."""
    olds: dict[str, Incident] = {}
    for claim in (*(claim for group in groups for claim in group), *gone):
        id_ = store.incident_of(claim)
        if id_ is not None and id_ not in olds and (incident := store.incident(id_)) is not None:
            olds[id_] = incident
    keeper = _keepers(groups, olds)
    keeping: dict[int, list[Incident]] = {}
    for old in olds.values():
        if old.id in keeper:
            keeping.setdefault(keeper[old.id], []).append(old)
    put: list[Incident] = []
    ended: list[str] = []
    events: list[IncidentEvent] = []
    taken: set[str] = set()
    for i, group in enumerate(groups):
        gists = store.gists(group)
        first = min(group, key=lambda claim: gists[claim].order)
        kept = sorted(
            keeping.get(i, ()),
            key=lambda old: gists[old.first].order if old.first in gists else (0, old.id),
        )
        if kept:
            head = kept[0].first if kept[0].first in gists else first
            survivor = Incident(kept[0].id, head, tuple(group))
        else:
            survivor = Incident(_new_id(first, keeper, store), first, tuple(group))
        taken.add(survivor.id)
        for other in kept[1:]:
            ended.append(other.id)
            events.append(IncidentEvent(other.id, "merged", other.claims, survivor.id))
        if olds.get(survivor.id) != survivor:
            put.append(survivor)
            events += _events(survivor, olds, store.incident_of)
    for old in olds.values():
        if old.id not in keeper and old.id not in taken:
            ended.append(old.id)
            events.append(IncidentEvent(old.id, "ended", old.claims))
    return put, ended, events


def _new_id(first: str, keeper: Mapping[str, int], store: Store) -> str:
    """An id that no other incident has; the first claim may have given its id to one that it has left since."""
    made, again = incident_id(first), 0
    while made in keeper or store.incident(made) is not None:
        again += 1
        made = incident_id(f"{first} {again}")
    return made


def incident_id(first: str) -> str:
    """The id that an incident has from its first claim."""
    return "i_" + blake2b(first.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _keepers(groups: Sequence[Sequence[str]], olds: dict[str, Incident]) -> dict[str, int]:
    """By old incident, the group that keeps its id: the one with its first claim, else the one with most of it."""
    group_of = {claim: i for i, group in enumerate(groups) for claim in group}
    keeper: dict[str, int] = {}
    for old in olds.values():
        if old.first in group_of:
            keeper[old.id] = group_of[old.first]
            continue
        places = sorted(group_of[claim] for claim in old.claims if claim in group_of)
        if places:
            keeper[old.id] = max(dict.fromkeys(places), key=places.count)
    return keeper


def _events(now: Incident, olds: dict[str, Incident], incident_of: Callable[[str], str | None]) -> list[IncidentEvent]:
    """What happened to an incident that is not as it was: made, joined by claims, left by claims, split off."""
    old = olds.get(now.id)
    if old is None:
        parents = sorted({id_ for claim in now.claims if (id_ := incident_of(claim)) is not None})
        made = [IncidentEvent(now.id, "made", now.claims)]
        return made + [IncidentEvent(parent, "split", now.claims, now.id) for parent in parents]
    came, left = sorted(set(now.claims) - set(old.claims)), sorted(set(old.claims) - set(now.claims))
    events = []
    if came:
        events.append(IncidentEvent(now.id, "joined", tuple(came)))
    if left:
        events.append(IncidentEvent(now.id, "left", tuple(left)))
    return events
