"""Attention as one step of the graph."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reportedly.errors import ModelError
from reportedly.reading.encoder import CARD, NETWORK, Encoder, shipped

onnx = pytest.importorskip("onnx", reason="needs the extra train")

from reportedly.training.fusing import fuse  # noqa: E402

HEADS, WIDTH = 2, 4
SIZE = HEADS * WIDTH


def written() -> Any:
    """One attention as torch writes it, with a mask that is added before the shares are taken."""
    from onnx import TensorProto, helper, numpy_helper

    dice = np.random.default_rng(3)
    nodes, weights = [], []

    def step(kind: str, inputs: list[str], output: str, **how: Any) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], name=output, **how))
        return output

    def constant(name: str, value: Any) -> str:
        return step("Constant", [], name, value=numpy_helper.from_array(np.asarray(value)))

    def parted(name: str, turn: list[int]) -> str:
        weights.append(numpy_helper.from_array(dice.normal(size=(SIZE, SIZE)).astype(np.float32), f"{name}.weight"))
        flat = step("MatMul", ["x", f"{name}.weight"], name)
        shape = constant(f"{name}.shape", np.array([1, -1, HEADS, WIDTH]))
        return step("Transpose", [step("Reshape", [flat, shape], f"{name}.heads")], f"{name}.turned", perm=turn)

    q, k, v = parted("q", [0, 2, 1, 3]), parted("k", [0, 2, 3, 1]), parted("v", [0, 2, 1, 3])
    scaled = step("Mul", [step("MatMul", [q, k], "asked"), constant("scale", np.float32(WIDTH**-0.5))], "scaled")
    shares = step("Softmax", [step("Add", [scaled, "mask"], "masked")], "shares", axis=-1)
    mixed = step("Transpose", [step("MatMul", [shares, v], "mixed")], "joined", perm=[0, 2, 1, 3])
    step("Reshape", [mixed, constant("flat", np.array([1, -1, SIZE]))], "y")
    tell = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes,
        "attention",
        [tell("x", TensorProto.FLOAT, [1, "n", SIZE]), tell("mask", TensorProto.FLOAT, [1, 1, 1, "n"])],
        [tell("y", TensorProto.FLOAT, [1, "n", SIZE])],
        weights,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def ran(model: Any, **inputs: Any) -> Any:
    import onnxruntime

    return onnxruntime.InferenceSession(model.SerializeToString()).run(None, inputs)[0]


def test_what_comes_out_is_the_same_and_no_mask_is_asked_for() -> None:
    x = np.random.default_rng(5).normal(size=(1, 9, SIZE)).astype(np.float32)
    before = ran(written(), x=x, mask=np.zeros((1, 1, 1, 9), dtype=np.float32))
    model = fuse(written(), HEADS)
    assert [put.name for put in model.graph.input] == ["x"]
    assert not {"Softmax", "Transpose", "Constant"} & {node.op_type for node in model.graph.node}
    np.testing.assert_allclose(ran(model, x=x), before, atol=1e-5)


def test_a_graph_whose_attention_is_written_in_another_way_is_refused() -> None:
    model = written()
    next(node for node in model.graph.node if node.op_type == "Mul").op_type = "Div"
    with pytest.raises(ModelError, match="in another way"):
        fuse(model, HEADS)
    with pytest.raises(ModelError, match="no attention"):
        fuse(fuse(written(), HEADS), HEADS)


def test_a_model_that_asks_for_a_mask_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(shipped(), folder)
    (folder / NETWORK).write_bytes(written().SerializeToString())
    card = json.loads((folder / CARD).read_text("utf-8"))
    digest = hashlib.sha256((folder / NETWORK).read_bytes()).hexdigest()[:16]
    (folder / CARD).write_text(json.dumps({**card, "digest": digest}), "utf-8")
    with pytest.raises(ModelError, match="another version"):
        Encoder.open(folder)
