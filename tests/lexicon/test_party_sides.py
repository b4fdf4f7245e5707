from datetime import date

import pytest

from reportedly.lexicon.parties import Register
from reportedly.lexicon.party_conflicts import Stances, check_stances, read_stances
from reportedly.lexicon.party_shapes import ConflictShape, PartyRow, RelationRow
from reportedly.lexicon.party_sides import Side, Sides

SIDES = Sides.load()
KNOWN = {"blue", "green", "red", "state:SD"}


def conflict(**cells: object) -> ConflictShape:
    camps = [{"key": "north", "parties": ["blue"]}, {"key": "south", "parties": ["red"]}]
    return ConflictShape.model_validate({"key": "war", "name": "War", "countries": ["SD"], "camp": camps, **cells})


def relation(party: str, kind: str, other: str, since: str = "", until: str = "") -> RelationRow:
    cells = {"party": party, "relation": kind, "other": other, "valid_from": since, "valid_to": until}
    return RelationRow.model_validate(cells)


def faults(
    *conflicts: ConflictShape, relations: tuple[RelationRow, ...] = (), parties: tuple[PartyRow, ...] = ()
) -> list[str]:
    return check_stances(Stances(list(relations), list(conflicts)), parties, KNOWN, {"SD"})


# --- where parties stand


def test_an_army_stands_where_its_state_stands() -> None:
    assert SIDES.of("force:ML:army", date(2014, 1, 1)) == SIDES.of("state:ML", date(2014, 1, 1)) != ()


def test_a_group_stands_where_its_coalition_stands_while_it_is_a_member() -> None:
    assert SIDES.opposed("ansar-dine", "force:ML:army", date(2018, 1, 1)) == ("mali",)
    assert SIDES.opposed("gatia", "mnla", date(2015, 1, 1)) == ("mali",)


@pytest.mark.parametrize(
    ("one", "other", "day", "conflicts"),
    [
        ("rapid-support-forces", "force:SD:army", date(2023, 6, 1), ("sudan-2023",)),
        ("arakan-army", "force:MM:air-force", date(2024, 2, 1), ("myanmar",)),
        ("houthis", "saudi-led-coalition", date(2017, 1, 1), ("yemen",)),
        ("m23", "force:CD:military", date(2024, 1, 1), ("kivu",)),
        ("force:UA:army", "donetsk-peoples-republic", date(2016, 1, 1), ("ukraine",)),
        ("farc", "force:CO:police", date(2010, 1, 1), ("colombia",)),
        ("kla", "vj", date(1999, 1, 1), ("kosovo",)),
        ("npa-philippines", "force:PH:army", None, ("philippines-communist",)),
    ],
)
def test_enemies_are_opposed_in_their_conflict(
    one: str, other: str, day: date | None, conflicts: tuple[str, ...]
) -> None:
    assert SIDES.opposed(one, other, day) == SIDES.opposed(other, one, day) == conflicts
    assert SIDES.together(one, other, day) == ()


def test_one_party_is_on_different_sides_in_two_conflicts() -> None:
    day = date(2017, 6, 1)
    assert "turkey-pkk" in SIDES.opposed("state:TR", "ypg", day)
    assert "iraq-islamic-state" in SIDES.together("peshmerga", "state:US", day)
    assert SIDES.opposed("hezbollah", "state:IL", day) == ("israel-lebanon",)
    assert "syria" in SIDES.together("hezbollah", "state:SY", day)


def test_a_side_is_left_on_its_day() -> None:
    before, after = date(2020, 1, 1), date(2023, 6, 1)
    assert SIDES.together("rapid-support-forces", "force:SD:army", date(2010, 1, 1)) == ("darfur",)
    assert SIDES.of("state:AF", before)[0].camp == "government"
    assert SIDES.of("state:AF", after) == (Side("afghanistan-2021", "taliban"),)


def test_a_states_media_and_rulers_stand_with_it_and_its_people_do_not() -> None:
    day = date(2015, 1, 1)
    assert SIDES.opposed("sana", "free-syrian-army", day) == ("syria",)
    assert SIDES.opposed("leader:bashar-al-assad", "rebels:SY", day) == ("syria",)
    assert SIDES.of("people:SY", day) == ()


def test_monitors_and_relief_bodies_stand_nowhere() -> None:
    assert [SIDES.of(party) for party in ("sohr", "icrc", "msf", "airwars", "ocha")] == [()] * 5


def test_a_sponsor_is_told_and_is_no_camp() -> None:
    assert "state:RW" in {r.other for r in SIDES.relations("m23") if r.kind == "sponsor"}
    assert [r for r in SIDES.relations("amhara-special-forces", date(2023, 1, 1)) if r.kind == "ally"] == []


def test_every_conflict_has_opposed_camps_and_known_parties() -> None:
    register = Register.load()
    assert len(SIDES.conflicts) >= 60
    for known in SIDES.conflicts.values():
        assert known.opposed
        assert all(len(pair) == 2 and pair <= set(known.camps) for pair in known.opposed)
    assert [party for party in SIDES._standing if register.get(party) is None] == []


# --- the checks


def test_the_files_have_no_faults() -> None:
    assert read_stances()[1] == []


def test_all_faults_of_a_conflict_come_at_once() -> None:
    camps = [{"key": "north", "parties": ["bleu"]}, {"key": "south"}]
    found = faults(
        conflict(camp=camps, countries=["QQ"], opposed=[["north", "souht"]], valid_from="2011", valid_to="2010")
    )
    assert found == [
        'lexicon/conflicts.toml: "war": valid_from 2011 is after valid_to 2010',
        'lexicon/conflicts.toml: "war": unknown country "QQ"',
        'lexicon/conflicts.toml: "war": opposed: unknown camp "souht". Did you mean "south"?',
        'lexicon/conflicts.toml: "war": camp "north": unknown party "bleu". Did you mean "blue"?',
        'lexicon/conflicts.toml: "war": camp "south" has no parties',
    ]


def test_a_party_in_two_camps_at_one_time_is_a_fault() -> None:
    both = [{"key": "north", "parties": ["blue"]}, {"key": "south", "parties": ["blue"]}]
    assert faults(conflict(camp=both)) == [
        'lexicon/conflicts.toml: "war": "blue" stands in camps "north" and "south" at one time'
    ]
    first, then = {"party": "blue", "valid_to": "2010"}, {"party": "blue", "valid_from": "2011"}
    changed = [{"key": "north", "dated": [first]}, {"key": "south", "dated": [then]}]
    assert faults(conflict(camp=changed)) == []


def test_relations_are_checked() -> None:
    rows = (
        relation("blue", "ally", "gren"),
        relation("blue", "ally", "blue"),
        relation("red", "ally", "blue", "2012", "2011"),
    )
    assert faults(relations=rows) == [
        'lexicon/party_relations.csv: not sorted: "blue, ally, blue" stands after "blue, ally, gren"',
        'lexicon/party_relations.csv: "blue ally gren": unknown party "gren". Did you mean "green"?',
        'lexicon/party_relations.csv: "blue ally blue": a party stands in no relation to itself',
        'lexicon/party_relations.csv: "red ally blue": valid_from 2012 is after valid_to 2011',
    ]


def test_a_party_that_is_part_of_itself_is_a_fault() -> None:
    empty = {"kind": "armed-group", "country": "", "valid_from": "", "valid_to": "", "note": ""}
    parties = tuple(
        PartyRow.model_validate({**empty, "party": party, "name": party, "parent": parent})
        for party, parent in (("blue", "green"), ("green", ""), ("red", "blue"))
    )
    found = faults(relations=(relation("green", "member", "red"),), parties=parties)
    assert found == ['lexicon/parties.csv: "blue" is part of itself: blue in green in red in blue']
