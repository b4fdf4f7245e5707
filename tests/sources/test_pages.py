from __future__ import annotations

from datetime import date

import pytest

from reportedly.errors import DocumentError
from reportedly.sources.pages import from_page, looks_like_page

PARAGRAPHS = (
    "The army retook the hill town of Kasanga from rebels on Tuesday after two days of fighting, an aide said, and "
    "at least nine people were killed.",
    "Residents said that shells had hit the market on Monday. “We heard twelve explosions,” a trader said by phone.",
    "The rebels denied that they had left the town and said that their fighters still held its northern quarter.",
)
HEAD = """<title>Army retakes hill town - Lakeside Herald</title>
<meta property="og:site_name" content="Lakeside Herald"><meta name="author" content="Miriam Okello">
<meta property="article:published_time" content="2023-05-03T08:00:00Z">
<meta property="article:modified_time" content="2023-06-01T08:00:00Z">
<link rel="canonical" href="https://lakeside-herald.example/world/army-retakes">"""
BODY = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav><article><h1>Army retakes hill '
    f"town</h1>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</article><aside><h3>More</h3><ul><li><a href='/f'>Floods "
    "in the valley</a></li></ul></aside><footer><p>© 2023 Lakeside Herald. All rights reserved.</p></footer>"
)
PAGE = f"<!DOCTYPE html>\n<html lang='en'><head>{HEAD}</head><body>{BODY}</body></html>"


def test_a_page_gives_its_report_and_what_it_states_about_itself() -> None:
    text, facts = from_page(PAGE.encode())
    assert all(paragraph in text for paragraph in PARAGRAPHS)
    assert "Floods" not in text
    assert "rights reserved" not in text
    assert facts.title == "Army retakes hill town"
    assert (facts.publisher, facts.author) == ("Lakeside Herald", "Miriam Okello")
    assert facts.published == date(2023, 5, 3)
    assert facts.url == "https://lakeside-herald.example/world/army-retakes"


def test_a_page_that_states_nothing_gives_no_date_and_no_author() -> None:
    plain = "".join(
        f"<p>{paragraph}</p>" for paragraph in (*PARAGRAPHS, "In 2019 and on 12/11/2020 shells fell here too.")
    )
    _, facts = from_page(f"<html><body><article>{plain}</article></body></html>".encode())
    assert (facts.published, facts.author, facts.publisher, facts.url) == (None, None, None, None)


def test_the_address_stands_in_where_the_page_names_none() -> None:
    plain = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    _, facts = from_page(
        f"<html><body><article>{plain}</article></body></html>".encode(), url="https://hill-wire.example/a"
    )
    assert facts.url == "https://hill-wire.example/a"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_other_encodings_are_read(encoding: str) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">')
    assert PARAGRAPHS[1] in from_page(page.encode(encoding))[0]


def test_an_xml_declaration_does_no_harm() -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>\n' + PAGE
    assert PARAGRAPHS[0] in from_page(page.encode())[0]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<!DOCTYPE html><html><head><title>x</title></head></html>",
        "<html><body>" + "<div>" * 100_000 + "x",
        "<html><!-- " + "<!-- " * 10_000,
    ],
)
def test_a_page_without_running_text_is_refused(page: str) -> None:
    with pytest.raises(DocumentError, match="page has no running text"):
        from_page(page.encode())


def test_pages_are_told_from_texts_by_their_beginning() -> None:
    assert looks_like_page(b"\xef\xbb\xbf \n<!-- saved --> <!DOCTYPE html>")
    assert looks_like_page(b"<html lang='en'>")
    assert not looks_like_page(b"<u>Kasanga</u> fell on Tuesday.")
    assert not looks_like_page(b"The page begins with <html>.")
