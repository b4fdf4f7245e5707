"""A network as torch writes it down → the same network with each attention as one step.

Torch writes attention as nine steps, of which three fill tables of pieces by pieces for each head and write them to memory. One
step that does it block by block takes two thirds of the time of a window. It needs no mask, since a window is read by itself.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from reportedly.errors import ModelError

DOMAIN = "com.microsoft"


def fuse(model: Any, heads: int) -> Any:
    """The ONNX model with its attentions fused, changed in place; inputs that nothing reads any more are gone.

    Raises `ModelError` where its attentions are not written as expected.
    """
    from onnx import helper

    graph = model.graph
    weights = [node for node in graph.node if node.op_type == "Softmax"]
    if not weights:
        raise ModelError("has no attention in its graph")
    maker = {name: node for node in graph.node for name in node.output}
    users: defaultdict[str, list[Any]] = defaultdict(list)
    for node in graph.node:
        for name in node.input:
            users[name].append(node)
    for softmax in weights:
        scaled = _step(maker[_step(maker[softmax.input[0]], "Add").input[0]], "Mul")
        asked = _step(maker[scaled.input[0]], "MatMul")
        (mixed,) = users[softmax.output[0]]
        (turned,) = users[_step(mixed, "MatMul").output[0]]
        (joined,) = users[_step(turned, "Transpose").output[0]]
        of = [_before_heads(maker, name) for name in (*asked.input, mixed.input[1])]
        name = _step(joined, "Reshape").output[0]
        scale = _number(maker[scaled.input[1]])
        whole = helper.make_node(
            "MultiHeadAttention", of, [name], softmax.name, domain=DOMAIN, num_heads=heads, scale=scale
        )
        at = list(graph.node).index(joined)
        graph.node.remove(joined)
        graph.node.insert(at, whole)
    _drop_unused(graph)
    if all(entry.domain != DOMAIN for entry in model.opset_import):
        model.opset_import.append(helper.make_opsetid(DOMAIN, 1))
    return model


def _before_heads(maker: dict[str, Any], name: str) -> str:
    """What was parted into heads: [window, piece, head × width]."""
    return str(_step(maker[_step(maker[name], "Transpose").input[0]], "Reshape").input[0])


def _number(constant: Any) -> float:
    from onnx import numpy_helper

    return float(numpy_helper.to_array(_step(constant, "Constant").attribute[0].t))


def _step(node: Any, kind: str) -> Any:
    if node.op_type != kind:
        raise ModelError(f"writes its attention in another way ({node.op_type} where {kind} was expected)")
    return node


def _drop_unused(graph: Any) -> None:
    wanted = {output.name for output in graph.output}
    kept = []
    for node in reversed(graph.node):
        if wanted & set(node.output):
            kept.append(node)
            wanted |= set(node.input)
    for values, left in (
        (graph.node, kept[::-1]),
        (graph.input, [value for value in graph.input if value.name in wanted]),
        (graph.initializer, [value for value in graph.initializer if value.name in wanted]),
    ):
        del values[:]
        values.extend(left)
