"""An incident weighed: its voices, the echoes folded into them, the spans of its numbers, its disputes.

What comes out is an account of who says what, never a verdict. The strongest thing it can say is that voices of opposed
sides agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from reportedly.incident_model import Takeover, Weighed
from reportedly.linking.gist import Gist
from reportedly.linking.kin import Kin
from reportedly.model import Claim, Status
from reportedly.weighing.disputes import disputes
from reportedly.weighing.sides import NoSides, Sides, opposed_voices
from reportedly.weighing.values import COUNTED, span
from reportedly.weighing.voices import carried, echoes, gathered


def weigh(
    incident: str,
    claims: Iterable[Claim],
    kin: Kin,
    *,
    sides: Sides | None = None,
    takeovers: Sequence[Takeover] = (),
    as_of: date | None = None,
    gists: Mapping[str, Gist] | None = None,
) -> Weighed:
    """The incident's account, from what had been published by `as_of` where a day is given; `gists` are those of the claims,
    where they are known.

    ``voices`` are those that say it happened or will; those that deny are in ``denials``.
    """
    known = [claim for claim in claims if as_of is None or _by(claim, as_of)]
    items = carried(known, kin, takeovers, gists)
    everyone = gathered(items)
    denying = {id_ for id_, item in items.items() if item.gist.status is Status.DENIED}
    behind = tuple(voice for voice in everyone if set(voice.claims) - denying)
    denials = tuple(voice for voice in everyone if set(voice.claims) <= denying)
    day = _day(known)
    against = {frozenset(both) for both in opposed_voices(everyone, sides or NoSides(), kin, day)}

    def opposed(one: Iterable[str], other: Iterable[str]) -> bool:
        return any(frozenset((a, b)) in against for a in one for b in other)

    happened = {
        speaker.key
        for item in items.values()
        if item.gist.status is Status.OCCURRED
        for speaker in items[item.root].speakers
    }
    order = {voice.key: at for at, voice in enumerate(behind) if voice.key in happened}
    pairs = sorted(sorted(order[key] for key in both) for both in against if both <= order.keys())
    agreed = tuple((behind[a].key, behind[b].key) for a, b in pairs)
    spans = tuple(found for slot in COUNTED if (found := span(slot, items)) is not None)
    return Weighed(
        incident=incident,
        voices=behind,
        denials=denials,
        echoes=echoes(items),
        spans=spans,
        disputes=disputes(items, kin, opposed),
        agreed_by_opposed=agreed,
    )


def _by(claim: Claim, day: date) -> bool:
    """Whether the claim had been published by that day; of an undated document nobody knows, so it counts."""
    published = claim.document.published
    return published is None or published <= day


def _day(claims: Iterable[Claim]) -> date | None:
    """The first day that is told, for asking who stood against whom."""
    return min((claim.date.start for claim in claims if claim.date is not None), default=None)
