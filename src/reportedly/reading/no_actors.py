"""What stands where an actor may and did not act: weapons that nobody is named with, and who only tells of it.

"Warplanes struck the town" names nobody; "Syrian warplanes" does. An agency that has heard of an attack made none, though a
caption that lost its stops may say so ("Reuters Gunfire in Homs"). "The army denied that Gao had fallen" does not say to whom:
whoever is named sentences before need not be meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.model import HOLDING, ClaimType, Status
from reportedly.reading.classes import MEANS
from reportedly.reading.merge_profiles import VIOLENT
from reportedly.reading.parts import Draft, Phrase, Unit

_POINTING = frozenset({"DET", "PRON", "NUM", "PUNCT"})  # what may stand before a noun without saying whose it is
_MEDIA = "media-monitor"
_BY_FORCE = VIOLENT | HOLDING | {ClaimType.SIEGE, ClaimType.DEPLOYMENT, ClaimType.ABDUCTION}


def who_acted(
    phrases: Sequence[Phrase], main: Draft, units: Sequence[Unit], nouns: Mapping[str, frozenset[str]]
) -> tuple[Phrase, ...]:
    """Those of the phrases that may have acted in the event that `main` tells; `nouns`: the classes of common nouns."""
    kind = main.candidate.type
    said = [phrase for phrase in phrases if not is_unsaid(phrase, main)]
    return tuple(phrase for phrase in said if not did_not_act(phrase, units[phrase.unit], kind, nouns))


def is_unsaid(phrase: Phrase, main: Draft) -> bool:
    """Whether a denial that a place was taken, left or held leaves open by whom, and the phrase stands in another sentence.

    What a pronoun stands for is said.
    """
    if main.status is not Status.DENIED or main.candidate.type not in HOLDING:
        return False
    meant = any(child.dep_ == "nsubj" and child.tag_ == "PRP" for child in main.candidate.head.children)
    return phrase.unit != main.candidate.unit and not meant


def did_not_act(phrase: Phrase, unit: Unit, kind: ClaimType, nouns: Mapping[str, frozenset[str]]) -> bool:
    """Whether the phrase names no actor of an event of this kind; `nouns`: the classes of common nouns."""
    if unit.doc is None:
        return False
    if kind in _BY_FORCE and unit.party_kind_at.get(phrase.head.i) == _MEDIA:
        return True
    words = [word for word in unit.doc.covering(phrase.start, phrase.end) if word.pos_ not in _POINTING]
    head = next((word for word in words if word.i == phrase.head.i), None)
    if head is None or any(word.i in unit.party_at or word.text[:1].isupper() for word in words[:-1]):
        return False  # "Russian warplanes" are somebody's
    word = head.lower_
    classes = nouns.get(word, frozenset()) | nouns.get(word.removesuffix("s"), frozenset())
    if len(words) > 1 and "armed" in classes and "owned" not in classes:
        return False  # "a suicide bomber"
    return head is words[-1] and bool(classes & set(MEANS))
