"""How the words of a claim tell a taking: as done or only aimed at, of which noun, by whom, in which clause.

A reader takes down who, what and where. Which of the places in a long sentence the word of taking governs, whether "the importance
of capturing X" tells of a capture, who gets what "falls to" somebody: that stands in a few words around it. They decide here
whether a claim may move a front, and only that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from reportedly.lexicon.patterns import one_of
from reportedly.linking.wording import words_of
from reportedly.model import Claim, ClaimType, Mention, Quote
from reportedly.weighing.words import words

NEAR = 10  # words between the word of taking and a place that it governs
BEFORE = 7  # words before it in which an aim or a doubt is told of it
CLOSE = 4
AHEAD = 200  # characters after a party in which its sentence tells what it takes
_HAVING = frozenset({"had", "has", "have", "to"})  # before a verb of taking whose subject stands before them
_STOP = re.compile(r"[.!?;](?:\s|$)|\n\s*\n")
_MONTH = re.compile(r"\bMay\b")  # with a capital it is no doubt
AMONG = 6  # words after the first of places that are among those taken ("A and B among them")


def governs(claim: Claim, quote: Quote, start: int, end: int) -> bool:
    """Whether the word of taking governs the place at these offsets of the quote: near by, in its clause, and no other noun is taken."""
    first, last = claim.trigger.start - quote.start, claim.trigger.end - quote.start
    text = quote.text
    if quote.where != claim.trigger.where or first < 0 or last > len(text) or (start < last and first < end):
        return True
    if start >= last:
        between, breaks = words_of(text[last:start]), words().clause_breaks | words().breaks_after
        other = _leads_elsewhere(between) and "among" not in words_of(text[end:])[:AMONG]
    elif names_again(claim):
        return True  # "entered X a week after the rebels had driven them out"
    else:
        between, breaks = words_of(text[end:first]), words().clause_breaks
        other = _object().match(text[last:]) is not None or not _grounds().isdisjoint(between)
    return not other and len(between) <= NEAR and breaks.isdisjoint(between)


def actors(claim: Claim) -> Sequence[Mention]:
    """Its actors but for those of a clause before: "gunmen left the town for Idlib on Wednesday, and the army took it over"."""
    at, quote = claim.trigger, claim.evidence
    before = sorted(
        (
            m
            for m in claim.actor
            if m.quote.where == at.where and quote.start <= m.quote.start < m.quote.end <= at.start
        ),
        key=lambda m: m.quote.start,
    )
    for first, second in reversed(list(pairwise(before))):
        between = quote.text[first.quote.end - quote.start : second.quote.start - quote.start]
        if len(words_of(between)) > CLOSE:
            gone = before[: before.index(second)]
            return [m for m in claim.actor if m not in gone]
    return claim.actor


def names_again(claim: Claim) -> bool:
    """Whether what is taken was named before: "had driven them out of it", "left the city"."""
    after = _around(claim)[1][:CLOSE]
    the_town = after[:1] == ["the"] and not words().settlements.isdisjoint(after)
    return the_town or not words().pronouns.isdisjoint((*words_of(claim.trigger.text)[1:], *after[:2]))


def taken_ground(claim: Claim) -> str | None:
    """The noun of ground or a site that is told right after the word of taking, if there is one: "seized the silos"."""
    start = claim.trigger.end - claim.evidence.start
    found = _object().match(claim.evidence.text[start:]) if start >= 0 else None
    return found.group(1).casefold() if found else None


def _leads_elsewhere(between: Sequence[str]) -> bool:
    """Whether other ground is taken, and only told by the place: "a hill that overlooks X", but "the hill of X", "villages such as X"."""
    at = max((i for i, word in enumerate(between) if word in _grounds()), default=None)
    if at is None:
        return False
    rest = between[at + 1 :]
    return bool(rest) and rest[0] not in words().belonging and words().naming.isdisjoint(rest)


def is_unreal(claim: Claim) -> bool:
    """Whether the words make it an aim, a doubt or a part of the deed: "the importance of capturing X", "should have withdrawn"."""
    before, after = _around(claim)
    trigger = words_of(claim.trigger.text)
    if not _grounds().isdisjoint(trigger) or not words().declaring.isdisjoint(trigger):
        return True  # "gained ground", "proclaimed the annexation"
    if before[-1:] == ["to"] and words().managing.isdisjoint(before[-2:]):
        return True
    ends = next((i for i, word in enumerate(after) if word in words().clause_breaks), len(after))
    ends = min(NEAR if after[:1] == ["of"] else BEFORE, ends)  # "the fall of X to the rebels of Y would"
    return not words().unreal.isdisjoint(before[-BEFORE:]) or not words().unreal_after.isdisjoint(after[:ends])


def only_nears(claim: Claim) -> bool:
    """Whether a party is told to come nearer, and not into the place."""
    told = words_of(claim.trigger.text)
    if not told or told[0] not in words().approaching:
        return False
    if not told[0].endswith("ed"):
        return True  # "advancing into", "an advance into": it goes on
    return {"into", "out"}.isdisjoint((*told, *_around(claim)[1][:3]))


def only_enters(claim: Claim) -> bool:
    """Whether a party is told to come in, which takes nothing from another by itself."""
    told = words_of(claim.trigger.text)
    return bool(told) and (told[0].startswith("enter") or bool({"into", "in"} & {*told[1:], *_around(claim)[1][:1]}))


def only_leaves(claim: Claim) -> bool:
    """Whether who is told to take a place goes out of it by the words, and drives nobody: "have moved out of X"."""
    told = words_of(claim.trigger.text) + _around(claim)[1][:2]
    return ("out", "of") in pairwise(told) and not drives(claim)


def leaves(claim: Claim) -> bool:
    """Whether by its word who is told to take a place left it: a reader joins "the rebels entered the town, which the army had left"."""
    return not words().leaving.isdisjoint(words_of(claim.trigger.text)[:1])


def only_things(claim: Claim) -> bool:
    """Whether it is told of a withdrawal that things or the wounded were withdrawn, not who left."""
    after = _around(claim)[1]
    before_from = after[: after.index("from")] if "from" in after[:BEFORE] else []
    return not words().withdrawn_things.isdisjoint(before_from)


def drives(claim: Claim) -> bool:
    """Whether who acts makes another leave."""
    return not words().driving.isdisjoint(words_of(claim.trigger.text))


def drives_others(claim: Claim) -> bool:
    """Whether who acts makes those leave whom a pronoun tells: "had driven them out", but not "had been driven out"."""
    after = [*words_of(claim.trigger.text)[1:], *_around(claim)[1][:1]]
    return drives(claim) and not (words().pronouns - {"there"}).isdisjoint(after)


def is_over(claim: Claim) -> bool:
    """Whether control is told as past: "formerly held by"."""
    return not words().former.isdisjoint(_around(claim)[0][-3:])


def is_divided(claim: Claim) -> bool:
    """Whether the words tell that several hold the place: "divided between the army in the west and the rebels in the east"."""
    return not words().dividing.isdisjoint(words_of(claim.evidence.text))


def may_hold(claim: Claim, mention: Mention) -> bool:
    """Whether the party is the one that the words tell: named in them and not as the loser, or meant by a pronoun there.

    Who got what "falls to" somebody must stand after that. Parties that were only named sentences away are a reader's guess, unless
    they are told there to take this ground.
    """
    told = words_of(claim.trigger.text)
    passes = bool(told) and told[0] in words().passing
    quote = telling(claim, mention.quote)
    if quote is None and claim.confidence is None:
        return True  # nobody guessed: it was put down by a person
    if quote is None:
        by_pronoun = not words().subjects.isdisjoint(_around(claim)[0])
        return not passes and (by_pronoun or takes_before(claim, mention))
    if claim.type is ClaimType.CONTROL:
        return True
    if not passes:
        before = words_of(quote.text[: mention.quote.start - quote.start])
        return words().losing.isdisjoint(before[-2:])
    between = words_of(quote.text[max(0, claim.trigger.end - quote.start) : max(0, mention.quote.start - quote.start)])
    return (
        "from" not in told
        and mention.quote.start >= claim.trigger.end
        and not {"to", "hands"}.isdisjoint((*told, *between))
    )


def takes_before(claim: Claim, mention: Mention) -> bool:
    """Whether a sentence before names the party as who took the ground or tries to: "the army tried to take the hill", "a column of the
    group seized the town"."""
    at = mention.quote
    if at.where != claim.evidence.where or at.end > claim.evidence.start:
        return False
    told = words_of(_STOP.split(claim.document.text[at.end : min(at.end + AHEAD, claim.evidence.start)], maxsplit=1)[0])
    taking = next((i for i, word in enumerate(told[: CLOSE + 1]) if word in words().taking), None)
    others = words().clause_breaks | words().attributing | words().breaks_after - _HAVING
    if taking is None or not others.isdisjoint(told[:taking]):
        return False  # "the rebels said that the army took it"
    sites = (_grounds() | words().lone_sites) & {*_around(claim)[0][-CLOSE:]}
    names = [words_of(place.quote.text) for place in claim.places]
    after = told[taking + 1 :]
    return not sites.isdisjoint(after) if sites else any(name and {*name} <= {*after} for name in names)


def is_told_loser(claim: Claim, mention: Mention) -> bool:
    """Whether the words say that it was taken from this party: "seized from the rebels", "entered X and cleared it of the rebels", "drove
    the rebels out"."""
    quote = telling(claim, mention.quote)
    if quote is None or drives(claim):
        return drives(claim)
    before = words_of(quote.text[: mention.quote.start - quote.start])
    if before[-1:] == ["of"] and not words().clearing.isdisjoint(before[-CLOSE - 1 :]):
        return True
    first = claim.trigger.end - quote.start
    between = words_of(quote.text[first : mention.quote.start - quote.start]) if first >= 0 else []
    near = len(between) <= NEAR and (words().clause_breaks | words().breaks_after).isdisjoint(between)
    its_own = before[-1:] in (["its"], ["their"])  # "overran X, and most of its Yazidis fled"
    return near and not its_own and not {"from", "of", "lost"}.isdisjoint(before[-3:])


def telling(claim: Claim, named: Quote) -> Quote | None:
    """The words of the claim in which the name stands, if any: elsewhere it was only read to belong to it."""
    for quote in (claim.evidence, *claim.also):
        if named.where == quote.where and quote.start <= named.start < quote.end:
            return quote
    return None


def _around(claim: Claim) -> tuple[list[str], list[str]]:
    """The words of the claim before its trigger, and after it."""
    first, last = claim.trigger.start - claim.evidence.start, claim.trigger.end - claim.evidence.start
    text = claim.evidence.text
    if claim.trigger.where != claim.evidence.where or first < 0 or last > len(text):
        return [], []
    return words_of(_MONTH.sub(" ", text[:first])), words_of(_MONTH.sub(" ", text[last:]))


@cache
def _grounds() -> frozenset[str]:
    """Nouns of ground or a site."""
    return words().loose_ground | words().sites


@cache
def _object() -> re.Pattern[str]:
    """A noun phrase of ground or a site, right after the word of taking; what stands after "along" or "near" is another's."""
    other = rf"(?!(?:{one_of(words().placing)})\s)"
    return re.compile(rf"\s+(?:of\s+)?(?:{other}[\w’'-]+\s+){{0,{CLOSE}}}?({one_of(_grounds())})\b", re.IGNORECASE)
