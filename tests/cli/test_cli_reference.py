from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from tests.cli.conftest import Run

from reportedly._version import __version__
from reportedly.cli import app, reference

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"


def commands(command: Any, name: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield name, command
    for child, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*name, child))


ALL = list(commands(typer.main.get_command(app)))


def test_the_page_of_commands_is_that_of_this_program() -> None:
    assert PAGE.read_text("utf-8") == reference.page(), "write it again: see the head of docs/cli.md"


@pytest.mark.parametrize(("name", "command"), ALL)
def test_every_command_and_every_option_has_help_and_stands_on_the_page(name: tuple[str, ...], command: Any) -> None:
    page = PAGE.read_text("utf-8")
    assert command.help
    assert not name or f"## reportedly {' '.join(name)}\n" in page
    for param in command.params:
        assert param.help, param.name
        assert param.help in page
        for spelling in param.opts if param.param_type_name == "option" else ():
            assert f"`{spelling}`" in page


@pytest.mark.parametrize(("name", "command"), ALL)
def test_help_is_shown_for_every_command_at_100_columns(run: Run, name: tuple[str, ...], command: Any) -> None:
    ran = run(*name, "--help")
    assert ran.status == 0
    assert max(map(len, ran.out.splitlines())) <= 100
    assert command.help.split()[0] in ran.out
    _, _, listed = ran.out.partition("Commands:")
    assert "..." not in listed, "a command's line is cut"


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version").out == f"reportedly {__version__}\n"


def test_the_data_files_are_checked_without_a_fault(run: Run) -> None:
    ran = run("lexicon", "check")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("no fault: ")
