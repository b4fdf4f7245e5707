from collections import Counter
from datetime import date

import pytest

from reportedly.lexicon.parties import Register, faults
from reportedly.lexicon.party_faults import Tables, check_tables, read_tables
from reportedly.lexicon.party_shapes import AliasRow, PartyRow, first_day, last_day
from reportedly.lexicon.shapes import shaped


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


def party(name: str, **cells: str) -> PartyRow:
    empty = {
        "party": "",
        "kind": "armed-group",
        "country": "",
        "parent": "",
        "valid_from": "",
        "valid_to": "",
        "note": "",
    }
    return PartyRow.model_validate({**empty, "name": name, "party": name.lower().replace(" ", "-"), **cells})


def alias(of: str, text: str, **cells: str) -> AliasRow:
    empty = {"use": "", "within": "", "valid_from": "", "valid_to": ""}
    return AliasRow.model_validate({**empty, "party": of, "alias": text, **cells})


def with_rows(parties: list[PartyRow], aliases: list[AliasRow]) -> list[str]:
    tables, _ = read_tables()
    return check_tables(Tables(parties, aliases, tables.nations, tables.offices, lists=tables.lists))


def test_the_party_files_have_no_faults() -> None:
    assert faults() == []


def test_the_register_covers_many_conflicts(register: Register) -> None:
    told = {country for known in register.parties for country in known.countries}
    assert len(register.parties) >= 900
    conflicts = "SY IQ LY YE UA PS LB AF PK SO SD SS ET ML NG CF CD MZ MM PH CO AZ GE EG TR IR"
    assert set(conflicts.split()) <= told


def test_every_kind_of_party_is_there(register: Register) -> None:
    kinds = Counter(known.kind for known in register.parties)
    expected = "armed-group state-force coalition political international humanitarian media-monitor"
    assert set(expected.split()) <= set(kinds)


def test_every_parent_is_in_the_register_or_composed(register: Register) -> None:
    assert [known.id for known in register.parties if known.parent and register.get(known.parent) is None] == []


@pytest.mark.parametrize(
    ("party_id", "name"),
    [
        ("state:SY", "Syria"),
        ("gov:US", "Government of the United States"),
        ("force:ML:army", "Malian Army"),
        ("force:CD:military", "Armed Forces of the Democratic Republic of the Congo"),
        ("gov:ET:defence", "Ministry of Defence of Ethiopia"),
        ("people:YE", "People of Yemen"),
        ("media:MM", "State media of Myanmar"),
    ],
)
def test_the_organs_of_a_state_are_composed(register: Register, party_id: str, name: str) -> None:
    known = register.get(party_id)
    assert known is not None
    assert known.name == name


@pytest.mark.parametrize("party_id", ["", "force:SY", "force:ZZ:army", "army:SY", "gov:SY:astrology", "no-such-party"])
def test_an_unknown_id_is_no_party(register: Register, party_id: str) -> None:
    assert register.get(party_id) is None


def test_a_party_bears_the_name_of_the_day(register: Register) -> None:
    names = [register.name("islamic-state", day) for day in (date(2005, 6, 1), date(2008, 1, 1), date(2016, 1, 1))]
    assert names == ["al-Qaeda in Iraq", "Islamic State of Iraq", "Islamic State"]
    assert register.name("islamic-state") == "Islamic State"


def test_no_composed_name_uses_a_publishers_label(register: Register) -> None:
    names = [register.get(party_id).name for party_id in ("gov:SY", "gov:MM", "gov:IR")]  # type: ignore[union-attr]
    assert not [name for name in names if "regime" in name.casefold() or "junta" in name.casefold()]


def test_the_register_is_read_once(register: Register) -> None:
    assert Register.load() is register


def test_partial_dates_reach_over_their_month_or_year() -> None:
    assert (first_day("2016-02"), last_day("2016-02")) == (date(2016, 2, 1), date(2016, 2, 29))
    assert (first_day("2015"), last_day("2015")) == (date(2015, 1, 1), date(2015, 12, 31))
    assert first_day("") is None


def test_an_unknown_kind_is_told_with_the_nearest_one() -> None:
    row = {
        "party": "x",
        "name": "X",
        "kind": "armed-grup",
        "country": "",
        "parent": "",
        "valid_from": "",
        "valid_to": "",
    }
    _, found = shaped(PartyRow, {**row, "note": ""}, "lexicon/parties.csv: line 9")
    assert found == ['lexicon/parties.csv: line 9: unknown kind "armed-grup". Did you mean "armed-group"?']


def test_an_impossible_date_is_a_fault() -> None:
    row = {"party": "x", "alias": "X", "use": "", "within": "", "valid_from": "2016-02-30", "valid_to": ""}
    _, found = shaped(AliasRow, row, "here")
    assert len(found) == 1
    assert "valid_from" in found[0]


def test_an_unknown_parent_is_told_with_the_nearest_one() -> None:
    found = with_rows([party("Red Brigade"), party("Red Guard", parent="red-brigad")], [])
    assert found == ['lexicon/parties.csv: "red-guard": unknown parent "red-brigad". Did you mean "red-brigade"?']


def test_an_end_before_the_beginning_is_a_fault() -> None:
    found = with_rows([party("Red Brigade", valid_from="2016", valid_to="2015-12")], [])
    assert found == ['lexicon/parties.csv: "red-brigade": valid_from 2016 is after valid_to 2015-12']


def test_a_name_that_two_parties_bear_at_one_time_is_a_fault() -> None:
    parties = [party("Blue Brigade"), party("Red Brigade")]
    found = with_rows(parties, [alias("blue-brigade", "The Brigade"), alias("red-brigade", "The Brigade")])
    assert found == ['lexicon/party_aliases.csv: "The Brigade": both "blue-brigade" and "red-brigade" at one time']


def test_dates_and_countries_tell_two_bearers_of_a_name_apart() -> None:
    parties = [party("Blue Brigade"), party("Red Brigade")]
    dated = [alias("blue-brigade", "BB", valid_to="2010"), alias("red-brigade", "BB", valid_from="2011")]
    placed = [alias("blue-brigade", "BB", within="SD"), alias("red-brigade", "BB", within="MM")]
    assert with_rows(parties, dated) == with_rows(parties, placed) == []


def test_an_unsorted_file_is_a_fault() -> None:
    found = with_rows([party("Red Brigade"), party("Blue Brigade")], [])
    assert found == ['lexicon/parties.csv: not sorted: "blue-brigade" stands after "red-brigade"']


def test_an_unknown_country_is_a_fault() -> None:
    found = with_rows([party("Red Brigade", country="SY|QQ")], [])
    assert found == ['lexicon/parties.csv: "red-brigade": unknown country "QQ"']


@pytest.mark.parametrize(
    ("party_id", "name", "country", "since"),
    [
        ("lurd", "Liberians United for Reconciliation and Democracy", "LR", date(1999, 1, 1)),
        ("gia", "Armed Islamic Group", "DZ", date(1992, 1, 1)),
        ("three-brotherhood-alliance", "Three Brotherhood Alliance", "MM", date(2019, 6, 1)),
        ("untac", "UN Transitional Authority in Cambodia", "KH", date(1992, 3, 1)),
        ("vrs", "Army of Republika Srpska", "BA", date(1992, 5, 12)),
        ("mrta", "Túpac Amaru Revolutionary Movement", "PE", date(1982, 1, 1)),
        ("cpi-maoist", "Communist Party of India (Maoist)", "IN", date(2004, 9, 21)),
        ("sudan-founding-alliance", "Sudan Founding Alliance", "SD", date(2025, 2, 22)),
    ],
)
def test_parties_of_many_wars_are_there(
    register: Register, party_id: str, name: str, country: str, since: date
) -> None:
    known = register.get(party_id)
    assert known is not None
    assert (known.name, country in known.countries, known.valid_from) == (name, True, since)


def test_no_conflict_of_the_field_is_left_out(register: Register) -> None:
    armed = Counter(country for known in register.parties if known.kind == "armed-group" for country in known.countries)
    wars = """SY IQ LB PS YE LY EG TR IR AF PK IN LK NP MM TH PH ID ML NE BF NG CM CF CD RW BI UG SD SS ET SO MZ AO SL LR CI DZ
    TD UA RU GE BA HR XK MK CO PE MX HT VE TJ TL BD"""
    assert [country for country in wars.split() if not armed[country]] == []
    assert len(register.parties) >= 2000


@pytest.mark.parametrize(
    ("party_id", "parent"),
    [("rebels:SY", None), ("opposition:VE", None), ("force:SY:army", "state:SY"), ("people:SY", "state:SY")],
)
def test_rebels_are_no_part_of_the_state(register: Register, party_id: str, parent: str | None) -> None:
    known = register.get(party_id)
    assert known is not None
    assert known.parent == parent
