"""Who is made to say what in a document: "the army said that …", "…, according to X", quotations, "it added".

A claim is worth what its speaker is worth, so each act of speech is found with its speaker and with exactly the
words it covers, and no more: what stands outside is the publisher's own account. Verbs and their frames are data;
the grammar is in `speech_cues`, names in `speech_names`, pronouns in `speech_memory`, quotation marks in
`speech_quotes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.lexicon.speech_words import load
from reportedly.reading.speech_asides import without_asides
from reportedly.reading.speech_cues import Cue, cues_of, spans_text
from reportedly.reading.speech_memory import Memory, Party
from reportedly.reading.speech_names import Name, name_of
from reportedly.reading.speech_quotes import Part, quotations
from reportedly.reading.spotting import labelled
from reportedly.reading.syntax import SUBJECTS

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token

LEAD = 1  # the last sentence, counted from 0, that counts as a lead
SOON = 2  # sentences within which an office is named that no lead keeps back
AHEAD = 4  # sentences within which "a monitoring group" is named
_OPENS = re.compile(r"\s*(?:[“\"«]|``)")
_BEFORE = frozenset({"of", "for", "in", "at", "from", "with", "on"})
WHOLE = 0.8  # share of a sentence that must be quoted for it to go on with the speaker before it


@dataclass(frozen=True, slots=True)
class Speaker:
    """Where a speaker is named: the sentence's number, and characters of that sentence."""

    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Words of one sentence that somebody is made to say.

    `speakers` are the innermost first, then who relays them; several may give the same account. None, where the words
    keep a distance without naming anybody ("it was reported"). `cue` is the word that tells of the speech.
    """

    speakers: tuple[Speaker, ...]
    start: int
    end: int
    hedged: bool
    cue: str
    denial: bool


@dataclass(frozen=True, slots=True)
class _Act:
    """A speech before it is known what holds it; `at` is the cue's first character, -1 where the cue stands
    elsewhere.
    """

    speech: Speech
    at: int
    quotes: bool


def find_speech(
    sentences: Sequence[Doc | None], *, publisher: str | None = None, told: Sequence[str] | None = None
) -> list[list[Speech]]:
    """For each sentence of one document, in order, what is said in it and by whom; nested speech after what holds
    it.

    A sentence that was not parsed (`None`) has none; it ends a quotation that was open, unless the words of all sentences
    are `told`. A pronoun or "the group" is the latest party that fits; where none fits, nobody is named. The `publisher`
    is no speaker in its own document, nor are its correspondents.
    """
    texts = told if told is not None else [doc.text if doc is not None else None for doc in sentences]
    parts = quotations(texts)
    cues = [cues_of(doc) if doc is not None else [] for doc in sentences]
    names = [[_Named(cue) for cue in found] for found in cues]
    memory = Memory(publisher)
    acts: list[list[_Act]] = []
    for index, doc in enumerate(sentences):
        acts.append(_acts(index, doc, names, memory) if doc is not None else [])
    _add_quoted(texts, parts, acts)
    _go_on(texts, acts)
    return [_nested(found) for found in acts]


def speech_at(speeches: Iterable[Speech], start: int, end: int) -> Speech | None:
    """The innermost speech whose words hold the characters from `start` to `end`, or nothing; one with speakers
    first.
    """
    holding = [speech for speech in speeches if speech.start <= start and end <= speech.end]
    return min(holding, key=lambda speech: (not speech.speakers, speech.end - speech.start), default=None)


class _Named:
    """A cue with the names of its speakers cut out, not yet resolved."""

    __slots__ = ("cue", "names", "nobody")

    def __init__(self, cue: Cue) -> None:
        self.cue = cue
        found = [name_of(token) for token in (*cue.by, *cue.relays)]
        self.names: list[Name] = [name for name in found if name is not None]
        self.nobody = bool(cue.by) and any(_unnamed(token) for token in cue.by)


def _unnamed(token: Token) -> bool:
    return token.lemma_.lower() in load().nouns.nobody


def _acts(index: int, doc: Doc, names: Sequence[Sequence[_Named]], memory: Memory) -> list[_Act]:
    out: list[_Act] = []
    subjects = _subjects(doc)
    for named in names[index]:
        cue = named.cue
        for name in [name for name in subjects if name.end <= cue.word.idx]:
            memory.note(index, name, spoke=False)  # "… but Asmara was slow: it says"
            subjects.remove(name)
        parties = [memory.resolve(*_watcher(index, name, names)) for name in named.names]
        speakers = tuple(dict.fromkeys(_speaker(party) for party in parties if party is not None))
        if cue.authored and not speakers:
            continue
        hedged = cue.hedged or (named.nobody and not speakers)
        for start, end in spans_text(doc, without_asides(doc, cue.spans, cue.word)) if cue.spans else [(0, 0)]:
            speech = Speech(speakers, start, end, hedged, cue.word.text, cue.denial)
            out.append(_Act(speech, cue.word.idx, cue.quotes))
    for name in subjects:
        memory.note(index, name, spoke=False)
    return out


def _speaker(party: Party) -> Speaker:
    return Speaker(party.sentence, party.start, party.end, party.text)


def _watcher(index: int, name: Name, names: Sequence[Sequence[_Named]]) -> tuple[int, Name]:
    """Whom a lead keeps back: "a monitoring group said", "a senior official said" are named in the sentences after
    it. Further down, an office is named where its words are quoted next: "A rebel commander said … “We fled,” Omar Sattar said."
    """
    nouns = load().nouns
    if name.pronoun or name.text[:1].isupper() or (name.stands_in and index > LEAD):
        return index, name
    words = name.text.lower().split()
    watcher = bool(nouns.watcher & set(words))
    office = name.kind == "person" and _is_office(words)
    if not watcher and not office:
        return index, name
    lead = index <= LEAD
    for at, found in enumerate(names[index + 1 : index + 1 + (AHEAD if lead or watcher else SOON)], start=index + 1):
        for named, other in ((one, own) for one in found for own in one.names):
            if not other.text[:1].isupper() or " " not in other.text:
                continue
            if watcher and nouns.watcher_name & set(other.text.lower().split()):
                return at, other
            if office and other.kind == "person" and (lead or _OPENS.match(named.cue.word.doc.text)):
                return at, other
    return index, name


def _is_office(words: Sequence[str]) -> bool:
    """ "rebel commander", "spokesman for the interior ministry"."""
    offices = load().nouns.person_in
    ends = [n for n, word in enumerate(words) if n + 1 == len(words) or word in _BEFORE]
    return bool(ends) and words[ends[0] if words[ends[0]] not in _BEFORE else ends[0] - 1] in offices


def _subjects(doc: Doc) -> list[Name]:
    """The named subjects of the sentence: those of whom it speaks."""
    nouns = load().nouns
    heads = [doc[at] for at in labelled(doc, SUBJECTS)]
    found = [
        name_of(head) for head in heads if head.pos_ == "PROPN" or head.lemma_ in nouns.stand_in or _in_office(head)
    ]
    return [name for name in found if name is not None and not name.stands_in and name.text[:1].isupper()]


def _in_office(noun: Token) -> bool:
    """ "The mayor, Omar Sattar, left": a name stands beside the office."""
    named = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in noun.children)
    return named and noun.lemma_.lower() in load().nouns.person


def _add_quoted(texts: Sequence[str | None], parts: Sequence[Sequence[Part]], acts: list[list[_Act]]) -> None:
    """Give each quotation to the cue beside it, in any of its sentences; a whole quoted sentence goes on with the
    last.
    """
    owner: dict[int, _Act] = {}
    for index, found in enumerate(parts):
        for part in found:
            act = _beside(part, acts[index])
            if act is not None and part.quotation not in owner:
                owner[part.quotation] = act
    last: tuple[int, _Act] | None = None
    for index, text in enumerate(texts):
        spoken = [act for act in acts[index] if act.quotes and act.speech.speakers]
        if text is None:
            continue
        for part in parts[index]:
            act = owner.get(part.quotation)
            whole = part.end - part.start >= WHOLE * len(text)
            if act is None and whole and last is not None and index - last[0] == 1:
                act = last[1]
            if act is None:
                continue
            last = (index, act)
            here = act in acts[index]
            if not (here and act.speech.start <= part.start and part.end <= act.speech.end):
                acts[index].append(_Act(_over(act.speech, part), act.at if here else -1, True))
        if spoken:
            last = (index, spoken[-1])


def _go_on(texts: Sequence[str | None], acts: list[list[_Act]]) -> None:
    """Give "Another five died in Gao" to who gave the account that it goes on with, in the sentence before."""
    openings = load().nouns.goes_on
    for index, text in enumerate(texts):
        if (
            not index
            or text is None
            or not text.lower().startswith(openings)
            or any(a.speech.speakers for a in acts[index])
        ):
            continue
        told = [act.speech for act in acts[index - 1] if act.speech.speakers and not act.speech.denial]
        if told:
            whole = replace(told[-1], start=0, end=len(text))
            acts[index].append(_Act(whole, -1, False))


def _over(speech: Speech, part: Part) -> Speech:
    return Speech(speech.speakers, part.start, part.end, speech.hedged, speech.cue, speech.denial)


def _beside(part: Part, acts: Sequence[_Act]) -> _Act | None:
    outside = [act for act in acts if act.quotes and not part.start <= act.at < part.end and act.speech.speakers]
    return min(outside, key=lambda act: min(abs(act.at - part.start), abs(act.at - part.end)), default=None)


def _nested(acts: Sequence[_Act]) -> list[Speech]:
    """The speeches with, after their own speakers, those in whose words they stand."""
    out: set[Speech] = set()
    for act in acts:
        speech, speakers = act.speech, list(act.speech.speakers)
        if speech.start >= speech.end:
            continue
        holding = [
            other.speech
            for other in acts
            if other.at != act.at and other.speech.start <= act.at < other.speech.end and other.speech != speech
        ]
        for outer in sorted(holding, key=lambda speech: speech.end - speech.start):
            speakers += [speaker for speaker in outer.speakers if speaker not in speakers]
        if speakers or speech.hedged or speech.denial:
            out.add(replace(speech, speakers=tuple(speakers)))
    return sorted(out, key=lambda speech: (speech.start, -speech.end, speech.cue, speech.hedged))
