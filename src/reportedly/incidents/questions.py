"""Who held a place, and who calls whom what, from the claims of a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reportedly.gazetteer.folding import fold
from reportedly.incident_model import Dispute, HeadlineFinding, Holding, LabelUse
from reportedly.incidents.sides import RegisterSides
from reportedly.ledger import Ledger
from reportedly.ledger import incidents as rows
from reportedly.linking.kin import RegisterKin
from reportedly.linking.speakers import own_word, speakers_of
from reportedly.model import Claim, ClaimType, PlaceMention
from reportedly.weighing.headlines import headlines as faults_of
from reportedly.weighing.holdings import Timelines, holders_on, holdings, may_hold
from reportedly.weighing.labels import label_uses

# The types of claims that say who holds a place, or that it is fought over.
TELLING = (
    ClaimType.TERRITORY_GAIN, ClaimType.WITHDRAWAL, ClaimType.CONTROL, ClaimType.ARMED_CLASH, ClaimType.SIEGE,
)  # fmt: skip


MOST_ASKED = 200  # claims that are asked in what a place lies


@dataclass(frozen=True, slots=True)
class Held:
    """Who held places: the holdings of all voices together and by each voice, the disputes by place, the voices' names.

    `around` are the holdings of what the places that were asked for lie in, by place, nearest first: `holders` inherits them.
    """

    together: tuple[Holding, ...]
    by_voice: tuple[Holding, ...]
    disputes: tuple[tuple[str, Dispute], ...]
    names: Mapping[str, str]
    around: tuple[tuple[str, str, tuple[Holding, ...]], ...] = ()

    def holders(self, day: date) -> tuple[Holding, ...]:
        """The holdings of all voices together that may be under way on that day.

        A place that was asked for and has none inherits those of the nearest place around it, and says from where: it is less
        exact, for a district may be held without one of its villages.
        """
        own = tuple(one for one in self.together if may_hold(one, day))
        found = []
        for place, name, larger in self.around:
            within = tuple(dict.fromkeys(one.place for one in larger))
            if not any(one.place == place for one in own):
                found += [replace(one, place_name=name) for one in holders_on(larger, place, day, within)]
        return (*own, *found)


def timelines(ledger: Ledger, *, place: Sequence[str] = (), party: str | None = None, as_of: Any = None) -> Held:
    """Who held the places from when until when, by each voice and by all together, with the disputes.

    A place's timeline is made of all that is said of it; `party` only leaves out the holdings of others.
    """
    claims = _telling(ledger, place, as_of)
    kin = RegisterKin()
    found = _holdings(ledger, claims, kin, as_of)
    wanted = _places(claims, place)

    def fits(one: Holding) -> bool:
        here = not place or one.place.split("#")[0] in wanted
        return here and (party is None or is_party(one.party, one.party_name, party, kin))

    own = tuple(filter(fits, found.by_voice))
    together = tuple(filter(fits, found.together))
    named = {one.place for one in (*own, *together)}
    around = tuple(_around(ledger, place, as_of)) if place and party is None else ()
    disputes = tuple(pair for pair in found.disputes if pair[0] in named)
    return Held(together, own, disputes, _names(claims, kin), around)


def _around(ledger: Ledger, names: Sequence[str], as_of: Any) -> Iterator[tuple[str, str, tuple[Holding, ...]]]:
    """For each place of these names, its key and name, and the holdings of what claims say that it lies in, nearest first."""
    claims = _claims(ledger, as_of, place=list(names), limit=MOST_ASKED)
    wanted = _places(claims, names)
    told: dict[str, tuple[str, dict[str, None]]] = {}
    for claim in claims:
        for one in claim.places:
            key = _key(one)
            if key in wanted:
                _, within = told.setdefault(key, (one.name or one.quote.text, {}))
                within.update(
                    dict.fromkeys(_key(larger) for larger in claim.within if larger.place and larger.place != key)
                )
    for key, (name, within) in sorted(told.items()):
        if within:
            held = _holdings(ledger, _telling(ledger, list(within), as_of), RegisterKin(), as_of).together
            order = {one: at for at, one in enumerate(within)}
            yield (
                key,
                name,
                tuple(sorted((one for one in held if one.place in order), key=lambda one: order[one.place])),
            )


def _key(place: PlaceMention) -> str:
    return place.place or f"={fold(place.name or place.quote.text)}"


def _telling(ledger: Ledger, place: Sequence[str], as_of: Any) -> list[Claim]:
    return _claims(ledger, as_of, type=[kind.value for kind in TELLING], place=list(place) or None)


def _holdings(ledger: Ledger, claims: Sequence[Claim], kin: RegisterKin, as_of: Any) -> Timelines:
    with ledger.looking(as_of=as_of) as (connection, number):
        taken = rows.takeovers(connection, (claim.document.id for claim in claims), number)
    return holdings(claims, kin, sides=RegisterSides(), takeovers=taken)


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
            found.add(_key(place))
    return found


def labels(ledger: Ledger, *, party: str | None = None, as_of: Any = None, **filters: Any) -> tuple[LabelUse, ...]:
    """Every word of a publisher's own for a party; the filters are those of `Ledger.claims`."""
    kin = RegisterKin()
    uses = label_uses(_claims(ledger, as_of, party=party, **filters))
    if party is None:
        return uses
    known = kin.named(party)
    return tuple(use for use in uses if use.party in {party, known} or is_party(use.party, use.party, party, kin))


def headlines(
    ledger: Ledger, *, as_of: Any = None, **filters: Any
) -> tuple[tuple[HeadlineFinding, ...], dict[str, Claim]]:
    """What headlines claim and their own text denies, counts otherwise, weakens or does not hold; and the claims, by id.

    The filters are those of `Ledger.claims`, but for `type` and others that would leave out claims of a text.
    """
    claims = _claims(ledger, as_of, **filters)
    return faults_of(claims, RegisterKin()), {claim.id: claim for claim in claims}


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
