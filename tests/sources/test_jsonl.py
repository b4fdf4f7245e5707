from __future__ import annotations

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Document
from reportedly.sources.given import Given, Skipped
from reportedly.sources.jsonl import from_jsonl

SENTENCE = "Rebels left the town of Kasanga on Tuesday."
LINE = json.dumps({"text": SENTENCE}).encode()


def read(data: bytes, *, max_bytes: int = 10_000, given: Given = Given()) -> list[Document | Skipped]:
    return list(from_jsonl(io.BytesIO(data), "d.jsonl", given=given, max_bytes=max_bytes))


def fault(line: bytes) -> str:
    """What is said of a bad line between two good ones, which must both be read."""
    before, bad, after = read(b"\n".join([LINE, line, LINE]))
    assert isinstance(before, Document)
    assert isinstance(after, Document)
    assert isinstance(bad, Skipped)
    assert bad.where == "d.jsonl:2"
    assert bad.mend
    return bad.fault


def test_all_fields_come_through_and_unknown_ones_are_kept() -> None:
    line = {
        "id": "a-1",
        "title": "Rebels leave",
        "publisher": "Lakeside Herald",
        "original_source": "Hill Wire",
        "author": None,
        "url": "https://lakeside-herald.example/1",
        "published": "2023-05-03T08:00:00Z",
        "language": "en",
        "text": f"\ufeff {SENTENCE}\r\n",
        "tags": ["a", 1.5, None],
    }
    (found,) = read(json.dumps(line).encode())
    assert isinstance(found, Document)
    assert found.ref == "a-1"
    assert found.text == line["text"]
    assert (found.title, found.publisher, found.original_source) == ("Rebels leave", "Lakeside Herald", "Hill Wire")
    assert (found.author, found.url, found.language) == (None, "https://lakeside-herald.example/1", "en")
    assert found.published == date(2023, 5, 3)
    assert found.extra == {"tags": ["a", 1.5, None]}


def test_what_the_user_gives_beats_what_the_line_states() -> None:
    line = json.dumps({"text": SENTENCE, "publisher": "A", "published": "2023-05-03"}).encode()
    (found,) = read(line, given=Given(publisher="B", published=date(2020, 1, 1)))
    assert isinstance(found, Document)
    assert (found.publisher, found.published) == ("B", date(2020, 1, 1))


def test_blank_lines_windows_line_ends_and_a_byte_order_mark_are_allowed() -> None:
    found = read(b"\xef\xbb\xbf" + LINE + b"\r\n\r\n  \n" + LINE)
    assert [type(f) for f in found] == [Document, Document]


def test_a_number_as_id_comes_back_as_text() -> None:
    (found,) = read(json.dumps({"text": SENTENCE, "id": 7}).encode())
    assert isinstance(found, Document)
    assert found.ref == "7"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b'{"text": "a', "broken JSON at character 10"),
        (b"{'text': 1}", "broken JSON at character 2"),
        (b'["text"]', "not a JSON object"),
        (b"17", "not a JSON object"),
        (b'{"title": "a"}', '"text" is missing'),
        (b'{"text": 17}', '"text" Input should be a valid string'),
        (b'{"text": " \\n"}', "the document is empty"),
        (
            b'{"text": "a", "published": "soon"}',
            "\"published\" 'soon' cannot be read as a date; write it as 2016-10-21",
        ),
        (b'{"text": "a", "published": "03/04/2016", "title": 4}', "(and 1 more)"),
        (b'{"text": "a", "language": "fr"}', "written in French (fr)"),
        (b'{"text": "\\ud800"}', "half of a surrogate pair"),
        (b'{"text": "a", "x": {"\\uDFFF": 1}}', "half of a surrogate pair"),
        (b'{"text": "a", "n": NaN}', "NaN is not JSON"),
        (b'{"text": "a", "n": -Infinity}', "-Infinity is not JSON"),
        (b'{"text": "a", "n": 1e999}', "1e999 is too large"),
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", "a number cannot be read"),
        (b'{"text": "caf\xe9"}', "not UTF-8 at byte 14"),
        (b'{"text": "' + b"a" * 20_000 + b'"}', "longer than 10 kB"),
        (b"\xff\xfe{", "not UTF-8 at byte 1"),
    ],
)
def test_a_bad_line_is_told_of_with_its_number_and_the_rest_is_read(line: bytes, told: str) -> None:
    assert told in fault(line)


def test_deep_nesting_is_told_of() -> None:
    found = read(LINE + b"\n" + b'{"text": "a", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", max_bytes=10**6)
    assert isinstance(found[1], Skipped)
    assert "nested too deeply" in found[1].fault


def test_a_whole_surrogate_pair_is_one_character() -> None:
    (found,) = read(b'{"text": "\\ud83d\\ude80 launched"}')
    assert isinstance(found, Document)
    assert found.text == "🚀 launched"


def test_lines_are_read_one_at_a_time() -> None:
    stream = io.BytesIO((LINE + b"\n") * 1000)
    next(from_jsonl(stream, "d.jsonl", given=Given(), max_bytes=1000))
    assert stream.tell() == len(LINE) + 1


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@given(WORDS.filter(lambda text: bool(text.strip("\ufeff \t\r\n\f\v\0"))), WORDS, st.booleans())
def test_text_and_title_come_back_letter_for_letter(text: str, title: str, escaped: bool) -> None:
    line = json.dumps({"text": text, "title": title, "language": "en"}, ensure_ascii=escaped).encode()
    (found,) = read(line)
    assert isinstance(found, Document)
    assert found.text == text
    if title.strip():
        assert found.title == title
