"""Which words a form of ``dates.toml`` cannot do without, read off the form itself.

A sentence is searched with some seventy patterns, and hardly any can match it. A look at its words tells which, and
where: "{n} {unit} ago" needs "ago" and a unit, and begins with a number. Both are worked out here once, when the file is
read, so that who adds a pattern has nothing to declare. Where a form is unclear, less is needed, never more: a pattern
tried in vain costs microseconds, one not tried a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Need = frozenset[str]  # one of these words must be there

FIGURE, YEAR = "0", "0000"  # stand among a text's words for any digit, and for four of them in a row
_WORD = re.compile(r"[a-z]+")
_LETTER = re.compile(r"\[([A-Z])([a-z])\]|([A-Za-z])")
_RUN = re.compile(r"(?:\[[A-Z][a-z]\]|[A-Za-z])+")
_FIGURES = re.compile(r"\\d|\[[\d-]+\]|\d")
_TRANSPARENT = re.compile(r"\\b")
_AROUND = re.compile(r"\(\?(?:[=!]|<[=!]|P=)")
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>)?")
_SLOT = re.compile(r"\{([a-z]+)2?\}")
_STEP = re.compile(r"\\.|\[[^\]]*\]|.")
_COMMON = frozenset({"a", "an", "and", "as", "at", "for", "in", "of", "on", "the", "this", "to", "with"})


def words_of(told: Iterable[str]) -> set[str]:
    """The words of a text that is cut into those in lower case and runs of digits, with `FIGURE` and `YEAR` where these stand."""
    found = set(told)
    figures = [word for word in found if word.isdigit()]
    if figures:
        found.add(FIGURE)
        if any(len(figure) >= len(YEAR) for figure in figures):
            found.add(YEAR)
    return found


def needs_of(form: str, slots: Mapping[str, Need | None]) -> tuple[Need, ...]:
    """What must be among the words of a text for `form` to match it: one word of each set, the most telling set first.

    `slots` says the same of each slot; nothing for those that may be empty or stand for no word.
    """
    found, _ = _alternatives(form, 0, slots, glued=False)
    return tuple(sorted(set(found), key=_telling))


def firsts_of(form: str, slots: Mapping[str, Need]) -> Need | None:
    """The words with which a match of `form` may begin, `FIGURE` for a digit; nothing where they are not known.

    `slots` says the same of each slot.
    """
    found, empty, _ = _first_of_all(form, 0, slots)
    return None if found is None or empty else found


def _first_of_all(form: str, at: int, slots: Mapping[str, Need]) -> tuple[Need | None, bool, int]:
    """First words of all that stands up to the group's end, whether it may match nothing, and where that end is."""
    firsts: set[str] | None = set()
    empty = False
    while True:
        found, blank, at = _first_of_one(form, at, slots)
        firsts = None if firsts is None or found is None else firsts | found
        empty = empty or blank
        if at >= len(form) or form[at] == ")":
            return None if firsts is None else frozenset(firsts), empty, at
        at += 1


def _first_of_one(form: str, at: int, slots: Mapping[str, Need]) -> tuple[Need | None, bool, int]:
    out: set[str] = set()
    known = True
    while at < len(form) and form[at] not in "|)":
        if skipped := _AROUND.match(form, at):
            at = _closing(form, skipped.end())
            continue
        if skipped := _TRANSPARENT.match(form, at):
            at = skipped.end()
            continue
        found, empty, at = _first_here(form, at, slots)
        at, optional = _after(form, at)
        out |= found or set()
        known = known and found is not None
        if not (empty or optional):
            return frozenset(out) if known else None, False, _branch_end(form, at)
    return frozenset(out) if known else None, True, at


def _first_here(form: str, at: int, slots: Mapping[str, Need]) -> tuple[Need | None, bool, int]:
    if word := _RUN.match(form, at):
        told = re.sub(r"\[([A-Z])[a-z]\]", r"\1", word[0]).lower()
        at, shorter = _after(form, word.end())
        return (None if _runs_on(form, at) else frozenset({told, told[:-1] if shorter else told})), False, at
    if slot := _SLOT.match(form, at):
        return slots[slot[1]], slot[1] in {"c", "about"}, slot.end()
    if figures := _FIGURES.match(form, at):
        return frozenset({FIGURE}), False, figures.end()
    if group := _GROUP.match(form, at):
        found, empty, end = _first_of_all(form, group.end(), slots)
        return found, empty, end + 1
    return None, False, at + 1


def _branch_end(form: str, at: int) -> int:
    while at < len(form) and form[at] not in "|)":
        step = _STEP.match(form, at)
        assert step is not None
        at = _closing(form, step.end()) if step[0] == "(" else step.end()
    return at


def keyword(phrase: str) -> str:
    """The most telling word of a phrase: "a few" is "few"."""
    words: list[str] = _WORD.findall(phrase.lower())
    return max(words, key=len)


def _telling(need: Need) -> tuple[bool, int, tuple[str, ...]]:
    return bool(need & _COMMON), len(need), tuple(sorted(need))


def _alternatives(form: str, at: int, slots: Mapping[str, Need | None], *, glued: bool) -> tuple[list[Need], int]:
    """The needs of all that stands up to the group's end, and where that is."""
    branches: list[list[Need]] = []
    while True:
        found, at = _sequence(form, at, slots, glued)
        branches.append(found)
        if at >= len(form) or form[at] == ")":
            break
        at += 1
    if len(branches) == 1:
        return branches[0], at
    if not all(branches):
        return [], at
    return [frozenset(word for found in branches for word in min(found, key=_telling))], at


def _sequence(form: str, at: int, slots: Mapping[str, Need | None], glued: bool) -> tuple[list[Need], int]:
    """The needs of one branch. `glued`: what stands before may run on into its first word, which is then not known."""
    out: list[Need] = []
    run: set[str] | None = None  # the word being read, in the forms that it may have
    known = True  # whether nothing is glued to it

    def close(whole: bool) -> None:
        nonlocal run
        if run is not None and known and whole:
            out.append(frozenset(run))
        run = None

    while at < len(form) and form[at] not in "|)":
        if letter := _LETTER.match(form, at):
            at = letter.end()
            if run is None:
                run, known = {""}, not glued
            longer = {word + (letter[2] or letter[3]).lower() for word in run}
            run = run | longer if form[at : at + 1] == "?" else longer
            at += form[at : at + 1] == "?"
            known, glued = known and form[at : at + 1] not in {"+", "*"}, True
        elif skipped := _AROUND.match(form, at):
            at = _closing(form, skipped.end())
        elif skipped := _TRANSPARENT.match(form, at):
            at = skipped.end()
        elif group := _GROUP.match(form, at):
            found, end = _alternatives(form, group.end(), slots, glued=glued)
            branches = form[group.end() : end].split("|")
            close(whole=all(branch.startswith(" ") for branch in branches))
            at, optional = _after(form, end + 1)
            out += [] if optional else found
            glued = (glued and optional) or not all(branch.endswith(" ") for branch in branches)
        elif slot := _SLOT.match(form, at):
            close(whole=False)
            at, optional = _after(form, slot.end())
            need = slots.get(slot[1])
            if need is not None and not optional:
                out.append(need)
            glued = glued if need is None else not need <= {FIGURE, YEAR}
        elif figures := _FIGURES.match(form, at):
            close(whole=True)
            at, optional = _after(form, figures.end())
            out += [] if optional else [frozenset({FIGURE})]
            glued = False
        else:
            end = form.index("]", at) + 1 if form[at] == "[" else at + 1 + (form[at] == "\\")
            letters = form[at] == "["
            at, optional = _after(form, end)
            close(whole=not optional and not letters)
            glued = letters or (glued and optional)
    close(whole=not _runs_on(form, at))
    return out, at


def _after(form: str, at: int) -> tuple[int, bool]:
    """Where a form goes on after a quantifier, if one stands there, and whether it lets the thing before be left out."""
    if form[at : at + 1] in {"?", "*"}:
        return at + 1, True
    return at + (form[at : at + 1] == "+"), False


def _closing(form: str, at: int) -> int:
    """Right after the bracket that closes a group from inside; one past the end where none does."""
    depth = 1
    while depth:
        step = _STEP.match(form, at)
        if step is None:
            return len(form) + 1
        depth += {"(": 1, ")": -1}.get(step[0], 0)
        at = step.end()
    return at


def _runs_on(form: str, at: int) -> bool:
    """Whether what stands at `at`, or after the groups that end there, may go on with the word before."""
    while at < len(form):
        if form[at] == "|":
            at = _closing(form, at) - 1
        elif form[at] == ")":
            at, _ = _after(form, at + 1)
        elif around := _AROUND.match(form, at):
            at = _closing(form, around.end())
        else:
            group = _GROUP.match(form, at)
            return not form.startswith((" ", "-", "–", r"\."), group.end() if group else at)
    return False
