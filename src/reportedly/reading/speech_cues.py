"""Where a sentence makes somebody speak: verbs of saying with their subject and the words that they govern.

A parser finds "X said that A" well, and less well what war reporting is full of: "A, X said", "A X said on Tuesday"
in a text that has lost its commas, "X was quoted by Y as saying A". So the grammar is asked first and the order of
words where it has no answer. A cue's content is a range of words of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.lexicon.speech_words import Phrase, SpeechWords, Verb, load
from reportedly.reading.speech_subjects import agents, is_finite, noun_after, speakers_of
from reportedly.reading.syntax import expand

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEVER = {"not", "n't", "n’t", "never", "nt", "no"}
_UNREAL = {"would", "could", "should", "may", "might", "must", "can", "ca", "wo", "will"}
_TOLD = {"xcomp", "oprd", "acomp"}
_FINITE = {"VBD", "VBZ", "VBP"}

Range = tuple[int, int]


@dataclass(slots=True)
class Cue:
    """One act of speech: its word, who (head words, innermost first; several for the same account), and which words."""

    word: Token
    spans: list[Range]
    by: list[Token] = field(default_factory=list)
    relays: list[Token] = field(default_factory=list)
    hedged: bool = False
    denial: bool = False
    quotes: bool = True


def cues_of(doc: Doc) -> list[Cue]:
    """The acts of speech of one sentence in the order of their words."""
    words = load()
    out: list[Cue] = []
    for token in doc:
        for phrase in words.phrases.get(token.lower_, ()):
            out += _phrase(token, phrase)
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        lemma = token.lemma_.lower()
        if lemma in words.relays:
            out += _relay(token)
        elif lemma in words.verbs:
            cue = _verb(token, words.verbs[lemma], words)
            if cue is not None:
                out.append(cue)
    return out


def spans_text(doc: Doc, spans: Sequence[Range]) -> Iterator[Range]:
    """The same ranges as characters of the sentence."""
    for start, end in spans:
        if start < end:
            yield doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _phrase(token: Token, phrase: Phrase) -> Iterator[Cue]:
    doc, end = token.doc, token.i + len(phrase.words)
    if end >= len(doc) or tuple(word.lower_ for word in doc[token.i : end]) != phrase.words:
        return
    if doc[end].lower_ in phrase.not_before or doc[end].lemma_.lower() in phrase.not_before:
        return
    head = noun_after(doc, end)
    if head is not None:
        yield Cue(token, [_around(token, head)], expand(head), quotes=False)


def _around(token: Token, head: Token) -> Range:
    """What "according to X" speaks for: the sentence, or its half where another speaker has the other."""
    doc = token.doc
    start, end = 0, len(doc)
    for other in doc:
        if other.lower_ in {"while", "but"} and other.pos_ in {"SCONJ", "CCONJ"}:
            if other.i < token.i and _has_speech(doc, start, other.i):
                start = other.i
            elif other.i > head.i and _has_speech(doc, other.i, end):
                end = other.i
    return start, min(end, _meanwhile(doc, head.i))


def _meanwhile(doc: Doc, start: int) -> int:
    """Where ", as fighting went on" begins after a word: the reporter's own words again. Else the sentence's end."""
    for comma, word in pairwise(doc[start:]):
        if comma.text == "," and word.lower_ == "as" and word.dep_ == "mark":
            return comma.i
    return len(doc)


def _has_speech(doc: Doc, start: int, end: int) -> bool:
    verbs = load().verbs
    return any(token.pos_ == "VERB" and token.lemma_ in verbs for token in doc[start:end])


def _relay(token: Token) -> Iterator[Cue]:
    """ "Y quoted X as saying A", "X was quoted by Y as saying A"; "…, Y said, citing X" adds X before Y."""
    doc = token.doc
    passive = _passive(token)
    by = (
        speakers_of(token)
        if passive
        else [word for child in token.children if child.dep_ == "dobj" for word in expand(child)]
    )
    relays = agents(token) if passive else speakers_of(token)
    if not by:
        return
    said = [other for other in token.subtree if other.lemma_ == "say" and other.i > token.i and other.tag_ == "VBG"]
    if said:
        after = (said[0].i + 1, len(doc))
        yield Cue(token, [after] if after[1] - after[0] > 2 else [(0, token.left_edge.i or token.i)], by, relays)
    elif token.tag_ == "VBG" and not passive:
        yield Cue(token, [(0, len(doc))], by, relays, quotes=False)


def _verb(token: Token, verb: Verb, words: SpeechWords) -> Cue | None:
    if any(child.dep_ == "neg" or child.lower_ in _NEVER for child in token.children):
        return None
    if token.tag_ == "VB" and _unreal(token):
        return None
    if token.dep_ in {"amod", "compound"}:
        return None
    if token.dep_ == "pcomp" and token.head.lower_ == "as" and token.head.head.lemma_ in words.relays:
        return None
    if _passive(token):
        return _passive_cue(token, verb)
    spans = _spans(token, verb)
    lemmas = {child.lemma_.lower() for child in token.children if child.dep_ == "dobj"}
    if (verb.only and not lemmas & verb.only) or lemmas & verb.not_with:
        return None
    if verb.particle and not any(child.lower_ == verb.particle for child in token.children):
        return None
    if lemmas & verb.keeps:
        spans = [(token.i, end) for _, end in spans]  # "claimed responsibility" is itself what is claimed
    if not spans and token.doc[0] is not token:
        return None
    owned = bool(lemmas & verb.keeps) or ("object" in verb.content and bool(lemmas))
    hedged = verb.hedged and not owned
    return Cue(token, spans, speakers_of(token), [], hedged, verb.denial, "clause" in verb.content)


def _unreal(token: Token) -> bool:
    """Whether nothing is said: "refused to say", "could not say", "would say". "went on to say" and "did say" are
    said.
    """
    if any(child.dep_ == "aux" and child.lower_ in _UNREAL for child in token.children):
        return True
    return token.dep_ in {"xcomp", "advcl", "acl", "relcl"} and token.head.lemma_ not in {"go", "continue", "begin"}


def _passive(token: Token) -> bool:
    if token.tag_ != "VBN":
        return False
    labels = {child.dep_ for child in token.children}
    if labels & {"nsubjpass", "auxpass", "agent"}:
        return True
    return token.dep_ == "acl" and not labels & {"nsubj", "aux", "ccomp"}


def _passive_cue(token: Token, verb: Verb) -> Cue | None:
    """ "It was reported that A" (nobody, hedged), "A was reported", "A was claimed by X", "an attack claimed by X"."""
    by = agents(token)
    subject = [child for child in token.children if child.dep_ in {"nsubjpass", "csubjpass"}]
    unnamed = not by
    span: Range | None = None
    hedged = verb.hedged or unnamed
    if verb.content <= {"of", "for"}:
        span = _after_prep(token, verb.content)
    elif clause := _clause(token, others=True):
        span = clause[0]
    elif token.dep_ in {"acl", "relcl"} and token.head.pos_ in {"NOUN", "PROPN"}:
        if "object" in verb.content and (by or verb.hedged):
            span = _event_of(token.head)[0], token.i
            hedged = unnamed
    elif subject:
        told = any(child.dep_ in _TOLD for child in token.children)
        if told or "object" in verb.content:
            hedged = unnamed if verb.keeps else hedged
            least = max((child.right_edge.i for child in token.children if child.dep_ in _TOLD), default=token.i)
            span = subject[0].left_edge.i, _clause_end(token, least) if told else token.i
    return Cue(token, [span], by, [], hedged, verb.denial, False) if span else None


def _event_of(noun: Token) -> Range:
    """The words that tell the event which a noun names: with "in an attack claimed by", the clause before it too."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head.pos_ == "VERB":
        return noun.head.head.left_edge.i, noun.i + 1
    return noun.left_edge.i, noun.i + 1


def _spans(token: Token, verb: Verb) -> list[Range]:
    out: list[Range] = []
    if "clause" in verb.content:
        out = _clause(token, others=len(verb.content) > 1)
    if not out and "infinitive" in verb.content:
        out = [(child.left_edge.i, child.right_edge.i + 1) for child in token.children if child.dep_ == "xcomp"]
    if not out and "object" in verb.content:
        inner = [child for child in token.children if child.dep_ == "dobj" and child.i > token.i]
        out = [(inner[0].left_edge.i, _clause_end(token, inner[0].right_edge.i + 1))] if inner else []
        if not inner and token.dep_ == "relcl" and token.head.i < token.i:
            out = [(token.head.left_edge.i, token.head.i + 1)]  # "a victory that Asmara denies"
    if not out and verb.content & {"of", "for"}:
        found = _after_prep(token, verb.content)
        out = [found] if found else []
    if not out and "clause" in verb.content:
        out = _by_order(token)
    return out


def _after_prep(token: Token, names: frozenset[str]) -> Range | None:
    for child in token.subtree:
        if child.dep_ == "prep" and child.lower_ in names and child.i > token.i:
            return child.i + 1, _clause_end(token, child.right_edge.i + 1)
    return None


def _clause(token: Token, *, others: bool) -> list[Range]:
    """The clause that is said: after the verb, to the sentence's end or the reporter's next words; else before it."""
    clauses = [
        child
        for child in token.children
        if child.dep_ in {"ccomp", "parataxis"} and child.pos_ not in {"PUNCT", "INTJ"}
    ]
    after = [child for child in clauses if child.i > token.i and not _aside(child)]
    if after:
        end = min(_clause_end(token, after[0].right_edge.i + 1), _meanwhile(token.doc, token.i))
        return [(token.i + 1, end)]
    if not others and _said_after(token):
        return [(token.i + 1, _meanwhile(token.doc, token.i))]
    return _before_and_on(token) if clauses else []


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
    if at >= len(doc) or doc[at].pos_ not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "SCONJ", "ADP"}:
        return False
    if doc[at].pos_ in {"SCONJ", "ADP"} and doc[at].lower_ not in {"that", "up", "about", "around", "over", "at"}:
        return False
    if any(word in speakers_of(token) for word in doc[at : at + 8]):
        return False  # "…, said the governor, who had seen it"
    return any(word.tag_ in _FINITE or word.tag_ in {"MD", "VBN"} for word in doc[at + 1 :])


def _clause_end(token: Token, least: int) -> int:
    """Where what follows is the reporter's again: another verb of the same subject, or "as fighting went on"."""
    for child in token.rights:
        if child.i < least or child.dep_ not in {"conj", "advcl", "cc"}:
            continue
        if child.dep_ == "cc" and child.lower_ == "and":
            continue
        if child.dep_ == "conj" and child.lemma_ not in load().verbs and _and_own(token, child):
            continue
        return child.left_edge.i
    return len(token.doc)


def _and_own(token: Token, conj: Token) -> bool:
    """Whether "and" goes on with a clause that has a subject of its own: "said that A fell and B was burning"."""
    own = any(child.dep_ in {"nsubj", "nsubjpass"} for child in conj.children)
    return own and any(child.dep_ == "cc" and child.lower_ == "and" and child.i < conj.i for child in token.children)


def _before_and_on(token: Token) -> list[Range]:
    """What stands before "X said", and what goes on after it: "and …" with a subject of its own, or ", killing …"."""
    doc, verbs = token.doc, load().verbs
    edge = _edge(token)
    out = [(0, edge)] if edge > 1 else []
    for child in token.rights:
        own = any(inner.dep_ in {"nsubj", "nsubjpass"} for inner in child.children)
        goes_on = (child.dep_ == "conj" and own) or (
            child.dep_ in {"advcl", "xcomp"} and child.tag_ == "VBG" and not own
        )
        if goes_on and out and child.lemma_ not in verbs and child.pos_ in {"VERB", "AUX"}:
            out.append((child.left_edge.i, len(doc)))
            break
        if child.dep_ in {"advcl", "conj"}:
            break
    return out


def _edge(token: Token) -> int:
    """The first word of "X said": where content that stands before it ends."""
    by = [word for word in speakers_of(token) if word.i < token.i]
    edges = [child.i for child in token.children if child.dep_ in {"aux", "advmod"} and 0 < child.i < token.i]
    if by:
        first = by[0]
        near = token.i - first.left_edge.i < 14 and first.left_edge.i > 0
        edges.append(first.left_edge.i if near else first.i)
    return min(edges, default=token.i)


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
