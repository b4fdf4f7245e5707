"""Who speaks: the key of a voice, so that the same voice is the same everywhere.

A named speaker is itself in every document. Bodies of one state speak with one interest, so that neither confirms the
other: "the army" and "Damascus" are one voice, and so is a medium that belongs to a party. Unnamed speakers ("residents",
"a medical source") are somebody else in every publisher's report. A publisher's own words are the publisher's, or the
original's where the document names one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.linking.kin import Kin
from reportedly.linking.nouns import nouns
from reportedly.linking.wording import words_of
from reportedly.model import Claim, Document, Mention

_TAIL = re.compile(r"\b(?:in|of|at|from|with|near|inside|close to|who)\b.*", re.DOTALL)
_ARTICLE = re.compile(r"^(?:the|a|an|its|his|her|their|one|two|three|some|several|many|other)\s+", re.IGNORECASE)
UNKNOWN = "publisher unknown"
_OFTEN = 1 << 16


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice's key, its name for people, and the party that it speaks for, if any."""

    key: str
    name: str
    party: str | None = None


def publisher_of(document: Document, kin: Kin) -> Speaker:
    """The publisher as a voice; a document that names none is a voice of its own."""
    if not document.publisher:
        return Speaker(f"document:{document.id}", UNKNOWN)
    return _by_name(document.publisher, kin)


def origin_of(document: Document, kin: Kin) -> Speaker | None:
    """Where the document says that it was taken from, as a voice; ``None`` where it says nothing or names itself."""
    if not document.original_source:
        return None
    origin = _by_name(document.original_source, kin)
    return origin if origin.key != publisher_of(document, kin).key else None


def speakers_of(claim: Claim, kin: Kin) -> tuple[Speaker, ...]:
    """Who is quoted for the claim: the innermost speaker and those beside it, without media that only pass it on."""
    found: dict[str, Speaker] = {}
    for i, mention in enumerate(claim.said_by):
        if i and mention.party is not None and kin.is_medium(mention.party):
            continue
        speaker = speaker_of(mention, claim, kin)
        found.setdefault(speaker.key, speaker)
    return tuple(found.values())


def own_word(claim: Claim, kin: Kin) -> Speaker:
    """Whose word an unattributed claim is: the named original's, else the publisher's."""
    return origin_of(claim.document, kin) or publisher_of(claim.document, kin)


@lru_cache(_OFTEN)
def is_unnamed(name: str) -> bool:
    """Whether the words name nobody in particular: "medics in the city", "pro-government sources"."""
    words = words_of(_TAIL.sub("", _ARTICLE.sub("", name.strip())))
    return bool(words) and words[-1] in nouns().unnamed and name.split()[-1][:1].islower()


def speaker_of(mention: Mention, claim: Claim, kin: Kin) -> Speaker:
    """The voice of one who is quoted for the claim."""
    if mention.party is not None:
        return _of_party(mention.party, kin)
    within = own_word(claim, kin).key if is_unnamed(mention.name) else None
    return _by_words(mention.name, within)


@lru_cache(_OFTEN)
def _by_words(name: str, within: str | None) -> Speaker:
    """Who is quoted by these words; `within` is the voice that heard somebody unnamed."""
    words = " ".join(words_of(_ARTICLE.sub("", name.strip())))
    return Speaker(f"{within}/{words}" if within is not None else f"name:{words}", name)


@lru_cache(_OFTEN)
def _by_name(name: str, kin: Kin) -> Speaker:
    party = kin.named(name)
    if party is not None:
        return _of_party(party, kin)
    return Speaker(f"name:{' '.join(words_of(name)) or name}", name)


@lru_cache(_OFTEN)
def _of_party(party: str, kin: Kin) -> Speaker:
    line = kin.line(party)
    voice = party
    for above in line[1:]:
        if above.startswith("state:") or kin.is_medium(party) or party.startswith("leader:"):
            voice = above
            break
    return Speaker(f"party:{voice}", kin.name(voice), voice)
