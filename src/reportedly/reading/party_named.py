"""A party as words name it, and the marks of a publisher's judgement that touch a name: labels and scare quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.lexicon.parties import Register
from reportedly.lexicon.party_tokens import Word
from reportedly.reading.party_matching import Match, labels

_QUOTES = {"'": "'’", '"': '"”', "‘": "’'", "“": '”"', "«": "»"}


@dataclass(frozen=True, slots=True)
class Named:
    """A party as words name it: they stand from `start` to `end` of the text that was given.

    `name` is the register's, or the words themselves; `label` is the publisher's judging word, `backed_by` the
    sponsors.
    """

    start: int
    end: int
    name: str
    party: str | None
    label: str | None = None
    backed_by: tuple[str, ...] = ()


def dress(register: Register, text: str, words: Sequence[Word], match: Match, published: date | None) -> Named:
    """The match as it stands in a sentence, with the judging words that touch it."""
    start, end = words[match.first].lead, words[match.last - 1].end
    found = labels(register, words[max(0, match.first - 3) : match.last + 2])
    shift = max(0, match.first - 3)
    touching = [
        (a + shift, b + shift)
        for a, b, label in found
        if b + shift == match.first
        or (a + shift == match.last and label.replaces)
        or within(match, a + shift, b + shift)
    ]
    label = label_of(text, words, touching) or (text[start:end] if match.judged else None)
    start, end, quoted = scare(text, start, end)
    return Named(start, end, official(register, match, published, text[start:end]), match.party, label or quoted)


def official(register: Register, match: Match, published: date | None, written: str) -> str:
    """The name that our own output uses: the register's as of the day, the long form, or the words."""
    if match.party is not None:
        return register.name(match.party, published)
    return match.name or written


def within(match: Match, first: int, last: int) -> bool:
    """Whether the words from `first` to `last` are part of the match."""
    return match.first <= first and last <= match.last


def label_of(text: str, words: Sequence[Word], marks: Sequence[tuple[int, int]]) -> str | None:
    """The first judging words, letter for letter; those that follow at once belong to them."""
    if not marks:
        return None
    first, last = marks[0]
    for a, b in marks[1:]:
        if a != last:
            break
        last = b
    return text[words[first].start : words[last - 1].end]


def scare(text: str, start: int, end: int) -> tuple[int, int, str | None]:
    """The name with the quotation marks that close tightly around it, and itself so quoted, as a label."""
    closing = _QUOTES.get(text[start - 1]) if start else None
    if closing and end < len(text) and text[end] in closing and (start < 2 or not text[start - 2].isalnum()):
        return start - 1, end + 1, text[start - 1 : end + 1]
    return start, end, None
