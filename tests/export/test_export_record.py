"""The record format, version 1, as a strict shape: what every other program that reads our claims relies on."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from pydantic import BaseModel, ConfigDict, Field, model_validator
from tests.export.made_up_claims import CLAIM, claims

from reportedly.export import WRITERS
from reportedly.export.record import claim_record
from reportedly.model import Claim, ClaimType, Status


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Words(Shape):
    text: str
    start: Annotated[int, Field(ge=0)]
    end: int
    where: Annotated[Literal["text", "title"], Field(alias="in")] = "text"

    @model_validator(mode="after")
    def _as_long_as_the_text(self) -> Words:
        assert self.end - self.start == len(self.text)
        return self


class Speaker(Words):
    party: str | None
    name: str
    label: str | None


class Mention(Speaker):
    backed_by: list[str]


class Place(Words):
    place: str | None
    name: str | None
    country: str | None
    admin1: str | None
    lat: Annotated[float, Field(ge=-90, le=90)] | None
    lon: Annotated[float, Field(ge=-180, le=180)] | None
    precision: Annotated[int, Field(ge=1, le=7)] | None
    relation: str | None
    distance_km: Annotated[float, Field(ge=0)] | None


class Evidence(Words):
    where: Literal["text", "title"] = Field(alias="in")


class Days(Shape):
    text: str
    start: Annotated[date, Field(strict=False)]
    end: Annotated[date, Field(strict=False)]
    precision: Annotated[int, Field(ge=1, le=5)]


class Count(Shape):
    min: int | None
    max: int | None


class Loss(Shape):
    what: str
    count: int | None


class Codes(Shape):
    acled: str | None
    plover: str | None
    cameo: str | None
    ucdp_type: int | None


class Extractor(Shape):
    name: str
    version: str


class DocumentOf(Shape):
    id: str
    ref: str | None
    title: str | None
    publisher: str | None
    original_source: str | None
    author: str | None
    url: str | None
    published: Annotated[date, Field(strict=False)] | None
    language: str | None


class Record(Shape):
    version: Literal[1]
    id: str
    document: DocumentOf
    type: Annotated[ClaimType, Field(strict=False)]
    status: Annotated[Status, Field(strict=False)]
    hedged: bool
    evidence: Evidence
    also: list[Evidence]
    trigger: Words
    actor: list[Mention]
    target: list[Mention]
    places: list[Place]
    within: list[Place]
    date: Days | None
    killed: Count
    injured: Count
    captured: Count
    losses: list[Loss]
    weapon: list[Words]
    said_by: list[Speaker]
    codes: Codes
    extractor: Extractor
    confidence: Annotated[float, Field(ge=0, le=1)] | None


def rows(*made: Claim) -> list[dict[str, Any]]:
    return [json.loads(line) for line in WRITERS["jsonl"](made)]


@given(claims)
def test_every_claim_keeps_the_record_format(claim: Claim) -> None:
    (row,) = rows(claim)
    Record.model_validate(row)
    assert list(row) == list(Record.model_fields)


@given(claims)
def test_one_claim_is_one_line_however_a_program_counts_lines(claim: Claim) -> None:
    text = "".join(WRITERS["jsonl"]([claim, claim]))
    assert len(text.splitlines()) == len(text.split("\n")) - 1 == 2
    assert json.loads(text.splitlines()[0]) == claim_record(claim)


def test_a_claim_is_written_with_everything_that_it_holds() -> None:
    (row,) = rows(CLAIM)
    assert row["document"]["original_source"] == "Karum Monitor"
    assert row["evidence"]["in"] == "text"
    assert row["also"] == [{"in": "title", "text": "Army shells Ardal", "start": 0, "end": 17}]
    assert row["trigger"] == {"text": "shelled", "start": 9, "end": 16}
    assert row["actor"][0] == {
        "text": "army",
        "start": 4,
        "end": 8,
        "party": "sy-army",
        "name": "Armed Forces of Syria",
        "label": "regime",
        "backed_by": ["Russia"],
    }
    assert row["places"][1]["lat"] is None
    assert row["date"] == {"text": "on Tuesday", "start": "2023-03-14", "end": "2023-03-14", "precision": 1}
    assert row["injured"] == {"min": 3, "max": None}
    assert "backed_by" not in row["said_by"][0]


def test_control_and_bidirectional_characters_stay_as_they_are() -> None:
    text = "a\u202eb\x07c\x85d\u2028e"
    strange = replace(CLAIM, trigger=replace(CLAIM.trigger, text=text, end=CLAIM.trigger.start + len(text)))
    assert rows(strange)[0]["trigger"]["text"] == text


def test_no_number_is_written_that_json_does_not_know() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        rows(replace(CLAIM, confidence=math.nan))
