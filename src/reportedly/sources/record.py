"""The shape of a document as JSON, at the edge of the program."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from reportedly.errors import DocumentError
from reportedly.sources.dates import whole_date
from reportedly.sources.identity import Facts


def _day(value: object) -> object:
    if value is None or value == "":
        return None
    if isinstance(value, str) and (day := whole_date(value)):
        return day
    raise ValueError(f"{str(value)[:40]!r} cannot be read as a date; write it as 2016-10-21")


def _name(value: object) -> object:
    """An id is often a number in other people's data; it comes back as text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _or_none(value: object) -> object:
    return (value.strip() or None) if isinstance(value, str) else value


Words = Annotated[str | None, BeforeValidator(_or_none)]


class DocumentRecord(BaseModel):
    """One line of documents. Only the text is required; other people's fields are kept."""

    model_config = ConfigDict(extra="allow", strict=True)

    text: str
    id: Annotated[str | None, BeforeValidator(_name)] = None
    # A title is quoted by offsets, so it is kept letter for letter.
    title: str | None = None
    publisher: Words = None
    original_source: Words = None
    author: Words = None
    url: Words = None
    published: Annotated[date | None, BeforeValidator(_day)] = None
    language: Annotated[Words, Field(max_length=40)] = None

    def facts(self) -> Facts:
        """What the line states besides its text."""
        return Facts(
            title=self.title if self.title and self.title.strip() else None,
            publisher=self.publisher,
            original_source=self.original_source,
            author=self.author,
            url=self.url,
            published=self.published,
            language=self.language,
        )


def parse(value: dict[str, object]) -> DocumentRecord:
    """The record of one object; raises `DocumentError` naming the first field that is wrong and how many more are."""
    try:
        return DocumentRecord.model_validate(value)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False)
        first = faults[0]
        field = ".".join(map(str, first["loc"]))
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        told = "is missing" if first["type"] == "missing" else first["msg"].removeprefix("Value error, ")
        raise DocumentError(f'"{field}" {told}{more}', mend="See the format of documents as JSON Lines") from error
