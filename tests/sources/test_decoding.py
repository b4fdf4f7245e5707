from __future__ import annotations

import codecs

import pytest

from reportedly.errors import DocumentError
from reportedly.sources import tables
from reportedly.sources.decoding import decode

TEXT = "The army “retook” the café quarter of Kasanga on Tuesday.\r\nThe rebels deny it.\n" * 4
RUSSIAN = "Армия заняла город во вторник после двух дней боёв, сообщил губернатор области. " * 8


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "cp1252"),
    ],
)
def test_text_in_each_encoding_comes_out_unchanged_without_its_mark(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding)) == TEXT


def test_latin_1_and_windows_1251_are_told_by_their_bytes() -> None:
    assert decode("Zwölf Tote in Müncheberg, sagt die Polizei über München\n".encode("latin-1")).startswith("Zwölf")
    assert decode(RUSSIAN.encode("cp1251")) == RUSSIAN


def test_a_declared_encoding_is_used_where_the_text_is_not_utf_8() -> None:
    assert decode("Армия".encode("koi8-r"), declared="koi8-r") == "Армия"
    assert decode("Армия".encode(), declared="latin-1") == "Армия"
    assert decode("café".encode("cp1252"), declared="no-such-encoding") == "café"


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\0\0\0"])
def test_an_empty_document_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="the document is empty"):
        decode(data)


@pytest.mark.parametrize("known", tables.formats().format, ids=lambda known: known.name)
def test_each_known_format_is_named_with_what_to_do(known: object) -> None:
    data = b"x" * known.at + bytes.fromhex(known.starts) + b"rest\0"  # type: ignore[attr-defined]
    with pytest.raises(DocumentError) as caught:
        decode(data)
    assert known.name in caught.value.fault  # type: ignore[attr-defined]
    assert caught.value.mend


def test_other_binary_files_are_refused() -> None:
    with pytest.raises(DocumentError, match="binary, not text"):
        decode(bytes(range(256)) * 4)


def test_a_marked_text_that_breaks_off_is_refused_with_the_place() -> None:
    with pytest.raises(DocumentError, match="begins as utf-16-le and breaks off at byte 4"):
        decode(codecs.BOM_UTF16_LE + b"a\0b\0c")


def test_torn_utf_8_is_refused_and_not_read_as_something_else() -> None:
    data = TEXT.encode()
    with pytest.raises(DocumentError, match="is UTF-8, but broken after 49 characters"):
        decode(data[:54] + b"\xff" + data[55:])


def test_bytes_in_no_encoding_are_refused() -> None:
    with pytest.raises(DocumentError, match="encoding of the text cannot be told"):
        decode(bytes((i * 7919 + i * i * 31) % 255 + 1 for i in range(4000)))
