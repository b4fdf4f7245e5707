"""Abbreviations after which a full stop does not end a sentence."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from reportedly.errors import LexiconError

FILE = "sentences.toml"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")
    before_a_name: frozenset[str]
    inside: frozenset[str]


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """Abbreviations in lower case without their last stop: those before a name, and those within a sentence."""

    before_a_name: frozenset[str]
    inside: frozenset[str]


def _read() -> _Shape:
    raw = files("reportedly.lexicon").joinpath("data", FILE).read_text("utf-8")
    return _Shape.model_validate(tomllib.loads(raw))


def faults() -> list[str]:
    """Every fault of the data file, one line each."""
    try:
        shape = _read()
    except tomllib.TOMLDecodeError as error:
        return [f"lexicon/{FILE}: {error}"]
    except ValidationError as error:
        return [f"lexicon/{FILE}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
    both = sorted(shape.before_a_name & shape.inside)
    return [f'lexicon/{FILE}: "{word}" stands in both lists' for word in both]


@cache
def load() -> SentenceWords:
    """The lists; raises `LexiconError` where the file is wrong."""
    if found := faults():
        raise LexiconError(found)
    shape = _read()
    return SentenceWords(shape.before_a_name, shape.inside)
