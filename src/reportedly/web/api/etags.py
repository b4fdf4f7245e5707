"""Whether an answer would be the same as before: it is while the ledger, and what is known of it, are the same."""

from __future__ import annotations

import hashlib

from fastapi import Request

from reportedly._version import __version__
from reportedly.web.problems import NotModified
from reportedly.web.summary.summary import Summary
from reportedly.web.summary.weighed import Weights


def tag(request: Request, summary: Summary, weights: Weights, *more: int) -> str:
    """The tag of what is asked for in this state. Raises `NotModified` where the browser has it."""
    user = getattr(request.state, "user", None)
    parts = (__version__, summary.state.head, weights.version, weights.missing, request.url, user and user.name, *more)
    found = f'"{hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]}"'
    asked = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    if found in asked or "*" in asked:
        raise NotModified(found)
    return found
