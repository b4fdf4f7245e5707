"""Text and what is known about it → Document. Every way in ends here."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.errors import DocumentError
from reportedly.model import Document
from reportedly.sources.given import Given
from reportedly.sources.header import find
from reportedly.sources.identity import Facts, document_id
from reportedly.sources.language import english_or_none


def make(
    text: str,
    stated: Facts = Facts(),
    *,
    given: Given = Given(),
    ref: str | None = None,
    extra: Mapping[str, object] | None = None,
) -> Document:
    """The document of `text`, unchanged; raises `DocumentError` where it is blank or clearly not in English.

    What the user gives beats what the data state, and that beats what is found in the text.
    """
    if not text.strip("\ufeff \t\r\n\f\v\0"):
        raise DocumentError("the document is empty", mend="Give a document with text in it")
    language = english_or_none(text, stated=stated.language)
    user = Facts(title=given.title, publisher=given.publisher, published=given.published, language=language)
    facts = user.over(stated).over(find(text).facts)
    return Document(
        id=document_id(text, facts),
        text=text,
        ref=ref,
        title=facts.title,
        publisher=facts.publisher,
        original_source=facts.original_source,
        author=facts.author,
        url=facts.url,
        published=facts.published,
        language=facts.language,
        extra=dict(extra) if extra else {},
    )


def from_text(text: str, *, given: Given = Given(), ref: str | None = None) -> Document:
    """The document of a text at hand, with title, author, publisher, date and origin as its header and foot name them.

    Raises `DocumentError` where the text is blank or clearly not in English.
    """
    return make(text, given=given, ref=ref)
