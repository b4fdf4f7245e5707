"""Labelled windows → a trained network: seeded, on a processor, in minutes."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as fn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from reportedly.training.batches import Labelled
from reportedly.training.network import Network


@dataclass(frozen=True, slots=True)
class Plan:
    """How to learn: rounds over all windows, step sizes, and what keeps the network from learning by heart."""

    rounds: int = 10
    batch: int = 2
    step: float = 2e-4  # of the encoder
    head_step: float = 1e-3
    hide: float = 0.08  # share of the pieces that are hidden from the network in each round
    seed: int = 7
    unknown_piece: int = 103  # [MASK]
    parts_weight: float = 0.3  # of the roles' loss beside the triggers'
    mean: float = 0.0  # the network that is kept: a running mean, of which each step leaves this share; 0: the last


def train(network: Network, windows: Sequence[Labelled], plan: Plan, tell: Callable[[str], None]) -> None:
    """Fit the network in place; `tell` is given one line a round."""
    torch.manual_seed(plan.seed)
    dice = random.Random(plan.seed)
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [
            {"params": list(network.encoder.parameters()), "lr": plan.step},
            {"params": heads, "lr": plan.head_step},
        ],
        weight_decay=0.01,
        fused=True,
    )
    steps = plan.rounds * ((len(windows) + plan.batch - 1) // plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / (0.08 * steps), max(0.0, (steps - n) / (0.92 * steps)))
    )
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(plan.mean)) if plan.mean else None
    network.train()
    for number in range(plan.rounds):
        order = sorted(windows, key=lambda w: len(w.window.ids) + dice.random() * 120)
        batches = [order[at : at + plan.batch] for at in range(0, len(order), plan.batch)]
        dice.shuffle(batches)
        total = np.zeros(3)
        for batch in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = network(*_inputs(batch, plan, dice))
            losses = _losses(network, batch, [o.float() for o in outputs])
            loss = losses[0] + plan.parts_weight * losses[1] + 0.3 * losses[2]
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            if mean is not None:
                mean.update_parameters(network)
            total += [x.item() for x in losses]
        kinds, parts, status = total / len(batches)
        tell(f"round {number + 1} of {plan.rounds}: triggers {kinds:.3f}, roles {parts:.3f}, status {status:.3f}")
    if mean is not None:
        network.load_state_dict(mean.module.state_dict())
    network.eval()


def _inputs(batch: Sequence[Labelled], plan: Plan, dice: random.Random) -> tuple[Tensor, Tensor]:
    longest = max(len(item.window.ids) for item in batch)
    ids = torch.zeros((len(batch), longest), dtype=torch.long)
    mask = torch.zeros((len(batch), longest), dtype=torch.long)
    for row, item in enumerate(batch):
        hidden = [
            plan.unknown_piece if s >= 0 and dice.random() < plan.hide else i
            for i, s in zip(item.window.ids, item.window.sentence, strict=True)
        ]
        ids[row, : len(hidden)] = torch.tensor(hidden)
        mask[row, : len(hidden)] = 1
    return ids, mask


def _losses(network: Network, batch: Sequence[Labelled], outputs: Sequence[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """Of triggers, roles and status, each per trigger of the batch."""
    kinds, statuses, questions, answers = outputs
    kind_loss = part_loss = status_loss = torch.zeros(())
    named = max(1, sum(a.main for item in batch for a in item.asked))
    every = max(1, sum(len(item.asked) for item in batch))
    rows = zip(batch, kinds.unbind(), statuses.unbind(), questions.unbind(), answers.unbind(), strict=True)
    for item, kind, status, question, answer in rows:
        length = len(item.window.ids)
        logs = fn.log_softmax(kind[:length], dim=-1)
        right = _agreement(logs, torch.from_numpy(item.kinds))
        worth = torch.from_numpy(item.worth)
        kind_loss = kind_loss - torch.where(worth > 0, right * worth, torch.zeros(())).sum()
        if not item.asked:
            continue
        means = torch.zeros((len(item.asked), question.shape[0]))
        for number, a in enumerate(item.asked):
            means[number, a.pieces] = 1 / len(a.pieces)
        scores = network.parts(
            means @ question,
            answer[:length],
            torch.from_numpy(np.stack([a.away for a in item.asked])),
            torch.from_numpy(np.stack([a.apart for a in item.asked])),
        )
        labels = torch.from_numpy(np.stack([a.parts for a in item.asked]))
        known = labels >= 0
        bits = fn.binary_cross_entropy_with_logits(scores, labels.clamp(min=0), reduction="none")
        part_loss = part_loss + torch.where(known, bits, torch.zeros(())).sum()
        said = means @ status
        named_here = torch.tensor([float(a.main) for a in item.asked])
        wanted = torch.tensor([a.status for a in item.asked])
        hedges = torch.tensor([a.hedged for a in item.asked])
        lost = fn.cross_entropy(said[:, :-1], wanted, reduction="none")
        lost = lost + fn.binary_cross_entropy_with_logits(said[:, -1], hedges, reduction="none")
        status_loss = status_loss + (lost * named_here).sum()
    return kind_loss / named, part_loss / every, status_loss / named


def _agreement(logs: Tensor, kinds: Tensor) -> Tensor:
    """Of each piece, the log-likelihood of the types that are right, or its mean under a teacher's chances."""
    if kinds.dtype == torch.bool:
        return logs.masked_fill(~kinds, float("-inf")).logsumexp(-1)
    return (logs * kinds).sum(-1)
