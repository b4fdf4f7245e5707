"""How far a noun phrase reaches that names a speaker: its first and last word, and the name that stands inside it.

Phrases are cut by the order of words and their part of speech, since parses of titles and of text without commas are
seldom right. Words are given by their number in the sentence; both ends belong to the phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.speech_words import load

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token

GENITIVE = {"'s", "’s", "'", "’"}
_AFTER = {"of", "for", "in", "at", "from", "with", "on", "to", "close"}
_BRACKETS = {"-LRB-", "-RRB-", "-LSB-", "-RSB-", "(", ")", "[", "]"}
_LONGEST = 14  # words of a noun phrase
_MODIFIED = 3  # words from an adjective to what it is of


def leftmost(head: Token) -> int:
    """The first word of the noun phrase that ends in `head`, by the order of words; a determiner begins it."""
    doc, first = head.doc, head.i
    while first > 0 and head.i - first < _LONGEST and _goes_before(doc, first - 1, head):
        first -= 1
        if doc[first].pos_ == "DET" or doc[first].tag_ == "PRP$":
            break
    return first


def _goes_before(doc: Doc, at: int, head: Token) -> bool:
    token = doc[at]
    if token.text in GENITIVE:
        return at > 0
    if token.text in {"-", "–"}:
        return not token.whitespace_ or not doc[at - 1].whitespace_
    if token.lower_ in load().nouns.never and doc[at + 1].text != "-":  # "a 39-year-old mason"
        return False
    if token.pos_ in {"PROPN", "NOUN", "ADJ", "DET", "NUM", "X"} or token.tag_ in {"PRP$", "HYPH"}:
        return not (token.pos_ == "NOUN" and token.tag_ == "NNS" and token.head.i < at)
    if token.lower_ in {"for", "of"}:
        return (
            0 < at < head.i and doc[at + 1].text[:1].isupper() and doc[at - 1].pos_ == "PROPN" and is_body(doc[at - 1])
        )
    return (
        token.tag_ in {"VBN", "VBG"}
        and at + 1 <= head.i
        and (doc[at - 1].text == "-" or token.dep_ in {"amod", "compound"})
    )


def is_body(token: Token) -> bool:
    nouns = load().nouns
    return token.lower_ in nouns.body or token.lower_.rstrip("s") in nouns.body


def inside_name(doc: Doc, at: int, first: int) -> bool:
    """A small word within a name: "Observatory for Human Rights", "Abu al-Nour", "Co-ordination Committees"."""
    if at > first + 1 and doc[at - 1].text == "-" and not doc[at - 1].whitespace_:
        return doc[at - 2].text[:1].isupper() and doc[at].tag_ != "VBN"
    if doc[at].is_punct or doc[at].text in GENITIVE:
        return True
    if doc[at].lower_ in {"for", "of", "and"}:
        return at > first and doc[at - 1].text[:1].isupper()
    return (
        doc[at].lower_ in {"al", "el", "de", "von", "van", "bin", "ibn", "abu", "ash", "as", "an", "ad"}
        and doc[at].pos_ != "ADP"
        and doc[at].pos_ != "DET"
    )


def person_follows(doc: Doc, start: int, end: int) -> bool:
    """Whether the words that are left look like a person's name: capitals, and none of a body, office or people."""
    nouns = load().nouns
    rest = [token for token in doc[start : end + 1] if not token.is_punct and token.text not in GENITIVE]
    if not rest or len(rest) > 5:
        return False
    return (
        all(
            (token.pos_ == "PROPN" or token.lower_ in {"al", "el", "bin"})
            and not is_body(token)
            and (token.lower_.rstrip(".") in nouns.title or token.lemma_.lower() not in nouns.person)
            for token in rest
        )
        and rest[-1].lower_.rstrip(".") not in nouns.title
    )


def right_end(head: Token) -> int:
    """The last word of a name: what follows without a break, and "of …" or "for …" after a body."""
    doc, last = head.doc, head.i
    while last + 1 < len(doc) and (
        (
            doc[last + 1].pos_ == "PROPN"
            and doc[last + 1].head.i <= last
            and doc[last + 1].dep_ not in {"npadvmod", "nsubj"}
        )
        or (
            doc[last + 1].text == "-"
            and not doc[last].whitespace_
            and last + 2 < len(doc)
            and not doc[last + 1].whitespace_
        )
    ):
        if doc[last + 1].lower_ in load().nouns.never or doc[last + 1].text in _BRACKETS:
            break
        last += 2 if doc[last + 1].text == "-" else 1
    if joins(doc[last]):
        last += 2
    if is_body(doc[last]):
        last = _what_for(doc, _what_for(doc, last))  # "Office for the Coordination of Humanitarian Affairs"
    return last


def _what_for(doc: Doc, last: int) -> int:
    """The last word of the "of …" or "for …" that goes on with a name whose last word is given."""
    at = last + 1
    if at + 1 >= len(doc) or doc[at].lower_ not in {"of", "for"} or not doc[last].text[:1].isupper():
        return last
    while at + 1 < len(doc) and doc[at].lower_ in {"of", "for", "the", "and"}:
        at += 1
    if not doc[at].text[:1].isupper() or doc[at].pos_ not in {"PROPN", "NOUN", "ADJ"}:
        return last
    while at + 1 < len(doc) and _name_goes_on(doc, at):
        at += 1
    if doc[at].pos_ == "ADJ" and at < doc[at].head.i <= at + _MODIFIED:
        return doc[at].head.i  # "of the Ukrainian armed forces"
    return at


def joins(token: Token) -> bool:
    """Whether a capital preposition holds a name together: "Reporters Without Borders"."""
    after = token.doc[token.i + 1 : token.i + 3]
    return len(after) == 2 and after[0].text in {"Without", "Against", "For"} and after[1].text[:1].isupper()


def _name_goes_on(doc: Doc, at: int) -> bool:
    after = doc[at + 1]
    if after.lower_ in load().nouns.never:
        return False
    if after.text[:1].isupper() and after.pos_ in {"PROPN", "NOUN", "ADJ"}:
        return True
    return (
        after.lower_ in {"of", "and"}
        and at + 2 < len(doc)
        and doc[at + 2].pos_ == "PROPN"
        and doc[at + 2].head.i in {at, at + 1}
    )


def name_after(doc: Doc, last: int, *, body: bool) -> tuple[int, int] | None:
    """The name that follows an office: "the governor, Omar Sattar, said", "state news agency Delta said"."""
    at, comma = last + 1, False
    if at < len(doc) and doc[at].text == "," and not body:
        at, comma = at + 1, True
    while at < len(doc) and doc[at].lower_.rstrip(".") in load().nouns.title:
        at += 1
    end = at
    while end < len(doc) and _in_run(doc[end]):
        end += 1
    if end == at or end - at > 5:
        return None
    if comma and (end >= len(doc) or doc[end].text not in {",", ".", "-LRB-", "("} or end - at < 2):
        return None
    return at, end - 1


def _in_run(token: Token) -> bool:
    if token.lower_ in load().nouns.never or token.text in _BRACKETS:
        return False
    if token.text == "-":
        return token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN"
    return token.pos_ == "PROPN"


def name_before(doc: Doc, first: int, head: Token, *, human: bool) -> tuple[int, int] | None:
    """The name right before a common word: "Delta Watch group", "Radio Omar news agency", "Omar Sattar coordinator
    of".
    """
    nouns = load().nouns
    if not human and head.lemma_.lower() not in nouns.stand_in:
        return None
    at = head.i
    while at > first and doc[at - 1].lower_ in nouns.media:
        at -= 1
    end = at
    while at > first and (_in_run(doc[at - 1]) or (at < end and doc[at - 1].lower_ in {"for", "of"})):
        at -= 1
    while at < end and not doc[at].text[:1].isupper():
        at += 1
    if human:
        plain = all(not is_body(token) and token.lower_ not in nouns.title for token in doc[at:end])
        return (at, end - 1) if end - at >= 2 and end == head.i and plain and head.tag_ == "NN" else None
    return (at, end - 1) if end > at and (at == 0 or doc[at - 1].text != "-") else None


def phrase_end(head: Token) -> int:
    """The last word of a short "of/for/at …" phrase that says whose speaker it is."""
    doc, last = head.doc, head.i
    if last + 2 >= len(doc) or doc[last + 1].lower_ not in _AFTER or doc[last + 1].pos_ not in {"ADP", "SCONJ"}:
        return last
    at = last + 2
    if doc[at].lower_ in {"to"}:
        at += 1
    end = None
    while at < len(doc) and at - last < _LONGEST:
        token = doc[at]
        if token.lower_ in load().nouns.never:
            break
        if token.pos_ in {"NOUN", "PROPN"}:
            end = at
        elif (token.tag_ == "VBN" and doc[at - 1].text == "-") or (
            token.lower_ in {"of", "for"}
            and end is not None
            and (doc[end].pos_ == "PROPN" or is_body(doc[end]))
            and at + 1 < len(doc)
        ):
            pass
        elif (
            token.pos_ not in {"DET", "ADJ", "PROPN", "NUM"}
            and token.text not in {*GENITIVE, "-"}
            and token.tag_ != "PRP$"
        ):
            break
        at += 1
    return last if end is None else end
