"""JSON Lines of documents: one object a line, read one at a time, a bad one told of and passed over.

Files of this kind come from other programs and from other people. A line may be broken, endless or hostile; none of
that may cost the lines after it, nor more memory than one line needs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from reportedly.errors import DocumentError
from reportedly.model import Document
from reportedly.sources.given import Given, Skipped
from reportedly.sources.making import make
from reportedly.sources.original import Keep, Method, Original, drop
from reportedly.sources.walking import size

_BLANK = b" \t\r\n\f\v"
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SHAPE = 'A line must be a JSON object with "text"'


def from_jsonl(
    lines: BinaryIO, name: str, *, given: Given, max_bytes: int, keep: Keep = drop, method: Method = "file"
) -> Iterator[Document | Skipped]:
    """The documents of a stream of lines in order; what cannot be read comes as `Skipped` with the line's number."""
    for number, line in _lines(lines, max_bytes):
        where = f"{name}:{number}"
        if line is None:
            yield Skipped(where, f"the line is longer than {size(max_bytes)}", "Split it, or raise the limit")
            continue
        if not line.strip(_BLANK):
            continue
        try:
            document = from_line(line, given=given)
            keep(document, Original(line, method, where))
            yield document
        except DocumentError as error:
            yield Skipped(where, error.fault, error.mend)


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers, `None` for one that is too long; of such a line no more is held than the limit."""
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) <= max_bytes or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(max_bytes + 1)
        yield number, None


def from_line(line: bytes, *, given: Given = Given()) -> Document:
    """The document of one line; raises `DocumentError`. Fields that are not ours are kept in ``extra``."""
    from reportedly.sources import record

    stated = record.parse(_object(line))
    return make(stated.text, stated.facts(), given=given, ref=stated.id, extra=stated.model_extra)


def is_object(line: bytes) -> bool:
    """Whether a line is a JSON object, read as strictly as documents are."""
    try:
        _object(line)
    except DocumentError:
        return False
    return True


def _object(line: bytes) -> dict[str, object]:
    try:
        text = line.strip(_BLANK).decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"not UTF-8 at byte {error.start + 1} of the line", mend="Save the file as UTF-8"
        ) from error
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise DocumentError(f"broken JSON at character {error.pos + 1}: {error.msg}", mend=_SHAPE) from error
    except RecursionError as error:
        raise DocumentError("the JSON is nested too deeply", mend=_SHAPE) from error
    except ValueError as error:
        # An integer of thousands of digits, or what the two functions below refuse.
        raise DocumentError(f"a number cannot be read: {str(error).split(';')[0]}", mend=_SHAPE) from error
    if not isinstance(value, dict):
        raise DocumentError("not a JSON object", mend=_SHAPE)
    if _ESCAPED_SURROGATE.search(text) and not _encodes(value):
        raise DocumentError("half of a surrogate pair stands alone in a string", mend="Write the character whole")
    return value


def _refuse(word: str) -> object:
    raise ValueError(f"{word} is not JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"{digits[:20]} is too large")
    return value


def _encodes(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (UnicodeEncodeError, RecursionError):
        return False
    return True
