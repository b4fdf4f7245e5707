"""Who says it: which of the speakers that the rules found, and of those the encoder points at, stand behind a claim.

The rules know whose words a sentence holds. Whether the words go on after the quotation has ended, or a whole paragraph is
told after one source, is not marked by grammar; the encoder has an opinion on that. A log-linear score decides over both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.reading.linear import Scores
from reportedly.reading.opinion_signs import asked_of, best_first, part_opinion
from reportedly.reading.parts import Candidate, Context, Spoken
from reportedly.reading.speech import Speaker, Speech, speech_at

LIKELY = 0.45
BACK = 2  # sentences before this one whose speakers may go on
POINTED = 4
MOST = 3


class SpeakerCase(NamedTuple):
    """Somebody who may be the speaker of a claim, with the signs."""

    speaker: Speaker
    signs: tuple[str, ...]


def covering(candidate: Candidate, context: Context) -> Speech | None:
    """The innermost speech that covers the trigger; what a compound tells in passing ("X-held") nobody says."""
    if candidate.entry.suffix:
        return None
    return speech_at(context.units[candidate.unit].speech, candidate.start, candidate.end)


def speaker_cases(candidate: Candidate, context: Context) -> list[SpeakerCase]:
    """Everybody who may be meant, each once: those of the speech that holds the trigger first."""
    found: dict[tuple[int, int], tuple[Speaker, list[str]]] = {}

    def add(speaker: Speaker, *signs: str) -> None:
        for (unit, start), (other, known) in found.items():
            if unit == speaker.sentence and start < speaker.end and speaker.start < other.end:
                known += signs
                return
        found[speaker.sentence, speaker.start] = (speaker, list(signs))

    speech = covering(candidate, context)
    if speech is not None:
        for n, speaker in enumerate(speech.speakers):
            away = "here" if speaker.sentence == candidate.unit else "elsewhere"
            add(speaker, f"covering rank={min(n, 2)}", f"covering {away}", f"covering denial={speech.denial}")
    for back in range(BACK + 1):
        at = candidate.unit - back
        if at < 0 or context.units[at].sentence.where != context.units[candidate.unit].sentence.where:
            break
        for other in context.units[at].speech:
            for speaker in other.speakers:
                add(speaker, f"beside back={back}")
    asked = asked_of(candidate, context.opinion)
    if asked is not None:
        for run in asked.runs("speaker")[:POINTED]:
            text = context.units[run.unit].sentence.text[run.start : run.end]
            add(Speaker(run.unit, run.start, run.end, text), "pointed")
    cases = []
    for speaker, signs in found.values():
        where = "here" if speaker.sentence == candidate.unit else "elsewhere"
        opinion = part_opinion(asked, "speaker", speaker.sentence, speaker.start, speaker.end, where)
        common = (f"covered={speech is not None}", f"suffix={candidate.entry.suffix}", f"type={candidate.type}", where)
        cases.append(SpeakerCase(speaker, (*signs, *common, *opinion)))
    ranks = best_first([case.signs for case in cases], "speaker")
    return [SpeakerCase(case.speaker, (*case.signs, *rank)) for case, rank in zip(cases, ranks, strict=True)]


def choose_speakers(cases: Sequence[SpeakerCase], scores: Scores) -> tuple[Spoken, ...]:
    """The likely ones, in the order in which they were found (the innermost first)."""
    judge = scores["speaker"]
    scored = [Spoken(case.speaker, judge(case.signs)) for case in cases]
    return tuple(spoken for spoken in scored if spoken.p >= LIKELY)[:MOST]
