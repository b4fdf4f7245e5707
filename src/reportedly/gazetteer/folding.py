"""One village, ten spellings: Tell Rifaat, Tall Rif‘at, Tal Refat.

A name is brought under three keys, from exact to coarse (see ``data/folding.toml``, where all rules stand). Two names
that share a key may be the same; that a finer key agrees makes it likelier. Nothing is decided here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from reportedly.gazetteer.data_files import FoldingRules, RewriteRule, read_folding

_GAP = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"([a-z])\1+")


class Keys(NamedTuple):
    """A name's keys; ``deep`` is meant only for places of the countries that ``uses_deep_key`` names."""

    strict: str
    loose: str
    deep: str


def fold(name: str) -> str:
    """The key under which the romanisations of a name meet: case, marks, article, doubled letters and the like set
    aside.

    "Tell Rifaat" and "Tall Rif‘at" have the same key, and so have "ar-Raqqah" and "Raqqa". The vowels e and i, o and
    u are kept apart: merging them helps with Arabic names and harms all others, so it is left to the deep key of
    ``keys``.
    """
    return keys(name).loose


@lru_cache(maxsize=65536)
def keys(name: str) -> Keys:
    """The strict, loose and deep key of a name, in that order of coarseness."""
    strict = _strict(name)
    loose = _loose(strict)
    return Keys(strict, loose, _DOUBLED.sub(r"\1", _rewrite(loose, _rules().deep.pairs)))


def vowel_blind(key: str) -> str:
    """What is left of a deep key where short vowels count as one: for guessing at misspelt names within a country."""
    return _DOUBLED.sub(r"\1", _rewrite(key, _rules().deep.blind_pairs))


def uses_deep_key(country: str) -> bool:
    """Whether places of this country are looked up by the deep key too: where names are romanised from Arabic
    script."""
    return country in _deep_countries()


@cache
def _rules() -> FoldingRules:
    return read_folding()


@cache
def _deep_countries() -> frozenset[str]:
    return frozenset(_rules().deep.countries)


@cache
def _letters() -> dict[int, str]:
    rules = _rules().strict
    return {ord(letter): plain for letter, plain in {**rules.letters, **dict.fromkeys(rules.dropped, "")}.items()}


@cache
def _words() -> dict[str, str]:
    return {variant: word for word, variants in _rules().loose.words.items() for variant in variants}


@cache
def _joined_article() -> re.Pattern[str]:
    rules = _rules().loose.joined_articles
    return re.compile(rf"e([{rules.letters}])(?=\1)|al(?=[^aeiou].{{{rules.al_from_length - 3}}})")


def _strict(name: str) -> str:
    # Letters of another dress (a bold A) have no lower case until they are undressed; and lower case may bring combining
    # marks of its own (the Turkish İ), so it comes before those are taken off.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)) if not decomposed.isascii() else decomposed
    return _GAP.sub(" ", bare.translate(_letters())).strip()


def _loose(strict: str) -> str:
    tokens = strict.split(" ")
    kept: list[str] = []
    for token, following in zip(tokens, [*tokens[1:], ""], strict=True):
        if not (following and _is_article(token, following)):
            kept.append(_word(token, first=not kept))
    return _DOUBLED.sub(r"\1", _rewrite("".join(kept), _rules().loose.pairs))


def _is_article(token: str, following: str) -> bool:
    rules = _rules().loose
    if token in rules.articles:
        return True
    sound = rules.sun_articles.get(token)
    return sound is not None and following.startswith(sound)


def _word(token: str, *, first: bool) -> str:
    word = _words().get(token)
    if word is not None:
        return word
    article = None if first else _joined_article().match(token)
    if article is not None:
        token = token[article.end() :]
    if len(token) >= 4:
        for rule in _rules().loose.endings:
            if token.endswith(rule.before):
                return token[: -len(rule.before)] + rule.after
    return token


def _rewrite(text: str, rules: Sequence[RewriteRule]) -> str:
    for rule in rules:
        text = text.replace(rule.before, rule.after)
    return text
