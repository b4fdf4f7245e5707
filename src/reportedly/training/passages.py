"""Short passages of annotated documents, as examples of their own: a post of one line is read without a report around it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportedly.training.examples import Example, Part, Run, Telling

LONGEST = 3  # sentences
ELSEWHERE = 1 << 20  # the number of a sentence that no passage has


def passages(examples: Iterable[Example], each: int, seed: int = 7) -> Iterator[Example]:
    """`each` passages of every document, those that tell an event first; what is told outside of a passage stays unknown."""
    dice = random.Random(seed)
    for example in examples:
        telling = sorted({run.sentence for told in example.tellings for run in told.trigger})
        for number in range(min(each, len(telling))):
            size = dice.randint(1, LONGEST)
            first = max(0, dice.choice(telling) - dice.randrange(size))
            yield _passage(example, first, first + size, number)


def _passage(example: Example, first: int, after: int, number: int) -> Example:
    def moved(run: Run) -> Run:
        return replace(run, sentence=run.sentence - first if first <= run.sentence < after else ELSEWHERE)

    def told(telling: Telling) -> Telling:
        parts = {
            role: Part([moved(run) for run in part.right], [moved(run) for run in part.open])
            for role, part in telling.parts.items()
        }
        return replace(telling, trigger=[moved(run) for run in telling.trigger], parts=parts)

    return Example(
        f"{example.id}-{number}",
        example.sentences[first:after],
        [told(telling) for telling in example.tellings],
        [moved(run) for run in example.open],
    )
