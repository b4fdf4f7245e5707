"""What a person or a program gives to ask by → a question: one name or several, days as text, places as numbers."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from reportedly.errors import LedgerError
from reportedly.ledger.questions import Near, Question, boxes, end_of

_LISTS = frozenset(
    {"type", "status", "actor", "target", "party", "place", "country", "speaker", "publisher", "document"}
)
Moment = date | datetime | str | None


def question(**filters: Any) -> Question:
    """A question from what a person gives: one name or several, days as text, `near` and `bbox` as numbers."""
    known = {field.name for field in fields(Question)} | {"bbox"}
    if strange := filters.keys() - known:
        raise TypeError(f"no such filter: {', '.join(sorted(strange))}; there are {', '.join(sorted(known))}")
    given = {name: value for name, value in filters.items() if value is not None}
    for name in given.keys() & _LISTS:
        value = given[name]
        given[name] = (value,) if isinstance(value, str) else tuple(str(one) for one in value)
    for name in given.keys() & {"since", "until"}:
        given[name] = _day(name, given[name])
    if isinstance(given.get("near"), tuple):
        given["near"] = Near(*given["near"])
    if "bbox" in given:
        given["box"] = boxes(*given.pop("bbox"))
    if "as_of" in given:
        given["as_of"] = moment(given["as_of"])
    return Question(**given)


def _day(name: str, value: date | str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise LedgerError(f'"{value}" is no day', where=name, mend="Write it as 2016-10-21") from None


def moment(value: Moment) -> datetime | None:
    """A moment, UTC where no other zone is named; of a day its end. Raises `LedgerError` for what is neither."""
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError:
            mend = "Write it as 2016-10-21, or 2016-10-21T12:00"
            raise LedgerError(f'"{value}" is no day or time', where="as-of", mend=mend) from None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return end_of(value)
