from __future__ import annotations

from collections.abc import Iterator

import pytest

from reportedly.gazetteer import Gazetteer
from reportedly.gazetteer.builtin import open_builtin
from reportedly.reading.casing import in_sentence_case
from reportedly.reading.parse import parse_sentences
from reportedly.reading.toponyms import Toponym, find_in_document, find_toponyms


@pytest.fixture(scope="module")
def gazetteer(pytestconfig: pytest.Config) -> Iterator[Gazetteer]:
    home = pytestconfig.cache.mkdir("reportedly-home")
    open_builtin(home).close()
    with Gazetteer.open(home) as opened:
        yield opened


def find(text: str, gazetteer: Gazetteer) -> dict[str, Toponym]:
    found = find_toponyms(parse_sentences([text])[0], gazetteer)
    for toponym in found:
        assert text[toponym.start : toponym.end] == toponym.text
    assert [t.start for t in found] == sorted(t.start for t in found)
    return {toponym.text: toponym for toponym in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell on Kharkiv and Izium overnight.", {"Kharkiv", "Izium"}),
        ("The army recaptured the town of Qorvaneh on Monday.", {"Qorvaneh"}),
        ("Two villages near Belo Zhar were burnt.", {"Belo Zhar"}),
        ("Fighters from Menaka reached Tin-Essako at dawn.", {"Menaka", "Tin-Essako"}),
        ("A drone hit the Wad Hisham neighbourhood of Khartoum.", {"Wad Hisham", "Khartoum"}),
        ("Soldiers fought in Deir ez-Zor, al-Bab and Khan Sheikhoun.", {"Deir ez-Zor", "al-Bab", "Khan Sheikhoun"}),
        ("Rockets struck Hodeidah airport and the Marib refinery.", {"Hodeidah airport", "Marib refinery"}),
        ("Villagers in North Kivu province fled to Goma.", {"North Kivu province", "Goma"}),
        ("The 3050 Housing Estate was shelled.", {"3050 Housing Estate"}),
        ("They stormed Liberation Square in Sanaa.", {"Liberation Square", "Sanaa"}),
        ("A bomb went off in Kandahar Thursday.", {"Kandahar"}),
        ("Ministers met in The Hague.", {"The Hague"}),
        ("The rebels seized five villages: Abreh, Sultun and Kesmet.", {"Abreh", "Sultun", "Kesmet"}),
        ("Two hurt by a mortar in Aleppo Two people were hurt when rebels fired on the old town.", {"Aleppo"}),
        ("Clashes spread to areas like Qushla and Zarub.", {"Qushla", "Zarub"}),
        ("Fighters ambushed six lorries on the road from Maturi.", {"Maturi"}),
        ("The division raised its flag in the middle of Qarun.", {"Qarun"}),
        ("Four children died in air strikes on Kafr Dhahab.", {"Kafr Dhahab"}),
        ("His brother fell in the battle for Zhovtiv.", {"Zhovtiv"}),
        ("Hostages were held at a gas plant near In Zaman.", {"In Zaman"}),
        ("Missiles hit the Odesa sea trade port.", {"Odesa sea trade port"}),
        ("Shells fell on a Maronite village and an Alawite neighbourhood.", set()),
        ("Rockets struck Jabal al-Druze and Sweida.", {"Jabal al-Druze", "Sweida"}),
        ("The command denied that Nabarvan had been captured.", set()),
        ("The command denied that Nabarvan had been recaptured.", {"Nabarvan"}),
        ("The command denied that Bashtanka had been captured.", {"Bashtanka"}),
        ("They took reporters to Zarman, 70 km (45 miles) west of Tripoli.", {"Zarman", "Tripoli"}),
    ],
)
def test_places_are_found(text: str, expected: set[str], gazetteer: Gazetteer) -> None:
    assert set(find(text, gazetteer)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A reporter was hurt in Khartoum Activists spoke of forty dead.", {"Khartoum"}),
        ("A child died in Benghazi One child was hurt.", {"Benghazi"}),
        ("Ten people died in Khartoum AFP Saturday said.", {"Khartoum"}),
        ("Shells fell in Hodeidah Doctors Without Borders said.", {"Hodeidah"}),
        ("Ministers met in Baghdad Tell Zarun was shelled again.", {"Baghdad", "Tell Zarun"}),
        ("They hold the western part of Mosul Iraqs second city.", {"Mosul", "Iraq"}),
    ],
)
def test_a_name_ends_where_texts_ran_together(text: str, expected: set[str], gazetteer: Gazetteer) -> None:
    assert set(find(text, gazetteer)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Donetsk Media Centre published a video.",
        "A reporter of the Washington Herald was wounded.",
        "President Paris Kamara spoke to reporters.",
        "Governor Milan Petrov denied it.",
        "Ahmed Salem was arrested.",
        "Fighters of the Islamic State in Iraq and Syria surrendered.",
        "Al-Qaeda in Iraq claimed the attack.",
        "Syrian and Ukrainian soldiers took part in March.",
        "Police said on Sunday that Most was released.",
        "Most of those hurt were taken to a hospital.",
        "SANA and AFP reported the blast.",
        "The Jewish state and the Islamic State were mentioned.",
    ],
)
def test_persons_bodies_peoples_and_days_are_no_places(text: str, gazetteer: Gazetteer) -> None:
    assert find(text, gazetteer) == {}


@pytest.mark.parametrize(
    ("text", "name", "relation", "distance"),
    [
        ("The convoy was hit 40 km north of Timbuktu.", "Timbuktu", "north of", 40.0),
        ("They camped 25 miles (40 km) to the southeast of Mekelle.", "Mekelle", "southeast of", 40.23),
        ("Clashes erupted near Bentiu.", "Bentiu", "near", None),
        ("Jets bombed the southern outskirts of Tripoli.", "Tripoli", "southern outskirts of", None),
        ("Jets bombed Tripoli's southern suburbs.", "Tripoli", "southern suburbs", None),
        ("Fighting goes on in eastern Ukraine.", "Ukraine", "eastern", None),
        ("The column is 15 kilometres from Goma.", "Goma", "from", 15.0),
        ("The front runs between Kupiansk and Svatove.", "Svatove", "between", None),
        ("Troops advanced toward Sirte.", "Sirte", "toward", None),
    ],
)
def test_relation_and_distance_are_told(
    text: str, name: str, relation: str, distance: float | None, gazetteer: Gazetteer
) -> None:
    toponym = find(text, gazetteer)[name]
    assert (toponym.relation, toponym.distance_km) == (relation, distance)


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("They took the village of Sharun in Helmand province.", "Sharun", "Helmand"),
        ("The town of Marun, 30 km west of Benghazi, fell.", "Marun", "Benghazi"),
        ("Shells hit Borodianka, Ukraine, on Friday.", "Borodianka", "Ukraine"),
        ("Residents fled the Karada district of Baghdad.", "Karada", "Baghdad"),
        ("Residents fled the Baghdad suburb of Abu Zarun.", "Abu Zarun", "Baghdad"),
        ("Seven rockets hit Zarunsky airport outside Kyiv.", "Zarunsky airport", "Kyiv"),
        ("Gunmen attacked the village of Zarun near Gao.", "Zarun", "Gao"),
        ("They took the village of Sharun in the Afghan province of Helmand.", "Sharun", "Helmand"),
        ("Shells hit the town of Kramatorsk in the rebel stronghold of Donbas.", "Kramatorsk", "Donbas"),
        (
            "Two shells hit homes in the Kharkiv districts of Zarunka and Pivden on the way to the front.",
            "Zarunka",
            "Kharkiv",
        ),
    ],
)
def test_a_place_is_told_to_lie_in_or_by_another(text: str, inner: str, outer: str, gazetteer: Gazetteer) -> None:
    found = {toponym.name: toponym for toponym in find(text, gazetteer).values()}
    assert found[inner].container == outer
    assert found[outer].anchors
    assert not found[inner].anchors


@pytest.mark.parametrize(
    "text",
    [
        "Rockets fell on Kherson, Odesa and Mykolaiv.",
        "People died on the roads when shells fell in Kherson Odesa Mykolaiv.",
    ],
)
def test_places_of_one_list_do_not_contain_each_other(text: str, gazetteer: Gazetteer) -> None:
    found = find(text, gazetteer)
    assert len(found) == 3
    assert not any(toponym.container or toponym.anchors for toponym in found.values())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Turkey shelled Tall Abyad on Sunday.", "Turkey"),
        ("Khartoum denied the accusation.", "Khartoum"),
        ("The depot was struck by Russia.", "Russia"),
        ("Ethiopia's army entered Mekelle.", "Ethiopia"),
        ("US warplanes bombed Sirte.", "US"),
        ("The allies supplied Kyiv with drones.", "Kyiv"),
        ("The envoy said Khartoum was ready for a truce.", "Khartoum"),
        ("Troops loyal to Tripoli crossed the valley.", "Tripoli"),
        ("The militia acts independently of Baghdad.", "Baghdad"),
        ("The raid drew condemnation from Ankara.", "Ankara"),
    ],
)
def test_a_state_that_acts_is_a_metonym(text: str, name: str, gazetteer: Gazetteer) -> None:
    assert find(text, gazetteer)[name].metonym


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels shelled Khartoum on Sunday.", "Khartoum"),
        ("Khartoum came under heavy fire.", "Khartoum"),
        ("Two policemen died in Mali.", "Mali"),
        ("Kabul police found the body.", "Kabul"),
        ("The allies supplied Ukraine with drones.", "Ukraine"),
        ("Convoys arrived from Ankara.", "Ankara"),
        ("Kyiv was quiet after the raid.", "Kyiv"),
    ],
)
def test_a_state_or_capital_where_things_happen_is_a_place(text: str, name: str, gazetteer: Gazetteer) -> None:
    assert not find(text, gazetteer)[name].metonym


def test_the_words_tell_the_kind(gazetteer: Gazetteer) -> None:
    assert find("They hold the port city of Massawa.", gazetteer)["Massawa"].kind == "port city"
    assert find("They hold the Kajbar dam.", gazetteer)["Kajbar dam"].kind == "dam"
    assert find("They hold the Malian region of Gao.", gazetteer)["Gao"].kind == "region"
    assert find("Most of Gao region including Ansongo was calm.", gazetteer)["Ansongo"].kind is None


def test_the_capital_of_a_people_is_named_so_where_its_name_does_not_follow(gazetteer: Gazetteer) -> None:
    assert find("Nine people died in the Malian capital on Friday.", gazetteer)["Malian capital"].name == "Bamako"
    assert set(find("Nine people died in the Malian capital Bamako.", gazetteer)) == {"Bamako"}
    assert set(find("Nine people died in the Malian capital, Bamako.", gazetteer)) == {"Bamako"}


def test_the_state_in_state_television_is_no_kind_of_the_place_before_it(gazetteer: Gazetteer) -> None:
    assert find("Nine died in the city of Marib state television reported.", gazetteer)["Marib"].kind == "city"


def test_districts_are_parts_of_a_city_or_are_called_so_themselves(gazetteer: Gazetteer) -> None:
    city = find("Shells fell on the districts of Kharkiv.", gazetteer)["Kharkiv"]
    assert (city.kind, city.relation) == (None, "districts of")
    named = find("Shells fell on homes in the districts of Zarunka and Pivden.", gazetteer)
    assert [(toponym.kind, toponym.relation) for toponym in named.values()] == [("district", None)] * 2


def test_a_lost_apostrophe_is_no_part_of_the_name(gazetteer: Gazetteer) -> None:
    assert "Libya" in find("He spoke of Libyas civil war.", gazetteer)


def test_names_whose_commas_were_lost_are_parted(gazetteer: Gazetteer) -> None:
    assert {"Idlib", "Hama"} <= set(find("People died in Idlib Hama and the villages around.", gazetteer))


def test_given_names_are_parts_of_places_in_a_list_that_is_told_to_be_of_places(gazetteer: Gazetteer) -> None:
    found = find("They shelled the neighbourhoods of Tariq al-Warda Bustan al-Zarun and Yarbesh.", gazetteer)
    assert set(found) == {"Tariq al-Warda", "Bustan al-Zarun", "Yarbesh"}
    assert find("They met Tariq al-Warda and left.", gazetteer) == {}


def test_a_name_that_opens_as_only_places_do_is_parted_from_the_one_before_it(gazetteer: Gazetteer) -> None:
    filler = "Nobody could say on Tuesday how many people had been hurt when the shells fell on the houses by the road."
    docs = parse_sentences(["Nine people died on the road when shells fell in Yarbesh Kafr Dhahab.", *[filler] * 5])
    assert [toponym.text for toponym in find_in_document(docs, gazetteer)[0]] == ["Yarbesh", "Kafr Dhahab"]


def test_a_dateline_is_no_part_of_the_country_before_it(gazetteer: Gazetteer) -> None:
    assert "Syria" in find("Jets raided northern Syria AFP Wednesday.", gazetteer)


def test_a_long_text_without_a_comma_has_lost_those_of_its_lists(gazetteer: Gazetteer) -> None:
    told = "Shells fell on the towns of Yarbesh Zarmun on Monday and in al-Warda al-Sahil al-Karma."
    filler = "Nobody could say on Tuesday how many people had been hurt when the shells fell on the houses by the road."
    for comma, expected in (
        ("", {"Yarbesh", "Zarmun", "al-Warda", "al-Sahil", "al-Karma"}),
        (",", {"Yarbesh Zarmun", "al-Warda al-Sahil al-Karma"}),
    ):
        docs = parse_sentences([told, *[filler] * 5, f"It was quiet{comma} they said."])
        assert {toponym.text for toponym in find_in_document(docs, gazetteer)[0]} == expected


def test_a_tokenised_sentence_is_read_like_any_other(gazetteer: Gazetteer) -> None:
    found = find("Gunmen attacked Mosul 's airport , 5 km south of the city , near Hammam al - Alil .", gazetteer)
    assert {"Mosul", "Hammam al - Alil"} <= set(found)


def test_adjectives_hint_at_their_country(gazetteer: Gazetteer) -> None:
    assert find("Malian soldiers left Kidal.", gazetteer)["Kidal"].hints == ("ML",)


def test_what_one_sentence_shows_to_be_a_place_is_known_in_the_others(gazetteer: Gazetteer) -> None:
    docs = parse_sentences(["They attacked the village of Yarbesh.", "On Tuesday Yarbesh fell."])
    alone = find_toponyms(docs[1], gazetteer)
    together = find_in_document([docs[0], None, docs[1]], gazetteer)
    assert [toponym.text for toponym in together[2]] == ["Yarbesh"]
    assert together[1] == []
    assert len(alone) <= len(together[2])


@pytest.mark.parametrize("text", ["", " ", "…", "12 34", "—", "'s", "THE", "al-", "A"])
def test_odd_text_has_no_toponyms(text: str, gazetteer: Gazetteer) -> None:
    assert find(text, gazetteer) == {}


def test_the_kind_of_a_list_told_at_its_end_is_that_of_all(gazetteer: Gazetteer) -> None:
    found = find("Shells fell in the Kasai and Ituri provinces.", gazetteer)
    assert {toponym.name: toponym.kind for toponym in found.values()} == {"Kasai": "province", "Ituri": "province"}


def test_villages_told_after_a_comma_are_places(gazetteer: Gazetteer) -> None:
    assert set(find("Mortars hit Prylesne and Hostryk, villages near Kharkiv.", gazetteer)) >= {"Prylesne", "Hostryk"}


@pytest.mark.parametrize("text", ["Crowds left Sanaa's Tahrir Square.", "Crowds left Sanaa 's Tahrir Square ."])
def test_what_a_place_owns_is_a_place(gazetteer: Gazetteer, text: str) -> None:
    assert set(find(text, gazetteer)) == {"Sanaa", "Tahrir Square"}


def test_a_person_named_in_full_is_no_place_afterwards(gazetteer: Gazetteer) -> None:
    sentences = ["The envoy, Lloyd Houston, met the mayor.", "Houston left early.", "Barges sank near Houston."]
    named, alone, placed = find_in_document(parse_sentences(sentences), gazetteer)
    assert [toponym.text for toponym in (*named, *alone)] == []
    assert [toponym.text for toponym in placed] == ["Houston"]


def test_a_well_known_place_is_seen_in_a_headline(gazetteer: Gazetteer) -> None:
    assert set(find("Rebels Say Jets Bombed Aleppo Markets Again", gazetteer)) == {"Aleppo"}


def test_a_headlines_verbs_and_numbers_are_no_part_of_its_places(gazetteer: Gazetteer) -> None:
    title = "Militia Captures Qarnaweh, Twelve Kilometres From Mosul"
    (doc,) = parse_sentences([title], in_sentence_case([title]))
    assert [toponym.text for toponym in find_toponyms(doc, gazetteer)] == ["Qarnaweh", "Mosul"]


def test_a_paper_is_no_place(gazetteer: Gazetteer) -> None:
    assert find("He wrote for the Jerusalem Post and spoke to Al-Jazeera.", gazetteer) == {}
