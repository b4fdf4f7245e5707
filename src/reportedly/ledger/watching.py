"""What a watcher remembers of feeds: which items it has seen, and what the server said when it was last asked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from reportedly.ledger import schema
from reportedly.ledger.opening import telling
from reportedly.ledger.seam import Seam
from reportedly.ledger.writing import batch

STATE = ""  # the item under which a feed's own state stands


class Feeds:
    """What the ledger remembers of the feeds that are watched into it."""

    def __init__(self, seam: Seam) -> None:
        self._seam = seam

    def unseen(self, feed: str, items: Sequence[str]) -> set[str]:
        """Those of the items that were never noted."""
        p = schema.polls.c
        asked = select(p.item).where(p.feed == feed, p.item.in_(items))
        with telling(self._seam), self._seam.engine.connect() as connection:
            return set(items) - {row.item for row in connection.execute(asked)}

    def note(self, feed: str, item: str, outcome: str, document: str | None = None) -> None:
        """Notes what became of an item, so that it is not fetched again."""
        row = {"feed": feed, "item": item, "outcome": outcome, "document": document}
        with telling(self._seam), batch(self._seam, "poll") as opened:
            if opened.current("polls", feed=feed, item=item) is None:
                opened.write("polls", [row])

    def state(self, feed: str) -> dict[str, str]:
        """What the server said of the feed: headers to be sent back, so that it need not send again what it sent."""
        p = schema.polls.c
        asked = select(p.outcome).where(p.feed == feed, p.item == STATE, p.valid_to.is_(None))
        with telling(self._seam), self._seam.engine.connect() as connection:
            found = connection.execute(asked).scalar()
        return dict(json.loads(found)) if found else {}

    def set_state(self, feed: str, headers: Mapping[str, str]) -> None:
        """Remembers what the server said, if it says something new."""
        told = json.dumps(dict(headers), sort_keys=True)
        with telling(self._seam), batch(self._seam, "poll") as opened:
            row = opened.current("polls", feed=feed, item=STATE)
            if row is None:
                opened.write("polls", [{"feed": feed, "item": STATE, "outcome": told}])
            elif row["outcome"] != told:
                opened.replace("polls", row, outcome=told)
