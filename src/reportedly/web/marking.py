"""Words of a document with what was read in them: the pieces in which a page shows them, each with its slot.

Nothing of a text becomes markup here or later: a piece is words and the names of our own slots, and whoever renders it
escapes the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

SLOTS = ("trigger", "actor", "target", "places", "within", "said_by", "weapon", "date")
AROUND = 300  # characters before and after the words of a claim
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together: the claims that rest on them, and the slot that they fill in one of those.

    Where more than one does ("driven some 550 families out"), `slot` is that of the fewest words, and `around` are those of
    which they are a part, the closest first. `begins` are the claims whose words begin here.
    """

    text: str
    claims: tuple[str, ...] = ()
    slot: str | None = None
    begins: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """The words of a claim with those around them; whether the text goes on before and after."""

    pieces: tuple[Piece, ...]
    more_before: bool
    more_after: bool


def spans(record: Record, where: str = "text") -> Iterator[tuple[int, int, str]]:
    """Where trigger and slots of a claim stand in the text or the title. A record tells a date's words but not where they
    are; they are looked for in the evidence."""
    quotes = [("trigger", record["trigger"])]
    quotes += [(slot, quote) for slot in SLOTS if slot not in {"trigger", "date"} for quote in record[slot]]
    for slot, quote in quotes:
        if quote.get("in", "text") == where:
            yield quote["start"], quote["end"], slot
    evidence = record["evidence"]
    if record["date"] and record["date"]["text"] and evidence["in"] == where:
        at = evidence["text"].find(record["date"]["text"])
        if at >= 0:
            start = evidence["start"] + at
            yield start, start + len(record["date"]["text"]), "date"


def context(record: Record, document: Record) -> Context:
    """The words of a claim in its text or title."""
    where = record["evidence"]["in"]
    words = document["title"] or "" if where == "title" else document["text"]
    start, end = record["evidence"]["start"], record["evidence"]["end"]
    first, last = _at_a_word(words, max(0, start - AROUND), start), min(len(words), end + AROUND)
    if last < len(words):
        last = max(end, words.rfind(" ", end, last))
    pieces = tuple(marked(words, [record], where, first, last))
    return Context(pieces, first > 0, last < len(words))


def _at_a_word(words: str, first: int, last: int) -> int:
    """Where a word begins, from `first` on; words do not begin in the middle."""
    blank = words.find(" ", first, last) if first else -1
    return first if blank < 0 else blank + 1


def marked(words: str, records: Sequence[Record], where: str, first: int, last: int) -> Iterator[Piece]:
    """The words from `first` to `last` in pieces."""
    evidence = [
        (quote["start"], quote["end"], record["id"])
        for record in records
        for quote in (record["evidence"], *record["also"])
        if quote.get("in", "text") == where
    ]
    slots = sorted({span for record in records for span in spans(record, where) if span[0] < span[1]})
    borders = {first, last}
    for a, b, _ in (*evidence, *slots):
        borders |= {min(max(a, first), last), min(max(b, first), last)}
    opening: dict[int, list[tuple[int, str]]] = {}
    for a, b, claim in evidence:
        if b > first and a < last:
            opening.setdefault(max(a, first), []).append((b, claim))
    held: list[tuple[int, str]] = []
    waiting = [span for span in slots if span[1] > first and span[0] < last][::-1]
    filling: list[tuple[int, int, str]] = []
    ordered = sorted(borders)
    for a, b in pairwise(ordered):
        fresh = opening.get(a, ())
        held = [one for one in held if one[0] > a] + list(fresh)
        filling = [span for span in filling if span[1] > a]
        while waiting and waiting[-1][0] <= a:
            filling.append(waiting.pop())
        filled = _closest(filling)
        claims = tuple(dict.fromkeys(claim for _, claim in held))
        begins = tuple(dict.fromkeys(claim for _, claim in fresh))
        yield Piece(words[a:b], claims, filled[0] if filled else None, begins, tuple(filled[1:]))


def _closest(filling: Iterable[tuple[int, int, str]]) -> list[str]:
    """The slots of these words, each once, those of the fewest words first; of equally many in the order of the slots."""
    ordered = sorted(filling, key=lambda span: (span[1] - span[0], SLOTS.index(span[2])))
    return list(dict.fromkeys(slot for _, _, slot in ordered))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text begin and end."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1
