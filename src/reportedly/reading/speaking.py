"""Who says it: which of the speakers that the rules found, and of those the encoder points at, stand behind a claim.

The rules know whose words a sentence holds. Whether the words go on after the quotation has ended, or a whole paragraph is
told after one source, is not marked by grammar; the encoder has an opinion on that. A log-linear score decides over both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportedly.lexicon.speech_words import load
from reportedly.model import ClaimType
from reportedly.reading.linear import Scores
from reportedly.reading.opinion_signs import asked_of, best_first, part_opinion
from reportedly.reading.parts import Candidate, Context, Spoken
from reportedly.reading.speech import Speaker, Speech, speech_at
from reportedly.reading.speech_names import name_of

if TYPE_CHECKING:
    from reportedly.reading.opinion import Run
    from reportedly.reading.tokens import Token

LIKELY = 0.5
BACK = 2  # sentences before this one whose speakers may go on
AHEAD = 2  # sentences after this one in which somebody may be named who says it too
OWN = "own act"  # the sign of who is heard because the act is one of saying something: "Bamako warned …"
POINTED = 4
MOST = 3
_SPOKEN = frozenset(
    {ClaimType.DIPLOMACY, ClaimType.THREAT, ClaimType.CEASEFIRE}
)  # acts that are done by saying something
_DEEPER = {
    "relcl": "relative",
    "acl": "relative",
    "advcl": "adverbial",
    "pcomp": "adverbial",
    "amod": "modifier",
    "compound": "modifier",
    "poss": "modifier",
    "appos": "modifier",
    "pobj": "phrase",
}
_ORDER = ("main", "phrase", "modifier", "adverbial", "relative")


class SpeakerCase(NamedTuple):
    """Somebody who may be the speaker of a claim, with the signs."""

    speaker: Speaker
    signs: tuple[str, ...]


def covering(candidate: Candidate, context: Context) -> Speech | None:
    """The innermost speech that covers the trigger; what a compound tells in passing ("X-held") nobody says."""
    if candidate.entry.suffix:
        return None
    return speech_at(context.units[candidate.unit].speech, candidate.start, candidate.end)


class _Heard:
    """The speakers found so far, each once, with their signs."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int], tuple[Speaker, list[str]]] = {}

    def add(self, speaker: Speaker, *signs: str) -> None:
        for (unit, start), (other, known) in self.found.items():
            if unit == speaker.sentence and start < speaker.end and speaker.start < other.end:
                known += signs
                return
        self.found[speaker.sentence, speaker.start] = (speaker, list(signs))


def speaker_cases(candidate: Candidate, context: Context) -> list[SpeakerCase]:
    """Everybody who may be meant, each once: those of the speech that holds the trigger first."""
    heard = _Heard()
    speech = covering(candidate, context)
    if speech is not None:
        _cover(heard, speech, candidate)
    for at, near in _near(candidate, context):
        for speaker in (speaker for other in context.units[at].speech for speaker in other.speakers):
            heard.add(speaker, near)
            if at > candidate.unit:
                heard.add(speaker, f"{near} covered={speech is not None} lead={_leads(candidate, context)}")
    if speech is None:
        _act(heard, candidate)
        _denying(heard, candidate, context)
    asked = asked_of(candidate, context.opinion)
    if asked is not None:
        for run in asked.runs("speaker")[:POINTED]:
            if speech is not None and run.unit == candidate.unit and _is_denied(run, speech):
                continue
            text = context.units[run.unit].sentence.text[run.start : run.end]
            heard.add(Speaker(run.unit, run.start, run.end, text), "pointed")
    cases = []
    for speaker, signs in heard.found.values():
        where = "here" if speaker.sentence == candidate.unit else "elsewhere"
        opinion = part_opinion(asked, "speaker", speaker.sentence, speaker.start, speaker.end, where)
        if "beside back=1" in signs and "beside ahead=1" in signs:
            signs.append("around")  # who speaks before and after it is mostly heard in between
        common = (f"covered={speech is not None}", f"suffix={candidate.entry.suffix}", f"type={candidate.type}", where)
        cases.append(SpeakerCase(speaker, (*signs, *common, *opinion)))
    ranks = best_first([case.signs for case in cases], "speaker")
    return [SpeakerCase(case.speaker, (*case.signs, *rank)) for case, rank in zip(cases, ranks, strict=True)]


def _is_denied(run: Run, speech: Speech) -> bool:
    """Whether somebody is named in what another denies: "the ministry rejected Rwandan statements that …" is the ministry's denial."""
    return speech.denial and bool(speech.speakers) and speech.start <= run.start < speech.end


def _cover(heard: _Heard, speech: Speech, candidate: Candidate) -> None:
    stands = standing(candidate.head)
    for n, speaker in enumerate(speech.speakers):
        heard.add(
            speaker,
            f"covering rank={min(n, 2)}",
            f"covering {'here' if speaker.sentence == candidate.unit else 'elsewhere'}",
            f"covering denial={speech.denial}",
            f"covering stands={stands}",
            f"covering {candidate.head.pos_} stands={stands}",
        )


def _act(heard: _Heard, candidate: Candidate) -> None:
    """Who acts by saying something: "Bamako warned the rebels", "the envoy urged both sides"."""
    if candidate.type not in _SPOKEN or candidate.head.lemma_ not in load().nouns.acts:
        return
    for link in candidate.links:
        if link.relation == "subject" and (name := name_of(link.token)) and not (name.pronoun or name.stands_in):
            heard.add(Speaker(candidate.unit, name.start, name.end, name.text), OWN)


def _denying(heard: _Heard, candidate: Candidate, context: Context) -> None:
    """Who denies, where the denial itself is what tells of the event: "Asmara denies it"."""
    for speech in context.units[candidate.unit].speech:
        if speech.denial and speech.cue == candidate.head.text:
            _cover(heard, speech, candidate)


def _near(candidate: Candidate, context: Context) -> Iterator[tuple[int, str]]:
    """The sentence itself, those before it and those after it, each with the sign of those who speak in it."""
    units, where = context.units, context.units[candidate.unit].sentence.where
    for step in (-1, 1):
        for n in range(0 if step < 0 else 1, (BACK if step < 0 else AHEAD) + 1):
            at = candidate.unit + step * n
            if not 0 <= at < len(units) or units[at].sentence.where != where:
                break
            yield at, f"beside back={n}" if step < 0 else f"beside ahead={n}"


def _leads(candidate: Candidate, context: Context) -> bool:
    """Whether it stands in a title, or in the first sentence of the text."""
    units, at = context.units, candidate.unit
    return units[at].sentence.where == "title" or at == 0 or units[at - 1].sentence.where == "title"


def standing(head: Token) -> str:
    """How deep the word stands in what is told: "main", or in a phrase, a modifier, an adverbial or a relative clause of it.

    "The army said rebels shelled Taiz, where fighting has gone on since the coup" tells of the shelling; that there was a coup
    it takes as known.
    """
    deepest, at = 0, head
    while at.head is not at and at.dep_ not in {"ccomp", "parataxis"}:
        if (how := _DEEPER.get(at.dep_)) is not None:
            deepest = max(deepest, _ORDER.index(how))
        at = at.head
    return _ORDER[deepest]


def choose_speakers(cases: Sequence[SpeakerCase], scores: Scores) -> tuple[Spoken, ...]:
    """The likely ones, in the order in which they were found (the innermost first)."""
    judge = scores["speaker"]
    scored = [Spoken(case.speaker, judge(case.signs)) for case in cases]
    return tuple(spoken for spoken in scored if spoken.p >= LIKELY)[:MOST]
