"""Title, author, publisher, date and origin, found in a report's own text.

Plain text has no fields. What a reader sees at a glance (a headline, a by-line, a line of publisher and date, a last
line naming the paper from which it was taken over) is found here by the shape of lines, above the first one that
reads as reporting. The text itself stays as it is. What two readers could understand differently is left unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from reportedly.sources.dates import leading_date, whole_date
from reportedly.sources.identity import Facts
from reportedly.sources.kinds import whole_kind
from reportedly.sources.units import Unit, lines, reads_as_body

LINES = 20  # that a header block may have
FOOT = 60  # lines at the end in which a line of origin is looked for
LONGEST = 300  # characters of a line that may name facts
BELOW = 3  # lines below a title in which a town or a publisher may stand with the date

Where = Literal["header", "below", "anywhere"]

_PART = r"(?:[^\W\d_a-z](?:[\w.'’&-]*[\w'’&]|\.)?|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}|(?:al|el|as|an|ash|at)-\w+)"
_LINK = r"(?:\s+(?:van|von|der|de|da|di|del|bin|ibn|abu|al|el|of|the|for|and|on)){0,2}\s+"
_NAME = rf"{_PART}(?:{_LINK}{_PART}){{0,4}}"
_NAMES = rf"{_NAME}(?:(?:\s*,\s*|\s*,?\s+(?:and|with)\s+|\s*&\s*){_NAME}){{0,3}}"
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|\*\*|__|^#{1,6}\s+|\s+#{1,6}$")
_ENDS = re.compile(r"[.;:,]$")
_ELLIPSIS = re.compile(r"(?:\.\.\.|…)$")


@dataclass(frozen=True, slots=True)
class Header:
    """What was found, where the lines stand that said it, and apart from them the title's line, which is read."""

    facts: Facts
    spans: tuple[tuple[int, int], ...]
    title: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    pattern: re.Pattern[str]
    where: Where
    rest: bool
    before_date: bool
    known: bool


def plain(line: str) -> str:
    """`line` without markup and outer blanks."""
    marked = "<" in line or "#" in line or "**" in line or "__" in line  # few lines are, and the pattern is slow
    return (_MARKUP.sub("", line) if marked else line).strip()


@cache
def _patterns() -> tuple[_Line, ...]:
    from reportedly.sources import tables

    return tuple(
        _Line(
            line.name,
            re.compile(line.pattern.replace("{names}", _NAMES).replace("{name}", _NAME)),
            line.where,
            line.rest,
            line.before_date,
            line.known_publisher,
        )
        for line in tables.header().line
    )


def facts_of_line(line: str, every: Sequence[Unit] = (), *, where: Where = "header", after: str = "") -> Facts | None:
    """What one line names, by where it stands: in the header, below a title, anywhere; `None` where it names nothing.

    `every` are the report's lines, which may show by other signs that a name is a publisher's; `after` is the line after it.
    """
    line = plain(line)
    if not line or len(line) > LONGEST:
        return None
    for kind in _patterns():
        if kind.where != "anywhere" and where == "anywhere":
            continue
        if kind.where == "below" and where != "below":
            continue
        if (found := kind.pattern.fullmatch(line)) and (facts := _facts(kind, found, every)):
            if kind.before_date and not _names_day(after):
                continue
            return facts
    return None


def _names_day(line: str) -> bool:
    said = facts_of_line(line, where="below")
    return said is not None and said.published is not None


def _facts(kind: _Line, found: re.Match[str], every: Sequence[Unit]) -> Facts | None:
    part = {name: words.strip() for name, words in found.groupdict().items() if words and words.strip()}
    day: date | None = None
    if written := part.pop("date", None):
        day = whole_date(written)
        if day is None and kind.rest and (first := leading_date(written)):
            day = first[0]
        if day is None:
            return None
    if any(_is_time(part[name]) for name in ("author", "publisher", "original_source") if name in part):
        return None
    if kind.known and not _is_publisher(part["publisher"], every):
        return None
    return Facts(published=day, **part) if part or day else None


def _is_time(name: str) -> bool:
    """Whether a would-be name is a weekday or a month ("By Sunday"); a person may be called Jan or May besides."""
    from reportedly.sources import tables

    words = {word.strip(".,").lower() for word in name.split()}
    return words <= {*tables.dates().weekdays, *tables.dates().months}


def _is_publisher(name: str, every: Sequence[Unit]) -> bool:
    from reportedly.sources import tables

    words = {word.strip(".,").lower() for word in name.split()}
    domain = re.search(r"\w\.[a-z]{2,}$", name)
    return bool(words & set(tables.header().publisher_words) or domain) or name in _known(every)


def find(text: str) -> Header:
    """What the lines above and below a report say about it.

    The title is the first line that names nothing else, stands by itself and does not end as a sentence; without these
    signs there is none. A by-line that names the publisher or the origin names no author. A town with a date below the
    title dates the report; the name in it is not taken for a publisher's, unless something shows that it is one.
    """
    every = list(lines(text))
    facts, spans, title = _top(text, every)
    for unit in every[max(0, len(every) - FOOT) :]:
        if said := facts_of_line(unit.text, where="anywhere"):
            facts = facts.over(said)
            if (unit.start, unit.end) not in spans:
                spans.append((unit.start, unit.end))
    facts = _without_echo(facts.over(Facts(title=plain(title.text) if title else None)))
    if names := _names_of(facts):
        spans += [(u.start, u.end) for u in every[:LINES] if plain(u.text) in names]
    return Header(facts, tuple(sorted(set(spans))), (title.start, title.end) if title else None)


def _top(text: str, every: list[Unit]) -> tuple[Facts, list[tuple[int, int]], Unit | None]:
    """What the block above the report names, where its lines stand, and the title's line."""
    top = every[:LINES]
    facts, spans = Facts(), []
    title: Unit | None = None
    last = -BELOW - 1  # the last line that was title or header
    named = False
    for n, unit in enumerate(top):
        where: Where = "below" if n - last <= BELOW else "header"
        after = top[n + 1].text if n + 1 < len(top) else ""
        if (said := facts_of_line(unit.text, every, where=where, after=after)) is not None:
            facts, named, last = facts.over(said), True, n
            if said.title is None:
                spans.append((unit.start, unit.end))
        elif whole_kind(unit.text):
            continue
        elif title is None and not facts.title and _is_title(text, top, n):
            title, last = unit, n
        elif reads_as_body(unit.text):
            if n == 0 and (day := _opening_date(unit.text)):
                facts = facts.over(Facts(published=day))
            break
        elif n >= 2 and not named:
            break
    return facts, spans, title


def _known(every: Sequence[Unit]) -> str:
    """The lines of the foot in which a publisher's name may return, and the words with which the report is signed."""
    from reportedly.sources import tables

    colophon = re.compile(tables.header().colophon)
    signature = re.compile(tables.header().signature.replace("{name}", f"(?:{_NAME})"))
    foot = every[max(0, len(every) - FOOT) :]
    found = [plain(unit.text) for unit in foot if len(unit.text) <= LONGEST and colophon.search(unit.text)]
    found += [words[0] for unit in every[1:] for words in signature.finditer(unit.text[:LONGEST])]
    return "\n".join(found)


def _is_title(text: str, top: list[Unit], n: int) -> bool:
    line = plain(top[n].text)
    words = len(line.split())
    if not 2 <= words <= 30 or len(line) > 200 or n + 1 >= len(top):
        return False
    if _ENDS.search(line) and not _ELLIPSIS.search(line):
        return False
    after = top[n + 1]
    stands_alone = text.count("\n", top[n].end, after.start) >= 2 or top[n].text.lstrip().startswith("#")
    headed = facts_of_line(after.text) is not None
    lead = len(after.text) >= 2 * len(line) and len(after.text) >= 100 and after.text[:1].isupper()
    return stands_alone or headed or lead


def _opening_date(line: str) -> date | None:
    """The date with which a text opens, as texts saved without their line ends do: "Wed 05 Apr 2017 Army says …"."""
    if said := facts_of_line(line[:LONGEST].split(". ")[0]):
        return said.published
    if (found := leading_date(line)) and re.match(r"\s+(?:at\s+\d|[A-Z‘“\"'])", line[found[1] :]):
        return found[0]
    return None


def _without_echo(facts: Facts) -> Facts:
    if facts.author and facts.author in {facts.publisher, facts.original_source}:
        return Facts(
            title=facts.title,
            publisher=facts.publisher,
            original_source=facts.original_source,
            url=facts.url,
            published=facts.published,
        )
    return facts


def _names_of(facts: Facts) -> set[str]:
    return {name for name in (facts.author, facts.publisher, facts.original_source) if name}
