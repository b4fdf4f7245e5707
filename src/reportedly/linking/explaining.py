"""Why claims stand in one incident, and what almost stood in it: the joins with their reasons, for people to check."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.incident_model import Incident, Join
from reportedly.linking.clusters import SURE
from reportedly.linking.linker import Linker

MOST = 40  # claims of an incident among which the best partner is sought; beyond, only among those that are linked
NEARLY = -6.0  # log-odds below which a claim did not almost join


def why(incident: Incident, linker: Linker) -> tuple[Join, ...]:
    """For each claim but the first, its strongest join to another of the incident, in the order of the claims' ids.

    A join below zero is no contradiction: the claim fits the others together, or people judged so (weight ``SURE``).
    """
    gists = linker.store.gists(incident.claims)
    found = []
    for claim in incident.claims:
        if claim == incident.first or claim not in gists:
            continue
        links = [other for other in linker.store.links(claim) if other in gists]
        pool = incident.claims if len(incident.claims) <= MOST else links or incident.claims[:MOST]
        joins = [linker.weights.join(gists[claim], gists[other]) for other in pool if other != claim and other in gists]
        best = max(joins, key=lambda join: (join.weight, join.other))
        judged = [other for other, same in linker.store.judged(claim).items() if same and other in gists]
        found.append(Join(claim, judged[0], SURE) if judged else best)
    return tuple(found)


def nearly(incident: Incident, linker: Linker, *, most: int = 10) -> tuple[Join, ...]:
    """What almost joined, the nearest first: of each other incident the best join of any of its claims, above ``NEARLY``.

    A join above zero that is told here fits its two claims but not the incidents as wholes, or people judged against it.
    """
    best: dict[str, Join] = {}
    for claim, item in linker.store.gists(incident.claims[:MOST]).items():
        for other, gist in linker.candidates(item).items():
            if other in incident.claims:
                continue
            weight = linker.weights.score(item, gist)
            where = linker.store.incident_of(other) or other
            if weight > NEARLY and (where not in best or (weight, other) > (best[where].weight, best[where].other)):
                best[where] = Join(claim, other, weight)
    nearest = sorted(best.values(), key=lambda join: (-join.weight, join.other))[:most]
    return tuple(_told(nearest, linker))


def _told(joins: Iterable[Join], linker: Linker) -> Iterable[Join]:
    for join in joins:
        gists = linker.store.gists((join.claim, join.other))
        yield linker.weights.join(gists[join.claim], gists[join.other])
