"""Who a document names in full: "Lloyd Austin said", "Defence Minister Hulusi Akar".

Later he is "Austin" alone, and Austin is a city. So surnames are gathered over the whole document first; such a word is a
place only where the words beside it say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.lexicon.toponym_words import load
from reportedly.reading.place_names import Word, is_title_case

_LONGEST = 4  # words of a person's name


def surnames(sentences: Iterable[Sequence[Word]]) -> frozenset[str]:
    """The last names, in lower case, of persons who stand with a given name, or with a title and two names.

    A title and one name ("General Aleppo") is too little: in "Rebel Aleppo" it is no title. Headlines tell nothing, since
    all their words are capitalised.
    """
    other = load().other
    found: set[str] = set()
    for words in sentences:
        opens = [
            i for i, w in enumerate(words) if w.capital and (w.lower in other.given_names or w.lower in other.titles)
        ]
        if not opens or is_title_case(words):
            continue
        for i in opens:
            least = 1 if words[i].lower in other.given_names else 2
            end = i + 1
            while end < min(len(words), i + 1 + _LONGEST) and words[end].joined and words[end].capital:
                end += 1
                if words[end - 1].possessive:
                    break
            if end - i - 1 >= least and not words[i].possessive:
                found.add(words[end - 1].lower)
    return frozenset(found - other.titles - other.given_names)
