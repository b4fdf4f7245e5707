"""Linked claims become incidents, without a chain: one claim that fits two incidents must not make them one.

The strongest link is taken first, and the groups at its ends become one only if they fit as wholes: the mean weight
between their claims must be above zero (average linkage), counting pairs that were never candidates too. In the mean a pair
counts no more than ``MOST`` either way: one misread place or day does not keep a claim from many that it fits, and one claim
that bridges two strikes of one night, however well it fits both, is outvoted by the pairs that it does not stand in.

What many reports tell is told loosely by most of them: of "Tuesday's attack" one names the province, one denies it, one gives another
toll, and each such slot costs every pair that it stands in. So the mean may fall to ``FLOOR`` where many pairs fit by themselves, a
third of all, and two claims or more of either group stand in them; a single claim must fit half of the other group. Misread slots
part many pairs, but no two raids agree in many.

Of large groups, the few claims that are told most exactly stand for all, so that the work for one link is bounded. The outcome depends on the
claims alone, never on their order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

Id = TypeVar("Id", str, int)
DELEGATES = 12
MOST = 3.0  # log-odds that a pair counts at most, for or against, where groups are held against each other
FLOOR = -1.0  # the mean that groups of which many pairs fit must be above
MANY, SHARE = 10, 1 / 3  # pairs that are many, and the part of all that they must be
ALONE, ALONE_SHARE = 5, 1 / 2  # … and where one of the groups is a single claim
SURE = 1000.0  # the weight of a link that a person judged


def clusters(
    claims: Iterable[Id],
    links: Iterable[tuple[float, Id, Id]],
    score: Callable[[Id, Id], float],
    apart: Mapping[Id, Collection[Id]],
    known: Mapping[tuple[Id, Id], float],
    *,
    vague: Callable[[Id], int] = lambda _: 0,
) -> list[list[Id]]:
    """The claims in groups, each sorted by id. `apart` holds, by claim, those that people judged not to be of one happening.

    A link of weight ``SURE`` is a person's word and joins what the weights have made of both ends, as wholes, unless another word
    keeps the groups apart. `known` are weights of pairs that were not linked, the lower id first; what is neither there nor linked is asked of `score`.
    `vague` says how much a claim leaves open: of a large group the claims stand for all that are told most exactly.
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
        if weight < SURE and not _fit(delegates[one], delegates[other], score, weights):
            unfit[one, other] = sizes
            continue
        if len(groups[one]) < len(groups[other]):
            one, other = other, one
        for claim in groups[other]:
            group_of[claim] = one
        groups[one].extend(groups.pop(other))
        delegates[one] = sorted(delegates[one] + delegates.pop(other), key=lambda claim: (vague(claim), claim))[
            :DELEGATES
        ]
    return sorted(sorted(group) for group in groups.values())


def _kept_apart(one: Collection[Id], other: Collection[Id], apart: Mapping[Id, Collection[Id]]) -> bool:
    if not apart:
        return False
    others = set(other)
    return any(not others.isdisjoint(apart.get(claim, ())) for claim in one)


def _fit(one: list[Id], other: list[Id], score: Callable[[Id, Id], float], weights: dict[tuple[Id, Id], float]) -> bool:
    """Whether the claims that stand for two groups fit as wholes: by the mean weight between them, each held to ``MOST``, or many of them by pairs."""
    total = 0.0
    fitting: list[tuple[Id, Id]] = []
    for a in one:
        for b in other:
            both = (a, b) if a < b else (b, a)
            weight = weights.get(both)
            if weight is None:
                weight = weights[both] = score(*both)
            total += max(-MOST, min(MOST, weight))
            if weight > 0.0:
                fitting.append((a, b))
    pairs = len(one) * len(other)
    if total > 0.0:
        return True
    if total <= FLOOR * pairs:
        return False
    if min(len(one), len(other)) == 1:
        return len(fitting) >= max(ALONE, ALONE_SHARE * pairs)
    both_sides = len({a for a, _ in fitting}) > 1 and len({b for _, b in fitting}) > 1
    return both_sides and len(fitting) >= max(MANY, SHARE * pairs)
