"""How a ledger is served."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

PORT = 8420
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Options:
    """Where the ledger lies and who is served.

    `two_person`: a word on a claim counts once two people have said the same. `secure`: the pages come over HTTPS, by a
    proxy, so that cookies are sent over nothing else. `names`: names besides the host under which browsers know this
    server. `reviewer`: in whose name reviews are written where there are no users.
    `home`: the folder of gazetteers, whose names stand on the map, and of caches.
    `workers`: how many processes answer; as many as are worth it unless said (`serving.worth`).
    """

    ledger: str
    host: str = LOOPBACK
    port: int = PORT
    two_person: bool = False
    secure: bool = False
    names: tuple[str, ...] = ()
    reviewer: str = "local"
    home: Path | None = None
    workers: int | None = None

    @property
    def local(self) -> bool:
        """Whether nobody but programs of this machine can connect."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's own."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
