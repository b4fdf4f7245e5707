"""The codebook's examples, read: what the codebook says a claim is, the reader must find there."""

from __future__ import annotations

import pytest

from reportedly import from_text
from reportedly.lexicon import codebook
from reportedly.lexicon.codebook import Example
from reportedly.model import Claim, Mention, PlaceMention
from reportedly.reading.pipeline import Reader

EXAMPLES = [example for entry in codebook.load().types.values() for example in entry.examples]
SLOTS = ("actor", "target", "places", "said_by")
FULLY = 0.75  # of the examples every slot is right too; raise it when it is more


def claim_of(example: Example, reader: Reader) -> Claim | None:
    """The claim of the example's type that its sentence gives."""
    return next((c for c in reader.read(from_text(example.text)).claims if c.type is example.type), None)


def is_full(example: Example, claim: Claim | None) -> bool:
    """Whether every slot that the example fills is right; one that it leaves open may be read or not."""
    if claim is None or claim.status is not example.status:
        return False
    if example.killed.min is not None and claim.killed != example.killed:
        return False
    return all(agrees(getattr(example, slot), getattr(claim, slot)) for slot in SLOTS)


def agrees(told: tuple[str, ...], read: tuple[Mention | PlaceMention, ...]) -> bool:
    """Each is named, and at most one besides; an article or a rank more or less is no difference."""
    words = [mention.quote.text for mention in read]
    return not told or (len(words) <= len(told) + 1 and all(any(a in b or b in a for b in words) for a in told))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.type}: {example.text[:40]}")
def test_an_example_is_read_as_what_it_codes(example: Example, reader: Reader) -> None:
    claim = claim_of(example, reader)
    assert claim is not None, [(str(c.type), c.trigger.text) for c in reader.read(from_text(example.text)).claims]
    assert claim.status is example.status


def test_most_examples_have_every_slot_right(reader: Reader) -> None:
    full = [is_full(example, claim_of(example, reader)) for example in EXAMPLES]
    wrong = [example.text for example, right in zip(EXAMPLES, full, strict=True) if not right]
    assert sum(full) >= FULLY * len(full), f"{sum(full)} of {len(full)}; wrong: {wrong}"
