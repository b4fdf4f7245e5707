"""A question → the rows that answer it, newest first, however large the ledger.

Facets, words and squares of the map are one look into the full-text index; what that cannot tell exactly (days, points,
confidence, the time as of which) is checked on each row that it gives. Where an index collects all that match before it
gives the first, a page is looked for among the newest rows, then among more of them, and only then among all. A question
about nothing but an area in which few claims lie is answered from the index of points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.sql.expression import FromClause

from reportedly.errors import LedgerError
from reportedly.ledger import facets, records, schema
from reportedly.ledger.questions import Question
from reportedly.ledger.seam import Box, Seam, Wanted, Window
from reportedly.model import ClaimType, Status

EXACT = 2  # UCDP's where_prec up to which a point stands for a town or its surroundings
PORTION = 500  # rows fetched at a time
LONGEST_PAGE = 1_000  # rows that are fetched at once; more are streamed
FEW_POINTS = 2_000  # points of an area up to which its claims are looked up one by one
LOOKED_UP = 200  # of these, by one statement
_PHRASES = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")

c, d, p = schema.claims.c, schema.documents.c, schema.claim_places.c


def answer(seam: Seam, question: Question) -> Iterator[RowMapping]:
    """Rows of claims with their documents' fields (named ``document_…``), as they come; memory stays flat."""
    _check(question)
    with seam.engine.connect() as connection:
        number = batch_as_of(connection, question.as_of)
        if number == 0:
            return
        plan = _Plan(seam, question, number)
        few = plan.few(connection)
        if few is not None:
            yield from _looked_up(connection, plan, few)
        elif question.limit is None or question.limit > LONGEST_PAGE:
            seam.paging(connection)
            streaming = connection.execution_options(stream_results=True, yield_per=PORTION)
            yield from streaming.execute(plan.asked(Window(question.before))).mappings()
        else:
            yield from _page(connection, plan, question.limit)


def _looked_up(connection: Connection, plan: _Plan, numbers: Sequence[int]) -> Iterator[RowMapping]:
    left = plan.question.limit
    plan.seam.paging(connection)
    for start in range(0, len(numbers), LOOKED_UP):
        asked = plan.asked_of(numbers[start : start + LOOKED_UP])
        rows = connection.execute(asked.limit(left)).mappings().all()
        yield from rows
        if left is not None:
            left -= len(rows)
            if left <= 0:
                return


def _page(connection: Connection, plan: _Plan, limit: int) -> Iterator[RowMapping]:
    before = plan.question.before
    plan.seam.paging(connection)
    for window in plan.seam.windows(connection, before) if plan.wanted else (Window(before),):
        rows = connection.execute(plan.asked(window).limit(limit)).mappings().all()
        yield from rows
        limit -= len(rows)
        if limit <= 0:
            return


def batch_as_of(connection: Connection, moment: datetime | None) -> int | None:
    """The number of the last batch at that moment; `None` for now, 0 where there was none yet."""
    if moment is None:
        return None
    told = moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    b = schema.batches.c
    return connection.execute(select(func.max(b.number)).where(b.at <= told)).scalar() or 0


def current(columns: Any, number: int | None) -> ColumnElement[bool]:
    """The condition that a row is current, now (`None`) or after the batch of that number."""
    if number is None:
        return columns.valid_to.is_(None)  # type: ignore[no-any-return]
    return and_(columns.valid_from <= number, or_(columns.valid_to.is_(None), columns.valid_to > number))


def _check(question: Question) -> None:
    import difflib

    for name, known in (("type", ClaimType), ("status", Status)):
        names = [member.value for member in known]
        for value in getattr(question, name):
            if value not in names:
                near = difflib.get_close_matches(value, names, n=1)
                mend = f"Did you mean {near[0]}?" if near else f"It is one of {', '.join(names)}"
                raise LedgerError(f'"{value}" is not in the codebook', where=name, mend=mend)
    if question.since and question.until and question.until < question.since:
        raise LedgerError("is before the first day", where="until", mend="Turn since and until round")
    if question.limit is not None and question.limit < 1:
        raise LedgerError("is not above zero", where="limit", mend="Leave it out for all")
    if question.min_confidence is not None and not 0 <= question.min_confidence <= 1:
        raise LedgerError("is not between 0 and 1", where="min-confidence", mend="Write it as 0.8")


class _Plan:
    """The ways to answer one question."""

    def __init__(self, seam: Seam, question: Question, number: int | None) -> None:
        self.seam, self.question, self.number = seam, question, number
        near = question.near.boxes() if question.near else ()
        self.areas = [area for area in (near, question.box) if area]
        self.wanted = _wanted(question, self.areas)

    def few(self, connection: Connection) -> list[int] | None:
        """The claims with a point in the area, newest first, where nothing else is asked for and they are few."""
        area = min(self.areas, key=_size, default=())
        if not area or _wanted(self.question, ()):
            return None
        inside = self.seam.in_boxes(area).limit(FEW_POINTS).subquery()
        numbers = {row[0] for row in connection.execute(select(inside))}
        if len(numbers) >= FEW_POINTS:
            return None
        before = self.question.before
        return sorted((number for number in numbers if before is None or number < before), reverse=True)

    def asked_of(self, numbers: Sequence[int]) -> Select[Any]:
        """The answer among rows of these numbers."""
        return self._select(schema.claims).where(c.rowno.in_(numbers))

    def asked(self, window: Window) -> Select[Any]:
        """The answer among the rows of a window, by way of the full-text index where that can tell anything."""
        if not self.wanted:
            found = self._select(schema.claims)
            return found if window.before is None else found.where(c.rowno < window.before)
        wanted = replace(self.wanted, facets=(*self.wanted.facets, window.facets)) if window.facets else self.wanted
        hits = self.seam.hits(wanted, window.before)
        joined = hits.join(schema.claims, self.seam.on_hit(c.rowno, wanted, window.before))
        return self._select(joined, order=self.seam.hit())

    def _select(self, table: FromClause, *, order: ColumnElement[int] = c.rowno) -> Select[Any]:
        about = [d[name].label(f"document_{name}") for name in records.DOCUMENT_FIELDS]
        joined = table.join(schema.documents, and_(d.id == self.seam.pinned(c.document), current(d, self.number)))
        asked = select(*schema.claims.columns, *about).select_from(joined).where(*self._conditions())
        return asked.order_by(order.desc()).limit(self.question.limit)

    def _conditions(self) -> Iterator[ColumnElement[bool]]:
        """What is checked on each row."""
        q = self.question
        yield current(c, self.number)
        if q.review is None:
            yield c.review != "rejected"
        if q.since:
            yield c.date_end >= q.since.isoformat()
        if q.until:
            yield c.date_start <= q.until.isoformat()
        if q.min_confidence is not None:
            yield c.confidence >= q.min_confidence
        if self.areas:
            yield self._placed()

    def _placed(self) -> ColumnElement[bool]:
        inside = [
            or_(*(and_(p.lat.between(b.south, b.north), p.lon.between(b.west, b.east)) for b in area))
            for area in self.areas
        ]
        parts = [p.claim == c.rowno, p.role == "places", *inside]
        if not self.question.vague:
            parts.append(or_(p.precision.is_(None), p.precision <= EXACT))
        near = self.question.near
        if near:
            parts.append(self.seam.km(p.lat, p.lon, (near.lat, near.lon)) <= near.km)
        return select(p.claim).where(*parts).correlate(schema.claims).exists()


def _size(area: tuple[Box, ...]) -> float:
    return sum((box.east - box.west) * (box.north - box.south) for box in area)


def _wanted(question: Question, areas: Sequence[tuple[Box, ...]]) -> Wanted:
    groups: list[tuple[str, ...]] = []
    for kind in ("type", "status", "document"):
        groups.append(tuple(facets.token(kind, value) for value in getattr(question, kind)))
    groups.append(tuple(facets.token("country", value.upper()) for value in question.country))
    for kind in ("actor", "target", "party", "speaker", "place", "publisher"):
        values = getattr(question, kind)
        groups.append(tuple(dict.fromkeys(facets.token(kind, name) for value in values for name in _spelt(value))))
    if question.review not in {None, "any"}:
        groups.append((facets.token("review", str(question.review)),))
    if question.since or question.until:
        groups.append(facets.of_times(question.since or date.min, question.until or date.max))
    if question.min_confidence is not None:
        groups.append(facets.of_confidence(question.min_confidence))
    groups += [facets.of_boxes((b.west, b.south, b.east, b.north) for b in area) for area in areas]
    return Wanted(tuple(group for group in groups if group), phrases(question.text or ""))


def _spelt(value: str) -> tuple[str, str]:
    """A name as an id and as it is compared."""
    return value, facets.fold(value)


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """The words that must stand in a claim; those in quotation marks stand there one after the other."""
    found = [tuple(_WORD.findall(phrase or word)) for phrase, word in _PHRASES.findall(text)]
    return tuple(words for words in found if words)
