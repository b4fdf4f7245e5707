"""What a pronoun stands for: rules of agreement and nearness, over this sentence and the two before it.

"It was seized by …" speaks of the town that the sentence before was about, "they withdrew" of its fighters. Subjects are
likelier antecedents than objects, near ones likelier than far ones. What somebody says of "it", "them" or "us" he says of himself
where that agrees: "the clan said it had abducted …". Where none fits, nothing is returned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon.triggers import Lexicon
from reportedly.reading.classes import class_of, means_of
from reportedly.reading.parts import Unit
from reportedly.reading.syntax import SUBJECTS, is_passive
from reportedly.reading.tokens import root

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

BACK = 2  # sentences to look back
FAR = 4  # … for a group that is told of all along
PLURAL = frozenset({"they", "them", "their", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
FIRST = frozenset({"we", "us", "our", "ourselves"})
OWNING = frozenset({"his", "her", "its", "their", "our"})
_CREWED = frozenset({"aircraft", "artillery"})  # means of attack that are somebody's, and act by themselves
POINTING = frozenset({"the", "this", "that"})
_BODIES = frozenset(
    {"armed-group", "coalition", "humanitarian", "international", "media-monitor", "political", "unknown"}
)
_ARMED = frozenset({"armed-group", "unknown"})
_CALLED = "rebels:"  # parties that are nothing but "rebels" of some country
_GROUPS = {"party", "armed", "civilian", "official"}


def antecedent(pronoun: Token, number: int, units: Sequence[Unit], lexicon: Lexicon) -> tuple[int, Token] | None:
    """The sentence and head word of the phrase that the pronoun stands for, or None."""
    word = pronoun.lower_
    if word in FIRST:
        return _speaker(pronoun, number, units, lexicon)
    if word not in PLURAL | NEUTER | PERSONAL:
        return None
    wants_place = word in NEUTER and pronoun.dep_ == "nsubjpass" and is_passive(pronoun.head)
    if not wants_place and (speaker := _speaker(pronoun, number, units, lexicon)) is not None:
        return speaker
    itself = _own_subject(pronoun)
    best: tuple[float, int, Token] | None = None
    for back in range(BACK + 1):
        at = number - back
        if at < 0 or units[at].sentence.where != units[number].sentence.where:
            break
        for token in _nouns(units[at], pronoun if back == 0 else None):
            kind = class_of(token, units[at], lexicon.noun_classes)
            if (back == 0 and token.i in itself) or not _agrees(word, token, kind, wants_place, units[at]):
                continue
            score = -3.0 * back + (2.0 if token.dep_ in SUBJECTS else 0.0)
            score += (1.0 if kind == "party" else 0.0) + (3.0 if wants_place and kind == "place" else 0.0)
            score -= 0.02 * (len(units[at].doc or ()) - token.i)
            if best is None or score > best[0]:
                best = (score, at, token)
        if best is not None and back > 0:
            break
    return (best[1], best[2]) if best else None


def _own_subject(pronoun: Token) -> Collection[int]:
    """The words of the subject of the verb whose object a pronoun is, who is somebody else: "rebels drove them out"."""
    if pronoun.dep_ != "dobj" or pronoun.lower_.endswith(("self", "selves")):
        return ()
    return {word.i for child in pronoun.head.lefts if child.dep_ == "nsubj" for word in child.subtree}


def _speaker(pronoun: Token, number: int, units: Sequence[Unit], lexicon: Lexicon) -> tuple[int, Token] | None:
    """The sentence and head word of whoever is told to say this of himself, or None.

    Of "it" and "them" only where the speaker is named before the pronoun in its sentence, and agrees with it.
    """
    word = pronoun.lower_
    for speech in units[number].speech:
        if not speech.start <= pronoun.idx < speech.end or not speech.speakers:
            continue
        speaker = speech.speakers[0]
        unit = units[speaker.sentence]
        words = unit.doc.covering(speaker.start, speaker.end) if unit.doc is not None else []
        if not words:
            continue
        head = root(words)
        if word in FIRST:
            return speaker.sentence, head
        if speaker.sentence != number or speaker.end > pronoun.idx:
            continue
        if _agrees(word, head, class_of(head, unit, lexicon.noun_classes), False, unit):
            return number, head
    return None


def meant(noun: Token, number: int, units: Sequence[Unit], lexicon: Lexicon) -> tuple[int, Token] | None:
    """Who is meant by "his troops" or "the group", as the sentence and head word of the name, or None.

    Fighters whom a pronoun gives to somebody are named after him; a body told of with "the" after the body named last; "the jets"
    after those named last with whose they are.
    """
    classes = lexicon.noun_classes.get(noun.lemma_.lower(), frozenset())
    if "owned" in classes:
        for child in noun.lefts:
            if child.dep_ == "poss" and child.lower_ in OWNING:
                return antecedent(child, number, units, lexicon)
    if "stand_in" in classes and noun.tag_ == "NN" and _stands_alone(noun, units[number]):
        return _body(noun, number, units)
    means = means_of(noun, lexicon.noun_classes) if noun.dep_ == "nsubj" else None
    if means in _CREWED and _stands_alone(noun, units[number]):
        return _armed_with(means, number, units, lexicon)
    return None


def group_meant(noun: Token, number: int, units: Sequence[Unit], lexicon: Lexicon) -> tuple[int, Token] | None:
    """Who is meant by "the militants", as the sentence and head word of the name, or None.

    The armed group that was named before them, if no other was in these sentences: two sides of a fight are two. "The same
    forces" are the group named last, if that sentence names no other.
    """
    classes = lexicon.noun_classes.get(noun.lemma_.lower(), frozenset())
    same = "owned" in classes and any(child.lower_ == "same" for child in noun.lefts)
    if not (same or "stand_in_plural" in classes) or noun.tag_ != "NNS" or not _stands_alone(noun, units[number]):
        return None
    found: dict[str, tuple[int, Token]] = {}
    for at in range(number, max(number - FAR, 0) - 1, -1):
        unit = units[at]
        if unit.sentence.where != units[number].sentence.where:
            break
        for key, token in _groups(unit, noun.i if at == number else None).items():
            found.setdefault(key, (at, token))
        if same and found:
            break
    if len(found) != 1:
        return None
    ((key, named),) = found.items()
    return None if key.startswith(_CALLED) else named


def _groups(unit: Unit, before: int | None) -> dict[str, Token]:
    """The armed groups that the sentence names, up to the word `before`, with the last word of their last name."""
    out: dict[str, Token] = {}
    for token in _names(unit, _ARMED, before):
        named = unit.party_at[token.i]
        out[named.party or named.name.casefold()] = token
    return out


def _names(unit: Unit, kinds: Collection[str], before: int | None) -> Iterator[Token]:
    """The last word of each name of a party of these kinds, up to the word `before`."""
    for token in (unit.doc or ())[:before]:
        named = unit.party_at.get(token.i)
        if named is not None and unit.party_kind_at[token.i] in kinds and unit.party_at.get(token.i + 1) is not named:
            yield token


def _stands_alone(noun: Token, unit: Unit) -> bool:
    """Whether nothing but "the" and plain adjectives stands with the noun, which names nobody itself."""
    pointed = any(child.lower_ in POINTING for child in noun.lefts)
    plain = noun.i not in unit.party_at and all(map(_names_nobody, noun.lefts))
    return pointed and plain and not any(child.dep_ in {"prep", "relcl", "acl", "appos"} for child in noun.rights)


def _names_nobody(word: Token) -> bool:
    """Whether a word before a noun leaves open who is meant: "the armed group", but not "the Saudi-led coalition"."""
    return word.dep_ == "det" or (word.dep_ == "amod" and word.text.islower() and not word.children)


def _body(noun: Token, number: int, units: Sequence[Unit]) -> tuple[int, Token] | None:
    """The body named last before the noun, one that is a subject before others."""
    for at in range(number, max(number - BACK, 0) - 1, -1):
        unit = units[at]
        if unit.sentence.where != units[number].sentence.where:
            return None
        named = list(_names(unit, _BODIES, noun.i if at == number else None))
        if named:
            return at, max(named, key=lambda token: (token.dep_ in SUBJECTS, token.i))
    return None


def _armed_with(means: str | None, number: int, units: Sequence[Unit], lexicon: Lexicon) -> tuple[int, Token] | None:
    """The means of this class named last in the sentences before, where the words say whose they are: "Chadian jets"."""
    for at in range(number - 1, max(number - BACK, 0) - 1, -1):
        unit = units[at]
        if unit.sentence.where != units[number].sentence.where:
            return None
        for noun in reversed(unit.doc or ()):
            if means_of(noun, lexicon.noun_classes) == means and noun.dep_ not in {"compound", "amod", "nmod"}:
                alone = noun.dep_ != "conj" and not any(child.dep_ == "conj" for child in noun.children)
                return (at, noun) if alone and any(word.i in unit.party_at for word in (noun, *noun.lefts)) else None
    return None


def _nouns(unit: Unit, before: Token | None) -> Iterator[Token]:
    for token in unit.doc or ():
        if before is not None and token.i >= before.i:
            return
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "amod", "npadvmod"}:
            yield token


def _agrees(word: str, token: Token, kind: str, wants_place: bool, unit: Unit) -> bool:
    plural = token.tag_ in {"NNS", "NNPS"}
    if word in PERSONAL:
        if (named := unit.party_at.get(token.i)) is not None:
            return (named.party or "").startswith("leader:")
        return kind == "person" or (kind in {"official", "civilian"} and token.tag_ == "NN")
    if word in PLURAL:
        return (kind in _GROUPS and plural) or kind == "party"
    if wants_place and kind == "place":
        return True
    return not plural and kind in {"party", "armed", "official"}
