"""Where a sentence makes somebody speak: verbs of saying with their subject and the words that they govern.

A parser finds "X said that A" well, and less well what war reporting is full of: "A, X said", "A X said on Tuesday"
in a text that has lost its commas, "X was quoted by Y as saying A". So the grammar is asked first and the order of
words where it has no answer. A cue's content is a range of words of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.lexicon.speech_words import Phrase, SpeechWords, Verb, load
from reportedly.reading.speech_content import Range, after_preposition, clause_end, clause_of, content_of, meanwhile
from reportedly.reading.speech_names import can_speak
from reportedly.reading.speech_quotes import MARK
from reportedly.reading.speech_subjects import agents, is_finite, noun_after, speakers_of
from reportedly.reading.spotting import spots
from reportedly.reading.syntax import expand, prepositions

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token

_NEVER = {"not", "n't", "n’t", "never", "nt", "no"}
_UNREAL = {"would", "could", "should", "may", "might", "must", "can", "ca", "wo", "will"}
_LOOSE = {"ROOT", "appos", "npadvmod"}
_BEFORE_NOUN = {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"}
_TOLD = {"xcomp", "oprd", "acomp"}


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
    authored: bool = False


def cues_of(doc: Doc) -> list[Cue]:
    """The acts of speech of one sentence in the order of their words."""
    words = load()
    out: list[Cue] = []
    for at in spots(doc, words.told):
        token = doc[at]
        for phrase in words.phrases.get(token.lower_, ()):
            out += _phrase(token, phrase)
        if token.pos_ == "NOUN" and token.lemma_ in words.verbs:
            out += _noun(token)
            out += _closing(token, words.verbs[token.lemma_])
        if token.pos_ not in {"VERB", "AUX"} or (token.i > 0 and token.text[:1].isupper()):
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
    return start, min(end, meanwhile(doc, head.i))


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
    spans = content_of(token, verb)
    lemmas = {child.lemma_.lower() for child in token.children if child.dep_ == "dobj"}
    if (verb.only and not lemmas & verb.only) or lemmas & verb.not_with:
        return None
    if verb.particle and not any(child.lower_ == verb.particle for child in token.children):
        return None
    if lemmas & verb.keeps:
        spans = [(token.i, end) for _, end in spans]  # "claimed responsibility" is itself what is claimed
    beside = bool(verb.content & {"clause", "quotation"}) and token.dep_ != "relcl"
    if not spans and not (beside and _has_quotation(token.doc)):
        return None
    if verb.authored:
        told = words.nouns.nobody | words.nouns.utterance
        by = [child for child in token.lefts if child.dep_ == "nsubj" and child.lemma_.lower() in told]
        return Cue(token, spans, by, quotes=False, authored=True) if by else None
    by = speakers_of(token)
    if verb.witness and not (by and is_finite(token) and all(_is_person(word, words) for word in by)):
        return None
    owned = bool(lemmas & verb.keeps) or ("object" in verb.content and bool(lemmas))
    hedged = verb.hedged and not owned
    return Cue(token, spans, by, [], hedged, verb.denial, beside)


def _is_person(token: Token, words: SpeechWords) -> bool:
    nouns, lemma = words.nouns, token.lemma_.lower()
    return token.pos_ == "NOUN" and lemma in nouns.person | nouns.people | nouns.own


def _has_quotation(doc: Doc) -> bool:
    return MARK.search(doc.text) is not None


def _noun(token: Token) -> Iterator[Cue]:
    """ "reports from witnesses and rebel officials that A", "a claim by the army that A"."""
    by = [word for name, word in prepositions(token) if name in {"from", "by"} and can_speak(word)]
    at = max((word.right_edge.i for word in by), default=token.i) + 1
    if by and at < len(token.doc) and token.doc[at].lower_ == "that":  # the parser hangs the clause on anything
        yield Cue(token, [(at, meanwhile(token.doc, at))], by, quotes=False)


def _closing(token: Token, verb: Verb) -> Iterator[Cue]:
    """ "Six have died, the ministry reports": the parser takes the verb that closes a sentence for a noun."""
    doc, by = token.doc, token.nbor(-1) if token.i else token
    closes = token.tag_ == "NNS" and token.dep_ in _LOOSE and all(after.is_punct for after in doc[token.i + 1 :])
    if not closes or "clause" not in verb.content or by.pos_ not in {"NOUN", "PROPN"} or not can_speak(by):
        return
    first = by.i
    while first > 0 and doc[first - 1].pos_ in _BEFORE_NOUN:
        first -= 1
    if first > 1 and doc[first - 1].text == "," and any(word.pos_ in {"VERB", "AUX"} for word in doc[:first]):
        yield Cue(token, [(0, first)], [by], hedged=verb.hedged, quotes=False)


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
        span = after_preposition(token, verb.content)
    elif clause := clause_of(token, others=True):
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
            span = subject[0].left_edge.i, clause_end(token, least) if told else token.i
    return Cue(token, [span], by, [], hedged, verb.denial, False) if span else None


def _event_of(noun: Token) -> Range:
    """The words that tell the event which a noun names: with "in an attack claimed by", the clause before it too."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head.pos_ == "VERB":
        return noun.head.head.left_edge.i, noun.i + 1
    return noun.left_edge.i, noun.i + 1
