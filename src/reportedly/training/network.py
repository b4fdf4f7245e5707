"""The network: one encoding of a window, two heads over it.

The first head says of every piece whether it is a trigger's, of which type, with which status. The second says for a
trigger and every piece whether that piece belongs to a filler of each role: the trigger asks, the piece answers, and what
they say to each other is added to how far apart they stand. So a window is encoded once, however many events it tells.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from reportedly.reading.tags import KINDS, ROLES, SENTENCES_AWAY, STATUSES, WORD_STEPS

WIDTH = 64  # numbers in which a trigger and a piece speak to each other about one role


class Network(nn.Module):
    """`encoder`: a BERT-like model of transformers; gives kinds, statuses, questions and answers for every piece."""

    def __init__(self, encoder: Any, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        size = int(encoder.config.hidden_size)
        self.dropout = nn.Dropout(dropout)
        self.kind = nn.Linear(size, len(KINDS))
        self.status = nn.Linear(size, len(STATUSES) + 1)  # the last: hedged
        self.ask = nn.Linear(size, len(ROLES) * WIDTH)
        self.answer = nn.Linear(size, len(ROLES) * WIDTH)
        self.sentences = nn.Parameter(torch.zeros(len(ROLES), 2 * SENTENCES_AWAY + 1))
        self.words = nn.Parameter(torch.zeros(len(ROLES), 2 * len(WORD_STEPS) + 1))
        self.usual = nn.Parameter(torch.full((len(ROLES),), -4.0))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        hidden = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return self.kind(hidden), self.status(hidden), self.ask(hidden), self.answer(hidden)

    def parts(self, questions: Tensor, answers: Tensor, away: Tensor, apart: Tensor) -> Tensor:
        """Log-odds [trigger, role, piece]; `away`, `apart`: indices of the distances in sentences and in pieces."""
        n, length = away.shape
        q = questions.view(n, len(ROLES), WIDTH)
        k = answers.view(length, len(ROLES), WIDTH)
        scores = torch.einsum("nrd,lrd->nrl", q, k) / WIDTH**0.5
        return (
            scores
            + self.sentences[:, away].transpose(0, 1)
            + self.words[:, apart].transpose(0, 1)
            + self.usual[None, :, None]
        )
