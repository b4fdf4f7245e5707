"""Annotated documents → a model's folder: the whole story of training.

First the network learns from the claims that the lexicon's reader finds in documents nobody annotated, if there are any; a
copy of it that then learns from the annotated ones (and a larger one beside it, if there is one) says what it holds of the
same documents, with its doubts, and the network learns that too, and last of all the annotated ones. How far its opinion can be trusted must be learned on documents that it has not seen: so as many
networks as there are `folds` are trained, each without its part of the documents, and the weights of the choices are fitted to
what each says of the part that it does not know. The network that is kept is the mean of them and of one that has learned from
all documents: networks that began alike may be averaged, and the mean is less sure of what only one of them has learned by heart.
"""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from reportedly.errors import ModelError
from reportedly.evaluating.figures import Score
from reportedly.evaluating.scenes import Scene
from reportedly.model import Document
from reportedly.reading.confidence import NAME
from reportedly.reading.encoder import TOKENIZER, WEIGHTS, Encoder
from reportedly.reading.pipeline import Reader
from reportedly.training import codebook, fitting, lessons
from reportedly.training.batches import Labelled, labelled
from reportedly.training.cases import Prepared, prepare
from reportedly.training.examples import Example, example
from reportedly.training.exporting import export
from reportedly.training.learning import Plan, train
from reportedly.training.network import Network
from reportedly.training.passages import passages
from reportedly.training.scenes import labelled as on_scenes
from reportedly.training.silver import example_of
from reportedly.training.teaching import Teacher, numbers_of, opinions

FIRST = Plan(rounds=2, batch=4, step=3e-4, head_step=2e-3, hide=0.05)
TEACHING = Plan(rounds=2, batch=4, step=2e-4, head_step=1.5e-3, hide=0.05)
LARGER = Plan(rounds=9, batch=4, step=6e-5)
THEN = Plan(rounds=4, batch=4, step=1.5e-4, mean=0.997)
PASSAGES = 2  # of each annotated document

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Trained:
    """What cross-validation said of the model: its score on documents it had not seen, and its calibration error."""

    score: Score
    calibration_error: float
    documents: int


def make(
    annotated: Sequence[Mapping[str, Any]],
    output: Path,
    *,
    base: Path,
    reader: Reader,
    unannotated: Iterable[Document] = (),
    larger: Path | None = None,
    scenes: Sequence[Scene] = (),
    folds: int = 3,
    tell: Tell = lambda line: None,
) -> Trained:
    """Train on the documents and write the model to `output`; `reader`: the lexicon's, with the gazetteers to be used.

    `base` is the folder of a BERT-like model of transformers with its ``tokenizer.json``; `larger`, of one that cuts words
    alike and has a say in what is taught; `scenes`: sentences in which the place of one event is marked. Seeded: the same documents on the
    same machine give the same model. Raises `ModelError` where the base is none.
    """
    tokenizer = _tokenizer(base)
    examples = [example(raw, reader) for raw in annotated]
    invented, coded = list(lessons.load()), codebook.taught(reader)
    ours = [example(raw, reader) for raw in invented]
    tell(f"{len(examples)} annotated documents, and {len(ours) + len(coded)} that come with the package")
    start = _network(base)
    first = [window for document in unannotated for window in labelled(example_of(reader.read(document)), tokenizer)]
    whole = _windows([*examples, *passages(examples, PASSAGES), *ours, *coded], tokenizer)
    if first:
        tell(f"{len(first)} windows of documents that are not annotated")
        train(start, first, FIRST, tell)
    if first or scenes:
        teacher = _teacher(start, larger, (whole, tokenizer), tell)
        said = [*opinions(teacher, [one.window for one in first]), *on_scenes(scenes, teacher, tokenizer)]
        tell(f"{len(said)} windows with what the teacher says of them")
        train(start, said, TEACHING, tell)
    prepared: list[Prepared] = []
    taught: list[Prepared] = []
    with tempfile.TemporaryDirectory() as scratch:
        apart: list[Network] = []
        for fold in range(folds):
            tell(f"without part {fold + 1} of {folds}")
            known, lesson = ([one for n, one in enumerate(every) if n % folds != fold] for every in (examples, ours))
            known = [*known, *passages(known, PASSAGES), *lesson, *coded]
            network = _learned(start, _windows(known, tokenizer), tell)
            apart.append(network)
            export(network, base / TOKENIZER, Path(scratch) / str(fold), {})
            seeing = replace(reader, encoder=Encoder.open(Path(scratch) / str(fold)))
            prepared += [prepare(raw, seeing) for n, raw in enumerate(annotated) if n % folds == fold]
            taught += [prepare(raw, seeing) for n, raw in enumerate(invented) if n % folds == fold]
    held = fitting.cross_validate(prepared, reader, folds, taught)
    scores = fitting.fit(prepared, reader, taught)
    scores = replace(scores, by_name={**scores.by_name, NAME: held.calibrated()})
    trained = Trained(held.score, held.error(), len(prepared))
    tell("with all documents")
    network = _learned(start, whole, tell)
    learned = {"invented reports": len(invented), "examples of the codebook": len(coded)}
    learned |= {"windows that nobody annotated": len(first), "marked scenes": len(scenes)}
    export(_mean(network, apart), base / TOKENIZER, output, facts(trained, learned))
    fitting.write(scores, output / WEIGHTS, len(prepared))
    return trained


def _teacher(start: Network, larger: Path | None, known: tuple[Sequence[Labelled], Any], tell: Tell) -> Teacher:
    """A copy of the network that has learned from the annotated windows, with the larger one, if any, that has too."""
    windows, tokenizer = known
    tell("the teacher")
    network = _learned(start, windows, tell)
    if larger is None:
        return Teacher(network)
    numbers = numbers_of(tokenizer, larger)
    big = _network(larger)
    renumbered = [replace(one, window=replace(one.window, ids=[numbers[i] for i in one.window.ids])) for one in windows]
    unknown = numbers[tokenizer.token_to_id("[MASK]")]
    train(big, renumbered, replace(LARGER, unknown_piece=unknown), tell)
    return Teacher(network, big, numbers)


def facts(trained: Trained, learned: Mapping[str, int]) -> dict[str, Any]:
    """What the card tells of a model: what else it learned from and how many, and what it was worth on what it had not seen."""
    score = trained.score
    return {
        "learned from": {"annotated documents": trained.documents, **learned},
        "cross-validated": {
            "claim F1": score.claim.f1,
            "claim precision": score.claim.precision,
            "claim recall": score.claim.recall,
            "whole F1": score.whole.f1,
            "calibration error": round(trained.calibration_error, 3),
        },
        "licence": "Apache-2.0",
    }


def _tokenizer(base: Path) -> Any:
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(base / TOKENIZER))
    except Exception as fault:  # tokenizers raises a bare Exception
        raise ModelError(f"has no {TOKENIZER} that can be used ({fault})", where=str(base)) from None
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _network(base: Path) -> Network:
    from transformers import AutoModel
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    torch.manual_seed(THEN.seed)
    try:
        encoder = AutoModel.from_pretrained(
            base, add_pooling_layer=False, attention_probs_dropout_prob=0.0, local_files_only=True
        )
    except (OSError, ValueError) as fault:
        raise ModelError(f"holds no model of transformers ({fault})", where=str(base)) from None
    return Network(encoder)


def _windows(examples: Sequence[Example], tokenizer: Any) -> list[Labelled]:
    return [window for one in examples for window in labelled(one, tokenizer)]


def _learned(start: Network, windows: Sequence[Labelled], tell: Tell) -> Network:
    network = copy.deepcopy(start)
    train(network, windows, THEN, tell)
    return network


def _mean(whole: Network, apart: Sequence[Network]) -> Network:
    """The network whose numbers are the mean: half of the one that knows all documents, half of the others."""
    mean = copy.deepcopy(whole)
    states = [network.state_dict() for network in apart]
    mean.load_state_dict(
        {
            name: (value + sum(state[name] for state in states) / len(states)) / 2
            if value.is_floating_point()
            else value
            for name, value in whole.state_dict().items()
        }
    )
    return mean
