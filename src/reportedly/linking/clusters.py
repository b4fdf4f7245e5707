"""Linked claims become incidents, without a chain: one claim that fits two incidents must not make them one.

The strongest link is taken first, and the groups at its ends become one only if they fit as wholes: the mean weight
between their claims must be above zero (average linkage), counting pairs that were never candidates too. In the mean a pair
counts no more than ``MOST`` either way: one misread place or day does not keep a claim from many that it fits, and one claim
that bridges two strikes of one night, however well it fits both, is outvoted by the pairs that it does not stand in. Of large
groups, a few claims stand for all, chosen by id, so that the work for one link is bounded. The outcome depends on the claims
alone, never on their order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

Id = TypeVar("Id", str, int)
DELEGATES = 6
MOST = 3.0  # log-odds that a pair counts at most, for or against, where groups are held against each other
SURE = 1000.0  # the weight of a link that a person judged


def clusters(
    claims: Iterable[Id],
    links: Iterable[tuple[float, Id, Id]],
    score: Callable[[Id, Id], float],
    apart: Mapping[Id, Collection[Id]],
    known: Mapping[tuple[Id, Id], float],
) -> list[list[Id]]:
    """The claims in groups, each sorted by id. `apart` holds, by claim, those that people judged not to be of one happening.

    A link of weight ``SURE`` is a person's word and joins what the weights have made of both ends, as wholes, unless another word
    keeps the groups apart. `known` are weights of pairs that were not linked, the lower id first; what is neither there nor linked is asked of `score`.
    """
    group_of = {claim: claim for claim in claims}
    groups = {claim: [claim] for claim in group_of}
    delegates = {claim: [claim] for claim in group_of}
    links = list(links)
    weights = {(a, b) if a < b else (b, a): weight for weight, a, b in links if weight < SURE} | dict(known)
    unfit: dict[tuple[Id, Id], tuple[int, int]] = {}  # groups that did not fit, with their sizes then: they only grow
    for weight, a, b in sorted(links, key=lambda link: (link[0] >= SURE, -link[0], link[1], link[2])):
        one, other = sorted((group_of[a], group_of[b]))
        sizes = len(groups[one]), len(groups[other])
        if one == other or unfit.get((one, other)) == sizes:
            continue
        if _kept_apart(groups[one], groups[other], apart):
            continue
        if weight < SURE and _mean(delegates[one], delegates[other], score, weights) <= 0.0:
            unfit[one, other] = sizes
            continue
        if len(groups[one]) < len(groups[other]):
            one, other = other, one
        for claim in groups[other]:
            group_of[claim] = one
        groups[one].extend(groups.pop(other))
        delegates[one] = sorted(delegates[one] + delegates.pop(other))[:DELEGATES]
    return sorted(sorted(group) for group in groups.values())


def _kept_apart(one: Collection[Id], other: Collection[Id], apart: Mapping[Id, Collection[Id]]) -> bool:
    if not apart:
        return False
    others = set(other)
    return any(not others.isdisjoint(apart.get(claim, ())) for claim in one)


def _mean(
    one: list[Id], other: list[Id], score: Callable[[Id, Id], float], weights: dict[tuple[Id, Id], float]
) -> float:
    """The mean weight between the claims that stand for two groups, each held to ``MOST``."""
    total = 0.0
    for a in one:
        for b in other:
            both = (a, b) if a < b else (b, a)
            weight = weights.get(both)
            if weight is None:
                weight = weights[both] = score(*both)
            total += max(-MOST, min(MOST, weight))
    return total / (len(one) * len(other))
