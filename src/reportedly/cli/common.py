"""What the commands share: options, consoles, how a fault is told, and what the exit status means."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console, RenderableType

from reportedly.errors import ReportedlyError, SettingError
from reportedly.model import Document
from reportedly.printable import printable
from reportedly.settings import TAGGERS, Settings
from reportedly.sources import Fetching, Given, Keep, Skipped, documents, given_date
from reportedly.sources.original import drop

if TYPE_CHECKING:
    from reportedly.ledger import Ledger
    from reportedly.reading.pipeline import Opening, Reader, Tagger

T = TypeVar("T")

WIDTH = 100  # columns, where there is no terminal to ask
OK, FAILED, USAGE, PARTIAL = 0, 1, 2, 3

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files, folders, addresses (http, https), or - for standard input."),
]
Publisher = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who published the documents; beats what they say themselves.")
]
Published = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of publication; beats what the documents say.")
]
Title = Annotated[str | None, typer.Option(metavar="WORDS", help="The title, where there is one document.")]
Country = Annotated[
    str | None, typer.Option(metavar="CC", help="The country where places are likelier: an ISO code such as SY.")
]
Private = Annotated[bool, typer.Option("--private", help="Allow addresses in private networks and on this machine.")]
TaggerName = Annotated[
    str | None,
    typer.Option(
        "--tagger",
        metavar="encoder|lexicon",
        help="What finds events and their parts: the trained encoder, or the lexicon's rules alone.",
    ),
]
LedgerAt = Annotated[
    str | None,
    typer.Option("--ledger", metavar="FILE|ADDRESS", help="The ledger; without it, that of REPORTEDLY_LEDGER."),
]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="As the ledger stood at the end of this day, or at a time (UTC)."),
]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of the terminal.")
]


def console(*, error: bool = False) -> Console:
    """A console for people: as wide as the terminal, 100 columns where there is none."""
    stream = sys.stderr if error else sys.stdout
    return Console(stderr=error, width=None if stream.isatty() else WIDTH, highlight=False)


def show(page: Console, what: RenderableType) -> None:
    """Print on a page; where it is no terminal, without the blanks that fill up its lines."""
    if page.is_terminal:
        page.print(what)
        return
    with page.capture() as captured:
        page.print(what)
    page.file.write("".join(line.rstrip() + "\n" for line in captured.get().splitlines()))


def say(message: str) -> None:
    """One line on standard output, however long, so that another program can take it."""
    print(printable(" ".join(message.splitlines())), flush=True)


def complain(message: str) -> None:
    """One line on standard error; no control character of a document or a path gets through."""
    print(printable(" ".join(message.splitlines())), file=sys.stderr, flush=True)


def settings() -> Settings:
    """The settings that the environment gives."""
    return Settings.from_environment(os.environ)


class Tally:
    """How many documents were read and how many things could not be; what the exit status is made from."""

    def __init__(self) -> None:
        self.read = self.skipped = 0

    @property
    def status(self) -> int:
        """0: all read; 1: nothing could be read; 3: something was skipped."""
        if not self.skipped:
            return OK
        return PARTIAL if self.read else FAILED


def given(paths: Sequence[str], *, publisher: str | None, published: str | None, title: str | None) -> Given:
    """What the user states about the documents; a day that is none is refused, and one title for several documents."""
    if title is not None and (len(paths) > 1 or Path(paths[0]).is_dir()):
        raise _one_title()
    try:
        day = None if published is None else given_date(published)
    except SettingError as error:
        raise SettingError(f"{error.where} {error.fault}", where="--published", mend=error.mend) from None
    return Given(publisher=publisher, published=day, title=title)


def _one_title() -> SettingError:
    return SettingError(
        "names one document, and there are several", where="--title", mend="Read them one by one, or as JSON Lines"
    )


def country_code(country: str | None) -> str | None:
    """The code in capitals; anything but two letters is refused."""
    if country is None or (len(country) == 2 and country.isascii() and country.isalpha()):
        return country.upper() if country else None
    raise _no_country(country)


def _no_country(country: str) -> SettingError:
    return SettingError(
        f'"{country}" is no country code', where="--country", mend="Use two letters of ISO 3166, such as SY, UA or SD"
    )


def tagger_of(name: str | None) -> Tagger:
    """The tagger that is asked for, or the one in the settings; refuses what is none."""
    name = name or settings().tagger
    if name not in TAGGERS:
        raise SettingError(f'"{name}" is no tagger', where="--tagger", mend=f"Use {' or '.join(TAGGERS)}")
    return "lexicon" if name == "lexicon" else "encoder"


class LazyReader:
    """A reader that is opened when it is first called: no document, no waiting. Made by `lazy_reader`."""

    def __init__(self, country: str | None, home: Path, tagger: Tagger, model: Path | None) -> None:
        self.country, self._home, self._tagger, self._model = country, home, tagger, model
        self._opened: Reader | None = None

    @property
    def opening(self) -> Opening:
        """How it is opened, here or in another process."""
        from reportedly.reading.pipeline import Opening

        return Opening(self.country, self._home, self._tagger, self._model)

    def __call__(self) -> Reader:
        """The reader. A country that there is not is refused."""
        if self._opened is None:
            self._opened = self.opening.open()
            if self.country is not None and self._opened.gazetteer.country(self.country) is None:
                raise _no_country(self.country)
        return self._opened

    def close(self) -> None:
        """Closes what was opened."""
        if self._opened is not None:
            self._opened.gazetteer.close()


@contextmanager
def lazy_reader(country: str | None, home: Path, tagger: str | None = None) -> Iterator[LazyReader]:
    """The reader for as long as its context lasts. `tagger` beats the one in the settings."""
    reader = LazyReader(country, home, tagger_of(tagger), settings().model)
    try:
        yield reader
    finally:
        reader.close()


def fetching(private: bool, settings: Settings) -> Fetching:
    """How addresses are fetched, by the settings."""
    return Fetching(
        max_bytes=settings.max_bytes, timeout_s=settings.timeout, max_redirects=settings.max_redirects, private=private
    )


def open_ledger(where: str | None, *, read_only: bool = False) -> Ledger:
    """The ledger that is named, or that of the settings."""
    from reportedly.ledger import Ledger

    return Ledger(where or settings().ledger, read_only=read_only)


def each(
    paths: Iterable[str],
    tally: Tally,
    *,
    given: Given,
    fetching: Fetching,
    tick: Callable[[], None] = lambda: None,
    keep: Keep = drop,
    skipped: Callable[[Skipped], None] = lambda item: None,
) -> Iterator[Document]:
    """The documents; what could not be read is told on standard error and counted. `tick` is called after each."""
    several = False
    for item in documents(paths, given=given, fetching=fetching, stdin=sys.stdin.buffer, keep=keep):
        if isinstance(item, Skipped):
            tally.skipped += 1
            skipped(item)
            complain(f"{item.where}: {item.fault}" + (f". {item.mend}" if item.mend else ""))
        elif several and given.title is not None:
            raise _one_title()
        else:
            several = True
            yield item
        tick()


def attempt(step: Callable[[Document], T], document: Document, tally: Tally) -> T | None:
    """What a step makes of a document; `None`, with a line that says so, where the step itself fails."""
    try:
        result = step(document)
    except ReportedlyError:
        raise  # a gazetteer or a data file is wrong: no other document would fare better
    except Exception as error:
        # A fault of ours, met by one document in thousands, must not cost the others.
        tally.skipped += 1
        told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        complain(f"{name(document)}: this program failed on it ({told}). Leave it out, and please report the fault")
        return None
    tally.read += 1
    return result


def name(document: Document) -> str:
    """What a user knows the document by."""
    return document.ref or document.url or document.title or document.id
