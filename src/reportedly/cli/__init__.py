"""The command line. The only room that prints."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from reportedly._version import __version__
from reportedly.cli import (
    add,
    claims,
    common,
    evaluate,
    gazetteer,
    headlines,
    holdings,
    incidents,
    judge,
    labels,
    ledger,
    lexicon,
    link,
    places,
    read,
    review,
    serve,
    show,
    stats,
    train,
    users,
    watch,
)
from reportedly.errors import LexiconError, ReportedlyError, SettingError

app = typer.Typer(
    name="reportedly",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": common.WIDTH},
)
app.command(short_help="Read reports and give out their claims.")(read.read)
app.command(short_help="List the toponyms of reports with the places they mean.")(places.places)
app.command(short_help="Read reports into the ledger.")(add.add)
app.command(short_help="Ask the ledger for claims.")(claims.claims)
app.command(short_help="Show one claim in its context, or one incident by its voices.")(show.show)
app.command(short_help="Accept, reject or correct a claim.")(review.review)
app.command(short_help="Find which claims tell of one happening.")(link.link)
app.command(short_help="Ask the ledger for incidents.")(incidents.incidents)
app.command(short_help="Say whether two claims tell of one happening.")(judge.judge)
app.command(short_help="Tell who held a place, by whose word.")(holdings.holdings)
app.command(short_help="Count which publisher calls a party what.")(labels.labels)
app.command(short_help="Hold headlines against their own texts.")(headlines.headlines)
app.command(short_help="Count what the ledger holds.")(stats.stats)
app.command(short_help="Look at a ledger in the browser.")(serve.serve)
app.command(short_help="Poll feeds and read what is new into the ledger.")(watch.watch)
app.add_typer(ledger.app, name="ledger", short_help="Verify and look after the ledger.")
app.add_typer(users.app, name="users", short_help="Say who may look at a ledger that is served.")
app.add_typer(gazetteer.app, name="gazetteer", short_help="Add, list, remove and search gazetteers.")
app.add_typer(lexicon.app, name="lexicon", short_help="Check the words that reading rests on.")
app.command(short_help="Measure the reader on annotated documents.")(evaluate.evaluate)
app.command(short_help="Train a model on annotated documents.")(train.train)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Reads war reporting and turns it into claims: who says who did what to whom, where and when.

    Exit status: 0 all was read; 1 nothing could be read; 2 wrong usage; 3 something was skipped, the rest was read.
    """


def main() -> None:
    """Run the program; every foreseen fault is one line on standard error."""
    try:
        app(prog_name="reportedly")
    except SettingError as error:
        common.complain(str(error))
        sys.exit(common.USAGE)
    except LexiconError as error:
        for fault in error.faults:
            common.complain(fault)
        sys.exit(common.FAILED)
    except ReportedlyError as error:
        common.complain(str(error))
        sys.exit(common.FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(common.FAILED)
