"""Bytes → text, or a clear word on why not.

Reports come in UTF-8, in whatever their author's Windows used, and as files that are no text at all. Nothing but a byte
order mark is taken away and no newline is changed: offsets into the text must be offsets into the file.
"""

from __future__ import annotations

import codecs
import re

from reportedly.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_NO_TEXT = "Give a text, HTML or JSON Lines file"
_RECODE = "Save it as UTF-8 first, for example with iconv"


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text that `data` holds; raises `DocumentError` where it holds none or its encoding stays unknown.

    In this order: a byte order mark, UTF-8, the encoding that the page or server declares, then the likeliest one.
    UTF-8 comes before the declaration because what decodes as UTF-8 by accident is rare and wrong declarations are not.
    """
    if not data.strip(b" \t\r\n\f\v\0"):
        raise DocumentError("the document is empty", mend="Give a file with text in it")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    _refuse_formats(data)
    if b"\0" in data:
        return _wide(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (text := _declared(data, declared)) is not None:
        return text
    _refuse_torn(data)
    return _narrow(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"the text begins as {encoding} and breaks off at byte {error.start}", mend=_RECODE
        ) from error


def _refuse_formats(data: bytes) -> None:
    from reportedly.sources import tables

    for known in tables.formats().format:
        if data.startswith(bytes.fromhex(known.starts), known.at):
            raise DocumentError(f"this is {known.name}, not text", mend=known.mend)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark has its NULs on one side of each pair; any other NUL means that this is no text."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    for ours, other, encoding in ((high, low, "utf-16-le"), (low, high, "utf-16-be")):
        if ours > 0.4 * half and other < 0.05 * half:
            return _strict(data, encoding)
    raise DocumentError("the file is binary, not text", mend=_NO_TEXT)


def _declared(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _refuse_torn(data: bytes) -> None:
    """Read in another encoding, UTF-8 with a broken byte would turn every quotation mark into three wrong letters."""
    tried = data.decode("utf-8", "replace")
    torn = tried.count("\ufffd")
    whole = sum(c > "\x7f" for c in tried) - torn
    if whole >= 2 * torn:
        at = next(n for n, c in enumerate(tried) if c == "\ufffd")
        raise DocumentError(f"the text is UTF-8, but broken after {at:,} characters", mend="Mend it, or save it anew")


def _narrow(data: bytes) -> str:
    # In English, and most of western Europe, bytes above ASCII are few and stand singly; guessing by statistics goes
    # astray on those few. Where they come in runs, the script is another one.
    runs = re.findall(rb"[\x80-\xff]+", data)
    high = sum(map(len, runs))
    if high <= 0.25 * len(data) and high <= 1.5 * len(runs):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    text = _declared(data, best.encoding) if best else None
    if text is None or _controls(text) > 0.01:
        raise DocumentError("the encoding of the text cannot be told", mend=_RECODE)
    return text


def _controls(text: str) -> float:
    return len(re.findall(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]", text)) / max(1, len(text))
