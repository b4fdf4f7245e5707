"""Annotated documents → examples: for each score, the signs of a case with what the annotation says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportedly.evaluating.gold import document_of
from reportedly.evaluating.slots import _date_right, _interval
from reportedly.model import Document
from reportedly.reading import dating, drafting, locating, merging, roles, selecting, speaking
from reportedly.reading.linear import Scores
from reportedly.reading.merge_signs import Pairs
from reportedly.reading.opinion import Opinion
from reportedly.reading.parties import Parties
from reportedly.reading.parts import Candidate, Context, Draft, Unit
from reportedly.reading.pipeline import Reader
from reportedly.reading.unlisted import all_candidates
from reportedly.training.labels import Annotated, annotated, is_named, near, strong, told

MAY = 0.5  # what it counts to name somebody who may be named, and need not
UNSURE, OTHERWISE = 0.3, 0.4  # what a pair counts of which the annotation is not quite clear, or of other types
Example = tuple[tuple[str, ...], int, float]
Examples = dict[str, list[Example]]


@dataclass
class Prepared:
    """An annotated document, read up to its candidates."""

    raw: Mapping[str, Any]
    document: Document
    units: list[Unit]
    claims: list[Annotated]
    parties: Parties
    opinion: Opinion | None = None
    candidates: dict[int, list[Candidate]] = field(default_factory=dict)


def prepare(raw: Mapping[str, Any], reader: Reader) -> Prepared:
    """Annotate the sentences and find the candidates; what no weight has a say in."""
    document = document_of(raw)
    units, _, opinion = reader.annotate(document)
    parties = Parties(reader.register, document.text, document.published)
    out = Prepared(raw, document, units, annotated(raw, document), parties, opinion)
    for number, unit in enumerate(units):
        if unit.doc is not None:
            out.candidates[number] = all_candidates(number, unit, reader.lexicon, opinion)[0]
    return out


def collect(prepared: Prepared, reader: Reader, scores: Scores) -> Examples:
    """The examples of one document for every score but that of merging; `scores` fill the slots of what was told before."""
    out: Examples = defaultdict(list)
    context = Context(prepared.units, locating.themes(prepared.units), opinion=prepared.opinion)
    earlier = context.earlier
    every = [c for candidates in prepared.candidates.values() for c in candidates]
    has_strong = {
        claim.number
        for claim in prepared.claims
        for c in every
        if c.type in claim.types and strong(c, claim, prepared.units)
    }
    for number, candidates in sorted(prepared.candidates.items()):
        unit = prepared.units[number]
        heads = [t for t in unit.doc or () if t.i in {c.head.i for c in candidates}]
        for c in candidates:
            label, weight, claim = _label(c, prepared, has_strong)
            signs = selecting.claim_signs(c, prepared.units, heads, reader.lexicon, prepared.opinion)
            if weight:
                out["claim"].append((signs, label, weight))
            if claim is not None:
                if label and strong(c, claim, prepared.units):
                    _slots(out, (c, claim), prepared, reader, (heads, context))
                if not any(d.candidate.head.i == c.head.i and d.candidate.unit == c.unit for d in earlier):
                    earlier.append(drafting.fill(0.5, c, context, reader.lexicon, heads, scores))
    return out


def _label(c: Candidate, prepared: Prepared, has_strong: set[int]) -> tuple[int, float, Annotated | None]:
    fitting = [claim for claim in prepared.claims if c.type in claim.types]
    for claim in fitting:
        if strong(c, claim, prepared.units):
            return 1, 0.0 if claim.optional else 1.0, claim
    for claim in fitting:
        if told(c, claim, prepared.units):
            return 1, 0.0 if claim.optional else 0.5, claim
    for claim in fitting:
        if near(c, claim, prepared.units):
            if claim.number not in has_strong:
                return 1, 0.0 if claim.optional else 1.0, claim
            return 0, 0.4, claim
    return 0, 1.0, None


def _slots(
    out: Examples,
    pair: tuple[Candidate, Annotated],
    prepared: Prepared,
    reader: Reader,
    around: tuple[Sequence[Any], Context],
) -> None:
    (c, claim), (heads, context) = pair, around
    units, raw = prepared.units, claim.raw
    for case in roles.role_cases(c, context, reader.lexicon):
        text = units[case.phrase.unit].sentence.text[case.phrase.start : case.phrase.end]
        name = prepared.parties.name(text)
        words = text[name.start : name.end]
        for role in ("actor", "target"):
            told_ = raw.get(role)
            right = is_named(words, told_) or is_named(name.name, told_)
            out[role].append((case.signs, int(right), 1.0 if told_ else 0.4))
    if raw.get("places"):
        for case_ in locating.spot_cases(c, context, heads):
            text = case_.spot.resolved.toponym.text
            label = is_named(text, raw["places"]) or is_named(text, raw.get("within"))
            out["place"].append((case_.signs, int(label), 1.0))
    if wanted := _interval(raw.get("date")):
        for when in dating.date_cases(c, context, heads):
            days = when.dated.days
            out["date"].append(
                (when.signs, int(_date_right(wanted, (days.start.isoformat(), days.end.isoformat()))), 1.0)
            )
    else:
        out["date"] += [(when.signs, 0, 0.3) for when in dating.date_cases(c, context, heads)]
    for speaker in speaking.speaker_cases(c, context):
        out["speaker"].append((speaker.signs, *_heard(speaker, raw)))


def _heard(case: speaking.SpeakerCase, raw: Mapping[str, Any]) -> tuple[int, float]:
    """Whether the speaker is right, and what that counts. Who tells of his own act may be named and need not: he is where the
    act is one of saying something, and counts neither way elsewhere.
    """
    words, said_by = case.speaker.text, raw.get("said_by")
    if said_by or not is_named(words, raw.get("actor")):
        return int(is_named(words, said_by)), 1.0
    return (1, MAY) if speaking.OWN in case.signs else (0, 0.0)


def pair_examples(prepared: Prepared, drafts: Sequence[Draft]) -> list[Example]:
    """What the annotation says of each pair of drafts that merging compares: whether both tell the same claim.

    A draft that tells no annotated claim is left out. Where a draft stands in several claims, or under another type than
    its claim, what a pair says counts less.
    """
    pairs = Pairs(drafts, prepared.units, prepared.opinion)
    items = [(draft, telling) for draft in drafts if (telling := _telling(draft.candidate, prepared))]
    out: list[Example] = []
    for n, (draft, telling) in enumerate(items):
        for other, others in items[max(0, n - merging.MOST) : n]:
            same = bool(telling.claims & others.claims)
            unsure = same and max(len(telling.claims), len(others.claims)) > 1
            weight = UNSURE if unsure else 1.0 if telling.typed and others.typed else OTHERWISE
            out.append((pairs.signs(other, draft), int(same), weight))
    return out


@dataclass(frozen=True, slots=True)
class _Telling:
    """Numbers of the annotated claims that a draft tells, and whether it has their type."""

    claims: frozenset[int]
    typed: bool


def _telling(c: Candidate, prepared: Prepared) -> _Telling | None:
    untyped = None
    for is_told in (strong, told, near):
        hit = [claim for claim in prepared.claims if is_told(c, claim, prepared.units)]
        if typed := frozenset(claim.number for claim in hit if c.type in claim.types):
            return _Telling(typed, True)
        if hit and untyped is None:
            untyped = _Telling(frozenset(claim.number for claim in hit), False)
    return untyped
