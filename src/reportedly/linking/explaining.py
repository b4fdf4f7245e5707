"""Why claims stand in one incident, and what almost stood in it: the joins with their reasons, for people to check."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from reportedly.incident_model import Incident, Join
from reportedly.linking.blocking import keys
from reportedly.linking.clusters import SURE
from reportedly.linking.linker import Linker

MOST = 40  # claims of an incident among which the best partner is sought; beyond, only among those that are linked
NEARLY = -6.0  # log-odds below which a claim did not almost join


def why(incident: Incident, linker: Linker, claims: Sequence[str] | None = None) -> tuple[Join, ...]:
    """For each of these claims of an incident (without them, of all), but its first, the strongest join to another, in the order
    of their ids.

    A join below zero is no contradiction: the claim fits the others together, or people judged so (weight ``SURE``).
    """
    asked = incident.claims if claims is None else claims
    return tuple(_joins(incident, frozenset(incident.claims), asked, linker))


def _joins(incident: Incident, own: Collection[str], claims: Sequence[str], linker: Linker) -> Iterator[Join]:
    store, few = linker.store, len(own) <= MOST
    if not few:
        store.look(claims)
    gists = dict(store.gists(own if few else (*claims, *incident.claims[:MOST])))
    pool = list(gists.items())[:MOST]
    for id_ in sorted(claims):
        if id_ == incident.first or id_ not in gists:
            continue
        judged = [other for other, same in store.judged(id_).items() if same and other in own]
        if judged:
            yield Join(id_, judged[0], SURE)
            continue
        linked = [] if few else [(weight, other) for other, weight in store.links(id_).items() if other in own]
        if not linked:
            linked = [(linker.weights.score(gists[id_], gist), other) for other, gist in pool if other != id_]
        if linked:
            best = max(linked)[1]
            found = gists.get(best) or store.gists((best,)).get(best)
            if found is not None:
                yield linker.weights.join(gists[id_], found)


def nearly(incident: Incident, linker: Linker, *, most: int = 10) -> tuple[Join, ...]:
    """What almost joined, the nearest first: of each other incident the best join of any of its claims, above ``NEARLY``.

    A join above zero that is told here fits its two claims but not the incidents as wholes, or people judged against it.
    """
    store, own = linker.store, set(incident.claims)
    items = store.gists(incident.claims[:MOST])
    under = {claim: keys(item) for claim, item in items.items()}
    # Asked for together, which is one question to a store that has to ask.
    store.seek({key for found in under.values() for key in found})
    store.gists({other for found in under.values() for key in found for other in store.members(key)})
    near = []
    for claim, item in items.items():
        for other, gist in linker.candidates(item, under[claim]).items():
            if other not in own and (weight := linker.weights.score(item, gist)) > NEARLY:
                near.append(Join(claim, other, weight))
    near.sort(key=lambda join: (join.weight, join.other), reverse=True)
    best: dict[str, Join] = {}
    for join in near:
        if len(best) >= most and join.weight < min(one.weight for one in best.values()):
            break  # which incident the rest belong to need not be asked
        best.setdefault(store.incident_of(join.other) or join.other, join)
    nearest = sorted(best.values(), key=lambda join: (-join.weight, join.other))[:most]
    return tuple(_told(nearest, linker))


def _told(joins: Iterable[Join], linker: Linker) -> Iterable[Join]:
    for join in joins:
        gists = linker.store.gists((join.claim, join.other))
        yield linker.weights.join(gists[join.claim], gists[join.other])
