"""Sentences in which the verb of one event and the places of that event are marked, as JSON Lines.

One sentence a line: ``{"text": …, "spans": [{"start": …, "end": …, "label": "VERB"}, {…, "label": "LOCATION"}]}``. A sentence
may mark no place; one that marks no verb, or several, is none of them, and an empty place is no place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]

VERB, PLACE = "VERB", "LOCATION"


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, the verb of one event in it, and the names of the places of that event."""

    text: str
    verb: Span
    places: tuple[Span, ...]


def scenes_of(lines: Iterable[str]) -> Iterator[Scene]:
    """The sentences of a file's lines. Raises `ValueError`, with the line's number, where one is no such sentence."""
    for number, line in enumerate(lines, 1):
        try:
            raw = json.loads(line)
            spans = [(span["label"], (int(span["start"]), int(span["end"]))) for span in raw["spans"]]
            text = str(raw["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"line {number}: is no sentence with spans ({error})") from error
        verbs = [span for label, span in spans if label == VERB]
        if len(verbs) == 1:
            yield Scene(text, verbs[0], tuple(span for label, span in spans if label == PLACE and span[0] < span[1]))
