"""The house rules that a reader of the code relies on: what may import what, who prints, how long things get."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1] / "src" / "reportedly"
MODULES = sorted(ROOT.rglob("*.py"))

EVERYWHERE = {"model", "incident_model", "errors", "settings", "printable", "processors", "uncollected", "_version"}
# What each room may import besides. `cli` and the public API join rooms; whatever they need they may have.
ROOMS: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "settings": set(),
    "printable": set(),
    "processors": set(),
    "uncollected": set(),
    "_version": set(),
    "sources": set(),
    "lexicon": set(),
    "gazetteer": set(),
    "reading": {"lexicon", "gazetteer", "sources.furniture"},
    "export": set(),
    # The ledger stores the record of the format, and gives tables the columns of the CSV export.
    "ledger": {"sources", "lexicon", "reading.pipeline", "reading.building", "export.record", "export.csv"},
    "evaluating": {"sources.identity"},
    "training": {"reading", "lexicon", "gazetteer", "export", "evaluating", "sources.identity"},
    "incident_model": set(),
    "linking": {"lexicon", "gazetteer.folding"},
    "weighing": {"linking", "lexicon", "gazetteer.folding"},
    # Joins the ledger with what is made of its claims.
    "incidents": {"ledger", "linking", "weighing", "lexicon", "gazetteer.folding"},
    # Shows all of it; like the command line, it joins rooms, but it reads no documents.
    "web": {"ledger", "incidents", "linking", "weighing", "export", "lexicon", "gazetteer"},
}
FREE = {"cli", "__init__", "__main__"}
LONGEST_MODULE, LONGEST_FUNCTION = 500, 60


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """The names of the modules that a module imports, wherever in it, but for those only meant for type checking."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif not (isinstance(node, ast.If) and name(node.test) == "TYPE_CHECKING"):
            yield from imports(node)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def faults(of: Callable[[Path], Iterable[str]]) -> list[str]:
    """What is wrong with each module, all at once: module by module would take longer to be told than to be found."""
    return [f"{path.relative_to(ROOT)}: {fault}" for path in MODULES for fault in of(path)]


def strange_imports(path: Path) -> set[str]:
    own = room(path)
    if own in FREE:
        return set()
    allowed = {f"reportedly.{name}" for name in (own, *EVERYWHERE, *ROOMS[own])}
    ours = {name for name in imports(tree_of(path)) if name.split(".")[0] == "reportedly" and name.count(".")}
    strange = {name for name in ours if not any(name == door or name.startswith(f"{door}.") for door in allowed)}
    # "from reportedly.sources import furniture" names the room first and then what is taken from it.
    return strange - {name for name in strange if any(door.startswith(f"{name}.") for door in allowed & ours)}


def test_a_module_imports_only_from_the_rooms_to_its_left() -> None:
    assert faults(strange_imports) == []


def test_every_room_is_known() -> None:
    assert {room(path) for path in MODULES} == {*ROOMS, *FREE}


def printers(path: Path) -> set[str]:
    if room(path) == "cli":
        return set()
    return {"print", "sys.stdout", "sys.stderr", "typer.echo"} & set(map(name, ast.walk(tree_of(path))))


def name(node: ast.AST) -> str:
    """What a node calls by its name, as far as it is one or two names."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_only_the_command_line_prints() -> None:
    assert faults(printers) == []


def test_one_module_alone_imports_the_parser() -> None:
    users = [path for path in MODULES if any(name.split(".")[0] == "spacy" for name in imports(tree_of(path)))]
    assert [path.relative_to(ROOT) for path in users] == [Path("reading/parse.py")]


def too_long(path: Path) -> Iterator[str]:
    if len(path.read_text("utf-8").splitlines()) > LONGEST_MODULE:
        yield f"more than {LONGEST_MODULE} lines"
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            if node.end_lineno - node.lineno >= LONGEST_FUNCTION:
                yield f"{node.name}: {LONGEST_FUNCTION} lines or more"


def test_modules_and_functions_stay_short_enough_to_be_read() -> None:
    assert faults(too_long) == []


def silent(path: Path) -> Iterator[str]:
    if tree_of(path).body and not ast.get_docstring(tree_of(path)):
        yield "does not say what it is for"
    if path.name == "utils.py":
        yield "is named for nothing"


def test_a_module_says_what_it_is_for() -> None:
    assert faults(silent) == []
