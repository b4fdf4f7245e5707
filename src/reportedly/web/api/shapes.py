"""The shapes of the API's answers, as OpenAPI tells them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """Answers hold what they say they hold and nothing else."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


class ProblemShape(BaseModel):
    """A fault (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    mend: str | None


class LedgerShape(Shape):
    """The state of the ledger that an answer is given from."""

    batch: int
    head: str
    at: str | None


class ItemShape(Shape):
    """A claim: its record in the record format, the incident that it tells of, and how people judged it."""

    claim: dict[str, Any]
    incident: str | None
    review: Literal["open", "accepted", "rejected"]
    layer: Literal["read", "corrected"]


class ClaimsShape(Shape):
    """A page of claims."""

    ledger: LedgerShape
    total: int
    next: str | None
    items: list[ItemShape]


class ValueShape(Shape):
    """A value of a facet with the number of its claims."""

    value: str
    name: str
    count: int


class FacetShape(Shape):
    """A facet: its most frequent values, and how many more there are."""

    values: list[ValueShape]
    more: int


class NearShape(Shape):
    """The circle that `near` stands for; `name` is that of the place that was taken, where one was named."""

    lat: float
    lon: float
    km: float
    name: str | None


class FacetsShape(Shape):
    """Counts under a filter; `unweighed` incidents have no count of voices yet."""

    ledger: LedgerShape
    total: int
    incidents: int
    undated: int
    unplaced: int
    unweighed: int
    near: NearShape | None = None
    facets: dict[str, FacetShape]


class BinShape(Shape):
    """A bin of time: the day on which it begins."""

    start: str
    count: int


class HistogramShape(Shape):
    """Claims by the day on which they are told to begin."""

    ledger: LedgerShape
    interval: Literal["day", "week", "month", "year"]
    first: str | None
    last: str | None
    undated: int
    bins: list[BinShape]


class ClaimShape(ItemShape):
    """One claim with the words around it, in pieces: `told` where it rests on them, `slot` where they fill one,
    `around` where they are a part of the words of others."""

    ledger: LedgerShape
    context: dict[str, Any]


class DocumentShape(Shape):
    """A document with what was read in it; `marks` are where slots stand (code points)."""

    ledger: LedgerShape
    document: dict[str, Any]
    claims: list[ItemShape]
    marks: list[dict[str, Any]]
    headlines: list[dict[str, Any]]
    current: bool


class SpanShape(Shape):
    """A number of people over all voices; `high` is none where it is open."""

    slot: str
    low: int | None
    high: int | None


class SummaryShape(Shape):
    """An incident in a list. `lat`, `lon` and `precision` are of the best located place that is told.

    `voices` and `denials` are none while it is being weighed, and of an earlier state of the ledger where it is large; numbers
    and disputes are not known then.
    """

    id: str
    title: str
    types: list[str]
    days: list[str] | None
    places: list[str]
    more_places: int
    lat: float | None
    lon: float | None
    precision: int | None
    claims: int
    documents: int
    voices: int | None
    denials: int | None
    spans: list[SpanShape]
    disputes: list[str]
    opposed_agree: bool


class IncidentsShape(Shape):
    """A page of incidents."""

    ledger: LedgerShape
    total: int
    next: str | None
    items: list[SummaryShape]


class IncidentShape(SummaryShape):
    """An incident with what stands behind it; `names` are those of voices by their keys.

    `records` are claims in the order in which they were told, `next` is the cursor of those after them; `joins`, `echoes` and
    `history` are of these. It was weighed with the first `weighed` of its claims; `waiting`: it will be with all in a moment.
    """

    ledger: LedgerShape
    next: str | None
    weighed: int
    waiting: bool
    records: list[dict[str, Any]]
    names: dict[str, str]
    values: list[dict[str, Any]]
    told_by: dict[str, Any]
    echoes: list[dict[str, Any]]
    numbers: list[dict[str, Any]]
    disputed: list[dict[str, Any]]
    agreed_by_opposed: list[list[str]]
    more_agreed: int
    joins: list[dict[str, Any]]
    judgements: list[dict[str, Any]]
    history: list[dict[str, Any]]


class NameShape(Shape):
    """What something is called in the claims, and how often."""

    name: str
    count: int


class VoiceShape(Shape):
    """A voice, and of how many places it says who holds them."""

    key: str
    name: str
    places: int


class HoldingsShape(Shape):
    """Who is said to hold which place on a day, as GeoJSON; `waiting` places are not worked out yet."""

    type: Literal["FeatureCollection"]
    ledger: LedgerShape
    on: str
    by: str | None
    waiting: int
    voices: list[VoiceShape]
    features: list[dict[str, Any]]


class PartyShape(Shape):
    """A party; `labels` are those of the `labels_of` claims that were read last."""

    ledger: LedgerShape
    id: str | None
    name: str
    kind: str | None
    countries: list[str]
    names: list[NameShape]
    also: list[dict[str, Any]]
    relations: dict[str, list[Any]]
    standings: list[dict[str, Any]]
    activity: list[BinShape]
    told: list[dict[str, Any]]
    labels: list[dict[str, Any]]
    labels_of: int


class PlaceShape(Shape):
    """A place; `id` begins with "=" where no gazetteer has it. `holders.waiting`: of how many claims it is yet to be worked
    out who held it."""

    ledger: LedgerShape
    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    names: list[NameShape]
    holders: dict[str, Any]
    incidents: list[SummaryShape]
    nearby: list[dict[str, Any]]
    claims: int


class StatsShape(FacetsShape):
    """What the ledger holds."""

    documents: int


class DoneShape(Shape):
    """What came of a word; "proposed" until another reviewer says the same."""

    id: str
    kind: str
    state: Literal["done", "proposed"]
    claim: str | None


PROBLEM: dict[str, Any] = {
    "description": "A fault",
    "content": {"application/problem+json": {"schema": ProblemShape.model_json_schema()}},
}
FAULTS: dict[int | str, dict[str, Any]] = {"4XX": PROBLEM, 503: PROBLEM}
