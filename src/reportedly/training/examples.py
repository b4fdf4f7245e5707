"""Annotated documents → what the encoder is to learn of each: which words tell an event, and who plays which part in it.

An annotation names its values by their words, not by where they stand. So each is sought in the document: in the
claim's own sentence first, else where it stands nearest to the trigger. The name's other occurrences are neither right nor
wrong: they are left out of what is learned. Days and tolls are annotated as values: the expressions that the reader's own
rules resolve to that value stand for them. A value that cannot be found anywhere is not learned, neither as there nor as
absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportedly.evaluating.gold import document_of
from reportedly.evaluating.slots import types_of
from reportedly.lexicon import status_words
from reportedly.reading.parts import Unit
from reportedly.reading.pipeline import Reader
from reportedly.reading.tokens import root
from reportedly.reading.triggers import find_candidates

NAMED = {
    "actor": "actor",
    "target": "target",
    "places": "place",
    "within": "within",
    "said_by": "speaker",
    "weapon": "weapon",
}
TOLLS = ("killed", "injured", "captured")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one sentence: its number in the document, and offsets in its own text."""

    sentence: int
    start: int
    end: int


@dataclass(slots=True)
class Part:
    """Where the fillers of one role stand, and which words are neither right nor wrong."""

    right: list[Run] = field(default_factory=list)
    open: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class Telling:
    """One telling of an annotated event: its trigger's words and the parts played in it.

    `main` is false for a later telling, whose trigger the annotation does not name. A role that is missing from `parts`
    is not learned here.
    """

    claim: int
    trigger: list[Run]
    types: tuple[str, ...]
    optional: bool
    main: bool
    status: str
    hedged: bool
    parts: dict[str, Part]


@dataclass(slots=True)
class Example:
    """An annotated document: its sentences, its tellings, and the words of which it is not known whether they tell."""

    id: str
    sentences: Sequence[tuple[str, int, int, str]]  # where, start, end, text
    tellings: list[Telling]
    open: list[Run]


def example(raw: Mapping[str, Any], reader: Reader) -> Example:
    """What is to be learned of one annotated document."""
    document = document_of(raw)
    units, _, _ = reader.annotate(document, whole=True)
    finder = Finder(units)
    tellings: list[Telling] = []
    open_: list[Run] = []
    for number, claim in enumerate(raw["claims"]):
        evidence = finder.sought(claim["evidence"])
        if not evidence:
            continue
        trigger = finder.inside(claim["trigger"], evidence[0])
        if not trigger:
            continue
        common = (tuple(sorted(types_of(claim))), bool(claim.get("optional")))
        told = (claim.get("status") or "occurred", bool(claim.get("hedged")))
        parts = _parts(claim, evidence[0], trigger[0], finder, units)
        core, rest = _core(trigger[0], units)
        tellings.append(Telling(number, [core], *common, True, *told, parts))
        open_ += rest
        for words in claim.get("also") or []:
            for run in finder.sought(words)[:1]:
                again = _candidates(run, common[0], units, reader)
                if again:
                    tellings.append(Telling(number, again[:1], *common, False, *told, {}))
                open_.append(run)
    sentences = [(u.sentence.where, u.sentence.start, u.sentence.end, u.sentence.text) for u in units]
    return Example(str(raw["id"]), sentences, tellings, open_)


def _core(trigger: Run, units: Sequence[Unit]) -> tuple[Run, list[Run]]:
    """The word of a trigger that must be found, and the others, which may: annotators differ in how many words they mark.

    It is the one that governs the others; of a verb that only carries a noun ("carried out strikes"), that noun.
    """
    doc = units[trigger.sentence].doc
    words = doc.covering(trigger.start, trigger.end) if doc is not None else []
    if len(words) < 2:
        return trigger, []
    core = root(words)
    if core.lemma_.lower() in status_words.load().light:
        inside = {word.i for word in words}
        core = next((c for c in core.children if c.i in inside and c.dep_ in {"dobj", "nsubj", "nsubjpass"}), core)
    runs = {word.i: Run(trigger.sentence, word.idx, word.idx + len(word)) for word in words}
    return runs.pop(core.i), list(runs.values())


class Finder:
    """Finds words in the sentences, whatever blanks stand between them."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units

    def sought(self, words: str) -> list[Run]:
        """Where the words stand; of words over several sentences, the part in each."""
        pattern = _pattern(words)
        out = [Run(n, *hit.span()) for n, u in enumerate(self.units) for hit in pattern.finditer(u.sentence.text)]
        return out or self._over_several(words)

    def _over_several(self, words: str) -> list[Run]:
        folded, at = " ".join(words.split()), []
        for n, unit in enumerate(self.units):
            text = " ".join(unit.sentence.text.split())
            if len(text) > 15 and text in folded:
                at.append(Run(n, 0, len(unit.sentence.text)))
            else:
                for size in (60, 40, 25):
                    if len(folded) > size and (hit := _pattern(folded[:size]).search(unit.sentence.text)):
                        at.append(Run(n, hit.start(), len(unit.sentence.text)))
                        break
        return at

    def inside(self, words: str, run: Run) -> list[Run]:
        """Where the words stand within `run`, else from there on to the sentence's end, else in the next sentence."""
        pattern = _pattern(words)
        text = self.units[run.sentence].sentence.text
        hits = [Run(run.sentence, *h.span()) for h in pattern.finditer(text, run.start, run.end)]
        hits = hits or [Run(run.sentence, *h.span()) for h in pattern.finditer(text)]
        if not hits and run.sentence + 1 < len(self.units):
            after = self.units[run.sentence + 1].sentence.text
            hits = [Run(run.sentence + 1, *h.span()) for h in pattern.finditer(after)]
        return hits


def _pattern(words: str) -> re.Pattern[str]:
    inner = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(
        rf"(?<![^\W_]){inner}(?![^\W_])" if re.match(r"\w", words) and re.search(r"\w$", words) else inner
    )


def _parts(
    claim: Mapping[str, Any], evidence: Run, trigger: Run, finder: Finder, units: Sequence[Unit]
) -> dict[str, Part]:
    out: dict[str, Part] = {}
    for slot, role in NAMED.items():
        part: Part | None = Part()
        for name in _names(claim.get(slot)):
            runs = finder.sought(name)
            if not runs:
                part = None
                break
            assert part is not None
            best = min(runs, key=lambda run: _distance(run, evidence, trigger))
            part.right.append(best)
            part.open += [run for run in runs if run != best]
        if part is not None:
            out[role] = part
    if "place" in out and "within" in out:
        near, wide = out["place"], out["within"]
        out["scene"] = Part(near.right + wide.right, near.open + wide.open)
    if (when := _part(_days(claim, units), bool(claim.get("date")), evidence, trigger)) is not None:
        out["date"] = when
    for kind in TOLLS:
        if (toll := _part(_tolls(claim.get(kind), kind, units), bool(claim.get(kind)), evidence, trigger)) is not None:
            out[kind] = toll
    return out


def _names(slot: object) -> list[str]:
    items: list[Any] = slot if isinstance(slot, list) else [slot] if slot else []
    return [item if isinstance(item, str) else str(item.get("text")) for item in items]


def _distance(run: Run, evidence: Run, trigger: Run) -> tuple[int, float]:
    """Nearer is better: the evidence, then its sentence, then the sentences before it, then those after."""
    away = run.sentence - trigger.sentence
    if away == 0:
        within = evidence.start <= run.start and run.end <= evidence.end
        return (0 if within or run.sentence != evidence.sentence else 1), abs(run.start - trigger.start)
    return 2, (-away if away < 0 else 1.5 * away) + (-run.start if away < 0 else run.start) / 1e6


def _part(runs: Sequence[Run], told: bool, evidence: Run, trigger: Run) -> Part | None:
    if not told:
        return Part()
    if not runs:
        return None
    best = min(runs, key=lambda run: _distance(run, evidence, trigger))
    return Part([best], [run for run in runs if run != best])


def _days(claim: Mapping[str, Any], units: Sequence[Unit]) -> list[Run]:
    when: Mapping[str, str | None] = claim.get("date") or {}
    start, end = when.get("start") or when.get("end"), when.get("end") or when.get("start")
    return [
        Run(n, dated.expression.start, dated.expression.end)
        for n, unit in enumerate(units)
        for dated in unit.dates
        if (dated.days.start.isoformat(), dated.days.end.isoformat()) == (start, end)
    ]


def _tolls(toll: Mapping[str, Any] | None, kind: str, units: Sequence[Unit]) -> list[Run]:
    if not toll:
        return []
    wanted = (toll.get("min"), toll.get("max"))
    return [
        Run(n, *(found.who or (found.start, found.end)))
        for n, unit in enumerate(units)
        for found in unit.tolls
        if found.kind == kind and (found.min, found.max) == wanted
    ]


def _candidates(run: Run, types: Iterable[str], units: Sequence[Unit], reader: Reader) -> list[Run]:
    """The trigger words of the lexicon in `run` that can tell an event of these types."""
    unit = units[run.sentence]
    if unit.doc is None:
        return []
    found = find_candidates(run.sentence, unit, reader.lexicon)[0]
    fitting = [c for c in found if c.type in types and c.start >= run.start and c.end <= run.end]
    return [Run(run.sentence, c.start, c.end) for c in fitting]
