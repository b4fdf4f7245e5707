"""Addresses → bytes, without becoming somebody's tool.

A list of links may come from anywhere, and a page may redirect to anything. So every hop's host is resolved by us, each
address that it has is checked, and the connection is made to the address that was checked: a name that answers twice
differently gains nothing. Size, time and redirects have limits.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportedly._version import __version__
from reportedly.errors import FetchError
from reportedly.sources.given import Fetching
from reportedly.sources.original import Original, kept_headers
from reportedly.sources.walking import size

if TYPE_CHECKING:
    import httpx

AGENT = f"reportedly/{__version__} (reader of war reporting; one page at a time)"
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
LINE_TYPES = frozenset(
    {"application/jsonl", "application/x-ndjson", "application/x-jsonlines", "application/jsonlines"}
)
TEXT_TYPES = frozenset({"text/plain", "text/markdown", ""})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: bytes, content type without parameters, charset if told, and the last hop's address."""

    data: bytes
    type: str
    charset: str | None
    url: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    retrieved: datetime = field(default_factory=lambda: datetime.now(UTC))

    def original(self) -> Original:
        """The answer as what a document was made from."""
        return Original(self.data, "address", None, self.url, self.status, self.headers, self.retrieved)


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked for besides the address: headers, and kinds of content besides those that hold documents."""

    headers: Mapping[str, str] = field(default_factory=dict)
    types: frozenset[str] = frozenset()


class RefusedError(FetchError):
    """The server answered, but not with what was asked for; ``status`` is its answer, ``retry_after_s`` its wish."""

    def __init__(self, status: int, told: str, retry_after: str | None) -> None:
        self.status = status
        self.retry_after_s = float(retry_after) if retry_after and retry_after.isdigit() else None
        super().__init__(f"answered {status}{told}", mend="Check the address in a browser")


def fetch(url: str, limits: Fetching = Fetching(), asking: Asking = Asking()) -> Fetched:
    """The document at an address; raises `FetchError` where it cannot or may not be had.

    The answer 304 to headers that ask whether anything changed comes back without data.

    Proxies of the environment are not used: what a proxy connects to cannot be checked from here.
    """
    import httpx

    from reportedly.sources.guarded import GuardedTransport

    deadline = time.monotonic() + limits.timeout_s
    try:
        with httpx.Client(
            transport=GuardedTransport(deadline, private=limits.private),
            trust_env=False,
            follow_redirects=False,
            timeout=limits.timeout_s,
            headers={
                "User-Agent": AGENT,
                "Accept-Encoding": "gzip, deflate",
                "Accept": "text/html, text/plain, */*;q=0.5",
                **asking.headers,
            },
        ) as client:
            return _follow(client, url, limits, asking)
    except httpx.TimeoutException as error:
        mend = "Try again later, or raise the time limit"
        raise FetchError(f"no whole answer within {limits.timeout_s:g} seconds", mend=mend) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError, ValueError) as error:
        raise FetchError("not an address that can be fetched", mend="Give an http or https address") from error
    except httpx.HTTPError as error:
        told = str(error).strip() or type(error).__name__
        raise FetchError(f"cannot be reached: {told}", mend="Check the address and the connection") from error


def _follow(client: httpx.Client, url: str, limits: Fetching, asking: Asking) -> Fetched:
    import httpx

    at = httpx.URL(url)
    for _ in range(limits.max_redirects + 1):
        if at.scheme not in {"http", "https"} or not at.host:
            raise FetchError(f'leads to "{at.scheme}:"', mend="Only http and https addresses are fetched")
        with client.stream("GET", at.copy_with(fragment=None)) as answer:
            place = answer.headers.get("location")
            if answer.status_code in _REDIRECTS and place:
                at = at.join(place)
                continue
            if answer.status_code == 304 and asking.headers:
                return Fetched(b"", "", None, str(at), 304, kept_headers(answer.headers))
            if answer.status_code != 200:
                reason = f" {answer.reason_phrase}" if answer.reason_phrase else ""
                raise RefusedError(answer.status_code, reason, answer.headers.get("retry-after"))
            return _take(answer, str(at), limits.max_bytes, asking.types)
    raise FetchError(f"redirects more than {limits.max_redirects} times", mend="Give the address that it ends at")


def _take(answer: httpx.Response, url: str, max_bytes: int, types: frozenset[str]) -> Fetched:
    kind, _, parameters = answer.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind not in PAGE_TYPES | LINE_TYPES | TEXT_TYPES | {"application/json"} | types:
        raise FetchError(f"gives {kind}, not text", mend="Give the address of a page, a text or JSON Lines")
    named = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", parameters, re.IGNORECASE)
    data = bytearray()
    for part in _decoded(answer, max_bytes):
        data += part
        if len(data) > max_bytes:
            raise FetchError(f"the document is larger than {size(max_bytes)}", mend="Raise the limit if it is wanted")
    headers = kept_headers(answer.headers)
    return Fetched(bytes(data), kind, named[1] if named else None, url, answer.status_code, headers)


def _decoded(answer: httpx.Response, max_bytes: int) -> Iterator[bytes]:
    """The body, unpacked in bounded steps: one received block of a packed body can stand for gigabytes."""
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing in {"", "identity"}:
        yield from answer.iter_raw()
        return
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(f'is packed as "{packing}", which was not asked for', mend="Save the page and give its file")
    unpack = zlib.decompressobj(wbits=47 if packing != "deflate" else 15)
    try:
        for part in answer.iter_raw():
            while part:
                yield unpack.decompress(part, max_bytes + 1)
                part = unpack.unconsumed_tail
    except zlib.error as error:
        raise FetchError("the packed answer is broken", mend="Try again, or save the page and give its file") from error


def checked(host: str, port: int, *, private: bool) -> list[str]:
    """The addresses of `host`, IPv4 first; raises `FetchError` where it has none, or one off the open internet."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f'no address is known for "{host}"', mend="Check the address and the connection") from error
    found = [str(answer[4][0]) for answer in sorted(answers, key=lambda answer: answer[0] != socket.AF_INET)]
    for name in found:
        if not private and not is_open(name):
            told = f'"{host}" is on this machine or in a private network ({name})'
            raise FetchError(told, mend="Allow private addresses if it is meant")
    return list(dict.fromkeys(found))


def is_open(name: str) -> bool:
    """Whether an IP address belongs to the open internet, and so does every IPv4 address that is wrapped up in it."""
    try:
        address: Address = ipaddress.ip_address(name.split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            return is_open(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if any(inner is not None and not is_open(str(inner)) for inner in wrapped):
            return False
        if address.ipv4_mapped:
            return True
    return address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified
