"""Which words a verb of saying makes its speaker say.

They are a clause after it or before it, an object, what follows "of" or "for". They end where the reporter speaks
again: at another verb of the same subject, or at ", as fighting went on". Ranges are numbers of words without the end.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.lexicon.speech_words import Verb, load
from reportedly.reading.speech_subjects import is_finite, speakers_of
from reportedly.reading.syntax import SUBJECTS

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token

Range = tuple[int, int]
_FINITE = {"VBD", "VBZ", "VBP"}
LATE = 10  # words between a verb of saying and the "that" of what is said


def meanwhile(doc: Doc, start: int) -> int:
    """Where ", as fighting went on" begins after a word: the reporter's own words again. Else the sentence's end."""
    for comma, word in pairwise(doc[start:]):
        if comma.text == "," and word.lower_ == "as" and word.dep_ == "mark":
            return comma.i
    return len(doc)


def content_of(token: Token, verb: Verb) -> list[Range]:
    out: list[Range] = []
    if token.dep_ == "relcl" and "clause" in verb.content and not (verb.hedged or verb.denial) and _signs_off(token):
        out = _before_and_on(token)
    if not out and "clause" in verb.content:
        out = clause_of(token, others=len(verb.content) > 1)
    if not out and "infinitive" in verb.content:
        out = [(child.left_edge.i, child.right_edge.i + 1) for child in token.children if child.dep_ == "xcomp"]
    if not out and "object" in verb.content:
        inner = [child for child in token.children if child.dep_ == "dobj" and child.i > token.i]
        out = [(inner[0].left_edge.i, clause_end(token, inner[0].right_edge.i + 1))] if inner else []
        if not inner and token.dep_ == "relcl" and token.head.i < token.i:
            out = [(token.head.left_edge.i, token.head.i + 1)]  # "a victory that Asmara denies"
    if not out and verb.content & {"of", "for"}:
        found = after_preposition(token, verb.content)
        out = [found] if found else []
    if not out and "clause" in verb.content:
        out = _after_that(token) or _by_order(token)
    return out


def after_preposition(token: Token, names: frozenset[str]) -> Range | None:
    for child in token.subtree:
        if child.dep_ == "prep" and child.lower_ in names and child.i > token.i:
            return child.i + 1, clause_end(token, child.right_edge.i + 1)
    return None


def clause_of(token: Token, *, others: bool) -> list[Range]:
    """The clause that is said: after the verb, to the sentence's end or the reporter's next words; else before it."""
    clauses = [
        child
        for child in token.children
        if child.dep_ in {"ccomp", "parataxis"} and child.pos_ not in {"PUNCT", "INTJ"}
    ]
    after = [child for child in clauses if child.i > token.i and not _aside(child)]
    if after and len(clauses) > 1 and token.i + 1 < len(token.doc) and token.nbor().text == ";":
        return [(0, _edge(token)), (token.i + 2, len(token.doc))]  # "…, it said; six had been killed"
    if after:
        end = min(clause_end(token, after[0].right_edge.i + 1), meanwhile(token.doc, token.i))
        return [(token.i + 1, end)]
    if not others and _said_after(token):
        return [(token.i + 1, meanwhile(token.doc, token.i))]
    return _before_and_on(token) if clauses or _closes(token) else []


def _closes(token: Token) -> bool:
    """Whether ", X says" closes a sentence without a verb: "Gao still in rebel hands, army says"."""
    doc = token.doc
    if not is_finite(token) or not all(after.is_punct for after in doc[token.i + 1 :]):
        return False
    by = [child.left_edge.i for child in token.lefts if child.dep_ == "nsubj"]
    return bool(by) and by[0] > 1 and doc[by[0] - 1].text == ","


def _signs_off(token: Token) -> bool:
    """Whether "X reports" ends a sentence that has lost its comma: "killing nine militants KNA reports"."""
    doc = token.doc
    free = all(child.tag_ not in {"WDT", "WP"} for child in token.children)
    return free and doc[token.i - 1].pos_ == "PROPN" and all(after.is_punct for after in doc[token.i + 1 :])


def _aside(clause: Token) -> bool:
    """Whether a clause only tells what went on meanwhile: "…, residents said as fighting spread"."""
    return any(
        child.dep_ == "mark" and child.lower_ in {"as", "while", "after", "before", "when"} for child in clause.children
    )


def _said_after(token: Token) -> bool:
    """Whether a clause follows a finite verb of saying by the order of words, though the parser has not seen it."""
    doc, at = token.doc, token.i + 1
    if not is_finite(token):
        return False
    while at < len(doc) and (doc[at].lower_ in load().nouns.never or doc[at].tag_ in {"RB", "CD"}):
        at += 1
    if at < len(doc) and doc[at].dep_ == "npadvmod":
        return False  # "…, residents said days after shells had hit it"
    if at >= len(doc) or doc[at].pos_ not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "SCONJ", "ADP"}:
        return False
    if doc[at].pos_ in {"SCONJ", "ADP"} and doc[at].lower_ not in {"that", "up", "about", "around", "over", "at"}:
        return False
    by = speakers_of(token)
    if any(word in by for word in doc[at : at + 8]):
        return False  # "…, said the governor, who had seen it"
    return any(word.tag_ in _FINITE or word.tag_ in {"MD", "VBN"} for word in doc[at + 1 :])


def clause_end(token: Token, least: int) -> int:
    """Where what follows is the reporter's again: another verb of the same subject, or "as fighting went on"."""
    for child in token.rights:
        if child.i < least or child.dep_ not in {"conj", "advcl", "cc"}:
            continue
        if child.dep_ == "cc" and child.lower_ == "and":
            continue
        if child.dep_ == "conj" and child.lemma_ not in load().verbs and _and_own(token, child):
            continue
        return child.left_edge.i
    whole = len(token.doc)
    return max(least, min(whole, token.right_edge.i + 1)) if token.dep_ == "relcl" else whole


def _and_own(token: Token, conj: Token) -> bool:
    """Whether "and" goes on with a clause that has a subject of its own: "said that A fell and B was burning"."""
    own = any(child.dep_ in SUBJECTS for child in conj.children)
    return own and any(child.dep_ == "cc" and child.lower_ == "and" and child.i < conj.i for child in token.children)


def _before_and_on(token: Token) -> list[Range]:
    """What stands before "X said", and what goes on after it: "and …" with a subject of its own, or ", killing …"."""
    doc, verbs = token.doc, load().verbs
    edge = _edge(token)
    out = [(0, edge)] if edge > 1 else []
    over = token.head if token.dep_ in {"parataxis", "ccomp"} and token.head is not token else None
    beside = [] if over is None or not _between_commas(token) else [child for child in over.rights if child.i > token.i]
    for child in [*token.rights, *beside]:
        own = any(inner.dep_ in SUBJECTS for inner in child.children)
        goes_on = (child.dep_ == "conj" and own) or (
            child.dep_ in {"advcl", "xcomp"} and child.tag_ == "VBG" and not own
        )
        if goes_on and out and child.lemma_ not in verbs and child.pos_ in {"VERB", "AUX"}:
            out.append((child.left_edge.i, len(doc)))
            break
        if child.dep_ in {"advcl", "conj"}:
            break
    return out


def _between_commas(token: Token) -> bool:
    """ "A has fled, X said, and …": X is named in passing, and what goes on is his account."""
    doc = token.doc
    return token.i + 2 < len(doc) and doc[token.i + 1].text == "," and doc[token.i + 2].lower_ == "and"


def _edge(token: Token) -> int:
    """The first word of "X said": where content that stands before it ends."""
    by = [word for word in speakers_of(token) if word.i < token.i]
    edges = [child.i for child in token.children if child.dep_ in {"aux", "advmod"} and 0 < child.i < token.i]
    if by:
        first = by[0]
        near = token.i - first.left_edge.i < 14 and first.left_edge.i > 0
        edges.append(first.left_edge.i if near else first.i)
    return min(edges, default=token.i)


def _after_that(token: Token) -> list[Range]:
    """ "acknowledged on Sunday for the first time that A": the parser hangs A on "time"."""
    doc, at, never = token.doc, token.i + 1, load().nouns.never
    while at < min(len(doc), token.i + LATE) and doc[at].lower_ != "that":
        word = doc[at]
        if word.pos_ not in {"ADP", "DET", "ADV", "NUM", "ADJ"} and word.lower_ != "time" and word.lower_ not in never:
            return []
        at += 1
    if not is_finite(token) or at >= len(doc) or doc[at].lower_ != "that":
        return []
    return [(at, meanwhile(doc, at))] if any(word.tag_ in _FINITE for word in doc[at:]) else []


def _by_order(token: Token) -> list[Range]:
    """Content by the order of words, for a verb of saying that the parser left without a clause."""
    doc = token.doc
    if not is_finite(token):
        return []
    colon = [word.i for word in doc[token.i + 1 : token.i + 12] if word.text in {":", "“", '"', "``", "‘"}]
    if colon:
        return [(colon[0] + 1, len(doc))]
    if token.dep_ == "relcl" and (token.head.i + 1 == token.i or any(child.tag_ == "WDT" for child in token.children)):
        return []
    found = _before_and_on(token)
    return found if found and _is_clause(doc, found[0][1]) else []


def _is_clause(doc: Doc, edge: int) -> bool:
    return any(word.tag_ in _FINITE or word.tag_ in {"MD", "VBN"} for word in doc[:edge])
