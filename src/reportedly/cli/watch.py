"""``reportedly watch``: feeds into the ledger, as a service."""

from __future__ import annotations

import signal
import sys
import threading
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import common
from reportedly.cli.add import Taking
from reportedly.errors import DocumentError, LedgerError
from reportedly.printable import printable

if TYPE_CHECKING:
    from reportedly.ledger import Ledger
    from reportedly.reading.pipeline import Reader
    from reportedly.sources.feeds import Feed, Item
    from reportedly.sources.polite import Polite

MOST_FEED_BYTES = 5_000_000


def watch(
    feeds: Annotated[
        Path, typer.Argument(metavar="FEEDS.toml", help="The feeds: [[feed]] with url, publisher, every.")
    ],
    ledger: common.LedgerAt = None,
    once: Annotated[bool, typer.Option("--once", help="Poll each feed once, then stop.")] = False,
    pause: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.0, help="At least so long between two requests to one host.")
    ] = 3.0,
    country: common.Country = None,
    private: common.Private = False,
) -> None:
    """Poll RSS and Atom feeds, and read each new item into the ledger, once.

    It asks only for what changed, keeps to robots.txt, and leaves hosts alone that fail. It logs one line an item, and
    stops cleanly at SIGTERM or Ctrl-C, after the item in hand.
    """
    from reportedly.ledger import Adding, stamp
    from reportedly.sources.feeds import load_feeds
    from reportedly.sources.polite import Polite

    settings = common.settings()
    watched = load_feeds(feeds)
    place = common.country_code(country) or settings.country
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        with common.open_ledger(ledger) as opened, common.lazy_reader(place, settings.home) as reader:
            polite = Polite(
                common.fetching(private, settings),
                lambda s: not stop.wait(s) if s else not stop.is_set(),
                time.monotonic,
                pause,
            )
            watcher = Watcher(opened, reader(), polite, stop)
            how = Adding(settings={"feeds": str(feeds)})
            with opened.adder(stamp(reader()), how) as adder:
                watcher.run(watched, Taking(adder, common.Tally()), once=once)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Watcher:
    """Polls feeds when they are due, until it is told to stop."""

    def __init__(self, ledger: Ledger, reader: Reader, polite: Polite, stop: threading.Event) -> None:
        self._ledger, self._reader, self._polite, self._stop = ledger, reader, polite, stop

    def run(self, feeds: list[Feed], taking: Taking, *, once: bool) -> None:
        """Until stopped; or, `once`, one round."""
        due = dict.fromkeys(feeds, 0.0)
        while due and not self._stop.is_set():
            feed = min(due, key=lambda one: due[one])
            if self._stop.wait(max(0.0, due[feed] - time.monotonic())):
                break
            self._poll(feed, taking)
            if once:
                del due[feed]
            else:
                due[feed] = time.monotonic() + feed.every

    def _poll(self, feed: Feed, taking: Taking) -> None:
        from dataclasses import replace

        from reportedly.sources.feeds import FEED_TYPES, items_of
        from reportedly.sources.fetching import Asking

        memory = self._ledger.feeds
        try:
            limits = self._polite.limits
            self._polite.limits = replace(limits, max_bytes=min(limits.max_bytes, MOST_FEED_BYTES))
            try:
                page = self._polite.get(feed.url, Asking(memory.state(feed.url), FEED_TYPES))
            finally:
                self._polite.limits = limits
            if page.status == 304:
                return
            items = items_of(page)
        except DocumentError as error:
            log(f"{feed.url}: {error}")
            return
        new = memory.unseen(feed.url, [item.id for item in items])
        for item in items:
            if self._stop.is_set():
                return  # the rest is new at the next poll, because the feed's state is not remembered yet
            if item.id in new:
                self._take(feed, item, taking)
        told = {"If-None-Match": page.headers.get("etag"), "If-Modified-Since": page.headers.get("last-modified")}
        memory.set_state(feed.url, {name: value for name, value in told.items() if value})

    def _take(self, feed: Feed, item: Item, taking: Taking) -> None:
        from dataclasses import replace

        from reportedly.sources.feeds import document_of_item
        from reportedly.sources.fetching import RefusedError

        memory = self._ledger.feeds
        try:
            page = self._polite.get(item.link)
            document = document_of_item(page, item, feed.publisher)
            taking.keep(document, replace(page.original(), method="feed"))
            wanted = taking.wants(document)
            claims = taking.put(document, partial(self._reader.read, document)) if wanted else None
        except LedgerError:
            raise
        except DocumentError as error:
            log(f"{feed.url} {item.link}: {error}")
            # A page that cannot be read will not be readable tomorrow; a host that cannot be reached may be.
            if (not hasattr(error, "retry_after_s") and type(error) is DocumentError) or (
                isinstance(error, RefusedError) and error.status in {404, 410}
            ):
                memory.note(feed.url, item.id, error.fault)
            return
        outcome = "known already" if claims is None else f"{claims} claim{'' if claims == 1 else 's'}"
        memory.note(feed.url, item.id, outcome, document.id)
        log(f"{feed.url} {item.link}: {outcome}")


def log(line: str) -> None:
    """One line with the time, on standard output."""
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    print(f"{at} {printable(' '.join(line.split()))}", file=sys.stdout, flush=True)
