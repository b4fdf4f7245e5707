"""``reportedly holdings``: who held a place from when until when, and who says so."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.cli import claims, common
from reportedly.cli.incidents import As, Format
from reportedly.cli.table import number, plain
from reportedly.errors import SettingError

if TYPE_CHECKING:
    from reportedly.incident_model import Change, Dispute, Holding, Moment


def holdings(
    place: claims.Place = None,
    party: Annotated[str | None, typer.Option(metavar="NAME", help="Held by this party: a name or an id.")] = None,
    on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Those that may be under way on this day.")
    ] = None,
    by_voice: Annotated[
        bool, typer.Option("--by-voice", help="A timeline for each voice, instead of one of all together.")
    ] = False,
    changes: Annotated[
        bool, typer.Option("--changes", help="Where places changed hands, instead of who held them.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="With --changes: on this day or later.")
    ] = None,
    as_of: common.AsOf = None,
    ledger: common.LedgerAt = None,
    format: As = Format.table,
) -> None:
    """Tell who held which places from when until when, by whose word, and where that is disputed.

    What was said last holds until something else is said. A moment that is not known exactly is given in bounds. With --on,
    a place of which nobody told the holder inherits that of the place in which it lies, and says so.
    """
    from reportedly.incidents import timelines
    from reportedly.weighing.handovers import changes as changes_of
    from reportedly.weighing.holdings import may_hold

    if changes and on is not None:
        raise SettingError("does not go with --changes", where="--on", mend="Give --since")
    if since is not None and not changes:
        raise SettingError("needs --changes", where="--since", mend="Give both, or --on")
    with common.open_ledger(ledger, read_only=True) as opened:
        found = timelines(opened, place=place or (), party=party, as_of=as_of)
    day = date.fromisoformat(claims.iso("--on", on)) if on else None
    page = common.console()
    names = found.names if by_voice else {}
    told = found.by_voice if by_voice else found.together
    if changes:
        first = date.fromisoformat(claims.iso("--since", since)) if since else None
        _changes(page, changes_of(told, first), names, format)
        return
    chosen = list(told)
    if day is not None:
        chosen = [one for one in told if may_hold(one, day)] if by_voice else list(found.holders(day))
    if format is Format.jsonl:
        _jsonl(page, chosen)
        return
    common.show(page, _grid(chosen, names))
    places = {one.place: one.place_name for one in found.together}
    if not by_voice and day is None:
        for where, dispute in found.disputes:
            common.show(page, _dispute(places.get(where, where), dispute, found.names))
    common.show(page, Text(f"\n{number(len(chosen), 'holding')}", style="bold"))


def _jsonl(page: Console, told: Iterable[Holding | Change]) -> None:
    for one in told:
        page.file.write(json.dumps(dataclasses.asdict(one), ensure_ascii=False, default=str) + "\n")


def _changes(page: Console, told: Sequence[Change], names: Mapping[str, str], format: Format) -> None:
    if format is Format.jsonl:
        _jsonl(page, told)
        return
    grid = Table(box=None, show_header=True, header_style="dim underline", padding=(0, 2, 0, 0), pad_edge=False)
    for name in ("when", "place", "from", "to", *(["says"] if names else [])):
        grid.add_column(name, overflow="fold")
    for one in told:
        cells = [_moment(one.when), one.place_name, one.before or "not told", one.after or "not told"]
        says = [names.get(one.voice, one.voice)] if names and one.voice else []
        grid.add_row(*(Text(plain(cell)) for cell in (*cells, *says)))
    common.show(page, grid)
    common.show(page, Text(f"\n{number(len(told), 'change')} of hands", style="bold"))


def _grid(chosen: Iterable[Holding], names: Mapping[str, str]) -> Table:
    grid = Table(box=None, show_header=True, header_style="dim underline", padding=(0, 2, 0, 0), pad_edge=False)
    for name in ("place", "held by", "from", "until", "last said", "claims"):
        grid.add_column(name, justify="right" if name == "claims" else "left", overflow="fold")
    if names:
        grid.add_column("says", overflow="fold")
    for one in chosen:
        until = "" if one.until is None else _moment(one.until)
        inherited = "" if one.inherited_from is None else " (of what it lies in)"
        cells = [
            one.place_name + inherited,
            ", with ".join((one.party_name, ", ".join(one.also))) if one.also else one.party_name,
            _moment(one.since),
            until,
            str(one.last_said or ""),
            str(len(one.claims)),
        ]
        grid.add_row(
            *(Text(plain(cell)) for cell in (*cells, *([names.get(one.voice, one.voice)] if one.voice else [])))
        )
    return grid


def _moment(moment: Moment) -> str:
    earliest, latest = moment.earliest, moment.latest
    if earliest is None:
        return "unknown" if latest is None else f"by {latest}"
    if latest is None:
        return f"after {earliest}"
    return f"{earliest}" if earliest == latest else f"{earliest} to {latest}"


def _dispute(place: str, dispute: Dispute, names: Mapping[str, str]) -> Text:
    since = f" since {dispute.since}" if dispute.since else ""
    told = Text(f"\ndisputed: {plain(place)}{since}", style="yellow")
    for position in dispute.positions:
        voices = ", ".join(names.get(key, key) for key in position.voices)
        told.append(f"\n  {plain(position.value)}: {plain(voices)}")
    return told
