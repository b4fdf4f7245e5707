"""Incidents as people ask for them, some at a time, with the register read once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from reportedly.incident_model import Incident, Takeover
from reportedly.incidents import Account
from reportedly.incidents.sides import RegisterSides
from reportedly.ledger import Ledger
from reportedly.ledger import incidents as rows
from reportedly.lexicon.party_sides import Sides
from reportedly.linking.gist import gists_of
from reportedly.linking.kin import RegisterKin
from reportedly.model import Claim
from reportedly.web.kept import Kept
from reportedly.weighing.weigh import weigh

KEPT = 8_000  # incidents that are kept as lists show them
Record = dict[str, Any]


class Shown:
    """Incidents as lists show them, kept while their claims stay the same: weighing takes a millisecond a claim.

    Those of many claims, which are weighed in the background, are all kept; of the others those that were asked for last.
    """

    def __init__(self) -> None:
        self._kept = Kept[Record](KEPT)
        self.large: dict[int, tuple[int, Record]] = {}

    def get(self, key: tuple[int, int]) -> Record | None:
        """What was kept of an incident with this key and mark."""
        mark, record = self.large.get(key[0], (None, None))
        if mark == key[1]:
            return record
        return self._kept.get(key)

    def put(self, key: tuple[int, int], record: Record) -> None:
        """Keeps it; what was not asked for longest is let go."""
        self._kept.put(key, record)


class Teller:
    """Weighs incidents of a ledger by their ids."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.kin, self.conflicts = RegisterKin(), Sides.load()
        self.sides = RegisterSides(self.conflicts)
        self.shown = Shown()

    def accounts(self, ids: Sequence[str], *, as_of: Any = None) -> Iterator[Account]:
        """The incidents of the ids that are there, in that order, each with its claims as they were told."""
        with self._ledger.looking(as_of=as_of) as (connection, number):
            found = rows.incidents(connection, ids, number)
            yield from self.of(connection, [found[key] for key in ids if key in found], number)

    def of(self, connection: Connection, incidents: Sequence[Incident], number: int | None) -> Iterator[Account]:
        """These incidents, of which any claim is there, each with its claims as they were told."""
        wanted = (id_ for one in incidents for id_ in one.claims)
        claims = {claim.id: claim for claim in rows.whole_claims(connection, wanted, number)}
        # Together they take a fraction of the time that one after the other would.
        gists = dict(zip(claims, gists_of(list(claims.values()), self.kin), strict=True))
        taken: dict[str, list[Takeover]] = {}
        for one in rows.takeovers(connection, (claim.document.id for claim in claims.values()), number):
            taken.setdefault(one.document, []).append(one)
        for incident in incidents:
            own = sorted((claims[id_] for id_ in incident.claims if id_ in claims), key=_order)
            if own:
                documents = {claim.document.id for claim in own}
                theirs = [
                    one for document in sorted(documents) for one in taken.get(document, ()) if one.of in documents
                ]
                weighed = weigh(incident.id, own, self.kin, sides=self.sides, takeovers=theirs, gists=gists)
                yield Account(incident, tuple(own), weighed)


def _order(claim: Claim) -> tuple[date, str, int]:
    return (claim.document.published or date.max, claim.document.id, claim.evidence.start)
