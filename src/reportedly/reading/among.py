"""Who or what is told to be among those hit: "21 civilians, eight of them children", "buildings including a school".

They are hit as much as those of whom they are part, and readers look for them by name; so they fill the role too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon.telling_words import load
from reportedly.lexicon.triggers import Lexicon
from reportedly.reading.classes import BUILT, PEOPLE, class_of
from reportedly.reading.parts import Phrase, Unit

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

_BEFORE_HEAD = frozenset({"DET", "NUM", "ADJ", "ADV", "ADP", "PRON", "SYM"})
HIT = PEOPLE | BUILT | {"thing", "place"}
REACH = 5  # words from the cue to the head of who is named


def with_those_among(phrases: Sequence[Phrase], units: Sequence[Unit], lexicon: Lexicon) -> tuple[Phrase, ...]:
    """The phrases and those who, or what, is told to be among them, in the order of the text."""
    taken = {(phrase.unit, phrase.head.i) for phrase in phrases}
    out: list[Phrase] = []
    for phrase in phrases:
        out.append(phrase)
        if phrase.kind in HIT:
            found = _among(phrase, units[phrase.unit], lexicon)
            out += [one for one in found if (one.unit, one.head.i) not in taken]
    return tuple(sorted(out, key=lambda phrase: (phrase.unit, phrase.start)))


def _among(phrase: Phrase, unit: Unit, lexicon: Lexicon) -> Iterator[Phrase]:
    cue = load().among.match(unit.sentence.text, phrase.end)
    if cue is None or unit.doc is None:
        return
    words = [token for token in unit.doc if token.idx >= cue.end()]
    at = 0
    while (head := _head(words[at : at + REACH])) is not None:
        kind = class_of(head, unit, lexicon.noun_classes)
        if kind not in (PEOPLE if phrase.kind in PEOPLE else BUILT):
            return
        yield Phrase(phrase.unit, words[at].idx, head.idx + len(head), head, kind)
        at = words.index(head) + 2
        if at >= len(words) or words[at - 1].lower_ != "and":
            return


def _head(words: Sequence[Token]) -> Token | None:
    for token in words:
        if token.pos_ in {"NOUN", "PROPN"}:
            return token
        if token.pos_ not in _BEFORE_HEAD:
            return None
    return None
