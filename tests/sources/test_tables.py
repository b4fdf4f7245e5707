from __future__ import annotations

import pytest

from reportedly.errors import LexiconError
from reportedly.sources import shapes, tables


def test_the_data_files_have_no_faults() -> None:
    assert tables.faults() == []


def test_a_misspelt_key_is_a_fault_that_names_file_and_entry() -> None:
    text = '[[kind]]\nname = "x"\npatern = "y"\nexamples = ["y"]\n'
    with pytest.raises(LexiconError, match=r"sources/furniture\.toml: kind 1 patern") as caught:
        tables.check("furniture.toml", "to_the_reader = []\n" + text, shapes.Furniture)
    assert len(caught.value.faults) == 2


def test_a_pattern_that_does_not_compile_is_a_fault() -> None:
    text = 'to_the_reader = []\n[[kind]]\nname = "x"\npattern = "("\nexamples = ["y"]\n'
    with pytest.raises(LexiconError, match="does not compile"):
        tables.check("furniture.toml", text, shapes.Furniture)


def test_broken_toml_is_a_fault() -> None:
    with pytest.raises(LexiconError, match=r"sources/dates\.toml"):
        tables.check("dates.toml", "months = [", shapes.Dates)


def test_language_rows_out_of_order_are_a_fault() -> None:
    with pytest.raises(LexiconError, match='"af" after "am"'):
        tables.read_languages("# c\ncode,name\nam,Amharic\naf,Afrikaans\n")
    with pytest.raises(LexiconError, match="expected a code and a name"):
        tables.read_languages("code,name\nam\n")
