"""Numbers as reports tell them: figures, words, vague words and bounds.

"Over 600", "at least 3", "dozens", "between 20 and 30" and "no" are all numbers of persons with bounds. This module
finds them in plain text. It leaves out figures that count nothing: ages ("25-year-old"), names of weapons ("T-72"),
ordinals, percentages, money, times of day and parts of names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from reportedly.lexicon.number_words import How, NumberWords, load
from reportedly.lexicon.patterns import one_of

SLACK = 0.1  # "about 50" is 45 to 55: the codebook's tenth, kept for "nearly", downwards only


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text with its bounds; ``None`` where a side is open. The span takes in the words that bound it."""

    start: int
    end: int
    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True)
class _Core:
    start: int
    end: int
    min: int
    max: int | None


def find_numbers(text: str) -> list[Number]:
    """The numbers told in `text`, in order, none overlapping another.

    "Over 600" is 601 or more, "at least 3" is 3 or more, "about 50" is 45 to 55, "nearly 130" is 117 to 130, "up to 40"
    has no lower bound. The bounds of "several", "dozens" and the like come from the codebook. "A" and "an" before a
    person are no number here: whether they count someone is a question of grammar, not of words.
    """
    return list(_find(text))


def only_counts(text: str) -> bool:
    """Whether `text` is a number and nothing else, so that it names nobody: "21", "at least nine"; not so "dozens"."""
    found = _find(text)
    return (
        len(found) == 1 and found[0].end - found[0].start == len(text) and text.lower().split()[-1] not in load().vague
    )


@lru_cache(maxsize=128)  # losses are counted in a sentence after its tolls
def _find(text: str) -> tuple[Number, ...]:
    words, grammar = load(), _grammar()
    found: list[Number] = []
    if not words.told_in(text):
        return ()
    at = 0
    while match := grammar.any.search(text, at):
        core = _core(match, text, words)
        if core is None:
            at = match.end() if match.end() > match.start() else match.end() + 1
            continue
        core, ranged = _range(core, text, words, grammar)
        number = (
            Number(core.start, core.end, core.min, core.max) if ranged else _bounded(core, text, at, words, grammar)
        )
        found.append(number)
        at = number.end
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Grammar:
    any: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    to: re.Pattern[str]
    between: re.Pattern[str]


_FIGURE = r"(?<![\w$€£#.,’'/\-–:])(?P<figure>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?(?![\d%:])(?!\.\d)(?!,\d)"
_UNCOUNTED = re.compile(
    r"(?:st|nd|rd|th|am|pm|km|mm|cm|kg|m|k|bn|[A-Z])\b|\s?(?:%|per\s?cent|percent)|[-–/](?!\s?\d)|[a-z]*\d", re.A
)
_DASHED = re.compile(r"\s?[-–]\s?(\d{1,3}(?:,\d{3})+|\d+)(?![\w%-])")


@cache
def _grammar() -> _Grammar:
    words = load()
    cardinal, scale = one_of(words.cardinal), one_of(words.scale)
    spelt = rf"(?:(?:an?|one)(?=\s+(?:{scale})\b)|{cardinal})(?:(?:\s+and\s+|[\s-]+)(?:{cardinal}|{scale})\b)*"
    vague, share = one_of(words.vague), one_of(words.share)
    return _Grammar(
        any=re.compile(
            rf"{_FIGURE}(?:\s+(?P<scale>{scale})\b)?|(?<![\w-])(?:(?P<share>{share})\s+(?:of\s+)?an?\s+(?P<whole>{scale})|(?P<vague>(?!no\s+(?:more|less|fewer|longer|one)\b)(?:{vague}))(?:\s+(?P<times>{scale}))?|(?P<spelt>{spelt}))\b(?!-)",
            re.I,
        ),
        before=re.compile(rf"(?<!\w)(?P<how>{one_of(words.before)})\s+(?:the\s+)?$", re.I),
        after=re.compile(rf"\s+(?P<how>{one_of(words.after)})\b", re.I),
        to=re.compile(r"\s*[-–]\s*|\s+(?:to|and|or)\s+", re.I),
        between=re.compile(r"(?<!\w)(?P<word>between|from)\s+$", re.I),  # "rose from 30 to 49" is no range
    )


def _core(match: re.Match[str], text: str, words: NumberWords) -> _Core | None:
    """What the words of `match` count by themselves, or nothing where they count nothing."""
    start, end = match.span()
    if figure := match["figure"]:
        factor = words.scale[match["scale"].lower()] if match["scale"] else 1
        if not match["scale"] and (match["fraction"] or _UNCOUNTED.match(text, end)):
            return None
        value = round(float(figure.replace(",", "") + (match["fraction"] or "")) * factor)
        return _Core(start, end, value, value)
    if share := match["share"]:
        value = round(words.share[" ".join(share.lower().split())] * words.scale[match["whole"].lower()])
        return _Core(start, end, value, value)
    if vague := match["vague"]:
        entry = words.vague[" ".join(vague.lower().split())]
        factor = 1
        if match["times"]:
            if not entry.scales:
                return None
            factor = words.scale[match["times"].lower()]
        top = None if entry.max is None else entry.max * factor + (factor - 1 if entry.max != entry.min else 0)
        return _Core(start, end, entry.min * factor, top)
    return _spelt(match["spelt"], start, words)


def _spelt(phrase: str, start: int, words: NumberWords) -> _Core | None:
    """The value of number words: "two hundred and fifty", as far as they go on with one number."""
    total, part, last, end = 0, 0, 0, 0
    for token in re.finditer(r"[A-Za-z]+", phrase):
        word = token[0].lower()
        if word in {"a", "an"}:
            part = 1
        elif word == "and":
            if last < 100:
                break
            continue
        elif word in words.scale:
            factor = words.scale[word]
            last = factor
            if factor >= 1000:
                total, part = total + (part or 1) * factor, 0
            else:
                part = (part or 1) * factor
        else:
            value = words.cardinal[word]
            if part and not (last >= 100 or (value < 10 and last >= 20)):
                break
            part, last = part + value, value
        end = token.end()
    return _Core(start, start + end, total + part, total + part) if end else None


def _range(core: _Core, text: str, words: NumberWords, grammar: _Grammar) -> tuple[_Core, bool]:
    """The number from `core` to one right after it: "20-30", "between 20 and 30", "two or three"."""
    joint = grammar.to.match(text, core.end)
    follow = grammar.any.match(text, joint.end()) if joint else None
    if joint is None or follow is None:
        dashed = _DASHED.match(text, core.end)
        if dashed is None:
            return core, False
        value = int(dashed[1].replace(",", ""))
        other: _Core | None = _Core(dashed.start(1), dashed.end(1), value, value)
        word = "-"
    else:
        other, word = _core(follow, text, words), joint[0].strip().lower()
    lead = grammar.between.search(text, 0, core.start)
    between = lead if lead and lead["word"].lower() == "between" else None
    if other is None or (word == "and" and not between) or (lead and not between):
        return core, False
    if core.max is None or not core.min < other.min or (word == "to" and other.min > 10 * core.min):
        return core, False
    return _Core(between.start() if between else core.start, other.end, core.min, other.max), True


def _bounded(core: _Core, text: str, floor: int, words: NumberWords, grammar: _Grammar) -> Number:
    """`core` with the words before and after it that bound it, not reaching back before `floor`."""
    start, end = core.start, core.end
    how: How | None = None
    if found := grammar.before.search(text, floor, core.start):
        how, start = words.before[" ".join(found["how"].lower().split())], found.start()
    if found := grammar.after.match(text, core.end):
        how, end = words.after[" ".join(found["how"].lower().split())], found.end()
    low, high = bounds(how, core.min, core.max)
    return Number(start, end, low, high)


def bounds(how: How | None, least: int, most: int | None) -> tuple[int | None, int | None]:
    """The bounds of a number, or of one that is itself vague, told with a word such as "over" or "about"."""
    top = most if most is not None else least
    match how:
        case "over":
            return (least + 1 if least == most else least), None
        case "at_least":
            return least, None
        case "under":
            return None, top - 1
        case "at_most":
            return None, top
        case "about":
            return round(least * (1 - SLACK)), round(top * (1 + SLACK))
        case "nearly":
            return round(least * (1 - SLACK)), top
    return least, most
