"""When a page says it was published.

General extractors fall back on any date that they find in the running text, which in war reporting is the date of
an attack. So only what a page states is taken: its metadata, its structured data, a time element marked as
publication, or a date in the page's own address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reportedly.sources.dates import leading_date

_TAG = re.compile(r"<(meta|time)\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_STRUCTURED = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{8,40})\"")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:[/-]|$)")


def stated_date(page: str, url: str | None = None) -> date | None:
    """The day of first publication that a page states, by the most explicit statement; `None` where it states none."""
    return next((day for text in _statements(page, url) if (day := _day(text))), None)


def _day(text: str) -> date | None:
    found = leading_date(text)
    return found[0] if found else None


def _statements(page: str, url: str | None) -> Iterator[str]:
    from reportedly.sources import tables

    tags = [(tag[1].lower(), _attributes(tag[2])) for tag in _TAG.finditer(page)]
    metas = {_name(said): said.get("content", "") for kind, said in reversed(tags) if kind == "meta"}
    yield from (metas[name] for name in tables.dates().page_fields if name in metas)
    yield from (found[1] for found in _STRUCTURED.finditer(page))
    times = [said for kind, said in tags if kind == "time" and "datetime" in said]
    marked = [said for said in times if "pubdate" in said or "publish" in said.get("class", "").lower()]
    marked += [said for said in times if said.get("itemprop", "").lower() == "datepublished"]
    yield from (said["datetime"] for said in (marked or (times if len(times) == 1 else [])))
    if url and (found := _IN_ADDRESS.search(url)):
        yield "-".join(found.groups())


def _attributes(inside: str) -> dict[str, str]:
    said = {a[1].lower(): a[2] or a[3] or a[4] or "" for a in _ATTRIBUTE.finditer(inside)}
    if re.search(r"(?<![\w-])pubdate(?![\w-])", inside):
        said.setdefault("pubdate", "")
    return said


def _name(said: dict[str, str]) -> str:
    return (said.get("property") or said.get("name") or said.get("itemprop") or "").lower()
