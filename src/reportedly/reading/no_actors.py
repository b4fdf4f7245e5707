"""What stands where an actor may and did not act: weapons that nobody is named with, and who only tells of it.

"Warplanes struck the town" names nobody; "Syrian warplanes" does. An agency that has heard of an attack made none, though a
caption that lost its stops may say so ("Reuters Gunfire in Homs").
"""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.model import ClaimType
from reportedly.reading.classes import MEANS
from reportedly.reading.merge_profiles import VIOLENT
from reportedly.reading.parts import Phrase, Unit

_POINTING = frozenset({"DET", "PRON", "NUM", "PUNCT"})  # what may stand before a noun without saying whose it is
_MEDIA = "media-monitor"
_BY_FORCE = VIOLENT | {
    ClaimType.TERRITORY_GAIN,
    ClaimType.WITHDRAWAL,
    ClaimType.CONTROL,
    ClaimType.SIEGE,
    ClaimType.DEPLOYMENT,
    ClaimType.ABDUCTION,
}


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
