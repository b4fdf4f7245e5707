"""What is shown now: the newest summary of the ledger, and what is known of its incidents and places.

One process keeps it (`keeper`); where several answer, the others follow it (`follower`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from threading import Event
from typing import Any

from reportedly.web.accounts import Teller
from reportedly.web.kept import Kept
from reportedly.web.served import Served
from reportedly.web.summary.shelf import shelf_of
from reportedly.web.summary.shelved import Shelved
from reportedly.web.summary.summary import Summary
from reportedly.web.summary.territory import Territory
from reportedly.web.summary.weighed import Weights

MOST_CLAIMS = 2_000  # of the parts of incidents that are kept together


class Board(ABC):
    """Holds what is shown. Start it; stop it at the end."""

    summary: Summary
    weights: Weights

    def __init__(self, served: Served) -> None:
        self.reader: dict[str, Any] | None = None  # what read last: its name and version
        self.teller = Teller(served.ledger)
        self.territory = Territory(served.ledger, self.teller.kin)
        self.shelved = Shelved(served, shelf_of(served).laid)
        self.parts = Kept[Any](MOST_CLAIMS)  # of incidents, as they were shown (`parts.Part`)
        self.weighed = Event()  # set while all incidents and places are worked out
        self.took = 0.0  # seconds that the ledger was last taken in for

    @abstractmethod
    def start(self) -> None:
        """Follows the ledger from now on."""

    @abstractmethod
    def stop(self) -> None:
        """Ends that."""

    @abstractmethod
    def shown(self) -> tuple[Summary, Weights]:
        """The summary and what is known of its incidents."""

    @abstractmethod
    def look(self) -> bool:
        """Shows what the ledger added since; whether there was anything. Raises `LedgerError`."""

    @abstractmethod
    def soon(self) -> None:
        """Shows what was just written: at once where that is a matter of a moment, else in the background."""

    @abstractmethod
    def relink(self) -> None:
        """Has the ledger linked anew, in the background."""

    @abstractmethod
    def weigh_soon(self, incident: str) -> None:
        """Has an incident of many claims weighed soon."""

    @abstractmethod
    def hasten(self, place: str) -> None:
        """Has it worked out soon who held a place."""
