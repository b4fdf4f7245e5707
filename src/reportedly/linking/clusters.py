"""Linked claims become incidents, without a chain: one claim that fits two incidents must not make them one.

The strongest link is taken first, and the groups at its ends become one only if they fit as wholes: the mean weight
between their claims must be above zero (average linkage), counting pairs that were never candidates too. A claim that
bridges two strikes of one night is worth one good link against many bad ones. Of large groups, a few claims stand for
all, chosen by id, so that the work for one link is bounded. The outcome depends on the claims alone, never on their order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from reportedly.linking.gist import Gist

Link = tuple[float, str, str]
DELEGATES = 6
SURE = 1000.0  # the weight of a link that a person judged


def clusters(
    claims: Iterable[str],
    links: Iterable[Link],
    gists: Mapping[str, Gist],
    score: Callable[[Gist, Gist], float],
    apart: Mapping[str, Collection[str]],
) -> list[list[str]]:
    """The claims in groups, each sorted by id. `apart` holds, by claim, those that people judged not to be of one happening.

    A link of weight ``SURE`` is a person's word and joins whatever the weights say, unless another word keeps the groups
    apart.
    """
    group_of = {claim: claim for claim in claims}
    groups = {claim: [claim] for claim in group_of}
    delegates = {claim: [claim] for claim in group_of}
    links = list(links)
    known = {(a, b) if a < b else (b, a): weight for weight, a, b in links if weight < SURE}
    unfit: dict[tuple[str, str], tuple[int, int]] = {}  # groups that did not fit, with their sizes then: they only grow
    for weight, a, b in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        one, other = sorted((group_of[a], group_of[b]))
        sizes = len(groups[one]), len(groups[other])
        if one == other or unfit.get((one, other)) == sizes:
            continue
        if _kept_apart(groups[one], groups[other], apart):
            continue
        if weight < SURE and _mean(delegates[one], delegates[other], gists, score, known) <= 0.0:
            unfit[one, other] = sizes
            continue
        if len(groups[one]) < len(groups[other]):
            one, other = other, one
        for claim in groups[other]:
            group_of[claim] = one
        groups[one].extend(groups.pop(other))
        delegates[one] = sorted(delegates[one] + delegates.pop(other))[:DELEGATES]
    return sorted(sorted(group) for group in groups.values())


def _kept_apart(one: Collection[str], other: Collection[str], apart: Mapping[str, Collection[str]]) -> bool:
    if not apart:
        return False
    others = set(other)
    return any(not others.isdisjoint(apart.get(claim, ())) for claim in one)


def _mean(
    one: list[str],
    other: list[str],
    gists: Mapping[str, Gist],
    score: Callable[[Gist, Gist], float],
    known: dict[tuple[str, str], float],
) -> float:
    """The mean weight between the claims that stand for two groups."""
    total = 0.0
    for a in one:
        for b in other:
            both = (a, b) if a < b else (b, a)
            weight = known.get(both)
            if weight is None:
                weight = known[both] = score(gists[both[0]], gists[both[1]])
            total += weight
    return total / (len(one) * len(other))
