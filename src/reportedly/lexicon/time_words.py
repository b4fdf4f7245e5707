"""The words and patterns with which reports tell time, from ``dates.toml``, compiled to regular expressions.

People who know how reports are written add a pattern by writing one line there; what may stand in it is said at the
head of that file. Nothing here knows what a date is; `reportedly.reading.dates` gives the matches their meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.errors import LexiconError
from reportedly.lexicon import number_words
from reportedly.lexicon.shapes import nearest, read_toml, shaped
from reportedly.lexicon.time_shapes import Bound, Cue, Kind, Of, Part, PatternShape, Sign, TimeFile, Unit

FILE = "dates.toml"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form with what its words imply; ``index`` is its place in the file, which breaks ties.

    ``needs`` is the kind of word without which it cannot match: most sentences hold few kinds, so few patterns are
    tried.
    """

    index: int
    kind: Kind
    needs: Sign
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
    before: re.Pattern[str]
    prefixes: Mapping[str, tuple[Around, ...]]
    after: re.Pattern[str]
    suffixes: Mapping[str, Around]
    signs: Mapping[Sign, frozenset[str]]

    def signs_in(self, text: str) -> set[Sign]:
        """The kinds of words of time that `text` holds, "figure" for a digit. None: it holds no date."""
        found = frozenset(_WORD.findall(text.lower()))
        out: set[Sign] = {sign for sign, words in self.signs.items() if not words.isdisjoint(found)}
        return out | {"figure"} if _DIGIT.search(text) else out


def _read() -> tuple[TimeFile | None, list[str]]:
    raw, found = read_toml(FILE)
    return (None, found) if found else shaped(TimeFile, raw, f"lexicon/{FILE}")


def faults() -> list[str]:
    """Every fault of ``dates.toml``, one line each: its shape, unknown slots, forms that are no regular expression."""
    shape, found = _read()
    if shape is None:
        return found
    slots = _slots(shape)
    forms = [(f'pattern {at} "{entry.form}"', entry.form) for at, entry in enumerate(shape.pattern, 1)]
    for name, form in [*forms, ("head", shape.head.form)]:
        unknown = [slot for slot in _SLOT.findall(form) if slot.rstrip("2") not in slots]
        found += [f"lexicon/{FILE}: {name}: unknown slot {{{slot}}}{nearest(slot, slots)}" for slot in unknown]
        if not unknown:
            try:
                _compiled(form, slots, exact=False)
            except re.error as error:
                found.append(f"lexicon/{FILE}: {name}: no regular expression: {error}")
    return found


@cache
def load() -> TimeWords:
    """The words and patterns of ``dates.toml``; raises `LexiconError` where the file is wrong."""
    found = faults()
    shape, _ = _read()
    if found or shape is None:
        raise LexiconError(found)
    slots = _slots(shape)
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
        patterns=tuple(_pattern(at, entry, slots) for at, entry in enumerate(shape.pattern)),
        cues=_cues(shape),
        head=re.compile(_unslotted(shape.head.form, slots) + r"\s+$", re.I),
        head_last=frozenset(shape.head.last),
        before=re.compile(rf"(?<![\w-])(?P<words>{one_of(prefixes)})(?P<gap>\s+(?:the\s+)?|(?<=-))$", re.I),
        prefixes=prefixes,
        after=re.compile(rf"\s+(?P<words>{one_of(suffixes)})\b(?!-)", re.I),
        suffixes=suffixes,
        signs={
            "month": frozenset([*shape.month, *shape.month_short]),
            "weekday": frozenset([*shape.weekday, *shape.weekday_short, *(f"{name}s" for name in shape.weekday)]),
            "unit": frozenset(shape.unit),
            "season": frozenset(shape.season),
            "other": frozenset(shape.sign.words),
        },
    )


def one_of(words: Iterable[str]) -> str:
    """An alternation of `words`, the longest first; a blank in one stands for any white space."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


_WORD = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_SLOT = re.compile(r"\{([a-z]+2?)\}")


def _slots(shape: TimeFile) -> dict[str, str]:
    """Slot → its expression, in which ``%`` stands for the end of the group's name ("", "2")."""
    numbers = number_words.load()
    alone = [word for word in numbers.cardinal if word != "zero"]
    vague = ["several", "a few", "few", "a couple of", "a couple", "half a dozen", "a dozen", "a", "an", "many"]
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
        "n": rf"(?P<n%>\d{{1,3}}|{one_of(alone)}|{one_of(vague)})",
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


def _needs(form: str) -> Sign:
    """The kind of word without which `form` cannot match; {wd} and {year} are optional beside months and seasons."""
    bare, before = form, ""
    while bare != before:
        bare, before = re.sub(r"\([^()]*\)", "", bare), bare
    if "|" in bare or "Christmas" in form or "New Year" in form:
        return "other"
    for slot, sign in _NEEDED:
        if slot in form:
            return sign
    return "other"


_NEEDED: tuple[tuple[str, Sign], ...] = (
    ("{mon", "month"), ("{season}", "season"), ("{unit}", "unit"), ("{weekday}", "weekday"), ("{wd}", "weekday"),
    ("{year}", "figure"), ("(?P<day>", "figure"), ("(?P<year>", "figure"),
)  # fmt: skip


def _pattern(at: int, entry: PatternShape, slots: Mapping[str, str]) -> Pattern:
    form = _compiled(entry.form, slots, exact=entry.kind == "none")
    implied = (entry.month, entry.day, entry.number, entry.unit, entry.step, entry.whole, entry.back)
    return Pattern(at, entry.kind, _needs(entry.form), form, entry.cue, *implied)


def _cues(shape: TimeFile) -> dict[str, re.Pattern[str]]:
    months = one_of(shape.month)
    cue = shape.cue
    lists = {"year": cue.year, "short": cue.short, "on_the": cue.on_the, "season": cue.season, "part": cue.part}
    out = {name: re.compile(rf"(?:^|[\W_])(?:{one_of(words)})\s*$", re.I) for name, words in lists.items()}
    joined = rf"(?:{months})\s+(?:and|to|through|until)|(?:{months})\s*[-–]"
    out["month"] = re.compile(rf"(?:^|[\W_])(?:{one_of(cue.word_month)}|{joined})\s*$", re.I)
    return out
