"""All faults of all data files of the lexicon at once.

Whoever edits a data file wants to hear everything that is wrong with it in one go, not one fault a run; and a file that
no check covers is a fault itself.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from importlib.resources import files
from importlib.util import find_spec

# Which module answers for which data files. A module that is named here has a function `faults() -> list[str]`.
CHECKERS: Mapping[str, tuple[str, ...]] = {
    "codebook": ("codebook.toml",),
    "inflection": ("irregular.toml",),
    "triggers": ("triggers.toml", "frames.toml", "nouns.toml"),
    "sentence_words": ("sentences.toml",),
    "telling_words": ("tellings.toml",),
    "parties": (
        "parties.csv",
        "party_aliases.csv",
        "party_relations.csv",
        "peoples.csv",
        "party_words.toml",
        "conflicts.toml",
    ),
    "time_words": ("dates.toml",),
    "number_words": ("numbers.toml", "tolls.toml"),
    "toponym_words": ("toponyms.toml",),
    "speech_words": ("speech.toml",),
    "status_words": ("status.toml",),
    "answer_words": ("answers.toml",),
}


def check() -> list[str]:
    """Every fault of every data file, in the order of the checkers; a file that none of them covers is a fault."""
    found: list[str] = []
    for name in CHECKERS:
        module = f"reportedly.lexicon.{name}"
        if find_spec(module) is not None:
            found += importlib.import_module(module).faults()
    return [*found, *_unchecked()]


def _unchecked() -> list[str]:
    covered = {file for group in CHECKERS.values() for file in group}
    names = sorted(entry.name for entry in files("reportedly.lexicon").joinpath("data").iterdir())
    return [
        f"lexicon/{name}: no checker covers this file"
        for name in names
        if name.endswith((".toml", ".csv")) and name not in covered
    ]
