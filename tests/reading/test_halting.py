"""Attacks that are told to have been halted are no events of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reportedly.lexicon.triggers import load
from reportedly.model import ClaimType, Document
from reportedly.reading.halting import without_halted
from reportedly.reading.pipeline import Reader
from reportedly.reading.triggers import find_candidates


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    opened = Reader.open(tagger="lexicon")
    with opened.gazetteer:
        yield opened


def left(reader: Reader, text: str, halt: float = 0.2) -> tuple[dict[str, ClaimType], list[str]]:
    """What is kept, but for what is declared and called for, of a sentence whose attacks are likely events and whose halt is one with this probability."""
    units, _, _ = reader.annotate(Document("d", text), whole=True)
    found, _ = find_candidates(0, units[0], load())
    scored = [(halt if c.type is ClaimType.CEASEFIRE else 0.9, c) for c in found]
    kept, reasons = without_halted(scored, [pair for pair in scored if pair[0] >= 0.4], load())
    return {c.head.text: c.type for _, c in kept if c.type is not ClaimType.DIPLOMACY}, reasons


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army announced a halt to air strikes and shelling.", "halt"),
        ("The coalition declared a pause in its bombing of Hodeidah.", "pause"),
        ("The junta suspended its air raids on Demoso.", "suspended"),
    ],
)
@pytest.mark.parametrize("halt", [0.2, 0.8])
def test_of_a_halt_to_attacks_the_halt_alone_is_told(reader: Reader, text: str, word: str, halt: float) -> None:
    kept, reasons = left(reader, text, halt)
    assert kept == {word: ClaimType.CEASEFIRE}
    assert all("told to be halted" in reason for reason in reasons)


def test_attacks_whose_halt_is_only_called_for_go_on(reader: Reader) -> None:
    kept, reasons = left(reader, "The union called for a halt to air strikes on Khartoum.")
    assert kept == {"strikes": ClaimType.AIR_STRIKE}
    assert reasons == []


def test_a_halt_of_something_else_leaves_the_attacks_of_its_sentence(reader: Reader) -> None:
    kept, _ = left(reader, "The airline announced a halt to flights after air strikes on Khartoum.")
    assert kept == {"strikes": ClaimType.AIR_STRIKE}
