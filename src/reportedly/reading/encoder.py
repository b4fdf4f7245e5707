"""The encoder: windows of word pieces → what the trained network says of each piece.

The network is an int8 ONNX file that lies in the package with its tokeniser and its card (``model/``). It encodes a window
once; which pieces play a part in an event is then asked of that encoding for each trigger, which costs a product of small
matrices. A folder named by ``REPORTEDLY_MODEL`` takes the place of the one shipped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.errors import ModelError
from reportedly.reading.tags import KINDS, ROLES, SENTENCES_AWAY, STATUSES, WORD_STEPS
from reportedly.reading.windows import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Numbers = NDArray[np.float32]

NETWORK, TOKENIZER, CARD, WEIGHTS = "encoder.onnx", "tokenizer.json", "model.json", "weights"


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the network says of one window. Rows are pieces.

    `kinds`: probability of each type (`tags.KINDS`; the first: no event). `statuses`: log-odds of each status, the last of
    being hedged. `questions`, `answers`: what a trigger asks of, and a piece answers about, each role.
    """

    kinds: Numbers
    statuses: Numbers
    questions: Numbers
    answers: Numbers


@dataclass(frozen=True)
class Encoder:
    """A trained network, ready to use: its session, its tokeniser, and what distances count for each role."""

    session: Any
    tokenizer: Tokenizer
    sentences: Numbers
    words: Numbers
    usual: Numbers
    card: dict[str, Any]

    @classmethod
    def open(cls, folder: Path | None = None, *, threads: int = 1) -> Encoder:
        """The network of `folder`, or the one that is shipped. Raises `ModelError` where there is none that fits.

        A second thread makes one document sooner but many later: a window then takes a tenth more of the processors' time.
        """
        return _open(folder or shipped(), threads)

    @property
    def digest(self) -> str:
        """The first sixteen digits of the SHA-256 of the network's file."""
        return str(self.card["digest"])

    def encode(self, window: Window) -> Encoded:
        """One pass of the network over the window."""
        kinds, statuses, questions, answers = self.session.run(None, {"ids": np.array([window.ids], dtype=np.int64)})
        odds = np.exp(kinds[0] - kinds[0].max(-1, keepdims=True))
        return Encoded(odds / odds.sum(-1, keepdims=True), statuses[0], questions[0], answers[0])

    def parts(self, window: Window, encoded: Encoded, pieces: Sequence[int]) -> Numbers:
        """For the trigger of these pieces: how likely each piece (column) belongs to a filler of each role (row)."""
        count = len(ROLES)
        question = encoded.questions[pieces].mean(0).reshape(count, -1)
        answers = encoded.answers.reshape(len(window.ids), count, -1).transpose(1, 0, 2)
        scores = np.matmul(answers, question[:, :, None])[:, :, 0] / np.sqrt(question.shape[1])
        away, apart = distances(window, pieces)
        scores = scores + self.sentences[:, away] + self.words[:, apart] + self.usual[:, None]
        return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)


def shipped() -> Path:
    """The folder of the model that comes with the program."""
    return Path(str(files("reportedly.reading").joinpath("model")))


def distances(window: Window, pieces: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Indices of how far every piece stands from a trigger, in sentences and in pieces."""
    away = np.array(window.sentence)
    away = np.clip(away - away[pieces[0]], -SENTENCES_AWAY, SENTENCES_AWAY)
    at = np.arange(len(window.ids))
    step = np.where(at < pieces[0], at - pieces[0], np.maximum(0, at - pieces[-1]))
    bucket = np.searchsorted(WORD_STEPS, np.abs(step), side="right")
    return (away + SENTENCES_AWAY).astype(np.int64), (len(WORD_STEPS) + np.sign(step) * bucket).astype(np.int64)


@cache
def _open(folder: Path, threads: int) -> Encoder:
    import onnxruntime
    from tokenizers import Tokenizer

    network = folder / NETWORK
    try:
        card = json.loads((folder / CARD).read_text("utf-8"))
        content = network.read_bytes()
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    except Exception as fault:  # tokenizers raises a bare Exception
        raise ModelError(f"holds no model ({fault})", where=str(folder)) from None
    if hashlib.sha256(content).hexdigest()[:16] != card.get("digest"):
        raise ModelError(f"{NETWORK} is not the file that {CARD} was written for", where=str(folder))
    if (card.get("kinds"), card.get("roles"), card.get("statuses")) != (list(KINDS), list(ROLES), list(STATUSES)):
        raise ModelError("was trained for other types or roles than this version knows", where=str(folder))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # A thread that waits must not eat the other core.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # What this optimiser joins takes longer than its parts: an eighth of a window of 512 pieces.
    slow = ["SkipLayerNormFusion"]
    session = onnxruntime.InferenceSession(
        content, options, providers=["CPUExecutionProvider"], disabled_optimizers=slow
    )
    if [put.name for put in session.get_inputs()] != ["ids"]:
        raise ModelError("was trained by another version, which asked for a mask", where=str(folder))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    sentences, words, usual = (np.array(card[name], dtype=np.float32) for name in ("sentences", "words", "usual"))
    return Encoder(session, tokenizer, sentences, words, usual, card)
