"""Triggers that the encoder finds and the lexicon does not list.

No list holds every way to tell an event. Words that the encoder takes for a trigger, and that no entry of the lexicon
covers, become candidates of the types that it finds likely, with the commonest frame of such a type and part of speech.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from reportedly.lexicon.shapes import PartOfSpeech
from reportedly.lexicon.triggers import Lexicon, Trigger
from reportedly.model import ClaimType
from reportedly.reading.allegations import is_unclaimed
from reportedly.reading.deeds import nobody_threatens
from reportedly.reading.opinion import Opinion, Run
from reportedly.reading.opinion_signs import SEEING, key_of
from reportedly.reading.parts import Candidate, Unit
from reportedly.reading.syntax import is_verb, noun_links, verb_links
from reportedly.reading.tokens import root
from reportedly.reading.triggers import find_candidates

WORTH = 0.05  # of a listed word that the encoder holds less likely to tell an event no other types are asked
AGAINST = 0.5  # likewise, of a word whose entry names one kind of event whatever stands beside it
LIKELY = 0.08  # a type's chance among all types for the words to be a candidate of it


def all_candidates(
    number: int, unit: Unit, lexicon: Lexicon, opinion: Opinion | None
) -> tuple[list[Candidate], list[str]]:
    """The candidates of one parsed sentence, those of the encoder last; and for each trigger word without one the reason."""
    candidates, reasons = find_candidates(number, unit, lexicon)
    if opinion is not None:
        unlisted = find_unlisted(number, unit, candidates, opinion, opinion.triggers().get(number, ()), lexicon)
        candidates = [*with_thought(candidates, opinion, lexicon), *unlisted]
    told = [c for c in candidates if not is_unclaimed(c.head) and not _by_nobody(c, unit, lexicon)]
    return told, reasons


def _by_nobody(candidate: Candidate, unit: Unit, lexicon: Lexicon) -> bool:
    """Whether it would be a threat by a thing."""
    threat = candidate.type is ClaimType.THREAT and is_verb(candidate.head)
    return threat and nobody_threatens(candidate.head, unit, lexicon)


def with_thought(listed: Sequence[Candidate], opinion: Opinion, lexicon: Lexicon) -> list[Candidate]:
    """The candidates, each word followed by those of the types that the encoder finds likely for it and its entry does not.

    "The attack" is what the report told of before: the encoder knows it, the entry does not.
    """
    out: list[Candidate] = []
    for _, group in groupby(listed, key=lambda c: c.head.i):
        same = list(group)
        first = same[0]
        p, kinds = opinion.event(*key_of(first))
        out += same
        if p < WORTH or first.entry.frame == SEEING or first.entry.sure:
            continue
        have = {c.type for c in same}
        least = AGAINST if first.entry.plain else LIKELY
        by = "encoder despite" if any(c.by in {"object", "means"} for c in same) else "encoder"
        for kind, chance in kinds.items():
            if chance / p >= least and kind not in have:
                out.append(replace(first, type=ClaimType(kind), by=by))
    return out


def find_unlisted(
    number: int, unit: Unit, listed: Sequence[Candidate], opinion: Opinion, runs: Sequence[Run], lexicon: Lexicon
) -> list[Candidate]:
    """The candidates of one sentence that the encoder alone found, in the order of the text."""
    if unit.doc is None:
        return []
    covered = [(c.head.idx, c.head.idx + len(c.head)) for c in listed] + [(c.start, c.end) for c in listed]
    out: list[Candidate] = []
    for run in runs:
        if any(a < run.end and run.start < b for a, b in covered):
            continue
        words = unit.doc.covering(run.start, run.end)
        if not words:
            continue
        token = root(words)
        _, kinds = opinion.event(number, run.start, run.end)
        total = sum(kinds.values()) or 1.0
        verb = is_verb(token)
        links = tuple(verb_links(token) if verb else noun_links(token))
        for kind, p in kinds.items():
            if p / total >= LIKELY:
                entry = _entry(ClaimType(kind), "verb" if verb else "noun", lexicon)
                out.append(Candidate(number, token, run.start, run.end, ClaimType(kind), entry, "encoder", links))
    return out


def _entry(kind: ClaimType, pos: PartOfSpeech, lexicon: Lexicon) -> Trigger:
    nothing: frozenset[str] = frozenset()
    return Trigger(
        "unlisted",
        kind,
        ("unlisted",),
        pos,
        _frames(lexicon.digest)[kind, pos],
        False,
        {},
        nothing,
        nothing,
        None,
        False,
    )


@cache
def _frames(digest: str) -> dict[tuple[ClaimType, str], str]:
    """The commonest frame of each type and part of speech."""
    from reportedly.lexicon.triggers import load

    counts: dict[tuple[ClaimType, str], Counter[str]] = {}
    for kind in ClaimType:
        for pos in ("verb", "noun"):
            entries = [t.frame for t in load().triggers if t.type == kind and (t.pos == pos or t.pos == "adjective")]
            counts[kind, pos] = Counter(entries or [t.frame for t in load().triggers if t.type == kind])
    return {key: max(sorted(count), key=lambda name: count[name]) for key, count in counts.items()}
