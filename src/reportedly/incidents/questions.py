"""Who held a place, and who calls whom what, from the claims of a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportedly.gazetteer.folding import fold
from reportedly.incident_model import Dispute, Holding, LabelUse
from reportedly.ledger import Ledger
from reportedly.ledger import incidents as rows
from reportedly.linking.kin import RegisterKin
from reportedly.linking.speakers import own_word, speakers_of
from reportedly.model import Claim, ClaimType
from reportedly.weighing.holdings import holdings
from reportedly.weighing.labels import label_uses

# The types of claims that say who holds a place, or that it is fought over.
TELLING = (
    ClaimType.TERRITORY_GAIN, ClaimType.WITHDRAWAL, ClaimType.CONTROL, ClaimType.ARMED_CLASH, ClaimType.SIEGE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """Who held places: the holdings of all voices together and by each voice, the disputes by place, the voices' names."""

    together: tuple[Holding, ...]
    by_voice: tuple[Holding, ...]
    disputes: tuple[tuple[str, Dispute], ...]
    names: Mapping[str, str]


def timelines(ledger: Ledger, *, place: Sequence[str] = (), party: str | None = None, as_of: Any = None) -> Held:
    """Who held the places from when until when, by each voice and by all together, with the disputes.

    A place's timeline is made of all that is said of it; `party` only leaves out the holdings of others.
    """
    types = [kind.value for kind in TELLING]
    claims = _claims(ledger, as_of, type=types, place=list(place) or None)
    with ledger.looking(as_of=as_of) as (connection, number):
        taken = rows.takeovers(connection, (claim.document.id for claim in claims), number)
    kin = RegisterKin()
    found = holdings(claims, kin, takeovers=taken)
    wanted = _places(claims, place)

    def fits(one: Holding) -> bool:
        here = not place or one.place.split("#")[0] in wanted
        return here and (party is None or is_party(one.party, one.party_name, party, kin))

    own = tuple(filter(fits, found.by_voice))
    together = tuple(filter(fits, found.together))
    named = {one.place for one in (*own, *together)}
    return Held(together, own, tuple(pair for pair in found.disputes if pair[0] in named), _names(claims, kin))


def _names(claims: Iterable[Claim], kin: RegisterKin) -> dict[str, str]:
    """The names of the voices by their keys."""
    speakers = (one for claim in claims for one in (*speakers_of(claim, kin), own_word(claim, kin)))
    return {speaker.key: speaker.name for speaker in speakers}


def _places(claims: Iterable[Claim], names: Sequence[str]) -> set[str]:
    """The keys of the places that the claims tell under these names or ids, in words or as the gazetteer has them."""
    wanted = {fold(name) for name in names}
    found = set()
    for place in (place for claim in claims for place in claim.places):
        known = {fold(place.quote.text), *([fold(place.name)] if place.name else [])}
        if place.place in names or known & wanted:
            found.add(place.place or f"={fold(place.name or place.quote.text)}")
    return found


def labels(ledger: Ledger, *, party: str | None = None, as_of: Any = None, **filters: Any) -> tuple[LabelUse, ...]:
    """Every word of a publisher's own for a party; the filters are those of `Ledger.claims`."""
    kin = RegisterKin()
    uses = label_uses(_claims(ledger, as_of, party=party, **filters))
    if party is None:
        return uses
    known = kin.named(party)
    return tuple(use for use in uses if use.party in {party, known} or is_party(use.party, use.party, party, kin))


def overall(uses: Sequence[LabelUse]) -> tuple[LabelUse, ...]:
    """The same words as if one publisher had printed them all."""
    return tuple(replace(use, publisher="") for use in uses)


def is_party(key: str | None, name: str, wanted: str, kin: RegisterKin) -> bool:
    """Whether a party is the one that is asked for by its id or by any name that the register has for it."""
    if key is None:
        return False
    return key in {wanted, kin.named(wanted)} or fold(wanted) in {fold(name), fold(kin.name(key))}


def _claims(ledger: Ledger, as_of: Any, **filters: Any) -> list[Claim]:
    """The claims that answer a question, with the texts of their documents."""
    ids = [record["id"] for record in ledger.claims(as_of=as_of, **filters)]
    with ledger.looking(as_of=as_of) as (connection, number):
        return list(rows.whole_claims(connection, ids, number))
