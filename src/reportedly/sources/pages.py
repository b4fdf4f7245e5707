"""Web pages → text and what they state about themselves.

The text of a page is what is left when menus, footers and links to other reports are off. Offsets of an HTML document
refer to that text, because nobody reads or quotes the tags.
"""

from __future__ import annotations

import re
from functools import cache

from reportedly.errors import DocumentError
from reportedly.sources.decoding import decode
from reportedly.sources.identity import Facts
from reportedly.sources.page_dates import stated_date

_OPENS = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)


def looks_like_page(data: bytes) -> bool:
    """Whether bytes begin as an HTML page does."""
    return bool(_OPENS.match(data[:4096].removeprefix(b"\xef\xbb\xbf")))


def from_page(data: bytes, *, charset: str | None = None, url: str | None = None) -> tuple[str, Facts]:
    """The text of an HTML page and what the page states; raises `DocumentError` where it holds no running text.

    The date is the first publication's, as the page states it; none is guessed from numbers in the text.
    Where a page names no publisher, the host of its canonical address stands for one.
    """
    declared = _CHARSET.search(data[:4096])
    page = decode(data, declared=charset or (declared[1].decode("ascii") if declared else None))
    found = _extract(page, url)
    text = getattr(found, "text", None)
    if not isinstance(text, str) or not text.strip():
        raise DocumentError("the page has no running text", mend="Save the report's text as a text file")
    return text, Facts(
        title=_words(found, "title"),
        publisher=_words(found, "sitename"),
        author=_words(found, "author"),
        url=_words(found, "url") or url,
        published=stated_date(page, _words(found, "url") or url),
    )


@cache
def _hush() -> None:
    """The extractor's log would go to the terminal by default, where only the command line may speak."""
    import logging

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _extract(page: str, url: str | None) -> object:
    import trafilatura

    _hush()
    # Dates we find ourselves; these settings keep the extractor from searching long, and from asking the clock.
    dates = {"extensive_search": False, "max_date": "2100-12-31"}
    try:
        return trafilatura.bare_extraction(
            page,
            url=url,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params=dates,
        )
    except Exception as error:
        # Whatever a broken page does to the extractor must cost this page only.
        told = f"the page cannot be taken apart ({type(error).__name__})"
        raise DocumentError(told, mend="Save the report's text as a text file") from error


def _words(found: object, name: str) -> str | None:
    value = getattr(found, name, None)
    return value.strip() or None if isinstance(value, str) else None
