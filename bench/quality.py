"""How well documents annotated by hand are read, and the floors under which it must not fall.

Two bodies of text: our own sample reports (``bench/gold``), always; and a folder of annotated real reports, where there is
one: the folder that ``REPORTEDLY_GOLD`` names, or ``gold/dev`` in a folder beside the checkout. Floors are figures that
were once reached, less a margin for nothing: a change that reads worse is refused until somebody lowers a floor on purpose.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import reportedly.gazetteer
from reportedly.evaluating import figures, gold
from reportedly.evaluating.figures import Score
from reportedly.export.record import claim_record
from reportedly.gazetteer import store
from reportedly.gazetteer.builtin import index_path
from reportedly.reading.pipeline import Reader

HERE = Path(__file__).parent
OWN = HERE / "gold"
FLOORS = HERE / "floors.toml"
SHAPING = {".py", ".toml", ".csv"}  # files of ours on which a compiled gazetteer depends
COUNTRIES = ("SY", "IQ", "UA", "TR", "LB", "PS", "LY")


@dataclass(frozen=True)
class Floors:
    """The figures that a body of text must reach, and the digest of the annotation that they were measured on."""

    digest: str
    claim_f1: float
    claim_precision: float
    whole_f1: float


def floors() -> Mapping[str, Floors]:
    """The floors of each body of text."""
    return {name: Floors(**table) for name, table in tomllib.loads(FLOORS.read_text("utf-8")).items()}


def digest(folder: Path) -> str:
    """Of the annotated documents, so that floors measured on others are not held against them."""
    return _digest(folder.glob("*.json"))


def _digest(paths: Iterable[Path]) -> str:
    sha = hashlib.sha256()
    for path in sorted(paths):
        sha.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()[:16]


def real_gold() -> Path | None:
    """The annotated real reports, if there are any."""
    named = os.environ.get("REPORTEDLY_GOLD")
    if named:
        return Path(named)
    return next(iter(sorted(HERE.parent.parent.glob("*/gold/dev"))), None)


def add_gazetteers(home: Path, folder: Path) -> None:
    """Add the countries' village gazetteers that lie in `folder` to those under `home`, where they are not there."""
    have = {added.name for added in store.list_added(home)}
    for country in COUNTRIES:
        dump = folder / f"{country}.txt"
        if dump.exists() and country not in have:
            store.add(str(dump), home)


def home_with(folder: Path, home: Path, cache: Path) -> Path:
    """A home with the countries' village gazetteers that lie in `folder` and the built-in one that lies under `home`.

    Compiling them costs more than reading the documents that they are for, so they are kept under `cache`, by a digest of
    the dumps and of all our code and data that compiles them; what was kept for another digest is let go.
    """
    ours = Path(reportedly.gazetteer.__file__).parent
    dumps = [dump for country in COUNTRIES if (dump := folder / f"{country}.txt").exists()]
    kept = cache / f"home-{_digest([*dumps, *(path for path in ours.rglob('*.*') if path.suffix in SHAPING)])}"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        for old in cache.glob("home-*"):
            shutil.rmtree(old, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=cache) as making:
            made = Path(making) / "home"
            add_gazetteers(made, folder)
            index_path(made).parent.mkdir(parents=True)
            index_path(made).symlink_to(index_path(home.absolute()))
            with suppress(OSError):  # another made it meanwhile
                made.rename(kept)
    return kept


def measure(folder: Path, home: Path | None = None) -> Score:
    """The score over the annotated documents of `folder`, with the gazetteers under `home`."""
    reader = Reader.open(home=home)
    with reader.gazetteer:
        return figures.score(
            (raw, [claim_record(claim) for claim in reader.read(gold.document_of(raw)).claims])
            for raw in gold.load(folder)
        )


def falls(score: Score, floor: Floors) -> list[str]:
    """What fell under its floor, one line each."""
    reached = {"claim_f1": score.claim.f1, "claim_precision": score.claim.precision, "whole_f1": score.whole.f1}
    return [
        f"{name} is {value:.3f}, under its floor of {getattr(floor, name):.3f}"
        for name, value in reached.items()
        if value < getattr(floor, name)
    ]
