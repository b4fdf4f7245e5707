"""How far reading has come, on a terminal, where there is more than one document to expect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from reportedly.cli import common
from reportedly.sources.walking import LINES, files_in

Tick = Callable[[], None]

LONGEST = 200_000_000  # bytes of a file of which the lines are counted beforehand


@contextmanager
def bar(paths: Sequence[str], page: Console | None = None, *, raw: bool = False) -> Iterator[Tick]:
    """A bar while its context lasts; gives a function to be called after each document.

    `page` is where the documents are printed. A bar and a page on one terminal must share a console, or each would
    write over the other; `raw` lines, for another program, get no bar among them.
    """
    console = page if page is not None and page.is_terminal else common.console(error=True)
    total = expected(paths)
    if not console.is_terminal or total == 1 or (raw and console is page):
        yield lambda: None
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)


def expected(paths: Sequence[str]) -> int | None:
    """How many documents to expect; `None` where it cannot be told beforehand."""
    total = 0
    for path in paths:
        found = _in_one(path)
        if found is None:
            return None
        total += found
    return total


def _in_one(name: str) -> int | None:
    path = Path(name)
    try:
        if path.is_dir():
            counts = [_in_file(file) for file in files_in(path)]
            return None if None in counts else sum(count or 0 for count in counts)
        return _in_file(path) if path.is_file() else None if name == "-" else 1
    except (OSError, ValueError):
        return 1


def _in_file(path: Path) -> int | None:
    if path.suffix.lower() not in LINES:
        return 1
    if path.stat().st_size > LONGEST:
        return None
    with path.open("rb") as lines:
        return sum(1 for line in lines if line.strip())
