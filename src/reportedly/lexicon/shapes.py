"""What the lexicon's TOML files must look like, and how their faults are told.

The files are edited by people who know wars, not Python. A misspelt key or an unknown type must therefore be a fault
that names the file, the entry and the nearest word that would have been right, and all faults must come at once.
"""

from __future__ import annotations

import difflib
import tomllib
import typing
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportedly.errors import LexiconError
from reportedly.model import ClaimType, Status

Role = Literal["actor", "target", "weapon", "place", "none"]
PartOfSpeech = Literal["verb", "noun", "adjective"]
ObjectClass = Literal["place", "people", "thing"]
Need = Literal[
    "object",
    "place",
    "people",
    "armed",
    "ground",
    "means",
    "arms",
    "party",
    "number",
    "taking",
    "leaving",
    "attack",
    "hands",
    "craft",
    "deed",
    "end",
    "stormed",
]
NounClass = Literal[
    "armed", "civilian", "official", "facility", "place", "aircraft", "artillery", "explosive", "agent", "small_arms",
    "materiel", "stores", "anyone", "populace", "owned", "stand_in", "stand_in_plural", "unit", "relief", "reprisal",
]  # fmt: skip

M = TypeVar("M", bound=BaseModel)


class Shape(BaseModel):
    """A table of a data file: no key but the named ones."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_min_length=1)


class TriggerShape(Shape):
    """One `[[trigger]]`: several lemmas that mean the same kind of event and are built alike."""

    type: ClaimType
    lemmas: list[str] = Field(min_length=1)
    pos: PartOfSpeech
    frame: str
    by_means: bool = False
    by_object: dict[ObjectClass, ClaimType] = {}
    needs: list[Need] = []
    not_with: list[str] = []
    status: Status | None = None
    suffix: bool = False
    sure: bool = False
    note: str | None = None


class FrameShape(Shape):
    """One `[frame.NAME]`: which dependents of a trigger fill which slot."""

    subject: Role = "none"
    object: Role = "none"
    possessive: Role = "none"
    prepositions: dict[str, Role] = {}
    note: str | None = None


class NounsShape(Shape):
    """One `[noun.CLASS]`."""

    lemmas: list[str] = Field(min_length=1)
    note: str | None = None


class ExampleShape(Shape):
    """A sentence with the claim of the entry's type that must be read in it; `killed` is at least, at most."""

    text: str
    trigger: str
    actor: list[str] = []
    target: list[str] = []
    places: list[str] = []
    status: Status = Status.OCCURRED
    killed: list[int] = Field(default=[], max_length=2)
    said_by: list[str] = []
    note: str | None = None


class CounterShape(Shape):
    """A sentence that looks like the entry's type and is not; `reading` is the type that it is, if any."""

    text: str
    reading: ClaimType | None = None
    why: str


class CodesShape(Shape):
    """The type in the words of other codebooks."""

    acled: str | None = None
    plover: str | None = None
    cameo: str | None = None
    ucdp_type: int | None = Field(default=None, ge=1, le=3)


class EntryShape(Shape):
    """One `[type.NAME]` of the codebook."""

    name: str
    definition: str
    boundaries: list[str] = []
    codes: CodesShape
    example: list[ExampleShape] = Field(min_length=3)
    counterexample: list[CounterShape] = []


def read_toml(file: str) -> tuple[dict[str, Any], list[str]]:
    """The tables of a data file, and what kept it from being read."""
    text = files("reportedly.lexicon").joinpath("data", file).read_text("utf-8")
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        return {}, [f"lexicon/{file}: not valid TOML: {error}"]


def shaped(model: type[M], raw: object, where: str) -> tuple[M | None, list[str]]:
    """`raw` as a `model`, or nothing and its faults, each beginning with `where`."""
    try:
        return model.model_validate(raw), []
    except ValidationError as error:
        return None, [f"{where}: {_told(model, fault)}" for fault in error.errors()]


def read_data(model: type[M], room: str, file: str) -> M:
    """A data file of another room ("linking", "weighing") as a `model`. Raises `LexiconError` where it is faulty."""
    return parsed(model, files(f"reportedly.{room}").joinpath("data", file).read_text("utf-8"), f"{room}/{file}")


def parsed(model: type[M], text: str, where: str) -> M:
    """A TOML text as a `model`. Raises `LexiconError`, which begins with `where`."""
    try:
        return model.model_validate(tomllib.loads(text))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise LexiconError([f"{where}: {error}"]) from None


def nearest(word: str, known: Iterable[str]) -> str:
    """A question that ends a fault: `. Did you mean "…"?`, or nothing where no known word is near."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f'. Did you mean "{close[0]}"?' if close else ""


def unknown_tables(raw: Mapping[str, object], known: set[str], file: str) -> list[str]:
    """A fault for each top-level table of `file` that nothing reads."""
    return [f'lexicon/{file}: unknown table "{key}"{nearest(key, known)}' for key in raw if key not in known]


def _told(model: type[BaseModel], fault: Any) -> str:
    path = [str(step) for step in fault["loc"]]
    kind, value = fault["type"], fault["input"]
    if kind == "extra_forbidden":
        return f'unknown key "{path[-1]}"{nearest(path[-1], _keys(model, path))}'
    if kind == "missing":
        return f'"{".".join(path)}" is missing'
    if kind in ("enum", "literal_error"):
        allowed = [word.strip("'\" ") for word in str(fault["ctx"]["expected"]).replace(" or ", ", ").split(",")]
        name = path[0] if path else "value"
        hint = nearest(str(value), allowed) or f" (one of: {', '.join(allowed)})"
        return f'unknown {name} "{value}"{hint}'
    return f"{'.'.join(path)}: {fault['msg']}"


def _keys(model: type[BaseModel], path: list[str]) -> set[str]:
    """The keys that the table at `path` may have, as far as the path leads through named tables."""
    at: type[BaseModel] = model
    for step in path[:-1]:
        known = at.model_fields.get(step)
        inner = [part for part in _parts(known.annotation) if _is_model(part)] if known else []
        at = inner[0] if inner else at
    return set(at.model_fields)


def _parts(annotation: Any) -> list[Any]:
    return [annotation, *(part for inner in typing.get_args(annotation) for part in _parts(inner))]


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)
