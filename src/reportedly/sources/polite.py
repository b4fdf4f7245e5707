"""Fetching again and again from the same hosts without being a burden to them.

Who may be fetched is in robots.txt; how often is ours to bound: one request a host every few seconds, only what changed,
and longer and longer pauses for a host that fails or asks us to wait.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from reportedly.errors import FetchError
from reportedly.sources.fetching import AGENT, Asking, Fetched, RefusedError, fetch
from reportedly.sources.given import Fetching

PAUSE_S = 3.0  # between two requests to one host, unless its robots.txt asks for longer
LONGEST_PAUSE_S = 60.0
RULES_HOLD_S = 6 * 3600.0
FIRST_BACKOFF_S, LONGEST_BACKOFF_S = 60.0, 6 * 3600.0
NAME = AGENT.split("/", 1)[0]


@dataclass(slots=True)
class _Host:
    next_at: float = 0.0
    rules: RobotFileParser | None = None
    rules_until: float = 0.0
    failures: int = 0
    rest_until: float = 0.0


@dataclass(slots=True)
class Polite:
    """Fetches, host by host, no faster than is polite. `wait` sleeps so many seconds and says whether to go on."""

    limits: Fetching
    wait: Callable[[float], bool]
    clock: Callable[[], float]
    pause_s: float = PAUSE_S
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def get(self, url: str, asking: Asking = Asking()) -> Fetched:
        """The answer; raises `FetchError` where robots.txt forbids it, the host is resting, or fetching fails."""
        parts = urlsplit(url)
        host = self._hosts.setdefault(f"{parts.scheme}://{parts.netloc}", _Host())
        now = self.clock()
        if now < host.rest_until:
            told = f"is left alone for {host.rest_until - now:.0f} more seconds"
            raise FetchError(told, mend="It failed, or asked us to wait")
        self._rules(f"{parts.scheme}://{parts.netloc}", host)
        if host.rules is not None and not host.rules.can_fetch(NAME, url):
            raise FetchError("its robots.txt forbids it", mend="Ask the publisher, or leave it out")
        try:
            found = self._fetch(url, host, asking)
        except FetchError as error:
            self._back_off(host, error)
            raise
        host.failures = 0
        return found

    def _fetch(self, url: str, host: _Host, asking: Asking) -> Fetched:
        if not self.wait(max(0.0, host.next_at - self.clock())):
            raise FetchError("was not fetched, because the program is being stopped")
        delay = host.rules.crawl_delay(NAME) if host.rules else None
        host.next_at = self.clock() + min(LONGEST_PAUSE_S, max(self.pause_s, float(delay or 0)))
        return fetch(url, self.limits, asking)

    def _rules(self, root: str, host: _Host) -> None:
        """Reads robots.txt, as RFC 9309 has it: where there is none, all is allowed; where it fails, nothing is."""
        if self.clock() < host.rules_until:
            return
        rules = RobotFileParser()
        try:
            page = self._fetch(f"{root}/robots.txt", host, Asking())
            rules.parse(page.data[:500_000].decode("utf-8", "replace").splitlines())
        except RefusedError as error:
            if error.status >= 500 or error.status == 429:
                self._back_off(host, error)
                raise
            rules.parse([])
        except FetchError as error:
            self._back_off(host, error)
            raise
        host.rules, host.rules_until = rules, self.clock() + RULES_HOLD_S

    def _back_off(self, host: _Host, error: FetchError) -> None:
        if isinstance(error, RefusedError) and error.status in {404, 410, 403, 401}:
            return  # one page is gone or closed; the host is well
        host.failures += 1
        pause = min(LONGEST_BACKOFF_S, FIRST_BACKOFF_S * 2 ** (host.failures - 1))
        asked = getattr(error, "retry_after_s", None)
        host.rest_until = self.clock() + min(LONGEST_BACKOFF_S, max(pause if host.failures > 1 else 0.0, asked or 0.0))
