"""What the encoder's tagger can say, in the order of its outputs; training and reading must agree on it."""

from __future__ import annotations

from reportedly.model import ClaimType, Status

KINDS: tuple[str, ...] = ("", *(str(kind) for kind in ClaimType))  # the first: tells no event
STATUSES: tuple[str, ...] = tuple(str(status) for status in Status)
# "same": tells the same event; "scene": any place that the event is told to have happened at or in
ROLES: tuple[str, ...] = (
    "actor",
    "target",
    "place",
    "within",
    "speaker",
    "weapon",
    "date",
    "killed",
    "injured",
    "captured",
    "same",
    "scene",
)
SENTENCES_AWAY = 8  # farther sentences count as this far
WORD_STEPS: tuple[int, ...] = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128)  # pieces; bounds of the distances told apart
