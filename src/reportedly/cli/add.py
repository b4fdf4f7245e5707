"""``reportedly add``: documents into the ledger, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import common, jobs, progress
from reportedly.cli import link as linking
from reportedly.cli.table import number
from reportedly.model import Document
from reportedly.sources import Original, Skipped

if TYPE_CHECKING:
    from reportedly.ledger import Added, Adder

INTERRUPTED = 130  # as shells have it for Ctrl-C


def add(
    paths: common.Paths,
    ledger: common.LedgerAt = None,
    reread: Annotated[
        bool, typer.Option("--reread", help="Read known documents anew, if another version of the reader read them.")
    ] = False,
    no_originals: Annotated[
        bool, typer.Option("--no-originals", help="Keep only the digest of files and pages, not their bytes.")
    ] = False,
    rights: Annotated[
        str | None, typer.Option(metavar="WORDS", help="The licence of the documents, or a note on rights.")
    ] = None,
    publisher: common.Publisher = None,
    published: common.Published = None,
    title: common.Title = None,
    country: common.Country = None,
    processes: jobs.Jobs = None,
    private: common.Private = False,
    link: Annotated[bool, typer.Option("--link", help="Then find which claims tell of one happening.")] = False,
) -> None:
    """Read reports into the ledger, which is made where there is none.

    A document that is there already is passed over; one whose text changed at its address becomes a new version of it.
    What was interrupted goes on where it was when the same command is given again.
    """
    settings, tally = common.settings(), common.Tally()
    given = common.given(paths, publisher=publisher, published=published, title=title)
    place = common.country_code(country) or settings.country
    with common.open_ledger(ledger) as opened, common.lazy_reader(place, settings.home) as reader:
        from reportedly.ledger import Adding, stamp

        how = Adding(reread=reread, keep_raw=not no_originals, rights=rights, settings={"paths": list(paths)})
        adder = opened.adder(stamp(reader()), how)
        taking = Taking(adder, tally)
        stopped = False
        with progress.bar(paths) as tick, jobs.reading(reader, jobs.count(processes, paths)) as each:
            found = common.each(
                paths,
                tally,
                given=given,
                fetching=common.fetching(private, settings),
                tick=tick,
                keep=taking.keep,
                skipped=taking.fail,
            )
            try:
                for document, read in each(filter(taking.wants, found)):
                    taking.put(document, read)
            except KeyboardInterrupt:
                stopped = True
        added = adder.finish()
        common.say(f"{opened.name}: {told(added)}")
        if link and not stopped:
            linking.report(opened)
    if stopped:
        common.complain("interrupted; the same command goes on from here")
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(tally.status)


class Taking:
    """Documents, one by one, into a ledger: read if they are not known, with what they were made from."""

    def __init__(self, adder: Adder, tally: common.Tally) -> None:
        self._adder, self._tally = adder, tally
        self._held: tuple[str, Original] | None = None
        self._coming: dict[str, Original | None] = {}  # what those that are being read were made from, by their ids

    def keep(self, document: Document, original: Original) -> None:
        """Holds what the next document was made from."""
        self._held = (document.id, original)

    def fail(self, skipped: Skipped) -> None:
        """Notes what could not be read."""
        self._adder.fail(skipped.where, skipped.fault, skipped.mend)

    def wants(self, document: Document) -> bool:
        """Whether a document is to be read, and its reading then to be put; where it is known, it is counted as such."""
        original = self._held[1] if self._held and self._held[0] == document.id else None
        twice = document.id in self._coming
        if twice or not self._adder.wants(document, original):
            self._adder.added.known += twice
            self._tally.read += 1
            return False
        self._coming[document.id] = original
        return True

    def put(self, document: Document, read: jobs.Step) -> int | None:
        """How many claims a document gave that was wanted; `None` where reading it failed."""
        original = self._coming.pop(document.id)
        reading = common.attempt(lambda _: read(), document, self._tally)
        if reading is None:
            self._adder.fail(common.name(document), "this program failed on it", "Please report the fault")
            return None
        for warning in reading.warnings:
            common.complain(f"{common.name(document)}: {warning}")
        self._adder.put(reading, original)
        return len(reading.claims)


def told(added: Added) -> str:
    """What came of a run, in a line."""
    parts = [f"{number(added.documents, 'document')} added, {number(added.claims, 'claim')}"]
    if added.replaced:
        parts.append(f"{added.replaced:,} of them newer versions of what lay at their address")
    if added.known:
        parts.append(f"{added.known:,} known already")
    if added.outdated:
        parts.append(f"{added.outdated:,} of these read by another version of the reader (--reread reads them anew)")
    if added.failures:
        parts.append(f"{added.failures:,} could not be read")
    return "; ".join(parts)
