"""Annotated documents: one JSON file a document, its claims written by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportedly.errors import GoldError
from reportedly.model import ClaimType, Document, Status
from reportedly.sources.identity import Facts, document_id


class _Claim(BaseModel):
    model_config = ConfigDict(extra="allow")
    evidence: str = Field(min_length=1)
    trigger: str = Field(min_length=1)
    type: list[ClaimType] = Field(min_length=1)
    status: Status = Status.OCCURRED


class _Document(BaseModel):
    model_config = ConfigDict(extra="allow")
    id: str
    text: str = Field(min_length=1)
    title: str | None = None
    publisher: str | None = None
    original_source: str | None = None
    published: date | None = None
    claims: list[_Claim]


def load(path: Path) -> Iterator[dict[str, Any]]:
    """The annotated documents of a file, or of a folder's ``.json`` files in the order of their names.

    Raises `GoldError`, naming the file, the fault and the mend, where one does not keep the format or there is none.
    """
    if not path.exists():
        raise GoldError(
            "there is no such file or folder", where=str(path), mend="Give an annotated .json or a folder of them"
        )
    names = [path] if path.is_file() else sorted(path.glob("*.json"))
    if not names:
        raise GoldError(
            "no .json file in this folder", where=str(path), mend="Give an annotated .json or a folder of them"
        )
    for name in names:
        yield _read(name)


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = json.loads(path.read_text("utf-8"))
        _Document.model_validate(raw)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise GoldError(f"not JSON: {error}", where=str(path), mend="Mend the file or leave it out") from None
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(step) for step in first["loc"])
        fault = f"not an annotated document: {at or 'it'}: {first['msg']}"
        raise GoldError(fault, where=str(path), mend="Mend the file or leave it out") from None
    return dict(raw)


def document_of(raw: Mapping[str, Any]) -> Document:
    """The document of an annotated one, as the reader is given it: without the annotation."""
    published = raw.get("published")
    facts = Facts(
        title=raw.get("title"),
        publisher=raw.get("publisher"),
        original_source=raw.get("original_source"),
        published=date.fromisoformat(published[:10]) if published else None,
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
