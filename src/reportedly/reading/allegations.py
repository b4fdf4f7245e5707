"""Who accuses somebody of an event, and which statements are called untrue: words over an event that say whose it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.answer_words import load
from reportedly.reading.speech_subjects import told_by
from reportedly.reading.syntax import SUBJECTS

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

_OVER = frozenset({"of", "for", "over"})
_CALLING = frozenset({"call", "describe", "brand", "label"})
_SAID_OF = frozenset({"prep", "attr", "oprd", "acomp"})
_WITHIN = frozenset({"acl", "relcl", "ccomp", "xcomp", "pcomp", "conj", "advcl"})


def accusers(head: Token) -> frozenset[int]:
    """The words that name who accuses somebody of the event that `head` tells ("Kyiv accused them of strikes"): no part in it is his."""
    verbs = load().accuse
    if head.doc.vocabulary.isdisjoint(verbs):
        return frozenset()
    below = head
    for above in head.ancestors:
        charged = below.dep_ == "dobj" or (below.dep_ in {"prep", "pcomp"} and below.lower_ in _OVER)
        if charged and above.lemma_.lower() in verbs and above.pos_ == "VERB":
            return frozenset(token.i for token in told_by(above))
        below = above
    return frozenset()


def belied(head: Token) -> str:
    """The word by which the statement that tells the event is called untrue, or nothing: "reports of a strike were false",
    "rejected as a lie the claim that the town had fallen".
    """
    words = load()
    if head.doc.vocabulary.isdisjoint(words.statement) or head.doc.vocabulary.isdisjoint(words.false):
        return ""
    for above in head.ancestors:
        if above.pos_ == "NOUN" and above.lemma_.lower() in words.statement:
            return _untrue(above)
        if above.pos_ in {"VERB", "AUX"} and above.dep_ not in _WITHIN:
            return ""
    return ""


def _untrue(statement: Token) -> str:
    words = load()
    over = statement.head
    if statement.dep_ == "pobj" and over.lower_ == "as" and over.head.lemma_.lower() in words.deny:
        return next((child.lower_ for child in statement.lefts if child.lower_ in words.false), over.head.lower_)
    called = statement.dep_ in SUBJECTS or (statement.dep_ == "dobj" and over.lemma_ in _CALLING)
    if not called or any(child.dep_ == "neg" for child in over.children):
        return ""
    words_of = [over, *over.children]
    words_of += [word for child in over.children if child.dep_ in _SAID_OF for word in child.children]
    false = (word for word in words_of if word is not statement and {word.lemma_.lower(), word.lower_} & words.false)
    return next((word.lower_ for word in false), "")


def rejects_account(head: Token) -> bool:
    """Whether it only tells that somebody rejects what others told: "rejected the army's toll" is nobody's attack."""
    verbs = load().deny
    return head.lemma_.lower() in verbs and any(child.dep_ == "dobj" and _is_account(child) for child in head.children)


def _is_account(noun: Token) -> bool:
    """Whether a noun tells what was said or counted, and not an attack or who made it."""
    return noun.lemma_.lower() in load().statement | load().count


def is_unclaimed(head: Token) -> bool:
    """Whether it only tells that nobody owned up: "no group has claimed responsibility" is no event, and no denial of one."""
    if all(child.dep_ != "dobj" or child.lemma_.lower() not in load().part for child in head.children):
        return False
    return is_nobody(head)


def is_nobody(verb: Token) -> bool:
    """Whether the verb's subject is nobody: "no group", "nobody", "none of them"."""
    subjects = (child for child in verb.children if child.dep_ in SUBJECTS)
    return any(s.lower_ in {"nobody", "none"} or any(c.lower_ == "no" for c in s.children) for s in subjects)
