"""The words by which somebody answers for an event told before: "blamed the army", "denied responsibility", "dismissed it as a lie"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportedly.lexicon.answer_words import load
from reportedly.reading.allegations import is_nobody
from reportedly.reading.speech_subjects import told_by
from reportedly.reading.spotting import spots
from reportedly.reading.syntax import DEFINITE, expand, is_passive

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token

_POINTS = frozenset({"it", "this", "that", "them", "so"})
_FOR = frozenset({"of", "for", "on"})
_UNREAL = frozenset({"would", "could", "should", "may", "might", "must", "can", "will", "to"})


class Answer(NamedTuple):
    """A verb of answering with the head words of who answers and of whom he blames; `last`: the last word of its trigger.

    `denies`, of a part of his `own` in it, or of what others told (`statement`).
    """

    verb: Token
    last: Token
    who: tuple[Token, ...]
    accused: tuple[Token, ...] = ()
    denies: bool = False
    own: bool = False
    statement: bool = False


def find_answers(doc: Doc) -> list[Answer]:
    """The answers of one sentence to what was told before it, in the order of its words."""
    words = load()
    out: list[Answer] = []
    for i in spots(doc, words.verbs):
        verb = doc[i]
        lemma = verb.lemma_.lower()
        if verb.pos_ not in {"VERB", "AUX"} or lemma not in words.verbs or _is_unreal(verb):
            continue
        found = _accusation(verb) if lemma in words.accuse else _denial(verb)
        if found is not None:
            out.append(found)
    return out


def _is_unreal(verb: Token) -> bool:
    """Whether nobody answers: "has not denied", "would blame", "nobody blamed"."""
    if any(child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in _UNREAL) for child in verb.children):
        return True
    return is_nobody(verb)


def _accusation(verb: Token) -> Answer | None:
    passive = is_passive(verb)
    label = "nsubjpass" if passive else "dobj"
    accused = tuple(word for child in verb.children if child.dep_ == label for word in expand(child))
    who = tuple(told_by(verb))
    if not accused or not (who or passive):
        return None
    for over in (child for word in (verb, *accused) for child in word.children):
        if over.dep_ == "prep" and over.lower_ in _FOR and over.i > verb.i and not any(map(_points, over.children)):
            return None  # "for the shelling of a school", "of lying": what the sentence itself tells
    return Answer(verb, verb, who, accused)


def _points(word: Token) -> bool:
    """Whether it only points to what was told: "for it", "for the deaths", "of carrying out the attack"."""
    words = load()
    if word.dep_ == "pcomp" and word.lemma_.lower() in words.doing:
        return any(map(_points, (*word.children, *(obj for child in word.children for obj in child.children))))
    definite = any(child.dep_ == "det" and child.lower_ in DEFINITE for child in word.children)
    return word.lower_ in _POINTS or (definite and word.lemma_.lower() in words.deed)


def _denial(verb: Token) -> Answer | None:
    """ "denied responsibility", "denied it", "rejected the allegations", "which he dismissed as a lie"."""
    words = load()
    who = tuple(told_by(verb))
    if not who or any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children):
        return None
    false = _called(verb)
    for child in verb.children:
        if child.dep_ != "dobj":
            continue
        lemma = child.lemma_.lower()
        if lemma in words.part:
            return Answer(verb, child, who, denies=True, own=True)
        if lemma in words.statement and not _has_content(child):
            return Answer(verb, false or child, who, denies=True, statement=True)
        if child.lower_ in _POINTS and (verb.lemma_ == "deny" or false):
            return Answer(verb, false or child, who, denies=True, statement=True)
    of_statement = verb.head.lemma_.lower() in words.statement and not _told_by(verb)
    if (verb.dep_ == "relcl" and (false or of_statement)) or (
        verb.dep_ == "acl" and of_statement and _lacks_object(verb)
    ):
        return Answer(verb, false or verb, who, denies=True, statement=True)
    return None


def _called(verb: Token) -> Token | None:
    """The word by which something is called untrue: "as a lie", "as false"."""
    false = load().false
    for child in verb.children:
        if child.lower_ == "as" or child.dep_ in {"oprd", "acomp"}:
            for word in (child, *child.children):
                if word.lemma_.lower() in false or word.lower_ in false:
                    return word
    return None


def _has_content(noun: Token) -> bool:
    """Whether a word such as "reports" says itself what was told: "of a strike", "that the town fell"."""
    return any(
        child.dep_ in {"acl", "relcl", "ccomp"} or (child.dep_ == "prep" and child.lower_ in {"of", "about", "on"})
        for child in noun.children
        if child.i > noun.i
    )


def _lacks_object(verb: Token) -> bool:
    """Whether nothing else is denied: "a claim that the army dismissed"."""
    return all(child.dep_ != "dobj" for child in verb.children)


def _told_by(verb: Token) -> bool:
    """Whether the noun of a relative clause says itself what was told, apart from that clause."""
    return any(child is not verb and child.dep_ in {"acl", "ccomp"} for child in verb.head.children)
