"""Who held a place, and who calls whom what, from the claims of a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportedly.gazetteer.folding import fold
from reportedly.incident_model import Holding, LabelUse
from reportedly.ledger import Ledger
from reportedly.ledger import incidents as rows
from reportedly.linking.kin import RegisterKin
from reportedly.model import Claim, ClaimType
from reportedly.weighing.holdings import Timelines, holdings
from reportedly.weighing.labels import label_uses

# The types of claims that say who holds a place, or that it is fought over.
TELLING = (
    ClaimType.TERRITORY_GAIN, ClaimType.WITHDRAWAL, ClaimType.CONTROL, ClaimType.ARMED_CLASH, ClaimType.SIEGE,
)  # fmt: skip


def timelines(ledger: Ledger, *, place: Sequence[str] = (), party: str | None = None, as_of: Any = None) -> Timelines:
    """Who held the places from when until when, by each voice and by all together, with the disputes.

    A place's timeline is made of all that is said of it; `party` only leaves out the holdings of others.
    """
    types = [kind.value for kind in TELLING]
    claims = _claims(ledger, as_of, type=types, place=list(place) or None)
    with ledger.looking(as_of=as_of) as (connection, number):
        taken = rows.takeovers(connection, (claim.document.id for claim in claims), number)
    kin = RegisterKin()
    found = holdings(claims, kin, takeovers=taken)
    wanted = {_key(name) for name in place}

    def fits(one: Holding) -> bool:
        here = not wanted or one.place.split("#")[0] in place or _key(one.place_name) in wanted
        return (here or _is_part(one, wanted)) and (party is None or is_party(one.party, one.party_name, party, kin))

    own = tuple(filter(fits, found.by_voice))
    together = tuple(filter(fits, found.together))
    named = {one.place for one in (*own, *together)}
    return Timelines(own, together, tuple(pair for pair in found.disputes if pair[0] in named))


def _is_part(one: Holding, wanted: set[str]) -> bool:
    """Whether it is a part of a place that is asked for: "eastern Aleppo" of Aleppo."""
    _, _, relation = one.place.partition("#")
    return bool(relation) and _key(one.place_name.removeprefix(relation)) in wanted


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
    return key in {wanted, kin.named(wanted)} or _key(wanted) in {_key(name), _key(kin.name(key))}


def _claims(ledger: Ledger, as_of: Any, **filters: Any) -> list[Claim]:
    """The claims that answer a question, with the texts of their documents."""
    ids = [record["id"] for record in ledger.claims(as_of=as_of, **filters)]
    with ledger.looking(as_of=as_of) as (connection, number):
        return list(rows.whole_claims(connection, ids, number))


def _key(name: str) -> str:
    return fold(name)
