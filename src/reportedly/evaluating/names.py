"""When two names mean the same party or place, for scoring: articles and role words aside, their words are the same.

Annotators write "Syrian army", the reader "the Syrian Arab Army": the shorter one's words all stand in the longer one.
"rebel" and "rebels", "Russia" and "Russian" count as the same word: one is the other with up to three letters more.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportedly.errors import LexiconError

_POSSESSIVE = re.compile(r"['’]s?\b")
_OTHER = re.compile(r"[^a-z0-9]+")

Name = str | Mapping[str, object]

_DATA = "role_words.toml"


class _RoleWords(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...] = Field(min_length=1)


@cache
def role_words() -> frozenset[str]:
    """Words that say what kind of thing a name stands for; raises `LexiconError` where the data file is wrong."""
    try:
        data = tomllib.loads(files("reportedly.evaluating").joinpath("data", _DATA).read_text("utf-8"))
        words = _RoleWords.model_validate(data).words
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise LexiconError([f"evaluating/{_DATA}: {' '.join(str(error).split())}"]) from error
    if list(words) != sorted({word.lower() for word in words}):
        raise LexiconError([f"evaluating/{_DATA}: the words must be sorted, in lower case, each once"])
    return frozenset(words)


def faults() -> list[str]:
    """Every fault of this room's data file, one line each."""
    try:
        role_words()
    except LexiconError as error:
        return error.faults
    return []


def same(gold: Name, read: Name) -> bool:
    """Whether two names mean the same; a record may go by any of its names."""
    return any(_same(g, r) for g in _names(gold) for r in _names(read))


def matched(gold: Sequence[Name], read: Sequence[Name]) -> int:
    """How many of the names in `gold` have one of their own in `read`, taken in order."""
    left, hits = list(read), 0
    for wanted in gold:
        found = next((at for at, name in enumerate(left) if same(wanted, name)), None)
        if found is not None:
            del left[found]
            hits += 1
    return hits


def _names(name: Name) -> list[str]:
    if isinstance(name, str):
        return [name]
    aliases = name.get("aliases")
    own = [name.get(key) for key in ("text", "name", "canonical")]
    return [str(value) for value in (*own, *(aliases if isinstance(aliases, list) else ())) if value]


@cache
def _words(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All words of a name, folded, and those of them that are no role words."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name))
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch)).lower()
    words = tuple(_OTHER.sub(" ", plain).split())
    return words, tuple(word for word in words if word not in role_words())


def _same(gold: str, read: str) -> bool:
    (all_gold, own_gold), (all_read, own_read) = _words(gold), _words(read)
    if not own_gold or not own_read:
        return not own_gold and not own_read and any(_akin(a, b) for a in all_gold for b in all_read)
    return _inside(own_gold, own_read) or _inside(own_read, own_gold) or "".join(own_gold) == "".join(own_read)


def _inside(small: Iterable[str], big: Sequence[str]) -> bool:
    return all(any(_akin(a, b) for b in big) for a in small)


def _akin(a: str, b: str) -> bool:
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and len(long) - len(short) <= 3 and long.startswith(short)
