"""A document's id: the same words by the same publisher are the same document, wherever they lay."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a document besides its text."""

    title: str | None = None
    publisher: str | None = None
    original_source: str | None = None
    author: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None

    def over(self, other: Facts) -> Facts:
        """These facts, completed by `other` where they are silent."""
        return Facts(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            original_source=self.original_source or other.original_source,
            author=self.author or other.author,
            url=self.url or other.url,
            published=self.published or other.published,
            language=self.language or other.language,
        )


def document_id(text: str, facts: Facts = Facts()) -> str:
    """``d_`` and sixteen hexadecimal digits, made from text and metadata and from nothing else.

    A list is hashed, not joined strings, so that no title can be mistaken for the end of a text.
    """
    published = facts.published.isoformat() if facts.published else None
    parts = [text, facts.title, facts.publisher, facts.original_source, facts.author, facts.url, published]
    # Lone surrogates become escapes here, so that a text made in Python cannot fail.
    body = json.dumps([*parts, facts.language], ensure_ascii=True, separators=(",", ":"))
    return "d_" + hashlib.sha256(body.encode("ascii")).hexdigest()[:16]
