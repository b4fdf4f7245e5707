"""The codebook's own examples as annotated documents: the sentences that say what each type is are learned too.

An example codes the one claim of its entry's type. What else its sentence may tell is not coded, so its other words are
neither right nor wrong.
"""

from __future__ import annotations

from typing import Any

from reportedly.lexicon import codebook
from reportedly.reading.pipeline import Reader
from reportedly.training.examples import Example, Run, example


def taught(reader: Reader) -> list[Example]:
    """What is to be learned of each example of the codebook."""
    out = []
    for entry in codebook.load().types.values():
        for number, one in enumerate(entry.examples):
            made = example(_annotated(f"{entry.type}-{number}", one), reader)
            made.open += [Run(at, 0, len(text)) for at, (_, _, _, text) in enumerate(made.sentences)]
            out.append(made)
    return out


def _annotated(name: str, one: codebook.Example) -> dict[str, Any]:
    claim = {
        "evidence": one.text,
        "trigger": one.trigger,
        "type": [str(one.type)],
        "status": str(one.status),
        "actor": list(one.actor),
        "target": list(one.target),
        "places": [{"text": place} for place in one.places],
        "said_by": list(one.said_by),
        "killed": {"min": one.killed.min, "max": one.killed.max} if one.killed.min is not None else None,
    }
    return {"id": name, "text": one.text, "claims": [claim]}
