"""An incident as people ask for it: its claims, weighed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from reportedly.incident_model import Incident, Join, Judgement, Weighed
from reportedly.incidents.reasons import Near, reasons
from reportedly.incidents.sides import RegisterSides
from reportedly.ledger import Ledger
from reportedly.ledger import incidents as rows
from reportedly.linking.kin import RegisterKin
from reportedly.model import Claim
from reportedly.weighing.weigh import weigh

PORTION = 200  # incidents whose claims are fetched together


@dataclass(frozen=True, slots=True)
class Account:
    """An incident with its claims, in the order in which they were told, and what stands behind it.

    `joins` tell why each claim was joined, `near` what almost joined; they are there where one incident is asked for, `near`
    only as of now.
    """

    incident: Incident
    claims: tuple[Claim, ...]
    weighed: Weighed
    joins: tuple[Join, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    near: tuple[Near, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        """The types that its claims tell it as, the first told first."""
        return tuple(dict.fromkeys(claim.type.value for claim in self.claims))

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that is told."""
        told = [claim.date for claim in self.claims if claim.date is not None]
        return (min(span.start for span in told), max(span.end for span in told)) if told else None

    @property
    def places(self) -> tuple[str, ...]:
        """The places that its claims tell, the first told first."""
        told = (place.name or place.quote.text for claim in self.claims for place in claim.places)
        return tuple(dict.fromkeys(told))

    def record(self) -> dict[str, Any]:
        """The account as plain values, for JSON: days in ISO 8601, claims by their ids."""
        told = _plain(dataclasses.asdict(self.weighed))
        days = [day.isoformat() for day in self.days] if self.days else None
        head = {"id": self.incident.id, "claims": [claim.id for claim in self.claims], "types": list(self.types)}
        return {**head, "days": days, "places": list(self.places), **{k: v for k, v in told.items() if k != "incident"}}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def accounts(ledger: Ledger, *, limit: int | None = None, **filters: Any) -> Iterator[Account]:
    """The incidents of which any claim answers the question, as they come; the filters are those of `Ledger.claims`."""
    asked = ledger.claims(**filters)
    as_of = filters.get("as_of")
    with ledger.looking(as_of=as_of) as (connection, number):
        ids = rows.incident_ids(connection, (record["id"] for record in asked), number)[:limit]
        for start in range(0, len(ids), PORTION):
            part = ids[start : start + PORTION]
            found = rows.incidents(connection, part, number)
            yield from _weighed(connection, [found[key] for key in part if key in found], number)


def account(ledger: Ledger, key: str, *, as_of: Any = None) -> Account:
    """One incident with the reasons for its joins; raises `LedgerError` where it is not current, saying why."""
    with ledger.looking(as_of=as_of) as (connection, number):
        found = rows.incidents(connection, [key], number)
        made = list(_weighed(connection, found.values(), number))
        if not made:
            raise rows.missing_incident(connection, key)
        (one,) = made
        why = reasons(connection, one.incident, one.claims, RegisterKin(), now=as_of is None)
    return dataclasses.replace(one, joins=why.joins, judgements=why.judgements, near=why.near)


def _weighed(connection: Connection, found: Iterable[Incident], number: int | None) -> Iterator[Account]:
    incidents = list(found)
    wanted = [claim for one in incidents for claim in one.claims]
    claims = {claim.id: claim for claim in rows.whole_claims(connection, wanted, number)}
    taken = rows.takeovers(connection, (claim.document.id for claim in claims.values()), number)
    kin, sides = RegisterKin(), RegisterSides()
    for one in incidents:
        own = sorted((claims[id_] for id_ in one.claims if id_ in claims), key=_order)
        if own:
            documents = {claim.document.id for claim in own}
            theirs = [takeover for takeover in taken if takeover.document in documents and takeover.of in documents]
            yield Account(one, tuple(own), weigh(one.id, own, kin, sides=sides, takeovers=theirs))


def _order(claim: Claim) -> tuple[date, str, int]:
    return (claim.document.published or date.max, claim.document.id, claim.evidence.start)
