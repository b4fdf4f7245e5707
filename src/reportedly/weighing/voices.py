"""How many voices stand behind claims, once echoes are folded.

Forty texts may be five voices. A claim is carried by the speakers that it names, else by its publisher, else by the
original that its document was taken from; a passage that stands in an earlier document is that document's, whatever
publisher printed it again. So a copy adds a publisher to a voice, never a voice. Where a reader took down no speaker or another, `quoting`
finds the one that other claims of the incident quote in the claim's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.incident_model import Echo, Takeover, Voice
from reportedly.linking.comparisons import is_passage
from reportedly.linking.gist import Gist, gist
from reportedly.linking.kin import Kin
from reportedly.linking.speakers import Speaker, own_word, speakers_of
from reportedly.linking.wording import words_of
from reportedly.model import Claim
from reportedly.weighing.quoting import Quoted, may_quote_one

FEW = 60  # claims up to which all pairs are looked at for shared passages; beyond, only those that share a passage key
TAKEN_WHOLE = 0.8  # the share of a document in another from which on its unattributed claims are the other's


@dataclass(slots=True)
class Carried:
    """A claim, its gist, and by whom it is carried: ``speakers`` after folding, ``root`` the claim that it repeats.

    ``quotes`` tells whether its speakers are quoted, by what was read or by its words, and are not its publisher or original.
    """

    claim: Claim
    gist: Gist
    speakers: tuple[Speaker, ...]
    root: str
    quotes: bool
    echo: Echo | None = None
    members: list[str] = field(default_factory=list)


def voices(claims: Iterable[Claim], kin: Kin, takeovers: Sequence[Takeover] = ()) -> tuple[Voice, ...]:
    """The voices behind the claims, those heard first before later ones.

    Speakers of one state, or of one party and its media, are one voice. Unnamed speakers ("residents") are a voice for
    each publisher that heard them. A relay ("state television quoted the army") is no voice beside the one it quotes.
    """
    return gathered(carried(claims, kin, takeovers))


def carried(
    claims: Iterable[Claim],
    kin: Kin,
    takeovers: Sequence[Takeover] = (),
    gists: Mapping[str, Gist] | None = None,
) -> dict[str, Carried]:
    """Each claim with its speakers after folding, by id, earliest told first; `gists` are those that are known already."""
    taken = {(takeover.document, takeover.of): takeover for takeover in takeovers}
    items: dict[str, Carried] = {}
    known = gists or {}
    for claim in sorted(claims, key=_order):
        speakers = speakers_of(claim, kin)
        own = speakers or (own_word(claim, kin),)
        told = known.get(claim.id) or gist(claim, kin)
        items[claim.id] = Carried(claim, told, own, claim.id, bool(speakers))
    earlier: list[Carried] = []
    by_passage: dict[int, list[Carried]] = {}
    for item in items.values():
        pool = earlier if len(items) <= FEW else _sharing(item, by_passage)
        _fold(item, pool, items, taken)
        earlier.append(item)
        for key in item.gist.passages:
            by_passage.setdefault(key, []).append(item)
    printed: dict[str, list[Carried]] = {}
    for item in items.values():
        printed.setdefault(item.gist.publisher, []).append(item)
    for item in items.values():
        _fold_into_original(item, items, printed)
    for item in items.values():
        item.root = _end(item, items)
        items[item.root].members.append(item.claim.id)
    for item in items.values():
        _speak_for_all(item, items)
    _hear(items, kin)
    return items


def gathered(items: Mapping[str, Carried]) -> tuple[Voice, ...]:
    """The voices that carry these claims."""
    found: dict[str, tuple[Speaker, list[Claim]]] = {}
    for item in items.values():
        for speaker in items[item.root].speakers if item.root in items else item.speakers:
            found.setdefault(speaker.key, (speaker, []))[1].append(item.claim)
    return tuple(_voice(speaker, claims) for speaker, claims in found.values())


def echoes(items: Mapping[str, Carried]) -> tuple[Echo, ...]:
    """Which claims repeat which, each with its reason: passages and documents taken over, then shared speakers."""
    first: dict[str, str] = {}
    found = []
    for item in items.values():
        echo = item.echo
        for speaker in items[item.root].speakers:
            known = first.setdefault(speaker.key, item.claim.id)
            if echo is None and known != item.claim.id:
                other = items[known]
                if item.quotes and other.quotes:
                    echo = Echo(item.claim.id, known, "same speaker")
                elif item.gist.publisher == other.gist.publisher:
                    echo = Echo(item.claim.id, known, "same publisher")
                else:
                    echo = Echo(item.claim.id, known, "named as original")
        if echo is not None:
            found.append(echo)
    return tuple(found)


def _order(claim: Claim) -> tuple[int, str]:
    published = claim.document.published
    return (published.toordinal() if published else 10**9, claim.id)


def _sharing(item: Carried, by_passage: Mapping[int, list[Carried]]) -> list[Carried]:
    """Some earlier claims that share a passage key: the first under each key, for what repeats it repeats that one."""
    return [other for key in item.gist.passages for other in by_passage.get(key, ())[:3]]


def _fold(
    item: Carried, pool: Sequence[Carried], items: Mapping[str, Carried], taken: Mapping[tuple[str, str], Takeover]
) -> None:
    for other in pool:
        if item.gist.document == other.gist.document:
            continue
        if is_passage(item.gist, other.gist) and not _rivals(item, items[other.root]):
            item.root, item.echo = other.root, Echo(item.claim.id, other.claim.id, "same passage")
            return
    if item.gist.quoted:
        return
    for other in pool:
        takeover = taken.get((item.gist.document, other.gist.document))
        takeover = takeover or taken.get((other.gist.document, item.gist.document))
        if takeover is not None and takeover.share >= TAKEN_WHOLE:
            item.root, item.echo = other.root, Echo(item.claim.id, other.claim.id, "taken over")
            return


def _fold_into_original(item: Carried, items: Mapping[str, Carried], printed: Mapping[str, Sequence[Carried]]) -> None:
    """An unattributed claim of a document that names its original repeats what the original's publisher printed of it."""
    origin = item.speakers[0].key
    if item.gist.quoted or item.root != item.claim.id or origin == item.gist.publisher:
        return
    for other in printed.get(origin, ()):
        if _end(other, items) != item.claim.id:
            item.root, item.echo = other.claim.id, Echo(item.claim.id, other.claim.id, "named as original")
            return


def _end(item: Carried, items: Mapping[str, Carried]) -> str:
    """The claim at the end of the chain of repetitions."""
    while item.root != item.claim.id:
        item = items[item.root]
    return item.claim.id


def _rivals(a: Carried, b: Carried) -> bool:
    """Whether both name who says it, and name others: then the words are alike because the facts are."""
    if not (a.gist.quoted and b.gist.quoted):
        return False
    named = [{_plain(speaker) for speaker in item.speakers} for item in (a, b)]
    return named[0].isdisjoint(named[1]) and not may_quote_one(a.claim, b.claim)


def _plain(speaker: Speaker) -> str:
    """The speaker without the publisher that heard it, so that "residents" of a copy are those of the original."""
    return speaker.party or " ".join(words_of(speaker.name))


def _speak_for_all(item: Carried, items: Mapping[str, Carried]) -> None:
    """A root whose speaker was not read speaks with the speaker that its earliest attributed copy names."""
    if item.root != item.claim.id or item.gist.quoted:
        return
    for member in item.members:
        if items[member].gist.quoted:
            item.speakers, item.quotes = items[member].speakers, True
            return


def _hear(items: Mapping[str, Carried], kin: Kin) -> None:
    """A root whose words name a speaker that another claim quotes, and none that was read for it, speaks with him."""
    quoted = Quoted(kin)
    for item in items.values():
        if item.gist.quoted:
            quoted.learn(item.claim)
    for item in items.values():
        if item.root == item.claim.id and (speaker := quoted.in_words_of(item.claim)) is not None:
            item.speakers, item.quotes = (speaker,), True


def _voice(speaker: Speaker, claims: Sequence[Claim]) -> Voice:
    days = [claim.document.published for claim in claims if claim.document.published is not None]
    publishers = dict.fromkeys(claim.document.publisher for claim in claims if claim.document.publisher)
    ids = tuple(dict.fromkeys(claim.id for claim in claims))
    return Voice(speaker.key, speaker.name, speaker.party, ids, tuple(publishers), min(days) if days else None)
