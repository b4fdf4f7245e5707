from importlib.resources import files
from importlib.util import find_spec

import pytest

from reportedly.lexicon.check import CHECKERS, check


def test_no_data_file_has_a_fault():
    assert check() == []


@pytest.mark.parametrize("name", [name for name in CHECKERS if find_spec(f"reportedly.lexicon.{name}")])
def test_the_files_of_each_checker_are_there(name):
    folder = files("reportedly.lexicon").joinpath("data")
    assert [file for file in CHECKERS[name] if not folder.joinpath(file).is_file()] == []


def test_every_data_file_begins_with_where_it_comes_from_and_its_licence():
    folder = files("reportedly.lexicon").joinpath("data")
    for entry in folder.iterdir():
        if entry.name.endswith(".toml"):
            head = entry.read_text("utf-8").split("\n\n")[0]
            assert head.startswith("#"), entry.name
            assert "CC0" in head, entry.name
