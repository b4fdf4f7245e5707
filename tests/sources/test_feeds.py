from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import DocumentError, FetchError, SettingError
from reportedly.sources import Fetching
from reportedly.sources.feeds import Item, document_of_item, items_of, load_feeds
from reportedly.sources.fetching import Fetched
from reportedly.sources.polite import Polite

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Hill Wire</title>
<item><guid>2</guid><link>/ardal-2</link><title>Ardal, again</title><pubDate>Wed, 15 Mar 2023 10:00:00 GMT</pubDate></item>
<item><guid>1</guid><link>https://hill-wire.example/ardal-1</link><title>Ardal</title></item>
<item><guid>3</guid><link>javascript:alert(1)</link></item><item><guid>4</guid></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Hill Wire</title><entry><id>urn:1</id><title>Ardal</title>
<author><name>R. Reader</name></author><updated>2023-03-15T10:00:00Z</updated>
<link href="https://hill-wire.example/ardal"/></entry></feed>"""


def page(data: bytes, kind: str = "application/rss+xml") -> Fetched:
    return Fetched(data, kind, None, "https://hill-wire.example/feed")


def test_items_come_oldest_first_with_whole_addresses() -> None:
    first, second = items_of(page(RSS))
    assert first == Item("1", "https://hill-wire.example/ardal-1", "Ardal", None, None)
    assert second == Item("2", "https://hill-wire.example/ardal-2", "Ardal, again", None, date(2023, 3, 15))


def test_atom_is_read_as_well() -> None:
    assert items_of(page(ATOM)) == [
        Item("urn:1", "https://hill-wire.example/ardal", "Ardal", "R. Reader", date(2023, 3, 15))
    ]


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"<!doctype html><html><body>We have moved.</body></html>", "is a web page, not a feed"),
        (BOMB, "declares entities"),
        (BOMB.decode().encode("utf-16"), "declares entities"),
        (b"nothing of the kind", "is no RSS or Atom feed"),
        (b"", "is no RSS or Atom feed"),
    ],
)
def test_what_is_no_feed_is_told_of(data: bytes, fault: str) -> None:
    with pytest.raises(DocumentError, match=fault):
        items_of(page(data))


def test_a_page_is_completed_by_what_the_feed_says() -> None:
    html = (
        b"<html><body><article><p>"
        + b"Rebels shelled the town of Ardal on Monday, killing nine people. " * 4
        + b"</p></article></body></html>"
    )
    item = Item("1", "https://hill-wire.example/ardal", "Ardal under fire", "R. Reader", date(2023, 3, 15))
    made = document_of_item(page(html, "text/html"), item, "Hill Wire")
    assert (made.title, made.author, made.published) == ("Ardal under fire", "R. Reader", date(2023, 3, 15))
    assert (made.publisher, made.ref) == ("Hill Wire", item.link)


def test_a_list_of_feeds_is_checked_whole(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text('[[feed]]\nurl = "https://hill-wire.example/feed"\npublisher = "Hill Wire"\nevery = 600\n')
    (feed,) = load_feeds(path)
    assert (feed.publisher, feed.every) == ("Hill Wire", 600)
    for body, fault in {
        "[[feed]]\nurl = 'ftp://x'\nevry = 5\n": "feed.0.url.*feed.0.evry",
        "feed = []": "feed: List should have at least 1 item",
        "[[feed]": "is not TOML",
        "[[feed]]\nurl = 'https://a.example/f'\n" * 2: "names a feed twice",
    }.items():
        path.write_text(body)
        with pytest.raises(SettingError, match=fault):
            load_feeds(path)
    with pytest.raises(SettingError, match="cannot be read"):
        load_feeds(tmp_path / "none.toml")


class Web:
    """Answers made up for `polite`, with a clock of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, answers: dict[str, bytes | FetchError]) -> None:
        self.answers, self.now, self.asked = answers, 1000.0, list[tuple[str, float]]()
        monkeypatch.setattr("reportedly.sources.polite.fetch", self.fetch)
        self.polite = Polite(Fetching(), self.wait, lambda: self.now, pause_s=3.0)

    def wait(self, seconds: float) -> bool:
        self.now += seconds
        return True

    def fetch(self, url: str, *_: object) -> Fetched:
        self.asked.append((url, self.now))
        answer = self.answers.get(url, refused(404))
        if isinstance(answer, FetchError):
            raise answer
        return page(answer)


def refused(status: int, retry_after: str | None = None) -> FetchError:
    from reportedly.sources.fetching import RefusedError

    return RefusedError(status, "", retry_after)


SITE = "https://hill-wire.example"


def test_robots_are_read_once_and_kept_to(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = b"User-agent: reportedly\nDisallow: /closed\nCrawl-delay: 7\n"
    web = Web(monkeypatch, {f"{SITE}/robots.txt": rules, f"{SITE}/open": b"x", f"{SITE}/open2": b"x"})
    web.polite.get(f"{SITE}/open")
    with pytest.raises(FetchError, match="forbids it"):
        web.polite.get(f"{SITE}/closed/1")
    web.polite.get(f"{SITE}/open2")
    assert [url.removeprefix(SITE) for url, _ in web.asked] == ["/robots.txt", "/open", "/open2"]
    assert web.asked[2][1] - web.asked[1][1] >= 7


def test_one_host_is_asked_every_few_seconds_and_others_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    other = "https://bayan.example"
    web = Web(monkeypatch, {f"{SITE}/a": b"x", f"{SITE}/b": b"x", f"{other}/a": b"x"})
    for url in (f"{SITE}/a", f"{other}/a", f"{SITE}/b"):
        web.polite.get(url)
    times = dict(web.asked)
    assert times[f"{SITE}/b"] - times[f"{SITE}/a"] >= 3.0
    assert times[f"{other}/robots.txt"] == times[f"{SITE}/a"]


def test_a_host_that_fails_is_left_alone_longer_and_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    web = Web(monkeypatch, {f"{SITE}/a": refused(503, "120")})
    rests = []
    for _ in range(3):
        with pytest.raises(FetchError, match="answered 503"):
            web.polite.get(f"{SITE}/a")
        with pytest.raises(FetchError, match="is left alone for") as caught:
            web.polite.get(f"{SITE}/a")
        rests.append(float(str(caught.value).split(" for ")[1].split(" ")[0]))
        web.now += rests[-1] + 1
    assert rests[0] == 120
    assert rests == sorted(rests)
    assert rests[-1] > rests[0]
    del web.answers[f"{SITE}/a"]


def test_where_robots_cannot_be_had_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    web = Web(monkeypatch, {f"{SITE}/robots.txt": refused(500), f"{SITE}/a": b"x"})
    with pytest.raises(FetchError, match="answered 500"):
        web.polite.get(f"{SITE}/a")
    assert [url for url, _ in web.asked] == [f"{SITE}/robots.txt"]
