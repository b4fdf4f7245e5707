"""What the commands share: options, consoles, how a fault is told, and what the exit status means."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.text import Text

from reportedly.errors import ReportedlyError, SettingError
from reportedly.model import Document
from reportedly.printable import printable
from reportedly.settings import Settings
from reportedly.sources import Fetching, Given, Skipped, documents

WIDTH = 100
OK, FAILED, USAGE, PARTIAL = 0, 1, 2, 3

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="Files, folders, addresses (http, https), JSON Lines of documents, or - ."),
]
Publisher = Annotated[str | None, typer.Option(help="Who published the documents, where they do not say.")]
Published = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of publication.")]
Title = Annotated[str | None, typer.Option(help="The title of the document.")]
Country = Annotated[str | None, typer.Option(metavar="CC", help="Where places are likelier: an ISO code such as SY.")]
Private = Annotated[bool, typer.Option("--private", help="Allow addresses in private networks and on this machine.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of the terminal.")]


def console(*, error: bool = False) -> Console:
    """A console for people: as wide as the terminal, 100 columns where there is none."""
    stream = sys.stderr if error else sys.stdout
    return Console(stderr=error, width=None if stream.isatty() else WIDTH, highlight=False, soft_wrap=error)


def complain(message: str) -> None:
    """One line on standard error; nothing in it is taken as markup or as a control sequence."""
    console(error=True).print(Text(printable(message)))


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


def given(publisher: str | None, published: str | None, title: str | None) -> Given:
    """What the user states about the documents; a day that is none is refused."""
    day: date | None = None
    if published is not None:
        try:
            day = date.fromisoformat(published)
        except ValueError:
            fault = f"“{published}” is not a day"
            raise SettingError(
                fault, where="--published", mend="Write it as YYYY-MM-DD, for example 2016-10-21"
            ) from None
    return Given(publisher=publisher, published=day, title=title)


def country_code(country: str | None) -> str | None:
    """The code in capitals; anything but two letters is refused."""
    if country is None or (len(country) == 2 and country.isascii() and country.isalpha()):
        return country.upper() if country else None
    raise SettingError(
        f"“{country}” is no country code", where="--country", mend="Use two letters of ISO 3166: SY, UA, SD"
    )


def fetching(private: bool, settings: Settings) -> Fetching:
    """How addresses are fetched, by the settings."""
    return Fetching(
        max_bytes=settings.max_bytes, timeout_s=settings.timeout, max_redirects=settings.max_redirects, private=private
    )


def each(paths: Iterable[str], tally: Tally, *, given: Given, fetching: Fetching) -> Iterator[Document]:
    """The documents; what could not be read is told on standard error and counted."""
    for item in documents(paths, given=given, fetching=fetching, stdin=sys.stdin.buffer):
        if isinstance(item, Skipped):
            tally.skipped += 1
            complain(f"{item.where}: {item.fault}" + (f". {item.mend}" if item.mend else ""))
        else:
            tally.read += 1
            yield item


@contextmanager
def writing(output: Path | None) -> Iterator[TextIO]:
    """Where the output goes: the file, or standard output as UTF-8 with line ends as they are."""
    if output is None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
    except OSError as error:
        raise ReportedlyError(
            f"cannot be written ({error.strerror})", where=str(output), mend="Choose another file or folder"
        ) from None
