"""An encoder over a network that is written by hand, which leans to no distance and to no word."""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.reading.small_tokenizer import small_tokenizer

from reportedly.reading.encoder import Encoder
from reportedly.reading.tags import ROLES, SENTENCES_AWAY, WORD_STEPS


def small_encoder(network: Any) -> Encoder:
    return Encoder(
        network,
        small_tokenizer(),
        np.zeros((len(ROLES), 2 * SENTENCES_AWAY + 1), dtype=np.float32),
        np.zeros((len(ROLES), 2 * len(WORD_STEPS) + 1), dtype=np.float32),
        np.zeros(len(ROLES), dtype=np.float32),
        {},
    )
