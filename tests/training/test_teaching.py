"""What a trained network says becomes labels. Needs torch, which only training does."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is needed for training only")

from tests.reading.small_tokenizer import small_tokenizer  # noqa: E402
from tests.training.test_learning import TEXT, Embedding  # noqa: E402

from reportedly.evaluating.scenes import Scene, scenes_of  # noqa: E402
from reportedly.reading.tags import KINDS, ROLES  # noqa: E402
from reportedly.reading.windows import windows  # noqa: E402
from reportedly.training.learning import Plan, train  # noqa: E402
from reportedly.training.network import Network  # noqa: E402
from reportedly.training.scenes import labelled  # noqa: E402
from reportedly.training.teaching import Teacher, opinions  # noqa: E402

SURE = 6.0


def teacher() -> Teacher:
    """One that takes "shelled" for shelling and knows nothing else."""
    torch.manual_seed(3)
    network = Network(Embedding(), dropout=0.0)
    with torch.no_grad():
        network.kind.weight.zero_()
        network.kind.bias.zero_()
        network.kind.bias[0] = SURE
        word = small_tokenizer().encode("shelled", add_special_tokens=False).ids[0]
        row = network.encoder.rows.weight[word]
        network.kind.weight[KINDS.index("shelling")] = 3 * SURE * row / row.dot(row)
    return Teacher(network)


def test_a_pupil_is_shown_what_the_teacher_holds_of_every_piece() -> None:
    (window,) = windows([("text", TEXT)], small_tokenizer())
    (told,) = opinions(teacher(), [window])
    assert np.allclose(told.kinds.sum(-1), 1, atol=0.01)
    told_of = told.asked[0].pieces
    assert (window.start[told_of[0]], window.end[told_of[-1]]) == (TEXT.index("shelled"), TEXT.index(" the"))
    assert told.kinds[told.asked[0].pieces[0]].argmax() == KINDS.index("shelling")


def test_a_pupil_learns_from_chances() -> None:
    (window,) = windows([("text", TEXT)], small_tokenizer())
    said = list(opinions(teacher(), [window]))
    torch.manual_seed(4)
    pupil = Network(Embedding(), dropout=0.0)
    train(pupil, said, Plan(rounds=80, batch=1, step=0.02, head_step=0.02, hide=0.0), lambda line: None)
    (again,) = opinions(Teacher(pupil), [window])
    assert [one.pieces for one in again.asked] == [one.pieces for one in said[0].asked]


def test_the_marked_place_of_an_event_is_put_right() -> None:
    line = '{"text": "%s", "spans": [{"start": 7, "end": 14, "label": "VERB"}, {"start": 27, "end": 31, "label": "LOCATION"}]}'
    scenes = list(scenes_of([line % TEXT]))
    assert scenes == [Scene(TEXT, (7, 14), ((27, 31),))]
    (told,) = labelled(scenes, teacher(), small_tokenizer())
    scene = told.asked[0].parts[ROLES.index("scene")]
    assert [told.window.start[at] for at in np.flatnonzero(scene == 1)] == [27]
    assert scene[0] < 0
