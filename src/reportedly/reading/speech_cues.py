"""Where a sentence makes somebody speak: verbs of saying with their subject and the words that they govern.

A parser finds "X said that A" well, and less well what war reporting is full of: "A, X said", "A X said on Tuesday" in a
text that has lost its commas, "X was quoted by Y as saying A". So the grammar is asked first and the order of words where
it has no answer. A cue's content is a range of words of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.lexicon.speech_words import SpeechWords, Verb, load
from reportedly.reading.syntax import expand

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSE = {"ccomp", "parataxis"}
_NEVER = {"not", "n't", "n’t", "never", "nt"}
_TRAILING = 14  # words that may follow a closing "he said": "in a statement carried by …", "on Tuesday"


@dataclass(slots=True)
class Cue:
    """One act of speech: its word, who (head words, innermost first; several for the same account), and what."""

    word: Token
    spans: list[tuple[int, int]]
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
        if token.lower_ in words.phrases:
            out += _phrase(token, words)
        lemma = token.lemma_.lower()
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        if lemma in words.relays:
            out += _relay(token)
        elif lemma in words.verbs:
            cue = _verb(token, words.verbs[lemma])
            if cue is not None:
                out.append(cue)
    return out


def _phrase(token: Token, words: SpeechWords) -> Iterator[Cue]:
    doc = token.doc
    for phrase in words.phrases[token.lower_]:
        end = token.i + len(phrase.words)
        if tuple(doc[i].lower_ for i in range(token.i, min(end, len(doc)))) != phrase.words or end >= len(doc):
            continue
        if doc[end].lower_ in phrase.not_before or doc[end].lemma_.lower() in phrase.not_before:
            continue
        head = _noun_after(doc, end)
        if head is None:
            continue
        spans = _around(token, head)
        if spans:
            yield Cue(token, spans, expand(head), quotes=False)


def _noun_after(doc: Doc, at: int) -> Token | None:
    """The head of the noun phrase that begins at a word."""
    first: Token | None = None
    for token in doc[at : at + 8]:
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            first = token
            break
        if token.pos_ in {"VERB", "AUX", "PUNCT"} and token.text not in {'"', "“", "‘", "'", "``", "-"}:
            return None
    while first is not None and first.dep_ in {"compound", "nmod", "poss", "amod"} and first.head.i > first.i:
        if first.head.i - at > 12 or first.head.pos_ not in {"NOUN", "PROPN"}:
            break
        first = first.head
    return first


def _around(token: Token, head: Token) -> list[tuple[int, int]]:
    """What "according to X" speaks for: the rest of the sentence, or of its half where another speaker has the other."""
    doc = token.doc
    start, end = 0, len(doc)
    for other in doc:
        if other.lower_ in {"while", "but"} and other.pos_ in {"SCONJ", "CCONJ"}:
            if other.i < token.i and _has_speech(doc, start, other.i):
                start = other.i
            elif other.i > head.i and _has_speech(doc, other.i, end):
                end = other.i
    return [(start, end)]


def _has_speech(doc: Doc, start: int, end: int) -> bool:
    verbs = load().verbs
    return any(token.pos_ == "VERB" and token.lemma_ in verbs for token in doc[start:end])


def _relay(token: Token) -> Iterator[Cue]:
    """ "Y quoted X as saying A", "X was quoted by Y as saying A"; "…, Y said, citing X" adds X before Y."""
    passive = _passive(token)
    if passive:
        by = _subjects(token)
        relays = _agents(token)
    else:
        by = [word for child in token.children if child.dep_ == "dobj" for word in expand(child)]
        relays = _subjects(token)
    if not by:
        return
    inner = [t for t in token.subtree if t.lemma_ == "say" and t.i > token.i and t.tag_ == "VBG"]
    if inner:
        spans = _clause_spans(inner[0])
        yield Cue(token, spans or [(inner[0].i + 1, len(token.doc))], by, relays)
    elif token.tag_ == "VBG" and not passive:
        yield Cue(token, [(0, len(token.doc))], by, relays, quotes=False)


def _verb(token: Token, verb: Verb) -> Cue | None:
    if any(child.dep_ == "neg" or child.lower_ in _NEVER for child in token.children):
        return None
    if token.tag_ == "VB" and _unreal(token):
        return None
    if token.dep_ in {"amod", "compound"}:
        return None
    if token.head.lemma_ in load().relays and token.lemma_ == "say":
        return None
    if token.dep_ == "pcomp" and token.head.lower_ == "as" and token.head.head.lemma_ in load().relays:
        return None
    if _passive(token):
        return _passive_cue(token, verb)
    by = _subjects(token)
    spans = _spans(token, verb)
    if not spans:
        return None
    if not by and not (verb.hedged or verb.denial):
        by = _beside(token)
    objects = [child for child in token.children if child.dep_ == "dobj"]
    lemmas = {child.lemma_.lower() for child in objects}
    if verb.only and not lemmas & verb.only:
        return None
    hedged = verb.hedged and not lemmas & verb.keeps
    return Cue(token, spans, by, [], hedged, verb.denial, "clause" in verb.content)


def _unreal(token: Token) -> bool:
    """Whether nothing is said: "refused to say", "could not say", "would say". "went on to say" and "did say" are said."""
    for child in token.children:
        if child.dep_ == "aux" and child.lower_ in {
            "would",
            "could",
            "should",
            "may",
            "might",
            "must",
            "can",
            "ca",
            "wo",
            "will",
        }:
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
    by = _agents(token)
    clause = _clause_spans(token)
    subject = [child for child in token.children if child.dep_ in {"nsubjpass", "csubjpass"}]
    if verb.content == {"of"}:
        clause = _after_prep(token, {"of"})
        return Cue(token, clause, by, [], True, verb.denial, False) if clause else None
    if clause:
        return Cue(token, clause, by, [], verb.hedged or not by, verb.denial, False)
    keeps = bool(verb.keeps)
    if token.dep_ in {"acl", "relcl"} and token.head.pos_ in {"NOUN", "PROPN"}:
        if "object" not in verb.content or not (by or verb.hedged):
            return None
        noun = token.head
        return Cue(token, [(noun.left_edge.i, token.i)], by, [], not by, verb.denial, False)
    xcomp = any(child.dep_ in {"xcomp", "oprd", "acomp"} for child in token.children)
    if subject and (xcomp or "object" in verb.content):
        hedged = not by if keeps else (verb.hedged or not by)
        end = token.right_edge.i + 1 if (xcomp or not by) else token.i
        return Cue(token, [(subject[0].left_edge.i, max(end, token.i))], by, [], hedged, verb.denial, False)
    return None


def _agents(token: Token) -> list[Token]:
    return [
        word
        for child in token.children
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
        for inner in child.children
        if inner.dep_ == "pobj"
        for word in expand(inner)
    ]


def _subjects(token: Token, depth: int = 0) -> list[Token]:
    own = [child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if own:
        if own[0].tag_ in {"WDT", "WP"} or (own[0].lower_ == "that" and own[0].pos_ == "PRON"):
            return expand(token.head) if token.dep_ == "relcl" else []
        return [word for word in expand(own[0]) if word.lower_ not in {"there", "what"}]
    if depth > 4 or token.dep_ == "ROOT":
        return []
    head = token.head
    if token.dep_ == "acl":
        return [head] if head.pos_ in {"NOUN", "PROPN", "PRON"} else []
    if token.dep_ in {"conj", "advcl", "xcomp", "dep", "pcomp"}:
        while head.pos_ == "ADP" and head.head is not head:
            head = head.head
        return _subjects(head, depth + 1) if head.pos_ in {"VERB", "AUX"} else []
    return []


def _beside(token: Token) -> list[Token]:
    """The noun that stands right before or right after a verb of saying that the parser gave no subject."""
    doc = token.doc
    if token.dep_ in {"acl", "advcl", "pcomp", "xcomp"} or token.tag_ == "VBG":
        return []
    at = token.i - 1
    while at >= 0 and doc[at].pos_ in {"ADV", "AUX", "PUNCT"} and doc[at].text not in {'"', "”", ",", "''"}:
        at -= 1
    if at >= 0 and doc[at].pos_ in {"NOUN", "PROPN", "PRON"}:
        return [doc[at]]
    if token.i + 1 < len(doc):
        after = _noun_after(doc, token.i + 1)
        return [after] if after is not None else []
    return []


def _spans(token: Token, verb: Verb) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    if "clause" in verb.content:
        out = _clause_spans(token) or _by_order(token)
    if not out and "infinitive" in verb.content:
        out = [(child.left_edge.i, child.right_edge.i + 1) for child in token.children if child.dep_ == "xcomp"]
    if not out and "object" in verb.content:
        out = [(child.left_edge.i, child.right_edge.i + 1) for child in token.children if child.dep_ == "dobj"]
        if out:
            out = [(out[0][0], max(out[0][1], token.right_edge.i + 1))]
    if not out and verb.content & {"of", "for"}:
        out = _after_prep(token, verb.content & {"of", "for"})
    return out


def _after_prep(token: Token, names: frozenset[str] | set[str]) -> list[tuple[int, int]]:
    for child in token.subtree:
        if child.dep_ == "prep" and child.lower_ in names and child.i > token.i:
            return [(child.i + 1, max(child.right_edge.i + 1, token.right_edge.i + 1))]
    return []


def _clause_spans(token: Token) -> list[tuple[int, int]]:
    """The clause that the verb governs, to the sentence's end or to the next clause that is not its own."""
    doc = token.doc
    found = [child for child in token.children if child.dep_ in _CLAUSE and child.pos_ not in {"PUNCT", "INTJ"}]
    if not found:
        return []
    out: list[tuple[int, int]] = []
    for clause in found:
        if clause.i > token.i:
            start = min(clause.left_edge.i, max(token.i + 1, clause.left_edge.i))
            end = max(clause.right_edge.i + 1, _next_own(token, clause))
            out.append((start, end))
        else:
            edge = _edge(token)
            if edge > 0:
                out.append((0, edge))
    return out


def _next_own(token: Token, clause: Token) -> int:
    """Where what follows the clause is the reporter's again: another verb of the same subject, or "as fighting went on"."""
    for child in token.rights:
        if child.i > clause.i and child.dep_ in {"conj", "advcl", "cc"}:
            return child.left_edge.i
    return token.doc[token.i].sent.end


def _edge(token: Token) -> int:
    """The first word of "X said": where content that stands before it ends."""
    lefts = [
        child.left_edge.i
        for child in token.children
        if child.dep_ in {"nsubj", "nsubjpass", "aux"} and child.i < token.i
    ]
    return min(lefts, default=token.i)


def _by_order(token: Token) -> list[tuple[int, int]]:
    """Content by the order of words, for a verb of saying in the past or present that the parser left without a clause."""
    doc = token.doc
    if token.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or token.lemma_ not in {
        "say",
        "add",
        "tell",
        "report",
        "note",
        "write",
    }:
        return []
    after = doc[token.i + 1 :]
    more = [
        t
        for t in after
        if t.tag_ in {"VBD", "VBZ", "VBP", "MD"} or (t.pos_ == "VERB" and t.tag_ == "VBN" and t.dep_ != "acl")
    ]
    edge = _edge(token)
    if len(after) <= _TRAILING and not more:
        return [(0, edge)] if edge > 1 else []
    colon = [t.i for t in after if t.text in {":", "“", '"', "``"}]
    if colon:
        return [(colon[0] + 1, len(doc))]
    if more and token.lemma_ in {"say", "report"}:
        return [(token.i + 1, len(doc))]
    return []


def spans_text(doc: Doc, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same ranges as characters of the sentence."""
    for start, end in spans:
        if start < end:
            yield doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
