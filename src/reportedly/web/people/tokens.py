"""That a request to change something comes from a page of ours: a token that only who holds the session can know."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from starlette.requests import Request

COOKIE = "reportedly"
HEADER = "x-csrf-token"
FIELD = "csrf"


def fresh() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(32)


def csrf(session: str) -> str:
    """The token that pages of a session carry."""
    return hmac.new(session.encode("utf-8", "replace"), b"csrf", hashlib.sha256).hexdigest()


def is_ours(request: Request, session: str | None, told: str) -> bool:
    """Whether a request that changes something comes from a page of this session and of this server."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        return False
    return bool(session) and hmac.compare_digest(told.encode("utf-8", "replace"), csrf(session or "").encode())
