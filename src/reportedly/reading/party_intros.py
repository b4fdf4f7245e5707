"""Names that a document gives to its parties for its own use: "the Syrian Democratic Forces (SDF)", "JaN, or JFS".

Reports introduce short names once and then use nothing else. What stands in brackets after a name, or is joined to it
by "known as", is a name of the same party if its letters are the initials, or if one of the two is known already. A
body with a long name is later called by its head alone: "the Observatory".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.lexicon.parties import Register
from reportedly.lexicon.party_tokens import Phrases, Word
from reportedly.reading.party_matching import Match

Introduced = Phrases[tuple[str | None, str | None]]
Known = tuple[str | None, str | None]

_INNER = r"[\"'“‘]?(?P<inner>[^()\"“”]{2,60}?)[\"'”’]?"
_ALSO = (
    r"(?:also\s+|formerly\s+|previously\s+|better\s+|now\s+|otherwise\s+|commonly\s+)?(?:known|called)(?:\s+as)?"
    r"|or|formerly|aka|a\.k\.a\."
)
_BRACKET = re.compile(rf"\(\s*(?:(?:{_ALSO})\s*,?\s+)?(?:the\s+)?{_INNER}\s*\)")
_NAME = r"[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'-]*|al-[\w’'-]+|of|for|and|the))*"
_COMMA = re.compile(rf",\s+(?:{_ALSO})\s+(?:the\s+)?[\"'“‘]?(?P<inner>{_NAME})[\"'”’]?(?=[,.;)\s])")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z-]*\d?|[A-Z]{2,}(?:-[A-Z]+)?")


def introduce(register: Register, text: str, words: Sequence[Word], matches: Sequence[Match]) -> Introduced:
    """The names that the text introduces, each with its party, or with the long form that it is short for."""
    found: dict[tuple[str, ...], Known] = {}
    by_end = {words[match.last - 1].end: match for match in matches if match.sort in ("alias", "office")}
    for pattern in (_BRACKET, _COMMA):
        for hit in pattern.finditer(text):
            _pair(register, text, words, (by_end, matches), hit, found)
    for head, known in _heads(register, words, matches, found).items():
        found.setdefault(head, known)
    out: Introduced = Phrases()
    for folds in sorted(found):
        out.add(folds, found[folds])
    out.settle()
    return out


def _pair(
    register: Register,
    text: str,
    words: Sequence[Word],
    known: tuple[dict[int, Match], Sequence[Match]],
    hit: re.Match[str],
    found: dict[tuple[str, ...], Known],
) -> None:
    by_end, matches = known
    inner = hit["inner"].strip()
    last = next((k for k in range(len(words) - 1, -1, -1) if words[k].end <= hit.start()), -1)
    if last < 0 or hit.start() - words[last].end > 4 or not inner[:1].isupper():
        return
    inside = register.tokeniser.words(inner)
    folds = tuple(word.fold for word in inside)
    start = hit.start("inner")
    inside_match = next(
        (m for m in matches if words[m.first].lead <= start and words[m.last - 1].end >= start + len(inner)), None
    )
    before = by_end.get(words[last].end)
    if before is not None and inside_match is not None:
        return
    if before is not None and (
        _ACRONYM.fullmatch(inner) or hit.re is _COMMA or hit[0][1:].lstrip().startswith(("or ", "also ", "known "))
    ):
        found.setdefault(folds, (before.party, before.name))
        return
    run = _long_form(register, words, last, inner)
    if inside_match is not None and inside_match.sort in ("alias", "office"):
        if run is not None:
            found.setdefault(
                tuple(word.fold for word in words[run : last + 1]), (inside_match.party, inside_match.name)
            )
    elif run is not None and _ACRONYM.fullmatch(inner):
        name = text[words[run].lead : words[last].end]
        long = tuple(word.fold for word in words[run : last + 1])
        if len(long) > 1:
            found.setdefault(folds, (None, name))
            found.setdefault(long, (None, name))


def _long_form(register: Register, words: Sequence[Word], last: int, acronym: str) -> int | None:
    """Where the capitalised run that ends at word `last` begins, if its initials are the acronym's letters."""
    small = register.words["small"]
    letters = [ch.casefold() for ch in acronym if ch.isupper()]
    first = last
    while first >= 0 and (words[first].capital or words[first].fold in small) and last - first < 10:
        initials = [word.fold[0] for word in words[first : last + 1] if word.fold not in small]
        if words[first].capital and initials == letters:
            return first
        if words[first].apart:
            break
        first -= 1
    return None


def _heads(
    register: Register, words: Sequence[Word], matches: Sequence[Match], found: dict[tuple[str, ...], Known]
) -> dict[tuple[str, ...], Known]:
    """ "The Observatory", where one party of the document alone ends or begins in that word."""
    heads = register.words["heads"]
    parties: dict[str, set[Known]] = {}
    named = {
        match: [word.fold for word in words[match.first : match.last]] for match in matches if match.sort == "alias"
    }
    names = [(folds, (match.party, match.name)) for match, folds in named.items()]
    names += [(list(folds), known) for folds, known in found.items()]
    for folds, of in names:
        for head in {fold for fold in folds if fold in heads} if len(folds) > 1 else ():
            parties.setdefault(head, set()).add(of)
    out: dict[tuple[str, ...], Known] = {}
    for head, known in parties.items():
        if len(known) == 1:
            out["the", head] = out[(head,)] = next(iter(known))
    return out
