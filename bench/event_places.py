"""Event places: of the places that a sentence names, which is that of one event whose verb is given?

Measured on sentences in JSON Lines, one event a line: ``{"text": …, "spans": [{"start": …, "end": …, "label": "VERB"},
{"start": …, "end": …, "label": "LOCATION"}, …]}``. A sentence may mark no place. A third of the sentences, by a hash of
their text, is kept apart, so that one who tunes on the rest has something left to measure on. Where annotators left
places out, what is right counts as wrong; so the sentences that mark a place are measured by themselves too.

``python -m bench.event_places FILE [--apart] [--rules] [--most N]``
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportedly.evaluating.scenes import Scene, Span, scenes_of
from reportedly.gazetteer import Gazetteer
from reportedly.reading.encoder import Encoder
from reportedly.reading.opinion import Opinion
from reportedly.reading.parse import parse_sentences
from reportedly.reading.parts import Unit
from reportedly.reading.place_signs import anchors
from reportedly.reading.places import Resolved
from reportedly.reading.sentences import Sentence
from reportedly.reading.syntax import path_length
from reportedly.reading.tokens import root
from reportedly.reading.toponyms import Toponym, find_toponyms
from reportedly.settings import Settings

Finder = Callable[[str, Span], Sequence[Span]]

LIKELY = 0.6  # how sure the encoder must be of a place
BESIDE = 0.8  # and how sure beside the place that it is surest of
FAR = 6  # steps in the tree beyond which a place is another event's
EQUALS = frozenset({"", ",", "and", ", and", "or"})  # what stands between the places of a list


@dataclass(frozen=True, slots=True)
class Figures:
    """How many places were marked, given, and both; a name given in part or with a word more counts as the same."""

    marked: int
    given: int
    right: int
    cases: int

    @property
    def precision(self) -> float:
        """The share of the given places that are marked."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of the marked places that were given."""
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.marked + self.given) if self.right else 0.0


def cases_of(lines: Iterable[str]) -> Iterator[Scene]:
    """The cases of a file's lines; ends the program where one is no such sentence."""
    try:
        yield from scenes_of(lines)
    except ValueError as error:
        raise SystemExit(str(error)) from error


def is_apart(case: Scene) -> bool:
    """Whether the sentence is of the third that is kept apart. All cases of one sentence go together."""
    return hashlib.sha256(case.text.encode("utf-8")).digest()[0] % 3 == 0


def measure(cases: Iterable[Scene], find: Finder) -> Figures:
    """How the places that `find` gives for a sentence and a verb agree with those that are marked."""
    marked = given = right = count = 0
    for case in cases:
        count += 1
        found = list(dict.fromkeys(find(case.text, case.verb)))
        marked, given = marked + len(case.places), given + len(found)
        right += sum(any(a < d and c < b for c, d in found) for a, b in case.places)
    return Figures(marked, given, min(right, given), count)


class Nearest:
    """A finder: the toponym that stands nearest to the verb in the parse, with those that are listed beside it.

    Words that only locate another place, and states that act, are none of the event's own.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __call__(self, text: str, verb: Span) -> list[Span]:
        """The names of the places of the verb's event, as spans of the text."""
        (doc,) = parse_sentences([text])
        told = doc.covering(*verb)
        toponyms = [found for found in find_toponyms(doc, self.gazetteer) if not (found.metonym or found.anchors)]
        if not told or not toponyms:
            return []
        unit = Unit(Sentence(0, 0, len(text), text, 0), doc)
        steps = [path_length(anchors(unit, Resolved(found))[1], root(told)) for found in toponyms]
        best = min(range(len(toponyms)), key=lambda i: (steps[i], abs(toponyms[i].start - verb[0])))
        return [_name(found) for found in _listed(text, toponyms, best)] if steps[best] <= FAR else []


class Pointed:
    """A finder: the words that the encoder takes for the scene of the verb's event, without those that only locate another."""

    def __init__(self, encoder: Encoder, gazetteer: Gazetteer) -> None:
        self.encoder, self.gazetteer = encoder, gazetteer

    def __call__(self, text: str, verb: Span) -> list[Span]:
        """The places of the verb's event, as spans of the text."""
        asked = Opinion.of([("text", text)], self.encoder).asked(0, *verb)
        runs = asked.runs("scene") if asked is not None else []
        least = max(LIKELY, BESIDE * max((run.p for run in runs), default=0.0))
        likely = [(run.start, run.end) for run in runs if run.p >= least]
        if len(likely) < 2:
            return likely
        (doc,) = parse_sentences([text])
        outer = [(found.start, found.end) for found in find_toponyms(doc, self.gazetteer) if found.anchors]
        return [(a, b) for a, b in likely if not any(a < d and c < b for c, d in outer)] or likely


def _listed(text: str, toponyms: Sequence[Toponym], at: int) -> Sequence[Toponym]:
    """The toponym and those around it that only a comma or an "and" stands between."""
    first = last = at
    while first > 0 and _between(text, toponyms[first - 1], toponyms[first]) in EQUALS:
        first -= 1
    while last + 1 < len(toponyms) and _between(text, toponyms[last], toponyms[last + 1]) in EQUALS:
        last += 1
    return toponyms[first : last + 1]


def _between(text: str, first: Toponym, second: Toponym) -> str:
    return text[first.end : second.start].strip()


def _name(found: Toponym) -> Span:
    return found.start, found.end


def main() -> int:
    """Print the figures of the part that may be looked at, or of the part kept apart."""
    parser = argparse.ArgumentParser(prog="bench.event_places", description=__doc__)
    parser.add_argument("file", type=Path, help="sentences in JSON Lines")
    parser.add_argument("--apart", action="store_true", help="measure on the third that is kept apart")
    parser.add_argument(
        "--rules", action="store_true", help="by the parse and the gazetteer alone, without the encoder"
    )
    parser.add_argument("--most", type=int, help="measure on so many of them")
    options = parser.parse_args()
    try:
        lines = options.file.read_text("utf-8").splitlines()
    except OSError as error:
        raise SystemExit(f"{options.file}: cannot be read ({error.strerror})") from error
    chosen = [case for case in cases_of(line for line in lines if line.strip()) if is_apart(case) == options.apart]
    settings = Settings.from_environment(os.environ)
    with Gazetteer.open(settings.home) as gazetteer:
        find = cache(Nearest(gazetteer) if options.rules else Pointed(Encoder.open(settings.model), gazetteer))
        chosen = chosen[: options.most]
        for what, cases in (("", chosen), (" that mark a place", [case for case in chosen if case.places])):
            figures = measure(cases, find)
            print(
                f"{figures.cases} events{what}: place precision {figures.precision:.3f}, recall {figures.recall:.3f},"
                f" F1 {figures.f1:.3f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
