from __future__ import annotations

from collections import Counter

import pytest

from reportedly.errors import GazetteerError
from reportedly.gazetteer.data_files import (
    AreaRow,
    ProvinceRow,
    data_text,
    parse_table,
    read_areas,
    read_countries,
    read_cyrillic,
    read_folding,
    read_provinces,
    read_quarters,
)
from reportedly.gazetteer.folding import fold

HEADER = "country,code,name,aliases,lat,lon\n"


def test_every_data_file_is_sound() -> None:
    assert read_folding().loose.articles
    assert set(read_cyrillic().alphabets) == {"ukrainian", "russian"}
    assert len(read_countries()) > 240
    assert len(read_provinces()) > 1000
    assert len(read_areas()) >= 120


@pytest.mark.parametrize("name", ["areas.csv", "countries.csv", "provinces.csv"])
def test_tables_are_sorted_and_say_where_their_facts_come_from(name: str) -> None:
    lines = data_text(name).splitlines()
    comment = [line for line in lines if line.startswith("#")]
    keys = [line.split(",")[:2] for line in lines if not line.startswith("#")][1:]
    assert any("CC0" in line for line in comment)
    firsts = [key[0] for key in keys] if name != "provinces.csv" else keys
    assert firsts == sorted(firsts)


def test_no_id_is_given_twice() -> None:
    ids = [area.id for area in read_areas()]
    codes = [(province.country, province.code) for province in read_provinces()]
    countries = [row.country for row in read_countries()]
    for given in (ids, codes, countries):
        assert [key for key, count in Counter(given).items() if count > 1] == []


def test_quarters_lie_in_provinces_that_have_that_name() -> None:
    provinces = {(province.country, province.name) for province in read_provinces()}
    assert [row.name for row in read_quarters() if (row.country, row.admin1) not in provinces] == []


def test_no_quarter_is_given_twice() -> None:
    names = Counter((row.country, fold(row.city), fold(row.name)) for row in read_quarters())
    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_provinces_of_a_country_share_a_name() -> None:
    names = Counter((province.country, province.name) for province in read_provinces())
    assert [name for name, count in names.items() if count > 1] == []


def test_no_alias_stands_for_two_areas() -> None:
    owners: dict[str, set[str]] = {}
    for area in read_areas():
        for name in (area.name, *area.aliases):
            owners.setdefault(fold(name), set()).add(area.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_all_faults_of_a_table_are_told_with_their_lines() -> None:
    text = HEADER + "SY,09,Aleppo,,36,37\nSYR,01,Hasakah,,36,41\nSY,02,Latakia,,135,36\nSY,03\n"
    with pytest.raises(GazetteerError) as caught:
        parse_table("provinces.csv", text, ProvinceRow)
    message = str(caught.value)
    assert "gazetteer/data/provinces.csv" in message
    assert "line 3" in message
    assert "line 4" in message
    assert "line 5: 2 columns, expected 6" in message


def test_a_misspelt_column_is_a_fault() -> None:
    with pytest.raises(GazetteerError, match="alias: Extra inputs"):
        parse_table("areas.csv", "id,name,country,feature,code,lat,lon,alias\ndonbas,Donbas,UA,L,RGN,48,38,\n", AreaRow)


def test_an_empty_table_is_a_fault() -> None:
    with pytest.raises(GazetteerError, match="no header line"):
        parse_table("areas.csv", "# nothing\n", AreaRow)
