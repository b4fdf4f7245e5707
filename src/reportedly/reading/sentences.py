"""Text → sentences, by their offsets.

Reports come as clean paragraphs, as hard-wrapped mail, as headlines and bullets without a full stop, and as text that was
tokenised by somebody ("Baghdad , he said ."). A parser finds sentence ends only where it parses; we want most of the text
never to be parsed. So sentences are cut first, by punctuation, line ends and a list of abbreviations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.lexicon.sentence_words import SentenceWords, load
from reportedly.model import Where
from reportedly.reading.casing import is_headline
from reportedly.reading.filings import filings

LONGEST = 1000  # characters; a longer run is cut at a blank, so that no text can make the parser crawl

_BLOCK = re.compile(r"\n[ \t\r\f\v]*(?:\n[ \t\r\f\v]*)+")
_END = re.compile(
    r"([.!?…]+)([\"'”’»)\]]*)(?=\s|$|(?<=[a-z]{2}[.!?])(?=[A-Z“‘])|(?<=[a-z]{2}[.!?]”)(?=[A-Z])|(?<=\d\.)(?=[A-Z][a-z]))"
)
_END_IN_HEADLINE = re.compile(rf"{_END.pattern}|;(?=\s)")  # "Town Taken; Army Denies It" is two statements
_BULLET = re.compile(r"\s*(?:[-–—•*▪·●]|\d{1,2}[.)])\s+\S")
_LAST_WORD = re.compile(r"[\w.'’-]*$")
_FIRST_WORD = re.compile(r"[A-Za-z]+")
_WRAPPED = 55  # a line at least this long with no stop at its end goes on in the next one


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where one sentence stands: offsets in the document's text (or title), its number, and its paragraph's number."""

    index: int
    start: int
    end: int
    text: str
    paragraph: int
    where: Where = "text"


def split(text: str, *, where: Where = "text") -> list[Sentence]:
    """The sentences of `text` in order, blanks around them left out.

    Together they hold every word of it but the lines that say where and by whom it was filed.
    """
    words = load()
    out: list[Sentence] = []
    filed = list(filings(text)) if where == "text" else []
    for paragraph, (start, end) in enumerate(_blocks(text)):
        for a, b in _cut(text, start, end, words):
            for c, d in _without(filed, *_strip(text, a, b)):
                for e, f in _bounded(text, c, d):
                    out.append(Sentence(len(out), e, f, text[e:f], paragraph, where))
    return out


def _without(filed: list[tuple[int, int]], a: int, b: int) -> Iterator[tuple[int, int]]:
    """What is left of a sentence when the lines are cut out that say where it was filed."""
    for start, end in filed:
        if a <= start < b:
            yield a, start
            a = min(b, end)
        elif start < a < end:
            a = min(b, end)
    yield a, b


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in _BLOCK.finditer(text):
        if gap.start() > at:
            yield at, gap.start()
        at = gap.end()
    if at < len(text):
        yield at, len(text)


def _cut(text: str, start: int, end: int, words: SentenceWords) -> Iterator[tuple[int, int]]:
    for a, b in _lines(text, start, end):
        at = a
        headline = ";" in text[a:b] and is_headline(text[a:b])
        for stop in (_END_IN_HEADLINE if headline else _END).finditer(text, a, b):
            if stop.end() < b and stop[0] != ";" and _goes_on(text, stop, b, words):
                continue
            yield at, stop.end()
            at = stop.end()
        if at < b:
            yield at, b


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines, with those joined that were only wrapped."""
    at, line = start, start
    while (cut := text.find("\n", line, end)) >= 0:
        before, after = text[line:cut].rstrip(), text[cut + 1 : end]
        wrapped = len(before) >= _WRAPPED and before[-1] not in ".!?:…" and not _BULLET.match(after)
        wrapped = wrapped or (bool(before) and before[-1] not in ".!?:…" and after.lstrip()[:1].islower())
        ends_midway = len(before) >= _WRAPPED and before[-1:] in ".!?…" and not _BULLET.match(after)
        if not wrapped and not ends_midway:
            yield at, cut
            at = cut + 1
        line = cut + 1
    if at < end:
        yield at, end


def _goes_on(text: str, stop: re.Match[str], end: int, words: SentenceWords) -> bool:
    follows = text[stop.end() : min(end, stop.end() + 40)].lstrip(" \t\r\n\"'“‘(«")
    if not follows:
        return False
    if stop[1] != "." or stop[2]:
        return follows[0].islower() and stop[1] != "."
    head = _LAST_WORD.search(text, max(0, stop.start() - 20), stop.start())
    word = head[0].lower().strip("'’-") if head else ""
    if word in words.before_a_name:
        return True
    if len(word) == 1 and word.isalpha() and head is not None and head[0].isupper():
        return True  # an initial: "J. Smith"
    if word in words.state and (first := _FIRST_WORD.match(follows)):
        return first[0].lower() not in words.opening  # "the U.N. Security Council"
    return follows[0].islower() or (word in words.inside and follows[0].isdigit())


def _strip(text: str, a: int, b: int) -> tuple[int, int]:
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    return a, b


def _bounded(text: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    while b - a > LONGEST:
        cut = text.rfind(" ", a + LONGEST // 2, a + LONGEST)
        cut = cut if cut > a else a + LONGEST
        yield _strip(text, a, cut)
        a = cut
    a, b = _strip(text, a, b)
    if a < b:
        yield a, b
