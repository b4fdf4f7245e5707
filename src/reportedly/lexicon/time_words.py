"""The words and patterns with which reports tell time, from ``dates.toml``, compiled to regular expressions.

People who know how reports are written add a pattern by writing one line there; what may stand in it is said at the
head of that file. Nothing here knows what a date is; `reportedly.reading.dates` gives the matches their meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache

from reportedly.errors import LexiconError
from reportedly.lexicon import number_words
from reportedly.lexicon.patterns import lowered, one_of
from reportedly.lexicon.shapes import nearest, read_toml, shaped
from reportedly.lexicon.time_needs import FIGURE, YEAR, Need, firsts_of, keyword, needs_of, words_of
from reportedly.lexicon.time_shapes import Bound, Cue, Kind, Of, Part, PatternShape, TimeFile, Unit

FILE = "dates.toml"
VAGUE = ("several", "a few", "few", "a couple of", "a couple", "half a dozen", "a dozen", "a", "an", "many")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form with what its words imply; ``index`` is its place in the file, which breaks ties.

    ``needs`` are words without which it cannot match, one of each set, ``firsts`` those with which a match may begin:
    most sentences hold few, so few patterns are tried, and in few places.
    """

    index: int
    kind: Kind
    needs: tuple[Need, ...]
    firsts: Need
    form: re.Pattern[str]
    cue: Cue | None
    month: int | None
    day: int | None
    number: int | None
    unit: Unit | None
    step: int | None
    whole: bool
    back: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What a word before or after a core does to it. ``of``: it belongs to days, or to longer stretches, only."""

    of: Of | None
    part: Part | None
    bound: Bound | None
    night: bool


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Everything compiled. Names of months, weekdays and units are in lower case; the expressions ignore case."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    word_months: frozenset[str]
    seasons: Mapping[str, tuple[int, int]]
    units: Mapping[str, Unit]
    steps: Mapping[str, int]
    nth: Mapping[str, int]
    patterns: tuple[Pattern, ...]
    cues: Mapping[str, re.Pattern[str]]
    head: re.Pattern[str]
    head_last: frozenset[str]
    clock: str
    ahead: frozenset[str]
    prefixes: Mapping[str, tuple[Around, ...]]
    prefix_ends: tuple[str, ...]
    after: re.Pattern[str]
    suffixes: Mapping[str, Around]
    telling: Mapping[str, tuple[int, ...]]
    beginning: Mapping[str, tuple[int, ...]]

    def matches(self, text: str) -> Iterator[tuple[Pattern, re.Match[str]]]:
        """What the patterns find in `text`, those of one pattern in order and apart.

        ``telling`` and ``beginning`` are the patterns by one of their needs, words rather than figures, and by their first
        words: a sentence is looked through once, and only where a pattern may begin that it may hold.
        """
        low = lowered(text)
        told = _START.findall(low)
        words = words_of(told)
        near: set[int] = set()
        for word in words & self.telling.keys():
            near.update(self.telling[word])
        near = {at for at in near if len(self.patterns[at].needs) == 1 or _holds(self.patterns[at].needs, words)}
        if not near:
            return
        ends = dict.fromkeys(near, 0)
        begun = {
            word: ours for word in words & self.beginning.keys() if (ours := near.intersection(self.beginning[word]))
        }
        if not begun:
            return
        figures = begun.get(FIGURE, ())
        hits = [n for n, word in enumerate(told) if word in begun or (figures and word.isdigit())]
        starts = [start.start() for start in _START.finditer(low)] if hits else []
        for n in hits:
            start = starts[n]
            for at in figures if told[n].isdigit() else begun[told[n]]:
                pattern = self.patterns[at]
                if start >= ends[at] and (match := pattern.form.match(text, start)):
                    ends[at] = match.end()
                    yield pattern, match


def _holds(needs: Iterable[Need], words: Set[str]) -> bool:
    return all(not need.isdisjoint(words) for need in needs)


def _read() -> tuple[TimeFile | None, list[str]]:
    raw, found = read_toml(FILE)
    return (None, found) if found else shaped(TimeFile, raw, f"lexicon/{FILE}")


def faults() -> list[str]:
    """Every fault of ``dates.toml``, one line each: its shape, unknown slots, forms that are no regular expression."""
    shape, found = _read()
    if shape is None:
        return found
    slots, needs, firsts = _slots(shape), _slot_needs(shape), _slot_firsts(shape)
    forms = [(f'pattern {at} "{entry.form}"', entry.form) for at, entry in enumerate(shape.pattern, 1)]
    for name, form in [*forms, ("head", shape.head.form), ("clock", shape.clock.form)]:
        unknown = [slot for slot in _SLOT.findall(form) if slot.rstrip("2") not in slots]
        found += [f"lexicon/{FILE}: {name}: unknown slot {{{slot}}}{nearest(slot, slots)}" for slot in unknown]
        if not unknown:
            try:
                _compiled(form, slots, exact=False)
            except re.error as error:
                found.append(f"lexicon/{FILE}: {name}: no regular expression: {error}")
                continue
            if name not in {"head", "clock"} and not (needs_of(form, needs) and firsts_of(form, firsts)):
                found.append(f"lexicon/{FILE}: {name}: must begin with words and slots; write what varies as (?:…|…)")
    return found


@cache
def load() -> TimeWords:
    """The words and patterns of ``dates.toml``; raises `LexiconError` where the file is wrong."""
    found = faults()
    shape, _ = _read()
    if found or shape is None:
        raise LexiconError(found)
    slots = _slots(shape)
    telling = _slot_needs(shape), _slot_firsts(shape)
    patterns = tuple(_pattern(at, entry, slots, *telling) for at, entry in enumerate(shape.pattern))
    prefixes: dict[str, tuple[Around, ...]] = {}
    for entry in shape.prefix:
        for word in entry.words:
            prefixes[word] = (*prefixes.get(word, ()), Around(entry.of, entry.part, entry.bound, entry.night))
    suffixes = {
        w: Around(entry.of, entry.part, entry.bound, entry.night) for entry in shape.suffix for w in entry.words
    }
    return TimeWords(
        weekdays={**shape.weekday, **shape.weekday_short},
        months={**shape.month, **shape.month_short},
        word_months=frozenset(shape.cue.word_months),
        seasons=shape.season,
        units=shape.unit,
        steps=shape.step,
        nth=shape.nth,
        patterns=patterns,
        cues=_cues(shape),
        head=re.compile(_unslotted(shape.head.form, slots) + r"\s+$", re.I),
        head_last=frozenset(shape.head.last),
        clock=_unslotted(shape.clock.form, slots),
        ahead=frozenset(shape.ahead.words),
        prefixes=prefixes,
        after=re.compile(rf"\s+(?P<words>{one_of(suffixes)})\b(?!-)", re.I),
        suffixes=suffixes,
        prefix_ends=tuple(sorted({phrase.split()[-1] for phrase in prefixes})),
        telling=_by_word(min(pattern.needs, key=lambda need: FIGURE in need) for pattern in patterns),
        beginning=_by_word(pattern.firsts for pattern in patterns),
    )


def _by_word(sets: Iterable[Need]) -> dict[str, tuple[int, ...]]:
    """For each word the numbers of the sets that hold it."""
    out: dict[str, list[int]] = {}
    for at, need in enumerate(sets):
        for word in need:
            out.setdefault(word, []).append(at)
    return {word: tuple(found) for word, found in out.items()}


_START = re.compile(r"[a-zA-Z]+|\d+")
_SLOT = re.compile(r"\{([a-z]+2?)\}")


def _slots(shape: TimeFile) -> dict[str, str]:
    """Slot → its expression, in which ``%`` stands for the end of the group's name ("", "2")."""
    numbers = number_words.load()
    alone = [word for word in numbers.cardinal if word != "zero"]
    names, short = one_of(shape.weekday), one_of(shape.weekday_short)
    months, short_months = one_of(shape.month), one_of(shape.month_short)
    return {
        "wd": rf"(?P<weekday%>{names}|(?:{short})\b)(?:(?<!day)\.)?",
        "weekday": rf"(?P<weekday%>{names})(?:s(?=\s+[a-z]))?",
        "mon": rf"(?P<month%>{months}|(?:{short_months})(?![a-z]))(?:\.(?=[\s,]*\d))?",
        "month": rf"(?P<month%>{months})",
        "season": rf"(?P<season%>{one_of(shape.season)})",
        "day": r"(?P<day%>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d\b|\d\d\b)",
        "year": r"(?P<year%>(?:1[89]|20)\d\d)(?![,.]?\d)",
        "c": r"[\s,]*",
        "n": rf"(?P<n%>\d{{1,3}}|{one_of(alone)}|{one_of(VAGUE)})",
        "about": rf"(?:(?:{one_of(numbers.before)}|more|the)\s+)?",
        "unit": rf"(?P<unit%>{one_of(shape.unit)})",
        "step": rf"(?P<step%>{one_of(shape.step)})",
        "nth": rf"(?P<nth%>{one_of(shape.nth)}|\d+(?:st|nd|rd|th))",
        "counted": one_of(shape.counted.words),
        "apos": "['’]",
    }


def _unslotted(form: str, slots: Mapping[str, str]) -> str:
    """`form` with blanks and slots replaced by what they stand for."""

    def slot(match: re.Match[str]) -> str:
        name = match[1]
        return f"(?i:{slots[name.rstrip('2')]})".replace("%>", "2>" if name.endswith("2") else ">")

    spaced = re.sub(r" (?=\?)", r"(?:\\s)", form).replace(" ", r"\s+")
    return _SLOT.sub(slot, spaced)


def _compiled(form: str, slots: Mapping[str, str], *, exact: bool) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<![\w$€£#/-])|(?<=\b[Mm]id-))(?:{_unslotted(form, slots)})(?!\w)(?!-\w)", 0 if exact else re.I
    )


def _slot_needs(shape: TimeFile) -> dict[str, Need | None]:
    """What a text needs for each slot to match; nothing for those that may be empty or are no words."""
    numbers = number_words.load()
    weekdays = frozenset(shape.weekday)
    nouns = {word for phrase in shape.counted.words for word in [keyword(phrase)]}
    return {
        "wd": weekdays | frozenset(shape.weekday_short),
        "weekday": weekdays | {f"{name}s" for name in weekdays},
        "mon": frozenset(shape.month) | frozenset(shape.month_short),
        "month": frozenset(shape.month),
        "season": frozenset(shape.season),
        "day": frozenset({FIGURE}),
        "year": frozenset({YEAR}),
        "n": frozenset({FIGURE, *numbers.cardinal, *(keyword(word) for word in VAGUE)}),
        "unit": frozenset(shape.unit),
        "step": frozenset(keyword(word) for word in shape.step),
        "nth": frozenset({FIGURE, *shape.nth}),
        "counted": frozenset(nouns),
        "c": None,
        "about": None,
        "apos": None,
    }


def _slot_firsts(shape: TimeFile) -> dict[str, Need]:
    """The words with which each slot may begin."""
    needs = _slot_needs(shape)
    numbers = number_words.load()
    about = frozenset(word.split()[0] for word in [*numbers.before, "more", "the"])
    return {
        **{slot: need or frozenset() for slot, need in needs.items()},
        "n": frozenset({FIGURE, *numbers.cardinal, *(word.split()[0] for word in VAGUE)}),
        "year": frozenset({FIGURE}),
        "step": frozenset(word.split()[0] for word in shape.step),
        "about": frozenset(word.rstrip(".") for word in about),
    }


def _pattern(
    at: int,
    entry: PatternShape,
    slots: Mapping[str, str],
    needs: Mapping[str, Need | None],
    firsts: Mapping[str, Need],
) -> Pattern:
    form = _compiled(entry.form, slots, exact=entry.kind == "none")
    implied = (entry.month, entry.day, entry.number, entry.unit, entry.step, entry.whole, entry.back)
    first = firsts_of(entry.form, firsts)
    assert first is not None  # `faults` has seen to it
    return Pattern(at, entry.kind, needs_of(entry.form, needs), first, form, entry.cue, *implied)


def _cues(shape: TimeFile) -> dict[str, re.Pattern[str]]:
    months = one_of(shape.month)
    cue = shape.cue
    lists = {"year": cue.year, "short": cue.short, "on_the": cue.on_the, "season": cue.season, "part": cue.part}
    out = {name: re.compile(rf"(?:^|[\W_])(?:{one_of(words)})\s*$", re.I) for name, words in lists.items()}
    joined = rf"(?:{months})\s+(?:and|to|through|until)|(?:{months})\s*[-–]"
    out["month"] = re.compile(rf"(?:^|[\W_])(?:{one_of(cue.word_month)}|{joined})\s*$", re.I)
    return out
