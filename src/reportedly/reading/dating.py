"""When it happened: which date expression belongs to a claim, and what carries over from the sentence before.

An expression in the claim's own clause wins; one elsewhere in the sentence, or in the sentences before it, may still hold.
A log-linear score decides over signs of distance and order. Where none is likely enough the date is left open: the day of
the report is not the day of the event unless the text says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportedly.model import Status
from reportedly.reading.linear import Scores
from reportedly.reading.looking_back import is_over
from reportedly.reading.opinion import Asked
from reportedly.reading.opinion_signs import asked_of, part_opinion
from reportedly.reading.parts import Candidate, Context, Dated, Draft, Unit
from reportedly.reading.status import status_of
from reportedly.reading.syntax import is_verb, path_length
from reportedly.reading.tokens import root

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

BACK = 6  # sentences before this one whose date may still hold
CARRIED = 6
LIKELY = 0.3
POINTED = 3  # expressions at most that the encoder may point at


class DateCase(NamedTuple):
    """A date expression that may tell when, with the signs; `unit` is the sentence that it stands in."""

    unit: int
    dated: Dated
    signs: tuple[str, ...]


def date_cases(candidate: Candidate, context: Context, heads: Sequence[Token]) -> list[DateCase]:
    """Every date that may be meant, those of the sentence itself first."""
    units, told = context.units, tense(candidate.head)
    unit = units[candidate.unit]
    dates = _holding(unit, candidate)
    out = [_here(candidate, unit, n, dates, heads, told) for n in range(len(dates))]
    own = len(out)
    for back in range(1, BACK + 1):
        at = candidate.unit - back
        if at < 0 or units[at].sentence.where != unit.sentence.where:
            break
        before = units[at]
        if is_over(units, at, candidate.unit):
            continue
        same = before.sentence.paragraph == unit.sentence.paragraph
        for n, dated in enumerate(before.dates):
            if dated.only_inside or _is_too_late(dated, candidate, told):
                continue
            signs = (
                f"back={back}",
                f"back={back} own={min(own, 1)}",
                f"back={back} paragraph={same}",
                f"back precision={dated.days.precision}",
                f"back={back} order={min(n, 1)} of={min(len(before.dates), 2)}",
                f"back tense={told}",
                f"type={candidate.type} back",
                f"suffix={candidate.entry.suffix} back",
            )
            out.append(DateCase(at, dated, signs))
        if before.dates:
            break
    last = context.before(candidate, CARRIED)
    if last is not None and last.date is not None and not is_over(units, last.date[0], candidate.unit):
        at, dated = last.date
        there = dated in dates if at == candidate.unit else not _is_too_late(dated, candidate, told)
        if there and not any(case.unit == at and case.dated is dated for case in out):
            out.append(DateCase(at, dated, (f"far own={min(own, 1)}", f"far precision={dated.days.precision}")))
    asked = asked_of(candidate, context.opinion)
    if asked is not None:
        have = {(case.unit, case.dated.expression.start) for case in out}
        have |= {(candidate.unit, dated.expression.start) for dated in unit.dates}
        out += [case for case in _pointed(asked, units, have) if not _is_too_late(case.dated, candidate, told)]
    return [
        DateCase(
            case.unit,
            case.dated,
            (*case.signs, *_shared(candidate, case, last, own, told), *_opinion(case, candidate, asked)),
        )
        for case in out
    ]


def _is_too_late(dated: Dated, candidate: Candidate, told: str) -> bool:
    """Whether it is a day to come, and the event has happened."""
    return dated.to_come and told != "to-come" and status_of(candidate.head)[0] is Status.OCCURRED


def _shared(candidate: Candidate, case: DateCase, last: Draft | None, own: int, told: str) -> tuple[str, ...]:
    """Signs that every date has, near or far: whether the claim before has it."""
    carried = last.date[1] if last and last.date else None
    bond = "same" if last and last.candidate.unit == candidate.unit else "before"
    kind = "alike" if last and last.candidate.type == candidate.type else "other"
    return (
        f"carried={case.dated is carried} {bond} own={min(own, 2)}",
        f"carried={case.dated is carried} {bond} {kind}",
        f"carried={case.dated is carried} tense={told}",
        f"bound={case.dated.expression.bound} type={candidate.type}",
    )


def _opinion(case: DateCase, candidate: Candidate, asked: Asked | None) -> tuple[str, ...]:
    where = "here" if case.unit == candidate.unit else "elsewhere"
    return part_opinion(asked, "date", case.unit, case.dated.expression.start, case.dated.expression.end, where)


def _pointed(asked: Asked, units: Sequence[Unit], have: set[tuple[int, int]]) -> list[DateCase]:
    """The dates that the encoder points at in other sentences; `have`: those that are cases already, or hold elsewhere."""
    out: list[DateCase] = []
    for run in asked.runs("date")[:POINTED]:
        for dated in units[run.unit].dates:
            start, end = dated.expression.start, dated.expression.end
            if start < run.end and run.start < end and (run.unit, start) not in have:
                have.add((run.unit, start))
                out.append(DateCase(run.unit, dated, (f"pointed precision={dated.days.precision}",)))
    return out


def _holding(unit: Unit, candidate: Candidate) -> list[Dated]:
    """The dates of the sentence that hold for the event, in order, those of other clauses left out."""
    held = (dated.at(candidate.head.i) for dated in unit.dates)
    return list(dict.fromkeys(dated for dated in held if dated is not None))


def _here(
    candidate: Candidate, unit: Unit, order: int, dates: Sequence[Dated], heads: Sequence[Token], told: str
) -> DateCase:
    assert unit.doc is not None
    dated = dates[order]
    token = root(unit.doc.covering(dated.expression.start, dated.expression.end))
    steps = min(path_length(token, candidate.head), 8)
    nearest = min((path_length(token, head) for head in heads if head.i != candidate.head.i), default=99)
    rival = "nearer" if nearest < steps else "same" if nearest == steps else "farther"
    inside = any(a.i == candidate.head.i for a in token.ancestors)
    side = "after" if token.i > candidate.head.i else "before"
    low, high = sorted((token.i, candidate.head.i))
    between = min(sum(low < head.i < high for head in heads), 2)
    count = len(dates)
    precision = dated.days.precision
    signs = (
        f"steps={steps}",
        f"steps={steps} rival={rival}",
        f"inside={inside} rival={rival}",
        f"side={side} between={between}",
        f"order={min(order, 2)} of={min(count, 3)}",
        f"precision={precision} rival={rival}",
        f"type={candidate.type} precision={precision}",
        f"suffix={candidate.entry.suffix} side={side}",
        f"tense={told} precision={precision}",
        f"first={token.i <= 2} between={between}",
        f"only={count == 1} steps={steps}",
    )
    return DateCase(candidate.unit, dated, signs)


def tense(head: Token) -> str:
    """The tense of the trigger's clause, coarsely: past, perfect, present, to-come, none."""
    verb = head
    while not is_verb(verb) and verb.head.i != verb.i:
        verb = verb.head
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & {"will", "would", "to", "shall"}:
        return "to-come"
    if helpers & {"has", "have", "had", "'ve"}:
        return "perfect"
    if verb.tag_ == "VBD" or helpers & {"was", "were", "did"}:
        return "past"
    return "present" if verb.tag_ in {"VBZ", "VBP"} or helpers & {"is", "are"} else "none"


def choose_date(cases: Sequence[DateCase], scores: Scores) -> DateCase | None:
    """The likeliest date, or None where none is likely enough."""
    judge = scores["date"]
    scored = [(judge(case.signs), -n, case) for n, case in enumerate(cases)]
    if not scored:
        return None
    p, _, case = max(scored, key=lambda item: item[:2])
    return case if p >= LIKELY else None
