from __future__ import annotations

from datetime import date

import pytest

from reportedly.sources.page_dates import stated_date

DAY = date(2023, 5, 3)


@pytest.mark.parametrize(
    "page",
    [
        '<meta property="article:published_time" content="2023-05-03T08:00:00Z">',
        "<META content='3 May 2023' name=PubDate>",
        '<meta itemprop="datePublished" content="2023-05-03"/>',
        '<script type="application/ld+json">{"dateModified": "2023-06-01", "datePublished" : "2023-05-03"}</script>',
        '<time datetime="2023-06-01">now</time><time class="entry published" datetime="2023-05-03">3 May</time>',
        '<time datetime="2023-06-01">now</time><time datetime="2023-05-03" pubdate>3 May</time>',
        '<p><time datetime="2023-05-03T08:00">3 May</time></p>',
    ],
)
def test_each_way_of_stating_the_day_of_publication_is_read(page: str) -> None:
    assert stated_date(page) == DAY


def test_the_first_and_most_explicit_statement_counts() -> None:
    page = '<meta name="date" content="2023-06-01"><meta property="article:published_time" content="2023-05-03">'
    assert stated_date(page) == DAY
    assert stated_date(page.replace("2023-05-03", "soon")) == date(2023, 6, 1)


def test_the_address_may_state_it() -> None:
    assert stated_date("<p>x</p>", "https://hill-wire.example/2023/05/03/port") == DAY
    assert stated_date("<p>x</p>", "https://hill-wire.example/2023/51/03/port") is None


@pytest.mark.parametrize(
    "page",
    [
        "<p>On 3 May 2023 and on 12/11/2020 shells fell here.</p>",
        '<meta property="article:modified_time" content="2023-05-03">',
        '<time datetime="2023-05-03">a</time><time datetime="2023-05-04">b</time>',
        '<time datetime="08:00">a</time>',
        "<meta name=date content=03/04/2023>",
    ],
)
def test_nothing_is_guessed(page: str) -> None:
    assert stated_date(page) is None
