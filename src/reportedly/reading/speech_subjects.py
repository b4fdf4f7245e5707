"""Who stands as the subject of a verb of saying.

The parser's subject is asked first. It is wrong where a text has lost its commas ("… leaving 12 dead a source at the
police command told reporters"): there the noun phrase that stands right before the verb is the speaker, and so it is
where the parser's subject is nothing that can speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.speech_words import load
from reportedly.reading.speech_names import can_speak
from reportedly.reading.syntax import SUBJECTS, expand, is_passive

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token

DEPTH = 5  # steps to a shared subject
NEAR = 12  # words of a noun phrase before its verb
_FINITE = {"VBD", "VBZ", "VBP"}
_PHRASE = {"NOUN", "PROPN", "ADJ", "NUM", "DET", "ADP", "PART", "X"}


def speakers_of(verb: Token) -> list[Token]:
    """Head words of the speakers: own subject, shared subject, or the noun phrase beside the verb."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    finite = is_finite(verb)
    if own:
        subject = max((child for child in own if child.i < verb.i), key=lambda child: child.i, default=own[0])
        if subject.tag_ in {"WDT", "WP"} or (subject.lower_ == "that" and subject.pos_ == "PRON"):
            return expand(verb.head) if verb.dep_ == "relcl" else []
        if finite and _cut_off(subject, verb) and (beside := _before(verb)):
            return beside
        found = [word for word in expand(subject) if can_speak(word)]
        return found or (finite and (_before(verb) or _after(verb))) or []
    if finite and (beside := _inverted(verb) or _before(verb) or _after(verb)):
        return beside
    if verb.tag_ == "VBG" and (beside := _with(verb)):
        return beside
    return [word for word in _shared(verb) if can_speak(word)]


def is_finite(verb: Token) -> bool:
    """Whether the verb has a tense: "says", "said", "has said"."""
    if verb.tag_ in _FINITE:
        return True
    return verb.tag_ in {"VBN", "VBG"} and any(child.dep_ == "aux" for child in verb.children)


def _cut_off(subject: Token, verb: Token) -> bool:
    """Whether another clause stands between a subject and its verb, so that the parser has hardly got it right."""
    doc = verb.doc
    if verb.i - subject.i < 3 or doc[verb.i - 1].text == ",":
        return False
    between = doc[subject.i + 1 : verb.i]
    for token in between:
        if token.tag_ in _FINITE and token.dep_ not in {"aux", "auxpass", "relcl"} and token.head.dep_ != "relcl":
            return True
    if any(token.text == "," or token.dep_ == "relcl" for token in between):
        return False
    nouns = load().nouns
    last = _owner(doc, verb.i - 1)
    person = last.i > subject.i and last.lemma_.lower() in nouns.person | nouns.people and last.tag_ in {"NN", "NNS"}
    return person and any(token.pos_ == "VERB" or token.lower_ == "including" for token in doc[subject.i + 1 : last.i])


def agents(verb: Token) -> list[Token]:
    """Who is named with "by"."""
    return [
        word
        for child in verb.children
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
        for inner in child.children
        if inner.dep_ == "pobj"
        for word in expand(inner)
    ]


def told_by(verb: Token) -> list[Token]:
    """Head words of who does it by saying something: the speakers, in the passive those named with "by"."""
    return agents(verb) if is_passive(verb) else speakers_of(verb)


def _inverted(verb: Token) -> list[Token]:
    """ "… in the suburbs of Bamako said the Mopti Observatory": a body or a person is nothing that can be said."""
    if verb.lemma_ != "say":
        return []
    nouns = load().nouns
    told = [child for child in verb.children if child.dep_ == "dobj" and child.i - verb.i < NEAR and child.i > verb.i]
    who = [token for token in told if token.lemma_.lower() in nouns.person | nouns.body and can_speak(token)]
    return [word for token in who for word in expand(token)]


def _shared(verb: Token, depth: int = 0) -> list[Token]:
    if depth > DEPTH:
        return []
    own = [child for child in verb.children if child.dep_ in SUBJECTS] if depth else []
    if own:
        if own[0].tag_ in {"WDT", "WP"}:
            return expand(verb.head) if verb.dep_ == "relcl" else []
        return expand(own[0])
    if verb.dep_ == "ROOT":
        return []
    head = verb.head
    if verb.dep_ == "acl":
        return [head] if head.pos_ in {"NOUN", "PROPN", "PRON"} else []
    if verb.dep_ in {"conj", "advcl", "xcomp", "dep", "pcomp"}:
        while head.pos_ in {"ADP", "SCONJ"} and head.head is not head:
            head = head.head
        return _shared(head, depth + 1) if head.pos_ in {"VERB", "AUX"} else []
    return []


def _with(verb: Token) -> list[Token]:
    """ "with activists saying": the noun right before the participle."""
    if verb.i < 2:
        return []
    noun = verb.doc[verb.i - 1]
    while noun.dep_ == "pobj" and noun.head.lower_ in {"of", "for"} and noun.head.head.i < noun.head.i:
        noun = noun.head.head
    if noun.dep_ in {"pobj", "nsubj"} and can_speak(noun):
        first = noun.left_edge.i
        if first > 0 and verb.doc[first - 1].lower_ == "with":
            return expand(noun)
    return []


def _before(verb: Token) -> list[Token]:
    """The heads of the noun phrase that ends right before the verb (adverbs and auxiliaries between them left out)."""
    doc, at = verb.doc, verb.i - 1
    while at >= 0 and (doc[at].pos_ in {"ADV", "AUX"} or _is_date(doc[at])):
        at -= 1
    if at >= 0 and doc[at].text == "," and at >= 3:
        at = _over_apposition(doc, at)
    if at < 0 or doc[at].pos_ not in {"NOUN", "PROPN", "PRON", "ADJ"}:
        return []
    if doc[at].pos_ == "PRON":
        return [doc[at]] if doc[at].tag_ == "PRP" else []
    head = _owner(doc, at)
    if not can_speak(head):
        named = [
            token for token in doc[max(0, at - NEAR) : at] if token.pos_ == "PROPN" and token.nbor().lower_ == "from"
        ]
        return named[-1:]
    first = head.i
    while first > 0 and doc[first - 1].pos_ in {"PROPN", "ADJ", "NOUN", "DET", "NUM"} and head.i - first < NEAR:
        first -= 1
        if doc[first].pos_ == "DET":
            break
    if first > 1 and doc[first - 1].lower_ == "and" and can_speak(doc[first - 2]):
        return [doc[first - 2], head]
    return [head]


def _over_apposition(doc: Doc, comma: int) -> int:
    """The last word before ", head of the council," where the verb stands after its second comma."""
    for at in range(comma - 1, max(comma - NEAR, 0), -1):
        if doc[at].text == ",":
            if all(token.pos_ == "PROPN" for token in doc[at + 1 : comma]):
                return comma - 1  # "the minister, Omar Sattar, yesterday said"
            return at - 1 if doc[at - 1].pos_ == "PROPN" else comma
        if doc[at].pos_ in {"VERB", "AUX"}:
            break
    return comma


def _owner(doc: Doc, at: int) -> Token:
    """The person noun that a phrase ending at `at` hangs on: "source" in "a source at the police command"."""
    for i in range(at - 1, max(at - NEAR, -1), -1):
        token = doc[i]
        hyphen = token.text == "-" or (token.tag_ == "VBN" and doc[i - 1].text == "-")
        if (token.pos_ not in _PHRASE and not hyphen) or token.lower_ in load().nouns.never:
            break
        if (
            token.pos_ == "NOUN"
            and i + 1 < len(doc)
            and doc[i + 1].pos_ == "ADP"
            and token.lemma_.lower() in load().nouns.person
        ):
            return token
    return doc[at]


def _is_date(token: Token) -> bool:
    return token.lower_ in load().nouns.never


def _after(verb: Token) -> list[Token]:
    """The head of the noun phrase right after the verb: "…, said the mayor"."""
    doc = verb.doc
    if verb.i + 1 >= len(doc) or verb.lemma_ == "tell":  # whom somebody tells stands there
        return []
    head = noun_after(doc, verb.i + 1)
    if head is None or not can_speak(head):
        return []
    return expand(head)


def noun_after(doc: Doc, at: int) -> Token | None:
    """The head of the noun phrase that begins at a word, if one does."""
    first: Token | None = None
    for token in doc[at : at + 8]:
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            first = token
            break
        if token.pos_ == "CCONJ" and token.i > at and token.nbor(-1).pos_ == "ADJ":
            continue  # "Kurdish and Sunni negotiators"
        if token.pos_ in {"AUX", "PUNCT", "ADP", "SCONJ", "CCONJ", "ADV"} and token.text not in {
            '"',
            "“",
            "‘",
            "'",
            "``",
            "-",
        }:
            return None
        if token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}:
            return None
    if first is None or first.pos_ == "PRON":
        return first
    last = first
    while last.i + 1 < len(doc):
        after = doc[last.i + 1]
        if after.pos_ in {"NOUN", "PROPN"} and after.lower_ not in load().nouns.never and not _new_phrase(last, after):
            last = after
        elif (
            after.text in {"-", "'s", "’s", "'", "’"}
            and last.i + 2 < len(doc)
            and doc[last.i + 2].pos_ in {"NOUN", "PROPN", "ADJ", "VERB"}
        ):
            last = doc[last.i + 2]
        elif after.pos_ in {"ADJ", "VERB"} and after.dep_ in {"amod", "compound"} and after.head.i > after.i:
            last = after
        elif after.text.isupper() and len(after) > 1 and last.lemma_.lower() in load().nouns.body:
            last = after  # "according to state news agency SANA", whatever the parser takes that for
        else:
            break
    return last


def _new_phrase(noun: Token, after: Token) -> bool:
    """Whether the next noun begins a clause of its own, as the subject of a later verb: "according to the mayor
    shells hit".
    """
    return after.dep_ in SUBJECTS and after.head.i > after.i and noun.head.i != after.i
