"""What a user may set from outside, all in one place: each setting with its default and what it is for.

Every setting is read from an environment variable, ``REPORTEDLY_`` and the field's name in capitals. Options of the
command line stand above them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from reportedly.errors import SettingError

PREFIX = "REPORTEDLY_"
DEFAULT_HOME = user_data_path("reportedly", appauthor=False)

TAGGERS = ("encoder", "lexicon")

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?)B?", re.IGNORECASE)
_UNITS = {"": 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}


def _home(text: str) -> Path:
    return Path(text).expanduser()


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise ValueError("is not a country's two-letter code, such as SY")
    return text.upper()


def _size(text: str) -> int:
    match = _SIZE.fullmatch(text)
    size = round(float(match[1]) * _UNITS[match[2].upper()]) if match else 0
    if size <= 0:
        raise ValueError("is not a size above zero, such as 20000000 or 20MB")
    return size


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise ValueError("is not a number of seconds above zero, such as 20")
    return seconds


def _count(text: str) -> int:
    if not re.fullmatch(r"\d{1,3}", text, re.ASCII):
        raise ValueError("is not a whole number from 0 to 999")
    return int(text)


def _tagger(text: str) -> str:
    if text not in TAGGERS:
        raise ValueError(f"is no tagger; there are {' and '.join(TAGGERS)}")
    return text


def _told(parse: Callable[[str], object], help: str) -> dict[str, object]:
    return {"parse": parse, "help": help}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. Field metadata holds each one's ``help``."""

    home: Path = field(default=DEFAULT_HOME, metadata=_told(_home, "Folder for added gazetteers and for caches."))
    country: str | None = field(
        default=None,
        metadata=_told(_country, "Two-letter code of the country that documents are about where nothing in them says."),
    )
    tagger: str = field(
        default="encoder",
        metadata=_told(
            _tagger, "What finds events and their parts: the trained encoder, or the lexicon's rules alone."
        ),
    )
    model: Path | None = field(
        default=None,
        metadata=_told(_home, "Folder of a trained model to read with instead of the one that is shipped."),
    )
    max_bytes: int = field(
        default=20_000_000, metadata=_told(_size, "Largest document or page that is read, as in 20MB.")
    )
    timeout: float = field(default=20.0, metadata=_told(_seconds, "Seconds that fetching an address may take."))
    max_redirects: int = field(default=5, metadata=_told(_count, "Redirections that are followed in fetching."))
    ledger: str = field(
        default="reportedly.db",
        metadata=_told(str, "The ledger: a file, or a database as postgresql+psycopg://user@host/name."),
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that an environment gives. A variable that is empty or absent leaves the default.

        A value that cannot be used raises ``SettingError`` naming the variable, rather than being passed over.
        """
        values = {}
        for setting in fields(cls):
            text = environment.get(variable(setting), "").strip()
            if text:
                try:
                    values[setting.name] = setting.metadata["parse"](text)
                except ValueError as fault:
                    raise SettingError(f"{text!r} {fault}", where=variable(setting)) from None
        return cls(**values)


def variable(setting: Field[Any]) -> str:
    """The environment variable of a setting."""
    return PREFIX + setting.name.upper()
