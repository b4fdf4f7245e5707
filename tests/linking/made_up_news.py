"""Claims made by hand for the tests of linking and weighing: short, plain, by invented publishers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from reportedly.model import (
    Claim,
    ClaimType,
    Count,
    DateSpan,
    Document,
    Extractor,
    Loss,
    Mention,
    PlaceMention,
    Quote,
    Status,
)

DAY = date(2016, 10, 17)
TOWNS = {
    "Dara": (33.10, 36.50, "South"), "Halwa": (36.20, 37.18, "North"), "Qasr": (36.21, 37.19, "North"), "Beit Sira": (34.90, 38.10, "East"),
    "Tell Mar": (36.48, 37.10, "North"),
}  # fmt: skip
PARTIES = {
    "army": "force:SY:army", "air force": "force:SY:air-force", "rebels": "free-syrian-army", "Russia": "state:RU", "Daesh": "islamic-state",
    "ministry": "gov:SY:defence",
}  # fmt: skip


def quote(text: str) -> Quote:
    return Quote(text, 0, len(text))


def mention(name: str) -> Mention:
    """A party of the table by its id, any other name as words."""
    return Mention(quote(name), name, PARTIES.get(name))


def place(name: str, **more: Any) -> PlaceMention:
    """A town of the table, or a name that no gazetteer knows."""
    if name not in TOWNS:
        return PlaceMention(quote(name), **more)
    lat, lon, admin1 = TOWNS[name]
    facts: dict[str, Any] = {"country": "SY", "admin1": admin1, "lat": lat, "lon": lon, "precision": 1, **more}
    return PlaceMention(quote(name), f"test:{name}", name, **facts)


def document(publisher: str, *, text: str = "", published: date | None = DAY, original: str | None = None) -> Document:
    """A document whose id is made of what it holds."""
    id_ = f"d_{publisher}_{published}_{hash_of(text)}"
    return Document(id_, text, publisher=publisher, published=published, original_source=original)


def hash_of(text: str) -> int:
    return sum(ord(ch) * (i + 1) for i, ch in enumerate(text)) % 10**6


def days(first: date, last: date | None = None) -> DateSpan:
    last = last or first
    return DateSpan(first, last, 1 if first == last else 4, quote("then"))


def claim(
    id_: str,
    publisher: str = "Hill Wire",
    *,
    kind: ClaimType = ClaimType.AIR_STRIKE,
    text: str = "",
    actor: str | None = "air force",
    target: str | None = None,
    at: str | PlaceMention | None = "Halwa",
    on: date | DateSpan | None = DAY,
    killed: int | tuple[int | None, int | None] | None = None,
    said_by: str | tuple[str, ...] = (),
    status: Status = Status.OCCURRED,
    published: date | None = None,
    original: str | None = None,
    inside: Document | None = None,
    **more: Any,
) -> Claim:
    """A claim of an air strike on Halwa, unless told otherwise."""
    names = (said_by,) if isinstance(said_by, str) else said_by
    printed = published or (on if isinstance(on, date) else DAY) + timedelta(days=1)
    low, high = killed if isinstance(killed, tuple) else (killed, killed)
    spot = place(at) if isinstance(at, str) else at
    span = days(on) if isinstance(on, date) else on
    return Claim(
        id_, inside or document(publisher, text=text or id_, published=printed, original=original), kind, quote(text or f"words of {id_}"), quote("word"),
        Extractor("hand", "1"), status, actor=(mention(actor),) if actor else (), target=(mention(target),) if target else (),
        places=(spot,) if spot else (), date=span, killed=Count(low, high), said_by=tuple(map(mention, names)), **more,
    )  # fmt: skip


__all__ = ["DAY", "Loss", "claim", "days", "document", "mention", "place", "quote"]
