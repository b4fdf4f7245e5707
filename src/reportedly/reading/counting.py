"""Which number counts where a report tells several of one event: "dozens" in the lead, 67 further down; 100 in the headline,
"more than 100" below it.

A report tells a number first in round words and then with care. The first told counts, unless another tells the same more
exactly or with more care; what differs beyond that is an earlier count, a part or another speaker's, and comes to no claim.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.model import Count
from reportedly.reading.quantities import Number, bounds

VAGUE = 2  # times its least is the most that a vague word may mean: "dozens" are 24 to 99, "about 50" no more than 55


def fullest(counts: Sequence[Count]) -> Count:
    """The count of an event of which `counts` are told, in the order in which they count; an empty one where none is."""
    if not counts:
        return Count()
    first = next((count for count in counts if _narrows(count, counts[0])), counts[0])
    return next((count for count in counts if _qualifies(count, first)), first)


def is_vague(told: Count | Number) -> bool:
    """Whether it is as vague as "dozens" or "several"."""
    return bool(told.min) and told.max is not None and told.max >= VAGUE * (told.min or 0)


def _narrows(count: Count, vague: Count) -> bool:
    """Whether it tells the number of those whom the other leaves vague."""
    if count.min is None or vague.min is None or not is_vague(vague) or is_vague(count):
        return False
    return vague.min <= count.min <= (vague.max or 0)


def _qualifies(count: Count, plain: Count) -> bool:
    """Whether it is the same number told with more care: "more than 100", "about 100"."""
    number = plain.min
    if not number or plain.max != number:
        return False
    return (count.min, count.max) in {bounds(how, number, number) for how in ("over", "about", "nearly")}
