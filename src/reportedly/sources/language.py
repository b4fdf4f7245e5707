"""In which language a text is written, told only where it can be told.

The reader knows English. French read as if it were English gives a few false claims and no warning, so a text that is
clearly in another language is refused; one that is too short to tell is read.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportedly.errors import DocumentError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
LETTERS = 200  # fewer do not tell a language
SURE = 0.8  # the identifier's own probability; English news stays above it by far
_SAMPLE = 2500  # characters from the beginning and again from the middle, so that a foreign quotation does not decide
_NO_LANGUAGE = frozenset({"zxx", "und"})


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """The ISO 639 code of the language of `text`; `None` where it is too short or cannot be told."""
    sample = text[:_SAMPLE]
    if len(text) > 2 * _SAMPLE:
        middle = len(text) // 2
        sample += " " + text[middle : middle + _SAMPLE]
    if sum(c.isalpha() for c in sample) < LETTERS:
        return None
    # Lone surrogates can be in a text made in Python; the identifier works on bytes.
    code, sure = _identifier().classify(sample.encode("utf-8", "replace"))
    return str(code) if sure >= SURE and code not in _NO_LANGUAGE else None


def english_or_none(text: str, *, stated: str | None = None) -> str | None:
    """``en``, or `None` where the language cannot be told; raises `DocumentError` where it is another one.

    What the data state is trusted, "en", "EN" and "en-GB" alike.
    """
    code = _primary(stated) if stated else language_of(text)
    if code is None or code == ENGLISH:
        return code
    from reportedly.sources import tables

    name = tables.languages().get(code)
    told = f"{name} ({code})" if name else f"another language ({code})"
    raise DocumentError(f"written in {told}; reportedly reads English", mend="Translate it first, or leave it out")


def _primary(stated: str) -> str:
    code = stated.strip().lower().replace("_", "-").split("-")[0]
    return ENGLISH if code in {"eng", "english"} else code
