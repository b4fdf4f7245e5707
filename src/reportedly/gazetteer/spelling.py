"""Which of a record's many names are worth keeping, and how a name in Cyrillic is written in Latin letters.

Gazetteers carry names in every script, airport codes, and machine transliterations of Chinese ("a lei po" for Aleppo).
Reports in English use none of these, and each of them is a wrong match in waiting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from reportedly.gazetteer.data_files import Alphabet, read_cyrillic

LONGEST_NAME = 80

_LATIN = re.compile(r"[\u0000-\u024f\u0250-\u02af\u02b0-\u036f\u1e00-\u1eff\u2000-\u206f]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_STATION_CODE = re.compile(r"[A-Z]{3,4}")
_BRACKETED = re.compile(r"\s*\(([^()]*)\)\s*")


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters throughout."""
    return _LATIN.fullmatch(name) is not None


def kept_aliases(names: Iterable[str]) -> list[str]:
    """The alternate names that a report could use, in their order, each once.

    Left out: other scripts, codes of airports and stations (three or four capitals), and names with no capital at
    all, which in GeoNames are transliterations made by machine.
    """
    kept = dict.fromkeys(
        name for name in map(str.strip, names) if 1 < len(name) <= LONGEST_NAME and is_latin(name) and _is_written(name)
    )
    return list(kept)


def _is_written(name: str) -> bool:
    return not name.islower() and any(c.isupper() for c in name) and not _STATION_CODE.fullmatch(name)


def readings(name: str) -> list[str]:
    """The name with what a reader may take for it: "Homs (Hims)" is also "Homs" and "Hims"."""
    bracketed = _BRACKETED.search(name)
    if bracketed is None:
        return [name]
    outside = " ".join(_BRACKETED.sub(" ", name).split())
    return [form for form in dict.fromkeys((name, outside, bracketed.group(1).strip())) if len(form) > 1]


def latin_name(name: str, ascii_name: str, aliases: Iterable[str], country: str) -> str:
    """A record's name in Latin letters, or as it stands where there is no such form.

    The name itself, else its ASCII form, else its transliteration from Cyrillic, else the first Latin alias.
    """
    for own in (name, ascii_name):
        if own.strip() and is_latin(own):
            return own.strip()
    latin = kept_aliases(aliases)
    if _CYRILLIC.search(name):
        return transliterate(name, country)
    return latin[0] if latin else name.strip()


def transliterate(name: str, country: str) -> str:
    """A Cyrillic name in Latin letters, by the country's own system; other letters stay as they are."""
    if not _CYRILLIC.search(name):
        return name
    return "".join(_word(word, _alphabet(country)) for word in re.split(r"([\s\-()]+)", name))


def _word(word: str, alphabet: Alphabet) -> str:
    lower = word.lower()
    head = alphabet.initial.get(lower[:1], "")
    rest = lower[1:] if head else lower
    for letters, latin in _longest_first(alphabet):
        rest = rest.replace(letters, latin)
    written = head + rest
    return written[:1].upper() + written[1:] if word[:1].isupper() else written


def _longest_first(alphabet: Alphabet) -> list[tuple[str, str]]:
    return sorted(alphabet.letters.items(), key=lambda pair: -len(pair[0]))


@cache
def _alphabet(country: str) -> Alphabet:
    alphabets = read_cyrillic().alphabets.values()
    own = [alphabet for alphabet in alphabets if country in alphabet.countries]
    return own[0] if own else next(alphabet for alphabet in alphabets if not alphabet.countries)
