"""One event told twice in a document is one claim: which drafts tell the same event.

A report tells an event in its headline, in its lead and once more in detail, and adds the toll three sentences later. Two
drafts are compared by many signs (`merge_signs`); a log-linear score says how likely they are the same. A draft joins the
claim before it of whose tellings it is likeliest to be one on the whole, or begins a new one. Each draft is compared with
at most `MOST` claims, so that the work stays linear in the length of the document.

How near the tellings of a claim are to each other, and how near the nearest other claim is, goes with them: what stands
half-way between two claims is seldom one of its own. Who denies what others tell gives an account of its own, which the
codebook keeps apart: it never joins theirs. Nor do two sides' acts that "while" joins in one sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reportedly.model import Status
from reportedly.reading.linear import Scores
from reportedly.reading.merge_clauses import apart
from reportedly.reading.merge_signs import Pairs
from reportedly.reading.opinion import Opinion
from reportedly.reading.parts import Draft, Unit

SURE = 0.43  # on the mean over a claim's tellings; chosen on reports from which nothing was learned
ALONE = 0.35  # where no encoder has a say; chosen by cross-validation
MOST = 24  # claims, the first four and the latest
LONGEST = 8  # tellings of a claim that are compared, the first and the latest


class Group(NamedTuple):
    """The tellings of one event, in the order of the text.

    `together`: how likely two of them tell one event, on the mean over all; None for a telling alone. `nearest`: the same for
    them and those of another claim, of that for which it is most; 0 where there is no other.
    """

    tellings: list[Draft]
    together: float | None = None
    nearest: float = 0.0


def cluster(
    drafts: Sequence[Draft], units: Sequence[Unit], scores: Scores, opinion: Opinion | None = None
) -> list[Group]:
    """The drafts, grouped by event, in the order in which each event is first told."""
    judge, pairs, least = scores["merge"], Pairs(drafts, units, opinion), ALONE if opinion is None else SURE
    groups: list[list[int]] = []
    compared: dict[tuple[int, int], float] = {}
    for number, draft in enumerate(drafts):
        best, at, denied = least, None, draft.status is Status.DENIED
        for group in groups[:4] + groups[max(4, len(groups) - MOST) :]:
            if (drafts[group[0]].status is Status.DENIED) != denied:
                continue
            told = group if len(group) <= LONGEST else [group[0], *group[1 - LONGEST :]]
            if any(apart(drafts[other], draft) for other in told):
                continue
            total = 0.0
            for other in told:
                p = compared[other, number] = judge(pairs.signs(drafts[other], draft))
                total += p
            if total / len(told) > best:
                best, at = total / len(told), group
        if at is None:
            groups.append([number])
        else:
            at.append(number)
    return _weighed(drafts, groups, compared)


def _weighed(
    drafts: Sequence[Draft], groups: Sequence[Sequence[int]], compared: Mapping[tuple[int, int], float]
) -> list[Group]:
    """The groups with how near their tellings are to each other and to others, of the pairs that were compared."""
    group_of = {number: at for at, group in enumerate(groups) for number in group}
    between: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for (one, other), p in compared.items():
        a, b = group_of[one], group_of[other]
        between[min(a, b), max(a, b)].append(p)
    together: dict[int, float] = {}
    nearest: dict[int, float] = {}
    for (a, b), ps in between.items():
        mean = sum(ps) / len(ps)
        if a == b:
            together[a] = mean
        else:
            nearest[a], nearest[b] = max(mean, nearest.get(a, 0.0)), max(mean, nearest.get(b, 0.0))
    return [
        Group([drafts[number] for number in group], together.get(at), nearest.get(at, 0.0))
        for at, group in enumerate(groups)
    ]
