"""Pages from templates. Whatever a template shows is escaped, and shown without marks that turn a line round."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, quote_plus

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.printable import printable

SLOT_NAMES = {
    "trigger": "what", "actor": "who", "target": "whom", "places": "where", "within": "within", "date": "when",
    "weapon": "weapon", "said_by": "said by",
}  # fmt: skip
# What of an incident is disputed, as people ask for it.
DISPUTED = {
    "happened": "whether it happened", "type": "what", "actor": "who", "target": "whom", "place": "where", "date": "when",
    "holder": "who holds it",
}  # fmt: skip
# As the build writes them: relative to the script, or from the root.
_IMPORTED = re.compile(r"""(?:^|;)import(?:[^"';]*from)?"(?:\./|/static/)([^"]+)\"""")


def environment() -> Environment:
    """The templates of this room with their filters."""
    made = Environment(
        loader=PackageLoader("reportedly.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "number": _number,
        "words": _words,
        "disputed": _disputed,
        "path": _path,
        "day": _day,
        "moment": _moment,
        "printable": printable,
    }
    made.globals |= {"asset": asset, "modules": modules, "address": address, "slot_names": SLOT_NAMES}
    return made


def compiled(templates: Environment) -> None:
    """Compiles all templates."""
    for name in templates.list_templates():
        templates.get_template(name)


def _shown(value: Any) -> Any:
    """A string without control characters and bidirectional marks; nothing for what is unknown."""
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value
    return printable(value) if isinstance(value, str) else value


def _number(value: int) -> str:
    return f"{value:,}"


def _words(value: str) -> str:
    """A name of the codebook as words."""
    return value.replace("_", " ")


def _disputed(slots: Iterable[str]) -> str:
    """What is disputed, in words."""
    return ", ".join(DISPUTED.get(slot, slot) for slot in slots)


def _path(value: str) -> str:
    """A key as one segment of an address."""
    return quote(value, safe="")


def _day(value: Any) -> str:
    return "no date" if value is None else str(value)[:10]


def _moment(value: str | None) -> str:
    """A moment of the ledger's as people read it."""
    return "" if value is None else f"{value[:10]} {value[11:16]} UTC"


@lru_cache(maxsize=4_000)
def _quoted(value: str) -> str:
    return quote_plus(value)


@cache
def asset(name: str) -> str:
    """The address of a file of `static`, with its digest, so that browsers may keep it for good."""
    file = files("reportedly.web") / "static" / name
    if not file.is_file():
        return f"/static/{quote(name)}"
    return f"/static/{quote(name)}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"


@cache
def modules(name: str) -> tuple[str, ...]:
    """The addresses of the modules that a script of `static` needs, so that a browser fetches them beside it and not after."""
    text = (files("reportedly.web") / "static" / name).read_text("utf-8")
    found = dict.fromkeys(one[1] for one in _IMPORTED.finditer(text))
    needed = (f"/static/{one}" for one in found)
    return tuple(dict.fromkeys((*needed, *(deeper for one in found for deeper in modules(one)))))


def address(path: str, given: Any = (), /, **changed: Any) -> str:
    """An address with the parameters `given` and those changed; `None` takes one away."""
    pairs = [(name, value) for name, value in given if name not in changed]
    for name, value in changed.items():
        values = value if isinstance(value, list | tuple) else [] if value is None else [value]
        pairs += [(name, one) for one in values]
    asked = "&".join(f"{_quoted(str(name))}={_quoted(str(value))}" for name, value in pairs)
    return f"{path}?{asked}" if asked else path
