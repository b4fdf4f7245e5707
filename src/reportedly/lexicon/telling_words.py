"""Words by which two tellings are compared: those that tell nothing, and those that begin another event."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from reportedly.errors import LexiconError

FILE = "tellings.toml"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")
    light: frozenset[str]
    another: frozenset[str]


@dataclass(frozen=True, slots=True)
class TellingWords:
    """`light`: words of a name that tell nothing of it; `another`: a pattern of what sets an event apart from others."""

    light: frozenset[str]
    another: re.Pattern[str]


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
    odd = sorted(word for word in shape.light | shape.another if word != word.lower().strip() or not word)
    return [f'lexicon/{FILE}: "{word}" is not in small letters, or has blanks around it' for word in odd]


@cache
def load() -> TellingWords:
    """The words; raises `LexiconError` where the file is wrong."""
    if found := faults():
        raise LexiconError(found)
    shape = _read()
    words = "|".join(sorted(map(re.escape, shape.another), key=lambda word: (-len(word), word)))
    return TellingWords(shape.light, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
