"""How two claims are held against each other, slot by slot.

Each comparison names a level of agreement: "same", "near", "apart". It does not judge; what a level counts is a weight
(``weights``). A slot that one of the two leaves empty says nothing, and its level is the empty string. All comparisons are
symmetric, so that it never matters which claim came first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from reportedly.linking.gist import LONG_SPAN, Gist, Named, Range
from reportedly.linking.kinds import kinds
from reportedly.linking.whereabouts import APART, place
from reportedly.linking.wording import shared
from reportedly.model import ClaimType, Status

UNKNOWN = ""
MONTH = 30  # days from the first to the last
LONG_AGO = 45  # days between publications beyond which undated claims are hardly of one happening
CUMULATIVE = frozenset((ClaimType.CASUALTIES, ClaimType.DISPLACEMENT, ClaimType.DESTRUCTION, ClaimType.DETENTION))
TOTAL_SLACK = 7  # days by which the ends of two totals may differ and still be one total
# Shingles that a passage has at least, and the share of them that must be found.
PASSAGE_SHINGLES, PASSAGE_SHARE = 8, 0.6
# The shares of the shorter text's words that are many and some, and the words below which a text says nothing.
MANY, SOME, FEWEST_WORDS = 0.5, 0.3, 4
_RELATION = kinds().relation
# Kinds that stand to one another so are one event told differently: to deny a retreat denies no fight.
SAME_EVENT = frozenset(("same", "rare", "loose", "toll", "means", "harm", "mirror", "held"))
AGREED = frozenset(("same", "kin", "word"))  # levels of two parties that may be one
MEANS = frozenset(one for one, other in _RELATION if _RELATION[one, other] == "means")
TWO_ACTS = frozenset(("course", "fire"))  # kinds that one sentence often tells beside each other
_MIRROR = frozenset((ClaimType.TERRITORY_GAIN, ClaimType.WITHDRAWAL))


def kind(a: Gist, b: Gist) -> str:
    """One type ("loose" where very different acts go under it), or types near to one another by name of the nearness.

    What is "apart" is never linked.
    """
    return _RELATION.get((a.kind, b.kind), "apart")


def actor(a: Gist, b: Gist) -> str:
    """Who did it. The sides of a clash have no order, and a town taken from a side is a town that this side left."""
    if a.kind is ClaimType.ARMED_CLASH or b.kind is ClaimType.ARMED_CLASH:
        return parties(a.actors + a.targets, b.actors + b.targets)
    if a.kind is not b.kind and a.kind in _MIRROR and b.kind in _MIRROR:
        return parties(a.actors, b.targets)
    return parties(a.actors, b.actors)


def hands(a: Gist, b: Gist) -> str:
    """Whether both means and hands differ: a car bomb of one side is no air strike of another. Whom a denial names says nothing."""
    if Status.DENIED in (a.status, b.status) or kind(a, b) != "means" or actor(a, b) != "other":
        return UNKNOWN
    return "other means"


def target(a: Gist, b: Gist) -> str:
    """To whom it was done."""
    if a.kind is ClaimType.ARMED_CLASH or b.kind is ClaimType.ARMED_CLASH:
        return UNKNOWN
    if a.kind is not b.kind and a.kind in _MIRROR and b.kind in _MIRROR:
        return parties(a.targets, b.actors)
    return parties(a.targets, b.targets)


def parties(a: Collection[Named], b: Collection[Named]) -> str:
    """ "same" by id or name, "kin" where one belongs to the other, "word" for the same common noun, else "other".

    A common noun on one side and a name on the other says nothing: "rebels" may be anybody's.
    """
    if not a or not b:
        return UNKNOWN
    best, named = UNKNOWN, False
    for one in a:
        for other in b:
            if one.key == other.key:
                if not one.generic:
                    return "same"
                best = "word" if best in (UNKNOWN, "words") else best
            elif one.generic and other.generic:
                best = best or "words"
            elif not one.generic and not other.generic:
                named = True
                if not one.line.isdisjoint(other.line):
                    best = "kin"
    return "other" if named and best in (UNKNOWN, "words") else best


def date(a: Gist, b: Gist) -> str:
    """The days told: one day, spans that meet, a month and a day in it, the day after, days apart. Undated claims by their publication alone.

    That one has no day is a level of its own: sharing a day is much of what makes a pair likely, so its lack counts. What is
    told without a day is mostly of the last days before it was published.
    """
    if a.first is None or a.last is None or b.first is None or b.last is None:
        if a.published is None or b.published is None:
            return "undated"
        if abs(a.published - b.published) > LONG_AGO:
            return "long ago"
        return "lately" if _lately(a, b) and _lately(b, a) else "undated"
    gap = max(a.first - b.last, b.first - a.last)
    if gap <= 0:
        longest = max(a.last - a.first, b.last - b.first)
        if longest < LONG_SPAN:
            return "same"
        if longest < 5:
            return "meet"
        if _one_period(a, b):
            return "period"
        return "month" if longest <= MONTH and not CUMULATIVE & {a.kind, b.kind} else "vague"
    return "next" if gap == 1 else "days" if gap <= LONG_SPAN else "apart"


def habit(a: Gist, b: Gist) -> str:
    """Whether one tells of repeated or earlier acts, and the other of an act of a day. Of a period both may tell so."""
    if a.is_habit is b.is_habit or is_period(a) or is_period(b):
        return UNKNOWN
    return "again"


def is_period(gist: Gist) -> bool:
    """Whether the claim tells of a period rather than of a day."""
    return gist.first is not None and gist.last is not None and gist.last - gist.first >= LONG_SPAN


def _lately(a: Gist, b: Gist) -> bool:
    """Whether an undated claim was published with the other, or within days after what that tells; of a dated one, yes."""
    if a.first is not None or a.published is None or b.published is None:
        return True
    if b.last is None or b.first is None:
        return abs(a.published - b.published) < LONG_SPAN
    return b.last - b.first < LONG_SPAN and 0 <= a.published - b.last <= LONG_SPAN


def _one_period(a: Gist, b: Gist) -> bool:
    """Whether two periods are one: most of the longer is shared. Of totals, that grow with every report, both ends must fit."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    if CUMULATIVE & {a.kind, b.kind}:
        return max(abs(a.first - b.first), abs(a.last - b.last)) <= TOTAL_SLACK
    shared_days = min(a.last, b.last) - max(a.first, b.first) + 1
    return 2 * shared_days > max(a.last - a.first, b.last - b.first)


def toll(a: Gist, b: Gist) -> str:
    """Of the killed, else the injured, else the captured that both count. A large number agrees by chance less often."""
    for one, other in ((a.killed, b.killed), (a.injured, b.injured), (a.captured, b.captured)):
        if one is not None and other is not None:
            level = _ranges(one, other)
            return "risen" if level in ("close", "differ") and _has_risen(a, one, b, other) else level
    return UNKNOWN


def _has_risen(a: Gist, one: Range, b: Gist, other: Range) -> bool:
    """Whether the higher number was published days after the lower: the dead of one attack are found and counted for days."""
    if a.published is None or b.published is None:
        return False
    later = b.published - a.published if one[1] < other[0] else a.published - b.published
    return 0 < later <= LONG_SPAN


def _ranges(a: Range, b: Range) -> str:
    if a == b:
        return "equal, ten or more" if a[0] >= 10 else "equal"
    if a[0] <= b[1] and b[0] <= a[1]:
        return "meet"
    low, high = (a, b) if a[1] < b[0] else (b, a)
    return "close" if high[0] <= 2 * max(low[1], 1) else "differ"


def weapon(a: Gist, b: Gist) -> str:
    """Whether a word of the weapons' names is shared."""
    if not a.weapons or not b.weapons:
        return UNKNOWN
    return "other" if a.weapons.isdisjoint(b.weapons) else "same"


def speaker(a: Gist, b: Gist) -> str:
    """Whether somebody named is quoted by both. A denial comes from others than the claim, so it is not held against it."""
    if not a.named_speakers or not b.named_speakers or Status.DENIED in (a.status, b.status):
        return UNKNOWN
    return "other" if a.named_speakers.isdisjoint(b.named_speakers) else "same"


def wording(a: Gist, b: Gist) -> str:
    """How much of the shorter evidence stands in the longer: as a passage, or word by word.

    A copied sentence that tells of the fight and of what it led to says nothing of which of them another claim of it is. Nor does a
    sentence that tells two acts copy itself.
    """
    if a.document == b.document or min(a.words.bit_count(), b.words.bit_count()) < FEWEST_WORDS:
        return UNKNOWN
    if is_passage(a, b):
        return UNKNOWN if kind(a, b) in TWO_ACTS else "passage"
    part = shared(a.words, b.words)
    return "many" if part >= MANY else "some" if part >= SOME else "few"


def naming(a: Gist, b: Gist) -> str:
    """Whether two places lie apart, and the words of one do not name the place that was read for it, but name the other's.

    The place of such a claim stands elsewhere in its document, and so may be that of another happening. Wide areas are named everywhere.
    """
    return "other's" if (_names(a, b) or _names(b, a)) and place(a, b) in APART else UNKNOWN


def _names(a: Gist, b: Gist) -> bool:
    return not a.is_named and b.naming != 0 and not b.naming & ~a.words


def is_passage(a: Gist, b: Gist) -> bool:
    """Whether one evidence carries the other's run of words: eight shingles of three words or more, three in five of them.

    Fewer are shared by chance: a body's full name with its acronyms is a run of ten words in any report.
    """
    least = min(a.shingles.bit_count(), b.shingles.bit_count())
    return least >= PASSAGE_SHINGLES and (a.shingles & b.shingles).bit_count() > PASSAGE_SHARE * least


def is_hopeless(a: Gist, b: Gist) -> bool:
    """Whether days lie so far apart that only a copied passage could outweigh it, and there is none: not worth weighing."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    if a.first - b.last <= LONG_SPAN and b.first - a.last <= LONG_SPAN:
        return False
    return not is_passage(a, b)


def account(a: Gist, b: Gist) -> str:
    """Within one document a second claim by the same voice is another happening; by another voice it may be a rival account."""
    if a.document != b.document:
        return UNKNOWN
    if not a.voices.isdisjoint(b.voices):
        return "one voice"
    return "one document"


def status(a: Gist, b: Gist) -> str:
    """A denial is of the same happening, where the kinds are those of one event; what was only planned may have come otherwise.

    Of acts that differ under one type a denial is none of another's: who is not let out of one town says nothing of the next.
    """
    if a.status is b.status:
        return UNKNOWN
    if Status.DENIED in (a.status, b.status):
        relation = kind(a, b)
        return "denied" if relation in SAME_EVENT and relation != "loose" else UNKNOWN
    return "planned" if Status.PLANNED in (a.status, b.status) else UNKNOWN


COMPARISONS: dict[str, Callable[[Gist, Gist], str]] = {
    "kind": kind,
    "date": date,
    "habit": habit,
    "place": place,
    "actor": actor,
    "hands": hands,
    "target": target,
    "toll": toll,
    "weapon": weapon,
    "speaker": speaker,
    "wording": wording,
    "naming": naming,
    "account": account,
    "status": status,
}
