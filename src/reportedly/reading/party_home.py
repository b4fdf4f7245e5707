"""Which state a document is about, so that "the army" and "the rebels" are somebody's.

Reports name the country once and then say "government forces". Whose they are is safe to say where one country stands
out and no state that fights it is told of nearly as often: in a report of a war between two states, "the army" may be
either's, and stays nobody's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.lexicon.parties import Register
from reportedly.lexicon.party_sides import Sides
from reportedly.lexicon.party_tokens import Word
from reportedly.reading.party_matching import Match

_LEAST = 3  # mentions; with fewer, a country may be named in passing only
_REBELS = frozenset({"rebel", "rebels", "insurgent", "insurgents", "guerrilla", "guerrillas"})


@dataclass(frozen=True, slots=True)
class Home:
    """The country whose organs are meant by bare words, and the groups of the register that the text calls rebels.

    `abroad`: whether the document names an armed group of another country. Its bare "rebels" may then be that country's.
    """

    country: str | None = None
    rebels: tuple[str, ...] = ()
    abroad: bool = False


def home_of(register: Register, words: Sequence[Word], matches: Sequence[Match], published: date | None) -> Home:
    """The document's home, as far as it has one.

    A country is home where the document tells of no other state's organs; or where it is named at least twice as often
    as any other, and as often as three times as any state with which it was at war.
    """
    rebels = sorted(
        {match.party for match in matches if match.sort == "alias" and match.party and _called(words, match)}
    )
    armed = [party for party in rebels if (known := register.get(party)) is not None and known.kind == "armed-group"]
    country = _country(matches, published)
    named = {match.party for match in matches if match.party}
    groups = [known for party in named if (known := register.get(party)) is not None and known.kind == "armed-group"]
    return Home(country, tuple(armed), any(known.countries and country not in known.countries for known in groups))


def _called(words: Sequence[Word], match: Match) -> bool:
    """Whether the words for a party say that it is rebels: "M23 rebels"."""
    after = words[match.last].fold if match.last < len(words) and not words[match.last].apart else ""
    return words[match.last - 1].fold in _REBELS or after in _REBELS


def _country(matches: Sequence[Match], published: date | None) -> str | None:
    told = [match.party.split(":") for match in matches if match.party and ":" in match.party]
    organs = {parts[1] for parts in told if parts[0] in ("force", "gov", "state")}
    if len(organs) == 1:
        return organs.pop()
    counts = Counter(parts[1] for parts in told if parts[0] != "leader").most_common()
    if not counts or counts[0][1] < _LEAST:
        return None
    first, most = counts[0]
    for other, count in counts[1:]:
        if 2 * count > most or (
            3 * count >= most and Sides.load().opposed(f"state:{first}", f"state:{other}", published)
        ):
            return None
    return first
