"""One incident for reading by eye: who says it, what they agree on and what not, why the claims stand together, and what
almost stood with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.cli import common, table
from reportedly.cli.table import number, plain

if TYPE_CHECKING:
    from reportedly.incident_model import Dispute, Join, Position, Span, Voice
    from reportedly.incidents import Account, Near

MOST = 4  # places named in a heading
SURE = 1000.0  # from this weight on, a join is a person's word


def show(page: Console, key: str, ledger: str | None, as_of: str | None) -> None:
    """Prints the incident of that id."""
    from reportedly.incidents import account

    with common.open_ledger(ledger, read_only=True) as opened:
        found = account(opened, key, as_of=as_of)
    for part in _parts(found, page.width):
        common.show(page, part)


def heading(one: Account) -> RenderableType:
    """What, where, when; then how many say so, the tolls, and what is disputed."""
    first = Text("\n")
    first.append(plain(" / ".join(kind.replace("_", " ") for kind in one.types[:2])), style="bold")
    if one.places:
        more = " …" if len(one.places) > MOST else ""
        first.append(f", {plain(', '.join(one.places[:MOST]))}{more}", style="bold")
    first.append(f", {_days(one)}", style="bold")
    lines = [first, Text(f"  {one.incident.id}  {_counted(one)}", style="dim")]
    lines += [Text(f"  {span.slot} {_bounds(span)}") for span in one.weighed.spans]
    if one.weighed.agreed_by_opposed:
        lines.append(Text("  told by opposed sides", style="green"))
    if one.weighed.disputes:
        slots = ", ".join("whether it happened" if one.slot == "happened" else one.slot for one in one.weighed.disputes)
        lines.append(Text(f"  disputed: {slots}", style="yellow"))
    return Group(*lines)


def _counted(one: Account) -> str:
    parts = [number(len(one.weighed.voices), "voice"), number(len(one.claims), "claim")]
    if one.weighed.denials:
        parts.insert(
            1, f"{len(one.weighed.denials):,} that only den{'y' if len(one.weighed.denials) > 1 else 'ies'} it"
        )
    return ", ".join(parts)


def _days(one: Account) -> str:
    return " to ".join(dict.fromkeys(day.isoformat() for day in one.days)) if one.days else "no date"


def _bounds(span: Span) -> str:
    if span.high is None:
        return f"{span.low} or more"
    return f"{span.low}" if span.low == span.high else f"{span.low} to {span.high}"


def _parts(one: Account, width: int) -> Iterator[RenderableType]:
    yield heading(one)
    names = {voice.key: plain(voice.name) for voice in (*one.weighed.voices, *one.weighed.denials)}
    claims = {claim.id: claim for claim in one.claims}
    for title, voices in (("voice", one.weighed.voices), ("denial", one.weighed.denials)):
        for voice in voices:
            yield _head(f"{title}: {names[voice.key]}{_printed(voice)}")
            own = [claims[id_] for id_ in voice.claims]
            for claim, part in zip(own, list(table.rows(own, width))[1:], strict=True):
                yield part
                day = claim.document.published
                about = (
                    claim.id,
                    claim.document.publisher or "publisher unknown",
                    day.isoformat() if day else "no date",
                )
                yield Text(plain(f"  {', '.join(about)}"), style="dim")
    for span in one.weighed.spans:
        yield _head(f"{span.slot}: {_bounds(span)}")
        yield _positions(span.positions, names)
    for dispute in one.weighed.disputes:
        yield _head(_disputed(dispute))
        yield _positions(dispute.positions, names)
    if one.weighed.echoes:
        yield _head("echoes")
        yield from (Text(f"  {echo.claim} repeats {echo.of}: {echo.reason}") for echo in one.weighed.echoes)
    for join in one.joins:
        yield _head(f"why {join.claim} was joined")
        yield _join(join)
    if one.near:
        yield _head("what almost joined")
    for near in one.near:
        yield from _almost(near, one)
    for word in one.judgements:
        said = "took back what was said of" if word.same is None else "same" if word.same else "different"
        note = f" ({word.note})" if word.note else ""
        yield Text(plain(f"judged by {word.by}: {said} {word.claim}, {word.other}{note}"), style="cyan")


def _almost(near: Near, one: Account) -> Iterator[RenderableType]:
    """The claim, where it stands, and what kept it apart."""
    publisher = near.claim.document.publisher or "publisher unknown"
    told = f"“{near.claim.evidence.text}” ({publisher}, {near.claim.id}, {near.incident or 'alone'})"
    yield Padding(Text(plain(told)), (0, 0, 0, 2))
    yield _join(near.join)
    both = {near.join.claim, near.join.other}
    word = next((said for said in reversed(one.judgements) if {said.claim, said.other} == both), None)
    if word is not None and word.same is False:
        yield Text(plain(f"  kept apart: {word.by} judged them different"))
    elif near.join.weight > 0:
        yield Text("  kept apart: the two fit, but not the incidents as wholes")


def _head(words: str) -> Text:
    return Text(f"\n{plain(words)}", style="dim underline")


def _printed(voice: Voice) -> str:
    others = [name for name in voice.publishers if name != voice.name]
    return f", in {', '.join(others)}" if others else ""


def _disputed(dispute: Dispute) -> str:
    since = f", since {dispute.since}" if dispute.since else ""
    sides = ", between opposed sides" if dispute.opposed else ""
    return f"disputed: {'whether it happened' if dispute.slot == 'happened' else dispute.slot}{since}{sides}"


def _positions(positions: Iterable[Position], names: Mapping[str, str]) -> RenderableType:
    grid = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold")
    for position in positions:
        voices = ", ".join(names.get(key, key) for key in position.voices)
        grid.add_row(Text(plain(position.value)), Text(plain(voices), style="dim"))
    return Padding(grid, (0, 0, 0, 2))


def _join(join: Join) -> RenderableType:
    """The waterfall: each reason's weight, and the sum in which the weight of any pair is the first."""
    if join.weight >= SURE:
        return Text(f"  a person judged it the same as {join.other}")
    grid = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(justify="right")
    grid.add_column(overflow="fold")
    prior = join.weight - sum(reason.weight for reason in join.reasons)
    grid.add_row(Text(f"{prior:+.1f}"), Text("before anything is compared", style="dim"))
    for reason in join.reasons:
        grid.add_row(Text(f"{reason.weight:+.1f}"), Text(plain(f"{reason.comparison}: {reason.sentence}")))
    grid.add_row(Text(f"{join.weight:+.1f}", style="bold"), Text(f"with {join.other}", style="bold"))
    return Padding(grid, (0, 0, 0, 2))
