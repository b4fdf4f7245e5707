"""Where a page ended, so that the next one goes on there however much comes in meanwhile."""

from __future__ import annotations

import base64
import binascii
import json

from reportedly.web.problems import Problem


def written(*parts: int | str) -> str:
    """A cursor; what is in it is nobody's business."""
    return base64.urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")


def read(cursor: str, sort: str) -> tuple[int, int]:
    """The value and the number of the row at which a page in this order ended; raises `Problem`."""
    try:
        data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        parts = json.loads(data)
    except (binascii.Error, ValueError, RecursionError):
        parts = None
    fits = isinstance(parts, list) and len(parts) == 3 and parts[0] == sort
    if not fits or not all(type(part) is int and abs(part) < 2**65 for part in parts[1:]):
        raise Problem(422, "the cursor is none of this list", mend="Ask for the first page again")
    return parts[1], parts[2]
