"""The commands as a page for people, printed from the program itself.

``docs/cli.md`` is this page; a test compares the two. To write it again: ``python -m reportedly.cli.reference``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from inspect import cleandoc
from typing import Any

import typer.main

from reportedly.settings import DEFAULT_HOME, Settings, variable

_INTRODUCTION = """\
# The command line

<!-- Printed by the program; do not edit. To write it again: python -m reportedly.cli.reference > docs/cli.md -->
"""
_SETTINGS = """\
## Settings from the environment

An option of the command line stands above its variable.
"""


def page() -> str:
    """The whole page as Markdown: every command with its arguments and options, then every setting."""
    from reportedly.cli import app

    parts = [_INTRODUCTION, *_command(typer.main.get_command(app), "reportedly"), _SETTINGS, _table(_settings())]
    return "\n".join(parts)


# Typer keeps its own copy of Click in some versions and takes the installed one in others, so that the commands' types
# have no one name.
def _command(command: Any, name: str) -> Iterator[str]:
    params = [param for param in command.params if not param.hidden]
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option"]
    children = getattr(command, "commands", {})
    if name != "reportedly":
        yield f"## {name}\n"
        if not children:
            usage = " ".join([name, *(["[OPTIONS]"] if options else []), *(_shown(param) for param in arguments)])
            yield f"```\n{usage}\n```\n"
    yield cleandoc(command.help).replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n\n") + "\n"
    rows = [(_shown(param), param.help) for param in arguments]
    rows += [(", ".join(f"`{spelling}`" for spelling in param.opts) + _value(param), _help(param)) for param in options]
    if rows:
        yield _table(rows)
    for child in children:
        yield from _command(children[child], f"{name} {child}")


def _shown(argument: Any) -> str:
    return f"{argument.metavar}{'…' if argument.nargs == -1 else ''}"


def _value(option: Any) -> str:
    return "" if option.is_flag else f" {option.metavar}"


def _help(option: Any) -> str:
    default = option.default
    told = f" Without it: {default.value}." if isinstance(default, Enum) else ""
    return f"{option.help}{told}"


def _settings() -> list[tuple[str, str]]:
    rows = []
    for setting in fields(Settings):
        default = "" if setting.default is None else f" Without it: {setting.default}."
        if setting.default == DEFAULT_HOME:
            default = " Without it: the platform's folder for data of programs."
        rows.append((f"`{variable(setting)}`", f"{setting.metadata['help']}{default}"))
    return rows


def _table(rows: list[tuple[str, str]]) -> str:
    cells = (f"| {left.replace('|', chr(92) + '|')} | {right.replace('|', chr(92) + '|')} |" for left, right in rows)
    return "\n".join(["| | |", "| --- | --- |", *cells]) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())
