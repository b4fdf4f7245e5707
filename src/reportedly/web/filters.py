"""What claims are asked for, as it stands in an address: the same parameters on pages and in the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from reportedly.ledger import Question, question
from reportedly.model import ClaimType, Status
from reportedly.web.problems import Problem

MOST_VALUES = 100  # values of one filter
LONGEST = 300  # characters of one value

Value = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
Values = Annotated[list[Value], Field(max_length=MOST_VALUES)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2}$")]
Id = Annotated[str, Path(min_length=1, max_length=LONGEST)]
Moment = datetime | date | None
NUMBER = r"-?\d{1,3}(\.\d{1,12})?"
BOX = rf"^{NUMBER},{NUMBER},{NUMBER},{NUMBER}$"
NEAR = r"^[^\x00-\x1f]{1,200},\s*\d{1,5}(\.\d{1,6})?\s*([kK][mM])?\s*$"
_ASKED = ("type", "status", "actor", "target", "party", "place", "country", "speaker", "publisher", "document")


class Filters(BaseModel):
    """Every filter that is given must hold; of several values of one, any."""

    model_config = ConfigDict(extra="ignore")

    type: Annotated[list[ClaimType], Field(max_length=MOST_VALUES, description="Types of the codebook.")] = []
    status: Annotated[list[Status], Field(max_length=MOST_VALUES)] = []
    actor: Annotated[Values, Field(description="Who did it: names, or ids of the register.")] = []
    target: Annotated[Values, Field(description="To whom.")] = []
    party: Annotated[Values, Field(description="A party in either role, or behind one.")] = []
    place: Annotated[Values, Field(description="Where: names, or ids of the gazetteer.")] = []
    country: Annotated[list[Code], Field(max_length=MOST_VALUES, description="Codes of ISO 3166, such as SY.")] = []
    speaker: Annotated[Values, Field(description="Who says so, besides the publisher.")] = []
    publisher: Annotated[Values, Field(description="Who published it.")] = []
    document: Annotated[Values, Field(description="Ids of documents.")] = []
    incident: Annotated[Values, Field(description="Ids of incidents.")] = []
    since: Annotated[date | None, Field(description="From this day on.")] = None
    until: Annotated[date | None, Field(description="Up to this day.")] = None
    bbox: Annotated[str | None, Field(pattern=BOX, description="west,south,east,north in degrees.")] = None
    near: Annotated[
        str | None, Field(pattern=NEAR, description="lat,lon,km or a place's name and km, as in Aleppo,25km")
    ] = None
    vague: Annotated[bool, Field(description="With bbox and near, also provinces and countries.")] = False
    exact: Annotated[bool, Field(description="Only places of precision 1 or 2.")] = False
    precision: Annotated[
        list[Annotated[int, Field(ge=1, le=7)]], Field(max_length=7, description="UCDP's where_prec.")
    ] = []
    text: Annotated[str | None, Field(max_length=LONGEST, description="Words of the claim.")] = None
    min_confidence: Annotated[float | None, Field(ge=0, le=1)] = None
    min_voices: Annotated[int | None, Field(ge=1, le=1000, description="Of incidents with so many voices.")] = None
    disputed: Annotated[bool, Field(description="Of incidents of which something is disputed.")] = False
    review: Annotated[
        Literal["open", "accepted", "rejected", "any"] | None, Field(description="Without it, all but rejected.")
    ] = None
    as_of: Annotated[datetime | date | None, Field(description="As the ledger stood then, UTC.")] = None

    def question(self, **more: Any) -> Question:
        """The part of it that the ledger itself answers; a place near which is wanted has its point (`near.located`)."""
        given: dict[str, Any] = {name: [str(value) for value in getattr(self, name)] or None for name in _ASKED}
        given |= {name: getattr(self, name) for name in ("since", "until", "min_confidence", "review", "as_of")}
        given |= {"text": (self.text or "").strip() or None, "vague": self.vague}
        if self.bbox:
            given["bbox"] = tuple(float(part) for part in self.bbox.split(","))
        if self.near:
            given["near"] = tuple(float(part) for part in self.near.split(","))
        return question(**given, **more)

    def checked(self) -> Filters:
        """The filters; raises `Problem` where they contradict each other."""
        if self.since and self.until and self.until < self.since:
            raise Problem(422, "until is before since", mend="Turn them round")
        self.question()
        return self

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters as they stand in an address, those alone that are given, in a fixed order."""
        found = []
        for name in Filters.model_fields:
            value = getattr(self, name)
            if value is None or value is False or value == []:
                continue
            for one in value if isinstance(value, list) else [value]:
                found.append((name, _written(one)))
        return found


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
