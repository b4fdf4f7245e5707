"""Who is named as speaking: from the word that a verb of saying has as its subject to the words of a name.

Reports name speakers in full ("Observatory head Omar Sattar"), by office ("a spokesman for the coalition"), by
apposition ("the Delta Network, an activist group"), and then by "he", "it" or "the group". This module cuts the
smallest noun phrase that says who it is, and says what kind of speaker that is, so that later pronouns find it. The
phrase is cut by the order of words, since parses of titles and of text without commas are seldom right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reportedly.lexicon.speech_words import load
from reportedly.reading.speech_phrases import (
    GENITIVE,
    inside_name,
    is_body,
    joins,
    leftmost,
    name_after,
    name_before,
    person_follows,
    phrase_end,
    right_end,
)

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token

Kind = Literal["person", "people", "body", "either"]  # either: one word, that may be a surname or a country

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&-]+$")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Name:
    """The words that name a speaker: characters of one sentence, with what kind of speaker they name.

    `pronoun` and `stands_in` are set where the words stand for somebody named before.
    """

    start: int
    end: int
    text: str
    kind: Kind
    named: bool
    pronoun: str | None = None
    stands_in: str | None = None


def name_of(head: Token) -> Name | None:
    """The smallest noun phrase that names a speaker, or nothing where nobody but the publisher speaks.

    A named person is its name without rank and office. A pronoun, or "the group", comes back with `pronoun` or
    `stands_in`, for the caller to resolve. "Reports say" names nobody, nor does "our correspondent says".
    """
    nouns = load().nouns
    if head.pos_ == "PRON" or head.lower_ in {"he", "she", "it", "they"}:
        return Name(head.idx, head.idx + len(head), head.text, _pronoun_kind(head), False, pronoun=head.lower_)
    if not _WORD.search(head.text) or head.pos_ not in {"NOUN", "PROPN", "ADJ", "X", "VERB"}:
        return None
    head = _named_head(head)
    lemma = head.lemma_.lower()
    if (lemma in nouns.own or head.lower_ in nouns.own) and not joins(head):
        return _employer(head)
    if head.lower_ in nouns.never or lemma in nouns.never:
        return None
    if lemma in nouns.utterance or lemma in nouns.nobody:
        return _author(head, lemma)
    return _proper(head) if _is_name(head) else _common(head, lemma)


def _employer(head: Token) -> Name | None:
    """The publisher whose correspondent speaks, where it is named: "a Delta News correspondent"."""
    named = [child for child in head.children if child.dep_ in {"compound", "poss"} and child.pos_ == "PROPN"]
    return _proper(named[-1]) if named else None


def can_speak(token: Token) -> bool:
    """Whether a word is of a kind that speaks: a name, a pronoun, a person, a body, or what was said by one."""
    nouns = load().nouns
    if token.pos_ == "PRON":
        return token.tag_ == "PRP"
    token = _named_head(token)
    if token.lower_ in nouns.never or token.pos_ not in {"NOUN", "PROPN", "ADJ", "X"}:
        return False
    if token.pos_ == "PROPN":
        return True
    lemma = token.lemma_.lower()
    known = nouns.person | nouns.people | nouns.body | nouns.utterance | nouns.nobody | nouns.own
    if lemma in known or token.lower_ in known:
        return True
    return token.text[:1].isupper() and (token.i > 0 or _bare(token))


def _bare(token: Token) -> bool:
    """A singular that opens a sentence with no article before its verb: a name, whatever the parser takes it for."""
    doc = token.doc
    return token.i == 0 and token.tag_ == "NN" and len(doc) > 1 and doc[1].tag_ in {"VBD", "VBZ", "VBN"}


def _pronoun_kind(token: Token) -> Kind:
    if token.lower_ in {"he", "she", "who", "i", "him", "her"}:
        return "person"
    return "people" if token.lower_ in {"they", "them", "we"} else "body"


def _is_name(token: Token) -> bool:
    if token.pos_ == "PROPN" and not token.text.islower():
        return True
    lemma = token.lemma_.lower()
    nouns = load().nouns
    plain = lemma in nouns.person or lemma in nouns.body or lemma in nouns.people
    if not plain and _bare(token):
        return token.text[:1].isupper()
    return token.i > 0 and token.text[:1].isupper() and (not plain or _is_upper(token.doc, token.i - 1))


def _is_upper(doc: Doc, at: int) -> bool:
    return at > 0 and doc[at].text[:1].isupper() and doc[at].pos_ in {"PROPN", "ADJ"}


def _named_head(head: Token) -> Token:
    """The name that the phrase comes down to: "a spokesman, Col Omar", "the Delta Network an activist group"."""
    if head.lower_ in load().nouns.title and (person := _person_after(head)) is not None:
        return person
    if head.pos_ == "PROPN" and head.lower_ not in load().nouns.title:
        return head
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i > head.i:
            return child
    if head.pos_ == "PROPN":
        return head
    doc, first = head.doc, leftmost(head)
    if first > 1 and doc[first].lower_ in {"a", "an"}:
        before = doc[first - 2] if doc[first - 1].text == "," else doc[first - 1]
        if before.pos_ == "PROPN" and before.head.i != head.i and before.dep_ != "npadvmod":
            if before.dep_ != "pobj":
                return before
            if before.head.lower_ in {"for", "of"} and is_body(before.head.head):
                return before.head.head
    named = [i for i in range(head.i + 1, min(head.i + 8, len(doc))) if doc[i].lower_ in {"as", "named", "called"}]
    if named and (
        doc[named[-1] - 1].lower_ in {"identified", "known", "named", "name"}
        or (named[-1] == head.i + 1 and doc[named[-1]].lower_ != "as")
    ):
        for token in doc[named[-1] + 1 : named[-1] + 8]:
            if token.pos_ == "PROPN" and (token.i + 1 >= len(doc) or doc[token.i + 1].pos_ != "PROPN"):
                return token
    return head


def _person_after(office: Token) -> Token | None:
    """The last word of a name after an office that is named in full: "Secretary of State Omar Sattar"."""
    doc, at = office.doc, office.i + 3
    if at + 1 >= len(doc) or doc[office.i + 1].lower_ != "of" or not doc[at - 1].text[:1].isupper():
        return None
    end = at
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].lower_ not in load().nouns.never:
        end += 1
    return doc[end - 1] if end - at >= 2 and person_follows(doc, at, end - 1) else None


def _proper(head: Token) -> Name | None:
    doc, nouns = head.doc, load().nouns
    first, last = leftmost(head), right_end(head)
    the = doc[first].lower_ == "the"
    at = first
    # Names begin after the last common word: "the Delta-based monitor Omar Sattar".
    for i in range(_after_owner(head, first), head.i):
        word = doc[i].lower_.rstrip(".")
        if word == "state" and i > 1 and doc[i - 1].lower_ == "of" and doc[i - 2].lower_ in nouns.title:
            at = i + 1  # "Secretary of State Omar Sattar"
        elif (
            (not doc[i].text[:1].isupper() and not inside_name(doc, i, first))
            or (word in nouns.title and person_follows(doc, i + 1, head.i))
            or (doc[i].text in GENITIVE and person_follows(doc, i + 1, head.i) and last - i <= 4)
        ):
            at = i + 1
    while at < head.i and (doc[at].is_punct or doc[at].text in GENITIVE or doc[at].lower_ in {"for", "of", "and"}):
        at += 1
    titled = at > first and any(
        doc[i].lower_.rstrip(".") in nouns.title or doc[i].lemma_.lower() in nouns.person for i in range(first, at)
    )
    while at < head.i and doc[at].pos_ == "DET":
        at += 1
    text = doc.between(at, last + 1)
    kind = _kind_of_name(doc, at, last, the=the, titled=titled)
    stands_in = head.lower_ if the and at == last and is_body(head) else None
    return Name(doc[at].idx, doc[last].idx + len(doc[last]), text, kind, True, stands_in=stands_in)


def _after_owner(head: Token, first: int) -> int:
    """Where a body's name goes on after that of the body it is part of: "the Sudanese army's General Command"."""
    doc = head.doc
    if not is_body(head):
        return first
    owned = (i for i in range(head.i - 1, first, -1) if doc[i].text in GENITIVE and is_body(doc[i - 1]))
    return next(owned, first)


def _kind_of_name(doc: Doc, first: int, last: int, *, the: bool, titled: bool) -> Kind:
    inner = [token for token in doc[first : last + 1] if not token.is_punct]
    if any(is_body(token) for token in inner) or _ACRONYM.match(doc[last].text):
        return "body"
    if titled:
        return "person"
    if the:
        return "body"
    tokens = [token for token in inner if token.text not in GENITIVE]
    if " " not in doc.between(first, last + 1):
        nouns = load().nouns
        word = doc[last].lower_.removesuffix("s")
        return "people" if word != doc[last].lower_ and word in nouns.person | nouns.people else "either"
    return "person" if len(tokens) <= 4 and all(token.pos_ in {"PROPN", "X"} for token in tokens) else "body"


def _common(head: Token, lemma: str) -> Name | None:
    doc, nouns = head.doc, load().nouns
    plural = head.tag_ in {"NNS", "NNPS"}
    human = lemma in nouns.person or lemma in nouns.people
    if not (human or lemma in nouns.body):
        return _owner(head)
    first, last = leftmost(head), phrase_end(head)
    if not plural and (after := name_after(doc, last, body=not human)):
        return _between(doc, *after, "person" if human else "body")
    if run := name_before(doc, first, head, human=human):
        return _between(doc, *run, "person" if human else "body")
    stands_in = _stands_in(doc, first, head, lemma) if last == head.i else None
    the = doc[first].lower_ in {"the", "its", "their", "this"}
    while first < head.i and (
        doc[first].pos_ == "DET" or doc[first].is_punct or doc[first].tag_ in {"PRP$", "CD", "POS"}
    ):
        first += 1
    text = doc.between(first, last + 1)
    kind: Kind = "people" if plural else "person" if human else "body"  # "it" is never the authorities
    named = first < head.i or last > head.i or not the
    return Name(doc[first].idx, doc[last].idx + len(doc[last]), text, kind, named, stands_in=stands_in)


def _owner(head: Token) -> Name | None:
    """Whose it is that speaks: "the state department's designation said"."""
    for child in head.children:
        if child.dep_ == "poss" and (is_body(child) or child.pos_ == "PROPN"):
            return name_of(child)
    return None


def _between(doc: Doc, first: int, last: int, kind: Kind) -> Name:
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    return Name(start, end, doc.between(first, last + 1), kind, True)


def _stands_in(doc: Doc, first: int, head: Token, lemma: str) -> str | None:
    nouns = load().nouns
    if doc[first].lower_ not in {"the", "this", "its", "that", "their"}:
        return None
    if doc[first].lower_ in {"its", "their"} and lemma not in nouns.stand_in:
        return None
    inner = [token for token in doc[first + 1 : head.i] if token.text[:1].isupper()]
    if any(token.nbor().text != "-" for token in inner):
        return None
    return lemma if lemma in nouns.stand_in or lemma in nouns.person_in or lemma in nouns.body else None


def _author(head: Token, lemma: str) -> Name | None:
    """Whose statement or report it is: "the army's statement", "a statement by the army", "an army report"."""
    nouns = load().nouns
    for child in head.children:
        inner: list[Token] = []
        if child.dep_ == "poss" and child.pos_ != "PRON":
            inner = [child]
        elif child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"}:
            inner = [token for token in child.children if token.dep_ == "pobj"]
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            inner = [t for c in child.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"]
        elif child.dep_ == "compound" and can_speak(child) and (child.pos_ == "PROPN" or is_body(child)):
            inner = [child]
        for token in inner:
            if token.pos_ in {"NOUN", "PROPN"}:
                return name_of(token)
    the = any(child.lower_ in {"the", "its", "their", "his"} for child in head.children)
    if the and lemma in nouns.utterance and head.tag_ == "NN":
        return Name(head.idx, head.idx + len(head), head.text, "body", False, stands_in=lemma)
    return None
