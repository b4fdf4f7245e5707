"""Text of unknown origin, made fit to be shown.

A report may hold control characters that move a terminal's cursor, or bidirectional marks that make a line read
otherwise than it is stored. They stay in the text, because offsets count them; whoever shows text to a person passes
it through here.
"""

from __future__ import annotations

import unicodedata

_HARMLESS = frozenset("\n\t")
# Controls, formats (bidirectional marks, zero-width characters), lone surrogates, line and paragraph separators.
_SHOWN_AS_CODE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Joiners are part of the spelling of Persian and of Indian languages and cannot turn a line round.
_SPELLING = frozenset("\u200c\u200d\u00ad")


def printable(text: str) -> str:
    """`text` with control characters and bidirectional marks as visible escapes, such as ⟨U+202E⟩.

    Line feeds and tabs stay. A carriage return is shown, because alone it lets a line overwrite itself.
    """
    if text.isprintable():
        return text
    # Most lines of most texts are as they should be.
    return "\n".join(line if line.isprintable() else "".join(map(_shown, line)) for line in text.split("\n"))


def _shown(c: str) -> str:
    if c in _HARMLESS or c in _SPELLING or unicodedata.category(c) not in _SHOWN_AS_CODE:
        return c
    return f"⟨U+{ord(c):04X}⟩"
