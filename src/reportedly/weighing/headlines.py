"""Headline against body: what a headline claims and its own text denies, weakens, counts otherwise or does not hold.

Headlines are written by others than the text, and read by more. A claim of the headline is held against the claims of the
same document below it: told as a fact where the text only has a speaker's word, told where the text has a denial, with a
number that the text does not give, or not told there at all. What doctors, residents or a monitor told is a report's ordinary ground,
not a side's word, so a headline that leaves them out says no more than its text. A truce is a case of its own: the headline has it kept, and the
text tells of its breach, which denies no event and yet says the contrary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from reportedly.incident_model import HeadlineFault, HeadlineFinding
from reportedly.linking.comparisons import AGREED, SAME_EVENT, actor, date, kind, target
from reportedly.linking.gist import Gist, gist
from reportedly.linking.kin import Kin
from reportedly.linking.whereabouts import place
from reportedly.linking.wording import words_of
from reportedly.model import Claim, ClaimType, Document, Mention, Quote, Status
from reportedly.weighing.values import COUNTED, number
from reportedly.weighing.words import words

APART = ("beside", "apart", "far")  # levels of two places that are not one
HERE = ("same", "at", "inside")
LATELY = 3  # days
TRUCE = "The headline tells of a truce that is kept; the text tells that it was broken."
SENTENCES: dict[HeadlineFault, str] = {
    "denied": "The text denies what the headline says.",
    "weakened": "The headline says as a fact what the text gives as somebody's word, or as uncertain.",
    "another toll": "The text gives another number than the headline.",
    "not held": "Nothing in the text says what the headline says.",
}


def headlines(claims: Iterable[Claim], kin: Kin) -> tuple[HeadlineFinding, ...]:
    """The findings, document by document; where headline and text agree there is none."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document.id].append(claim)
    found: list[HeadlineFinding] = []
    for own in by_document.values():
        body = [claim for claim in own if not in_headline(claim.evidence, claim.document)]
        for claim in own:
            finding = _of_truce(claim, body, kin)
            if finding is None:
                finding = _of_both(claim, kin) if claim in body else _of_title(claim, body, kin)
            if finding is not None:
                found.append(finding)
    return tuple(found)


def in_headline(quote: Quote, document: Document) -> bool:
    """Whether the words stand in the title, or in the text's first line where that repeats the title."""
    if quote.where == "title":
        return True
    at = document.text.find(document.title) if document.title else -1
    return (
        document.title is not None
        and at >= 0
        and not document.text[:at].strip()
        and quote.end <= at + len(document.title)
    )


def _of_title(claim: Claim, body: Sequence[Claim], kin: Kin) -> HeadlineFinding | None:
    """A claim that was read in the headline alone."""
    head = gist(claim, kin)
    same = [(other, gist(other, kin)) for other in body]
    about = [(other, item) for other, item in same if _same_event(head, item)]
    if not about:
        # A claim of a near kind and no far place may be the headline's with a slot misread: nobody can say that it is not held.
        doubtful = any(kind(head, item) != "apart" and place(head, item) not in ("apart", "far") for _, item in same)
        return None if doubtful else _finding(claim, "not held", ())
    own, status = _its_event(head, about), claim.status
    if status is Status.OCCURRED and all(other.status is Status.DENIED for other, _ in about):
        return _finding(claim, "denied", [other for other, _ in about])
    if (
        status is Status.OCCURRED
        and not claim.said_by
        and not claim.hedged
        and not _attributes(claim, words_of(claim.document.title or claim.evidence.text))
        and all(_is_weak(other, kin) for other, _ in own)
    ):
        return _finding(claim, "weakened", _nearest(head, own))
    for slot in COUNTED:
        mine = getattr(head, slot)
        theirs = [
            (other, getattr(item, slot))
            for other, item in about
            if getattr(item, slot) is not None and _is_its(head, item)
        ]
        if mine is not None and theirs and all(mine[1] < low or high < mine[0] for _, (low, high) in theirs):
            numbers = ", ".join(number(counted) for _, counted in theirs)
            return _finding(claim, "another toll", [other for other, _ in theirs], f"{number(mine)} against {numbers}")
    return None


def _of_both(claim: Claim, kin: Kin) -> HeadlineFinding | None:
    """A claim that headline and text both tell, where only the text says whose word it is."""
    titles = [quote.text for quote in claim.also if in_headline(quote, claim.document)]
    if not titles or claim.status is not Status.OCCURRED or not _is_weak(claim, kin):
        return None
    if _attributes(claim, [word for title in titles for word in words_of(claim.document.title or title)]):
        return None
    return _finding(claim, "weakened", (claim,))


def _of_truce(claim: Claim, body: Sequence[Claim], kin: Kin) -> HeadlineFinding | None:
    """A truce that the headline says is kept, and of which the text tells that it was broken.

    A truce covers ground, so what breaks it may lie beside the place that is named for it.
    """
    title = words_of(claim.document.title or "")
    if claim.type is not ClaimType.CEASEFIRE or claim.status is not Status.OCCURRED or not _in_title(claim, title):
        return None
    if words().keeping.isdisjoint(title) or _breaks(title):
        return None
    head = gist(claim, kin)
    if _breaks(words_of(claim.evidence.text)):
        # Headline and text were read as one claim, of which the text tells the fuller part: the breach.
        one = claim in body and any(in_headline(quote, claim.document) for quote in claim.also)
        return HeadlineFinding(claim.document.id, claim.id, "denied", (claim.id,), TRUCE) if one else None
    broken = [
        other
        for other in body
        if other.type is ClaimType.CEASEFIRE
        and other.status is Status.OCCURRED
        and _breaks(words_of(other.evidence.text))
        and place(head, gist(other, kin)) not in ("apart", "far")
        and _of_these_days(claim, other)
    ]
    if not broken:
        return None
    return HeadlineFinding(claim.document.id, claim.id, "denied", tuple(other.id for other in broken), TRUCE)


def _breaks(told: Iterable[str]) -> bool:
    return not words().breaking.isdisjoint(told)


def _in_title(claim: Claim, title: Collection[str]) -> bool:
    """Whether the headline tells the claim, in words that were read or by its trigger."""
    if any(in_headline(quote, claim.document) for quote in (claim.evidence, *claim.also)):
        return True
    trigger = words_of(claim.trigger.text)
    return bool(trigger) and set(trigger) <= set(title)


def _of_these_days(claim: Claim, other: Claim) -> bool:
    """Whether the other tells of the claim's day, or where that has none of the last days before publication."""
    day = claim.date.end if claim.date is not None else claim.document.published
    return other.date is not None and day is not None and abs((other.date.end - day).days) <= LATELY


def _attributes(claim: Claim, title: Collection[str]) -> bool:
    """Whether the headline says that somebody says it, or names a speaker by a word of its name ("… at Least 17: Monitor")."""
    told = set(title)
    return bool(told & words().attributing) or any(set(words_of(one.name)) & told for one in claim.said_by)


def _is_weak(claim: Claim, kin: Kin) -> bool:
    """Whether the text is uncertain, or has only the word of somebody who is not beside the fight."""
    uncertain = claim.hedged or claim.status in (Status.POSSIBLE, Status.PLANNED)
    return uncertain or (bool(claim.said_by) and not any(_is_witness(one, kin) for one in claim.said_by))


def _is_witness(speaker: Mention, kin: Kin) -> bool:
    """Whether the speaker saw, treated or counts, and does not fight: by the register, or by a noun ("medics in the city")."""
    if speaker.party is not None:
        return not all(kin.holds_ground(above) for above in kin.line(speaker.party))  # a monitor, or its head
    return not words().witnesses.isdisjoint(words_of(speaker.name))


def _same_event(head: Gist, item: Gist) -> bool:
    """Whether a claim of the text may be the headline's: of a near kind, and nothing told of both keeps them apart."""
    if kind(head, item) == "apart":
        return False
    if place(head, item) in APART or date(head, item) in ("days", "apart"):
        return False
    return "other" not in (actor(head, item), target(head, item))


def _its_event(head: Gist, about: Sequence[tuple[Claim, Gist]]) -> Sequence[tuple[Claim, Gist]]:
    """Those that tell the very event, if any do: that a town fell says who stormed it in nobody's words but its own."""
    return [(other, item) for other, item in about if kind(head, item) in SAME_EVENT] or about


def _nearest(head: Gist, own: Sequence[tuple[Claim, Gist]]) -> list[Claim]:
    """Of these the claims that agree best with the headline: in the type, then in the place, the day and who did it."""
    agree: tuple[Callable[[Gist], bool], ...] = (
        lambda item: head.kind is item.kind,
        lambda item: place(head, item) in HERE,
        lambda item: date(head, item) in ("same", "meet"),
        lambda item: actor(head, item) in AGREED,
    )
    for agrees in agree:
        own = [(other, item) for other, item in own if agrees(item)] or own
    return [other for other, _ in own]


def _is_its(head: Gist, item: Gist) -> bool:
    """Whether a toll of the text is surely the headline's: of the very type and place, and no total of a war."""
    return head.kind is item.kind and place(head, item) in HERE


def _finding(claim: Claim, fault: HeadlineFault, body: Sequence[Claim], more: str = "") -> HeadlineFinding:
    sentence = f"{SENTENCES[fault]} {more}." if more else SENTENCES[fault]
    return HeadlineFinding(claim.document.id, claim.id, fault, tuple(other.id for other in body), sentence)
