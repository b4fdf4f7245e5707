"""A reader's own claims → examples: what unannotated documents can teach before the annotated ones do.

Few documents are annotated; many can be read. The lexicon's reader is right often enough to show a network what triggers
and parts look like, over far more words and wars than anybody has annotated; the annotations then put it right. What
a claim does not quote (its tolls) is not learned from it.
"""

from __future__ import annotations

from bisect import bisect_right

from reportedly.model import Claim, Quote, Reading, Where
from reportedly.reading.pipeline import sentences_of
from reportedly.training.examples import Example, Part, Run, Telling


def example_of(reading: Reading) -> Example:
    """What is to be learned of one document that was read."""
    sentences = [(s.where, s.start, s.end, s.text) for s in sentences_of(reading.document)]
    starts: dict[Where, list[tuple[int, int]]] = {"text": [], "title": []}
    for number, (where, start, _, _) in enumerate(sentences):
        starts[where].append((start, number))

    def run(quote: Quote) -> Run | None:
        spots = starts[quote.where]
        at = bisect_right(spots, (quote.start, len(sentences))) - 1
        if at < 0:
            return None
        number = spots[at][1]
        offset = sentences[number][1]
        end = min(quote.end, sentences[number][2]) - offset
        return Run(number, quote.start - offset, end) if quote.start - offset < end else None

    tellings, open_ = [], []
    for number, claim in enumerate(reading.claims):
        if (trigger := run(claim.trigger)) is not None:
            parts = {role: part for role, quotes in _quoted(claim).items() if (part := _part([run(q) for q in quotes]))}
            told = (claim.status.value, claim.hedged)
            tellings.append(Telling(number, [trigger], (claim.type.value,), False, True, *told, parts))
        open_ += [again for quote in claim.also if (again := run(quote)) is not None]
    return Example(reading.document.id, sentences, tellings, open_)


def _quoted(claim: Claim) -> dict[str, list[Quote]]:
    return {
        "actor": [m.quote for m in claim.actor],
        "target": [m.quote for m in claim.target],
        "place": [p.quote for p in claim.places],
        "within": [p.quote for p in claim.within],
        "scene": [p.quote for p in (*claim.places, *claim.within)],
        "speaker": [m.quote for m in claim.said_by],
        "weapon": list(claim.weapon),
        "date": [claim.date.quote] if claim.date else [],
    }


def _part(runs: list[Run | None]) -> Part | None:
    return None if None in runs else Part([run for run in runs if run is not None])
