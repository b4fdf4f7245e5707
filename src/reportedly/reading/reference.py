"""What a pronoun stands for: rules of agreement and nearness, over this sentence and the two before it.

"It was seized by …" speaks of the town that the sentence before was about, "they withdrew" of its fighters. Subjects are
likelier antecedents than objects, near ones likelier than far ones. Where none fits, nothing is returned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon.triggers import Lexicon
from reportedly.reading.classes import class_of
from reportedly.reading.parts import Unit
from reportedly.reading.syntax import is_passive

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

BACK = 2  # sentences to look back
PLURAL = frozenset({"they", "them", "their", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_GROUPS = {"party", "armed", "civilian", "official"}


def antecedent(pronoun: Token, number: int, units: Sequence[Unit], lexicon: Lexicon) -> tuple[int, Token] | None:
    """The sentence and head word of the phrase that the pronoun stands for, or None."""
    word = pronoun.lower_
    if word not in PLURAL | NEUTER | PERSONAL:
        return None
    wants_place = word in NEUTER and pronoun.dep_ == "nsubjpass" and is_passive(pronoun.head)
    best: tuple[float, int, Token] | None = None
    for back in range(BACK + 1):
        at = number - back
        if at < 0 or units[at].sentence.where != units[number].sentence.where:
            break
        for token in _nouns(units[at], pronoun if back == 0 else None):
            kind = class_of(token, units[at], lexicon.noun_classes)
            if not _agrees(word, token, kind, wants_place):
                continue
            score = -3.0 * back + (2.0 if token.dep_ in {"nsubj", "nsubjpass"} else 0.0)
            score += (1.0 if kind == "party" else 0.0) + (3.0 if wants_place and kind == "place" else 0.0)
            score -= 0.02 * (len(units[at].doc or ()) - token.i)
            if best is None or score > best[0]:
                best = (score, at, token)
        if best is not None and back > 0:
            break
    return (best[1], best[2]) if best else None


def _nouns(unit: Unit, before: Token | None) -> Iterator[Token]:
    for token in unit.doc or ():
        if before is not None and token.i >= before.i:
            return
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "amod", "npadvmod"}:
            yield token


def _agrees(word: str, token: Token, kind: str, wants_place: bool) -> bool:
    plural = token.tag_ in {"NNS", "NNPS"}
    if word in PERSONAL:
        return kind == "person" or (kind == "official" and not plural)
    if word in PLURAL:
        return (kind in _GROUPS and plural) or kind == "party"
    if wants_place and kind == "place":
        return True
    return not plural and kind in {"party", "armed", "official"}
