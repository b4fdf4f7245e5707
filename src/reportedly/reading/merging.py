"""One event told twice in a document is one claim: which drafts tell the same event.

A report tells an event in its headline, in its lead and once more in detail, and adds the toll three sentences later. Two
drafts are compared by many signs (`merge_signs`); a log-linear score says how likely they are the same. A draft joins the
claim before it of whose tellings it is likeliest to be one on the whole, or begins a new one. Each draft is compared with
at most `MOST` claims, so that the work stays linear in the length of the document.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.linear import Scores
from reportedly.reading.merge_signs import Pairs
from reportedly.reading.opinion import Opinion
from reportedly.reading.parts import Draft, Unit

SURE = 0.4  # on the mean over a claim's tellings; chosen by cross-validation
MOST = 24  # claims, the first four and the latest
LONGEST = 8  # tellings of a claim that are compared, the first and the latest


def cluster(
    drafts: Sequence[Draft], units: Sequence[Unit], scores: Scores, opinion: Opinion | None = None
) -> list[list[Draft]]:
    """The drafts, grouped by event, in the order in which each event is first told."""
    judge, pairs = scores["merge"], Pairs(drafts, units, opinion)
    groups: list[list[Draft]] = []
    for draft in drafts:
        best, at = SURE, None
        for group in groups[:4] + groups[max(4, len(groups) - MOST) :]:
            told = group if len(group) <= LONGEST else [group[0], *group[1 - LONGEST :]]
            p = sum(judge(pairs.signs(other, draft)) for other in told) / len(told)
            if p > best:
                best, at = p, group
        if at is None:
            groups.append([draft])
        else:
            at.append(draft)
    return groups
