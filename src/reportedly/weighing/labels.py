"""Which publisher calls which party what, in its own voice or quoted.

"Terrorists", "rebels", "fighters", "regime": the word tells of the publisher as much as of the party. Newsrooms have rules
for it (some print "terrorist" only as a speaker's word), so a word that a speaker said, or that stands in quotation marks,
is counted apart from the publisher's own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from reportedly.incident_model import LabelCount, LabelUse
from reportedly.linking.nouns import nouns
from reportedly.linking.wording import words_of
from reportedly.model import Claim, Mention, Quote

_OPENING, _CLOSING = "\"'“‘«„", "\"'”’»“"


def label_uses(claims: Iterable[Claim], *, as_of: date | None = None) -> tuple[LabelUse, ...]:
    """Every word of a publisher's own for a party, one for each place in a text where it stands.

    A word of the lexicon's labels ("terrorists", "so-called") counts wherever it stands; a common noun ("rebels",
    "fighters") where it stands for a party that the register knows.
    """
    found: dict[tuple[str, int, str, str], LabelUse] = {}
    for claim in claims:
        published = claim.document.published
        if as_of is not None and published is not None and published > as_of:
            continue
        for mention in (*claim.actor, *claim.target):
            label = label_of(mention)
            if label is not None:
                use = _use(claim, mention, label)
                found.setdefault((use.document, use.quote.start, use.quote.where, label), use)
    return tuple(found.values())


def label_of(mention: Mention) -> str | None:
    """The word that the text calls the party by, casefolded; ``None`` where it is called by its name."""
    if mention.label is not None:
        return mention.label.casefold()
    words = words_of(mention.quote.text)
    return words[-1] if mention.party is not None and words and words[-1] in nouns().telling else None


def label_counts(uses: Iterable[LabelUse]) -> tuple[LabelCount, ...]:
    """How often each publisher calls each party by each word, and which share of its own words for the party that is.

    The share is of the words in its own voice, so that a publisher is not charged with what it quotes.
    """
    groups: dict[tuple[str, str, str], list[LabelUse]] = defaultdict(list)
    own: Counter[tuple[str, str]] = Counter()
    for use in uses:
        groups[use.publisher, use.party, use.label].append(use)
        own[use.publisher, use.party] += not use.quoted
    counts = []
    for (publisher, party, label), found in sorted(groups.items()):
        plain = sum(not use.quoted for use in found)
        total = own[publisher, party]
        claims = tuple(dict.fromkeys(use.claim for use in found))
        counts.append(
            LabelCount(publisher, party, label, plain, len(found) - plain, plain / total if total else 0.0, claims)
        )
    return tuple(counts)


def _use(claim: Claim, mention: Mention, label: str) -> LabelUse:
    document = claim.document
    return LabelUse(
        publisher=document.publisher or "",
        party=mention.party or mention.name,
        label=label,
        quoted=bool(claim.said_by)
        or in_marks(document.title if mention.quote.where == "title" else document.text, mention.quote),
        claim=claim.id,
        document=document.id,
        quote=mention.quote,
        published=document.published,
    )


def in_marks(text: str | None, quote: Quote) -> bool:
    """Whether quotation marks stand at both ends of the words, or within them at their beginning and end."""
    if text is None:
        return False
    words = text[quote.start : quote.end]
    before, after = text[: quote.start].rstrip()[-1:], text[quote.end :].lstrip()[:1]
    outside = bool(before) and before in _OPENING and bool(after) and after in _CLOSING
    return outside or (len(words) > 2 and words[0] in _OPENING and words[-1] in _CLOSING)
