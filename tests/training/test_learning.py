"""A network learns two sentences by heart. Needs torch, which only training does."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

torch = pytest.importorskip("torch", reason="torch is needed for training only")

from tests.reading.small_tokenizer import WORDS, small_tokenizer  # noqa: E402

from reportedly.reading.tags import KINDS, ROLES  # noqa: E402
from reportedly.training.batches import labelled  # noqa: E402
from reportedly.training.examples import Example, Part, Run, Telling  # noqa: E402
from reportedly.training.learning import Plan, train  # noqa: E402
from reportedly.training.network import Network  # noqa: E402

TEXT = "Rebels shelled the town of Kara."


class Embedding(torch.nn.Module):
    """The smallest encoder: a row of numbers for each word."""

    def __init__(self) -> None:
        super().__init__()
        self.config = SimpleNamespace(hidden_size=32)
        self.rows = torch.nn.Embedding(len(WORDS), 32)

    def forward(self, input_ids, attention_mask):
        return SimpleNamespace(last_hidden_state=self.rows(input_ids))


def test_a_network_learns_a_trigger_its_type_and_its_actor() -> None:
    parts = {"actor": Part([Run(0, 0, 6)]), "target": Part()}
    telling = Telling(0, [Run(0, 7, 14)], ("shelling",), False, True, "occurred", False, parts)
    windows = labelled(Example("kara", [("text", 0, len(TEXT), TEXT)], [telling], []), small_tokenizer())
    torch.manual_seed(3)
    network = Network(Embedding(), dropout=0.0)
    lines: list[str] = []
    train(network, windows, Plan(rounds=150, batch=1, step=1e-2, head_step=1e-2, hide=0.0), lines.append)
    assert len(lines) == 150
    ids = torch.tensor([windows[0].window.ids])
    kinds, _, questions, answers = network(ids, torch.ones_like(ids))
    asked = windows[0].asked[0]
    told = [KINDS[i] for i in kinds[0].argmax(-1).tolist()]
    assert [told[at] for at in asked.pieces] == ["shelling", "shelling"]
    assert told[windows[0].window.ids.index(WORDS.index("town"))] == ""
    scores = network.parts(
        questions[0, asked.pieces].mean(0, keepdim=True),
        answers[0],
        torch.from_numpy(asked.away[None]),
        torch.from_numpy(asked.apart[None]),
    )
    row = scores[0, ROLES.index("actor")]
    assert row.argmax().item() == windows[0].window.ids.index(WORDS.index("rebels"))


def test_the_mean_over_the_steps_is_kept_where_one_is_asked_for() -> None:
    telling = Telling(0, [Run(0, 7, 14)], ("shelling",), False, True, "occurred", False, {"target": Part()})
    windows = labelled(Example("kara", [("text", 0, len(TEXT), TEXT)], [telling], []), small_tokenizer())

    def begun() -> Network:
        torch.manual_seed(3)
        return Network(Embedding(), dropout=0.0)

    def learned(mean: float) -> Network:
        network = begun()
        train(network, windows, Plan(rounds=40, batch=1, hide=0.0, mean=mean), lambda line: None)
        return network

    def moved(network: Network) -> float:
        pairs = zip(network.parameters(), begun().parameters(), strict=True)
        return sum((now - then).norm().item() for now, then in pairs)

    assert 0 < moved(learned(0.9)) < moved(learned(0.0))
