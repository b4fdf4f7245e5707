"""RSS and Atom feeds → items, and the list of feeds that a user watches.

A feed comes from a stranger, every quarter of an hour, for years. So it may be a page that says "moved", endless, or made
to swell up in the parser; each is told of in a line and costs nothing but itself.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urljoin

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportedly.errors import DocumentError, SettingError
from reportedly.model import Document
from reportedly.sources.decoding import decode
from reportedly.sources.fetching import PAGE_TYPES, Fetched
from reportedly.sources.given import Given
from reportedly.sources.identity import Facts
from reportedly.sources.making import make
from reportedly.sources.pages import from_page, looks_like_page

FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"}
)
MOST_ITEMS = 1_000
LONGEST = 500  # characters of a title or an id
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


class Feed(BaseModel):
    """One feed to watch. `every`: seconds between polls. `publisher` beats what the pages say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Annotated[str, Field(pattern=r"^https?://\S+$")]
    publisher: str | None = None
    every: Annotated[int, Field(ge=60, le=86_400)] = 900
    rights: str | None = None


class _Feeds(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    feed: Annotated[list[Feed], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed: its id, unique in the feed, and the address of its page."""

    id: str
    link: str
    title: str | None = None
    author: str | None = None
    published: date | None = None


def load_feeds(path: Path) -> list[Feed]:
    """The feeds of a TOML file; raises `SettingError` that tells all its faults."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingError(f"cannot be read ({error.strerror})", where=str(path), mend="Check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(f"is not TOML: {error}", where=str(path), mend="Mend the file") from error
    try:
        feeds = _Feeds.model_validate(raw).feed
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors(include_url=False)
        )
        mend = 'A feed is [[feed]] with url = "https://…" and, if wanted, publisher, every (seconds) and rights'
        raise SettingError(faults, where=str(path), mend=mend) from error
    if len({feed.url for feed in feeds}) < len(feeds):
        raise SettingError("names a feed twice", where=str(path), mend="Leave one of them out")
    return feeds


def items_of(page: Fetched) -> list[Item]:
    """The items of a feed, oldest first; raises `DocumentError` where it is none."""
    import feedparser

    data = page.data
    if _ENTITY.search(data.replace(b"\0", b"")):
        raise DocumentError("the feed declares entities, which can swell up without bound", mend="Leave it out")
    if looks_like_page(data):
        raise DocumentError("is a web page, not a feed", mend="Look on it for the address of its feed")
    parsed: Any = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version") and not parsed.entries:
        raise DocumentError("is no RSS or Atom feed", mend="Check the address")
    found: dict[str, Item] = {}
    for entry in parsed.entries[:MOST_ITEMS]:
        item = _item(entry, page.url)
        if item is not None:
            found.setdefault(item.id, item)
    return list(found.values())[::-1]


def _item(entry: Any, base: str) -> Item | None:
    link = _words(entry.get("link"))
    if link is None:
        return None
    if link == entry.get("id") and "://" not in link:
        return None  # an item without an address; its id stands in for one
    link = urljoin(base, link)
    if not link.startswith(("http://", "https://")):
        return None
    stated = entry.get("published_parsed") or entry.get("updated_parsed")
    day = datetime.fromtimestamp(calendar.timegm(stated), UTC).date() if stated else None
    return Item(_words(entry.get("id")) or link, link, _words(entry.get("title")), _words(entry.get("author")), day)


def _words(value: object) -> str | None:
    text = " ".join(str(value).split())[:LONGEST] if value else ""
    return text or None


def document_of_item(page: Fetched, item: Item, publisher: str | None) -> Document:
    """The document of an item's page; what the page does not state is taken from the feed."""
    told = Facts(title=item.title, author=item.author, published=item.published, url=item.link)
    given = Given(publisher=publisher)
    if page.type in PAGE_TYPES or looks_like_page(page.data):
        text, stated = from_page(page.data, charset=page.charset, url=page.url)
        return make(text, stated.over(told), given=given, ref=item.link)
    return make(decode(page.data, declared=page.charset), told, given=given, ref=item.link)
