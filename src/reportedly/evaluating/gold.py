"""Annotated documents: one JSON file a document, its claims written by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from reportedly.errors import GoldError
from reportedly.model import ClaimType, Document, Status
from reportedly.sources.identity import Facts, document_id

_GIVE = "Give an annotated .json or a folder of them"
_LEAVE_OUT = "Mend the file or leave it out"


def _iso_day(text: str) -> str:
    date.fromisoformat(text)
    return text


Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$"), AfterValidator(_iso_day)]


class _Shape(BaseModel):
    """Annotators add remarks of their own, so that fields which are not ours are no fault."""

    model_config = ConfigDict(extra="allow")


class _Place(_Shape):
    text: str = Field(min_length=1)
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)


class _Days(_Shape):
    start: Day | None = None
    end: Day | None = None


class _Count(_Shape):
    min: int | None = None
    max: int | None = None


class _Claim(_Shape):
    evidence: str = Field(min_length=1)
    trigger: str = Field(min_length=1)
    type: list[ClaimType] = Field(min_length=1)
    status: Status = Status.OCCURRED
    optional: bool = False
    also: list[str] | None = None
    actor: list[str] | None = None
    target: list[str] | None = None
    said_by: list[str] | None = None
    within: list[str] | None = None
    places: list[_Place] | None = None
    date: _Days | None = None
    killed: _Count | None = None
    injured: _Count | None = None


class _Document(_Shape):
    id: str
    text: str = Field(min_length=1)
    title: str | None = None
    publisher: str | None = None
    original_source: str | None = None
    published: Day | None = None
    claims: list[_Claim]


def files_of(path: Path) -> list[Path]:
    """The file, or the folder's ``.json`` files in the order of their names; raises `GoldError` where there is none."""
    if not path.exists():
        raise GoldError("there is no such file or folder", where=str(path), mend=_GIVE)
    names = [path] if path.is_file() else sorted(path.glob("*.json"))
    if not names:
        raise GoldError("no .json file in this folder", where=str(path), mend=_GIVE)
    return names


def load(path: Path) -> Iterator[dict[str, Any]]:
    """The annotated documents of a file or folder; raises `GoldError` at the first that does not keep the format."""
    for name in files_of(path):
        yield load_one(name)


def load_one(path: Path) -> dict[str, Any]:
    """One annotated document; raises `GoldError`, naming the file, the fault and the mend, where it is none."""
    return _checked(_text(path), str(path))


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The annotated documents of a file that holds one a line; raises `GoldError`, naming the line too."""
    for number, line in enumerate(_text(path).split("\n"), 1):
        if line.strip():
            yield _checked(line, f"{path}, line {number}")


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise GoldError(f"cannot be read ({error.strerror})", where=str(path), mend=_LEAVE_OUT) from None
    except UnicodeDecodeError as error:
        raise GoldError(f"not JSON: {error}", where=str(path), mend=_LEAVE_OUT) from None


def _checked(text: str, where: str) -> dict[str, Any]:
    try:
        raw = json.loads(text)
        _Document.model_validate(raw)
    except json.JSONDecodeError as error:
        raise GoldError(f"not JSON: {error}", where=where, mend=_LEAVE_OUT) from None
    except RecursionError:
        raise GoldError("the JSON is nested too deeply", where=where, mend=_LEAVE_OUT) from None
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(step) for step in first["loc"])
        fault = f"not an annotated document: {at or 'it'}: {first['msg']}"
        raise GoldError(fault, where=where, mend=_LEAVE_OUT) from None
    return dict(raw)


def document_of(raw: Mapping[str, Any]) -> Document:
    """The document of an annotated one, as the reader is given it: without the annotation."""
    published = raw.get("published")
    facts = Facts(
        title=raw.get("title"),
        publisher=raw.get("publisher"),
        original_source=raw.get("original_source"),
        published=date.fromisoformat(published) if published else None,
        language="en",
    )
    return Document(
        id=document_id(raw["text"], facts),
        ref=str(raw["id"]),
        text=raw["text"],
        title=facts.title,
        publisher=facts.publisher,
        original_source=facts.original_source,
        published=facts.published,
        language=facts.language,
    )
