"""One incident, a part of it at a time: what stands behind it, and some of its claims in the order in which they were told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from reportedly.incident_model import Incident
from reportedly.incidents.reasons import Reasons, reasons
from reportedly.ledger import incidents as rows
from reportedly.model import Claim
from reportedly.web import cursors
from reportedly.web.laid import NOW, Laid, laid
from reportedly.web.queries import Happening, incident_history, members, standing
from reportedly.web.served import Served, state_of
from reportedly.web.summary.board import Board
from reportedly.web.summary.summary import Summary

Record = dict[str, Any]
TOLD = "told"  # the order of its claims


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims of an incident: so many, from a place on, or those among which one stands."""

    limit: int
    begin: int = 0
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """An incident and those of its claims, in the order in which they were told, that stand from `begin` on among `total`.

    `waiting`: it is being weighed with all of its claims, which takes a moment; `laid` is of the first of them until then.
    `stands` tells by claim how people judged it.
    """

    laid: Laid
    claims: tuple[Claim, ...]
    begin: int
    total: int
    waiting: bool
    reasons: Reasons
    history: list[Happening]
    stands: dict[str, Record]

    @property
    def end(self) -> int:
        """How many claims stand before the part that comes next."""
        return self.begin + len(self.claims)

    @property
    def next(self) -> str | None:
        """The cursor of the part that comes next."""
        return cursors.written(TOLD, self.end, 0) if self.claims and self.end < self.total else None


def part(served: Served, board: Board, key: str, wanted: Wanted, *, as_of: Any = None) -> Part:
    """A part of an incident; raises `LedgerError` where it is not current, saying why.

    One of many claims is told as it was weighed before. Where that was not yet, or of an earlier state, it is told as the first
    of its claims have it.
    """
    with served.ledger.looking(as_of=as_of) as (connection, number):
        # What a ledger holds is the same for as long as its last batch is.
        state = state_of(connection)
        asked = state, key, wanted, number
        known: Part | None = board.parts.get(asked)
        if known is None or (known.waiting and _is_laid(board, key)):
            known = _part(connection, board, key, wanted, number)
            if board.summary.state == state:
                board.parts.put(asked, known, len(known.claims))
        return known


def _is_laid(board: Board, key: str) -> bool:
    """Whether an incident that was being weighed is by now."""
    summary, _ = board.shown()
    at = summary.position(key)
    return at < 0 or board.shelved.holds(int(summary.incidents[at]), int(summary.marks[at]))


def _part(connection: Connection, board: Board, key: str, wanted: Wanted, number: int | None) -> Part:
    found = rows.incidents(connection, [key], number).get(key)
    whole = _whole(connection, board, found, number) if found is not None else None
    waiting = found is not None and whole is None and number is None and board.shelved.writable
    if waiting:
        board.weigh_soon(key)
    order: list[str] = []
    if found is not None and whole is None:
        order = _order(connection, board, found, number)
        whole = _first(connection, board, found, order, number)
    if found is None or whole is None:
        raise rows.missing_incident(connection, key)
    ids = order or whole.laid.ids
    begin = wanted.begin
    if wanted.claim is not None:
        begin = ids.index(wanted.claim) // wanted.limit * wanted.limit if wanted.claim in ids else 0
    chosen = ids[begin : begin + wanted.limit]
    claims = _claims(connection, chosen, whole.claims, number)
    kin, now = board.teller.kin, number is None
    why = reasons(connection, found, claims, kin, now=now, near=now and not begin) if claims else Reasons()
    return Part(
        whole.laid,
        claims,
        begin,
        len(found.claims) if order else len(ids),
        waiting,
        why,
        incident_history(connection, key, chosen),
        standing(connection, chosen, number),
    )


@dataclass(frozen=True, slots=True)
class _Whole:
    """An incident laid out, and those of its claims that were fetched for it, by their ids."""

    laid: Laid
    claims: Mapping[str, Claim]


def _claims(
    connection: Connection, ids: Sequence[str], known: Mapping[str, Claim], number: int | None
) -> tuple[Claim, ...]:
    missing = [id_ for id_ in ids if id_ not in known]
    fetched = {claim.id: claim for claim in rows.whole_claims(connection, missing, number)} if missing else {}
    found = (known.get(id_) or fetched.get(id_) for id_ in ids)
    return tuple(claim for claim in found if claim is not None)


def _whole(connection: Connection, board: Board, found: Incident, number: int | None) -> _Whole | None:
    """An incident laid out with all of its claims, where that is a matter of a moment, or was done before."""
    if len(found.claims) <= NOW:
        return _of(connection, board, found, number)
    summary, _ = board.shown()
    if (at := summary.position(found.id)) < 0:
        return None
    if number is not None and not _unchanged(connection, summary, at, found, number):
        return None
    kept = board.shelved.get(int(summary.incidents[at]), int(summary.marks[at]))
    return _Whole(kept, {}) if kept is not None else None


def _unchanged(connection: Connection, summary: Summary, at: int, found: Incident, number: int) -> bool:
    """Whether the claims of an incident were then what they are now, letter for letter."""
    now = summary.claims.rowno[summary.incident == at]
    then = rows.numbers(connection, found.claims, number)
    return len(now) == len(then) and set(now.tolist()) == then


def _order(connection: Connection, board: Board, found: Incident, number: int | None) -> list[str]:
    """The ids of an incident's claims in the order in which they were told."""
    summary, _ = board.shown()
    # A database sorts thousands of them in a tenth of a second, the columns in a thousandth.
    if number is None and summary.state == state_of(connection) and (at := summary.position(found.id)) >= 0:
        return summary.books.claims.ids(summary.claims.id[summary.told(at)])
    return members(connection, found.id, number)


def _first(
    connection: Connection, board: Board, found: Incident, order: Sequence[str], number: int | None
) -> _Whole | None:
    """An incident laid out with the first of its claims."""
    first = order[:NOW]
    some = Incident(found.id, found.first, tuple(sorted(first)))
    return _of(connection, board, some, number, len(found.claims) - len(first))


def _of(connection: Connection, board: Board, found: Incident, number: int | None, more: int = 0) -> _Whole | None:
    one = next(board.teller.of(connection, [found], number), None)
    return _Whole(laid(one, more), {claim.id: claim for claim in one.claims}) if one is not None else None
