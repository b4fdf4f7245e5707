"""A document's sentences → windows of word pieces for the encoder.

Who did it is often told sentences away, so the encoder reads as much of a document at once as it can: most reports fit
into one window. A longer one is cut between sentences; each window but the first begins with sentences of the one before
as context, in which parts are sought but no triggers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

LONGEST = 512  # pieces, the special ones included
CONTEXT = 128  # pieces at most that a window repeats of the one before


@dataclass(slots=True)
class Window:
    """Word pieces with where each stands: its sentence (-1: a special piece) and its characters there.

    `own` is the first position that is not context; `begins` marks the pieces that begin a word.
    """

    ids: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    begins: list[bool] = field(default_factory=list)
    own: int = 1

    def add(self, id_: int, sentence: int = -1, start: int = 0, end: int = 0, begins: bool = False) -> None:
        """Put one more piece at the end."""
        self.ids.append(id_)
        self.sentence.append(sentence)
        self.start.append(start)
        self.end.append(end)
        self.begins.append(begins)


def windows(sentences: Sequence[tuple[str, str]], tokenizer: Tokenizer) -> list[Window]:
    """The windows of a document, given as (where, text) of each sentence; every sentence is some window's own.

    A sentence longer than a window is cut at its end.
    """
    encoded = tokenizer.encode_batch([text for _, text in sentences], add_special_tokens=False)
    sizes = [min(len(e.ids), LONGEST - 3) for e in encoded]
    cls, sep = (_special(tokenizer, name) for name in ("[CLS]", "[SEP]"))
    out: list[Window] = []
    first = 0
    while first < len(sentences):
        begin = first if not out else _context(sizes, first)
        window = Window()
        window.add(cls)
        at, room = begin, LONGEST - 3
        while at < len(sentences) and (sizes[at] <= room or at == first):
            if at == first:
                window.own = len(window.ids)
            if at and sentences[at][0] != sentences[at - 1][0]:
                window.add(sep)
            _put(window, at, encoded[at], min(sizes[at], max(room, 0)))
            room -= sizes[at]
            at += 1
        window.add(sep)
        out.append(window)
        first = at
    return out


def _special(tokenizer: Tokenizer, name: str) -> int:
    id_ = tokenizer.token_to_id(name)
    if id_ is None:
        raise ModelError(f"its tokeniser knows no {name}", mend="Train from a BERT-like base model")
    return id_


def _context(sizes: Sequence[int], first: int) -> int:
    at, room = first, min(CONTEXT, LONGEST - 3 - sizes[first])
    while at and sizes[at - 1] <= room:
        at -= 1
        room -= sizes[at]
    return at


def _put(window: Window, sentence: int, encoding: Encoding, size: int) -> None:
    offsets = encoding.offsets[:size]
    window.ids += encoding.ids[:size]
    window.sentence += [sentence] * len(offsets)
    window.start += [start for start, _ in offsets]
    window.end += [end for _, end in offsets]
    window.begins += [not token.startswith("##") for token in encoding.tokens[:size]]
