"""What a reporter puts into another's words in passing: "the besieged port of A", "B, a rebel bastion", "C, where …".

"The army said it shelled rebel-held Taiz" makes the army tell of the shelling, not of who holds the town: that is how the
reporter tells his readers which town it is. Such words belong to nobody but the publisher, unless they are quoted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import triggers
from reportedly.reading.speech_content import Range
from reportedly.reading.spotting import labelled

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token


_LABELS = frozenset({"amod", "appos", "relcl"})


def without_asides(doc: Doc, spans: list[Range], cue: Token) -> list[Range]:
    """`spans` with what is told in passing about a place cut out, in order; what holds the cue itself stays."""
    out: list[Range] = []
    for start, end in spans:
        at = start
        for a, b in _asides(doc, start, end):
            if a >= at and not a <= cue.i < b:
                out.append((at, a))
                at = b
        out.append((at, end))
    return [(start, end) for start, end in out if start < end]


def _asides(doc: Doc, start: int, end: int) -> list[Range]:
    places = triggers.load().noun_classes
    out: list[Range] = []
    for at in labelled(doc, _LABELS):
        if not start <= at < end:
            continue
        token = doc[at]
        if token.dep_ == "amod" and token.head.i > token.i and _participle(token):
            head = token.head
            if head.pos_ == "PROPN" or "place" in places.get(head.lemma_.lower(), frozenset()):
                out.append((token.i, token.i + 1))
        elif _bastion(token) or _where(token):
            out.append((token.left_edge.i, token.right_edge.i + 1))
    return [(a, min(b, end)) for a, b in out if a >= start]


def _participle(token: Token) -> bool:
    return token.tag_ == "VBN" or (token.tag_ == "JJ" and token.lower_.endswith("ed"))


def _bastion(token: Token) -> bool:
    """ "B, a rebel bastion". An apposition with a clause of its own is mostly a sentence that has lost its stop."""
    if token.dep_ != "appos" or token.pos_ != "NOUN" or token.head.pos_ != "PROPN":
        return False
    return not any(word.tag_ in {"VBD", "VBZ", "VBP"} and word.dep_ != "relcl" for word in token.subtree)


def _where(token: Token) -> bool:
    """ "C, where rebels rule"."""
    first = token.left_edge
    return token.dep_ == "relcl" and first.lower_ == "where" and first.i > 0 and first.nbor(-1).text == ","
