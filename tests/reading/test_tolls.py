"""Tolls and losses of parsed sentences."""

from __future__ import annotations

import pytest

from reportedly.reading.parse import parse_sentences
from reportedly.reading.tolls import find_losses, find_tolls

Row = tuple[str, int | None, int | None]


def tolls(text: str) -> list[Row]:
    (doc,) = parse_sentences([text])
    return [(toll.kind, toll.min, toll.max) for toll in find_tolls(doc)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid killed 20 people and wounded 30 others.", [("killed", 20, 20), ("injured", 30, 30)]),
        ("At least 20 people were killed, including five children, in the market.", [("killed", 20, None)]),
        ("The blast left 12 dead and dozens injured.", [("killed", 12, 12), ("injured", 24, 99)]),
        ("Shells hit the suburb, killing at least 3.", [("killed", 3, None)]),
        ("The death toll rose from 30 to 49.", [("killed", 49, 49)]),
        ("The strike claimed the lives of seven nurses.", [("killed", 7, 7)]),
        ("The attack claimed two lives and injured three people.", [("killed", 2, 2), ("injured", 3, 3)]),
        ("14 of them died.", [("killed", 14, 14)]),
        ("Sixteen border guards were mown down as they ate.", [("killed", 16, 16)]),
        ("More than 2,000 fighters had been wiped out near the dam.", [("killed", 2001, None)]),
        ("A church worker put the dead at 2,000 after the raid.", [("killed", 2000, 2000)]),
        ("The strike left 14 neighbours lifeless.", [("killed", 14, 14)]),
        ("The drone killed Omar Haddad, a militia governor, near Sabratha.", [("killed", 1, 1)]),
        ("Mortars killed a woman and a two-year-old girl.", [("killed", 2, 2)]),
        ("Three soldiers and two policemen were killed in the ambush.", [("killed", 5, 5)]),
        ("The clashes cost the lives of 30 soldiers and 29 insurgents.", [("killed", 59, 59)]),
        ("The attack caused no casualties.", [("killed", 0, 0), ("injured", 0, 0)]),
        ("The army did not give any details on casualties.", []),
        ("165 people have been wounded since Monday.", [("injured", 165, 165)]),
        ("Medics received the bodies of five victims.", [("killed", 5, 5)]),
        ("Snipers shot dead two protesters.", [("killed", 2, 2)]),
        ("Four villagers were shot dead by gunmen.", [("killed", 4, 4)]),
        ("Two women were stoned to death in the square.", [("killed", 2, 2)]),
        ("The army lost 20 men in the fighting near Menaka.", [("killed", 20, 20)]),
        ("The militia has lost twelve fighters since Monday.", [("killed", 12, 12)]),
        ("The party lost 20 seats in the vote.", []),
        ("The rebels took 30 prisoners.", [("captured", 30, 30)]),
        ("They captured four soldiers near Goma.", [("captured", 4, 4)]),
        ("Gunmen abducted eleven pilgrims and their driver.", [("captured", 12, 12)]),
        ("More than 300 fighters surrendered on Friday.", [("captured", 301, None)]),
        ("One man was killed and three wounded.", [("killed", 1, 1), ("injured", 3, 3)]),
        ("The fighting caused the deaths of 60 people.", [("killed", 60, 60)]),
        ("A bomb killed one and hurt two.", [("killed", 1, 1), ("injured", 2, 2)]),
        ("Barrage hits Kharkiv with 8 dead", [("killed", 8, 8)]),
        ("Air strike kills 19 in Sanaa", [("killed", 19, 19)]),
        ("8 Killed, 25 Injured by rocket fire", [("killed", 8, 8), ("injured", 25, 25)]),
        ("He saw half a dozen wounded children.", [("injured", 6, 6)]),
        ("Around 230 civilians have died.", [("killed", 207, 253)]),
        ("Nobody was hurt.", [("injured", 0, 0), ("killed", 0, 0)]),
        ("Three died; nobody else was hurt.", [("killed", 3, 3), ("injured", 0, 0)]),
        ("Six herders sustained injuries in the blast.", [("injured", 6, 6)]),
        ("Two nurses died and 12 received wounds.", [("killed", 2, 2), ("injured", 12, 12)]),
        ("Dozens suffered breathing difficulties.", [("injured", 24, 99)]),
        ("The shell caused serious injuries to a farmer.", [("injured", 1, 1)]),
        ("The clinic recorded three deaths and 22 injuries.", [("killed", 3, 3), ("injured", 22, 22)]),
        ("They grieve, with four pupils and one teacher killed in the raid.", [("killed", 5, 5)]),
        ("The drought and the siege have claimed hundreds of lives.", [("killed", 200, 999)]),
        ("Nearly a quarter of a million people were killed.", [("killed", 225000, 250000)]),
        ("The army mourns the loss of eleven soldiers.", [("killed", 11, 11)]),
        ("It was a short fight in which a captain and two soldiers fell.", [("killed", 3, 3)]),
        ("The Tuareg column lost five of its own.", [("killed", 5, 5)]),
        ("They denied the kidnap and murder of nurse Amina Diallo.", [("killed", 1, 1)]),
        ("He saw the beheadings of the journalists Ali Haidara and Musa Keita.", [("killed", 2, 2)]),
        ("Another was shot dead in Nyala.", [("killed", 1, 1)]),
        ("The strike injured three of the staff in addition to five patients.", [("injured", 8, 8)]),
        ("Rockets killed nine and left 40 under arrest.", [("killed", 9, 9), ("captured", 40, 40)]),
        ("4 September: 2 killed and 8 injured in Taiz", [("killed", 2, 2), ("injured", 8, 8)]),
        ("Six wounded men died.", [("killed", 6, 6)]),
        ("Thirteen died in Homs, two in Hama and one in Daraa.", [("killed", 16, 16)]),
        ("Two of the officers were among those killed.", []),
        ("As well as those killed, at least 160 people were injured.", [("injured", 160, None)]),
        ("Rebels killed eleven militiamen and captured two of them.", [("killed", 11, 11), ("captured", 2, 2)]),
        (
            "It said 17 people died, including six who were executed in a field.",
            [("killed", 17, 17), ("killed", 6, 6)],
        ),
        (
            "Gunmen killed more than 40 people and took up to 15 hostages.",
            [("killed", 41, None), ("captured", None, 15)],
        ),
        ("Up to 80 fighters were destroyed near Gao.", [("killed", None, 80)]),
        ("Officials said that al-Sattar was wounded.", [("injured", 1, 1)]),
        ("Rebels killed 500 soldiers and police.", [("killed", 500, 500)]),
        ("Shells fell on 10 Feb and killed 26 herders.", [("killed", 26, 26)]),
        ("Three people, two of them children, died in Aden.", [("killed", 3, 3)]),
        ("The governor said 53 prisoners were killed in an explosion.", [("killed", 53, 53)]),
        ("He is the third nurse to be killed in Sagaing this week.", [("killed", 1, 1)]),
        ("A blast wounded a baker in Mandalay.", [("injured", 1, 1)]),
    ],
)
def test_a_toll_is_read_in_every_form(text: str, expected: list[Row]) -> None:
    assert tolls(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The army killed civilians.",
        "Troops captured the town.",
        "The army killed and wounded 49 fighters.",
        "Dozens of people have been killed or wounded in the clashes.",
        "The vote killed two bills.",
        "They did not kill 20 people.",
        "The army neutralised 12 fighters.",
        "Loggers felled 20 trees.",
        "The family was killed.",
        "The town fell after two days.",
        "The militia abducted 20 families.",
        "Bombing kills, wounds dozens outside Goma",
        "The commander gave no casualty toll.",
        "The court heard of the sentencing to death of three men.",
        "Nobody here will surrender.",
        "The strikes killed and destroyed four armoured vehicles.",
        "Twelve trucks carried flour to the camp.",
    ],
)
def test_no_number_of_people_is_no_toll(text: str) -> None:
    assert tolls(text) == []


def test_a_toll_quotes_its_words_and_its_people() -> None:
    (doc,) = parse_sentences(["On Monday a mine killed at least six herders near Mopti."])
    (toll,) = find_tolls(doc)
    assert doc.text[toll.start : toll.end] == "killed at least six herders"
    assert toll.who is not None
    assert doc.text[slice(*toll.who)] == "at least six herders"
    assert doc[toll.cue].text == "killed"


def losses(text: str) -> list[tuple[str, int | None]]:
    (doc,) = parse_sentences([text])
    return [(loss.what, loss.count) for loss in find_losses(doc)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army destroyed two tanks and a truck.", [("tanks", 2), ("truck", 1)]),
        ("Air defences shot down a drone over the port.", [("drone", 1)]),
        ("Shells damaged houses and cars.", [("houses", None), ("cars", None)]),
        (
            "The jets eliminated 1 ammunition depot and at least 3 vehicles.",
            [("ammunition depot", 1), ("vehicles", 3)],
        ),
        ("The loss of four boats was admitted.", [("boats", 4)]),
        ("The shelling caused damage to houses.", [("houses", None)]),
        ("Dozens of trucks were burnt.", [("trucks", None)]),
        ("They withdrew with the loss of a bulldozer and two pick-ups.", [("bulldozer", 1), ("pick-ups", 2)]),
        ("Rockets destroyed his house and several cars.", [("house", 1), ("cars", None)]),
        ("They lost control of the hill.", []),
        ("The president lost all legitimacy.", []),
        ("The raid killed three men.", []),
    ],
)
def test_losses_are_things_with_their_number(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert losses(text) == expected


def test_a_loss_quotes_its_words() -> None:
    (doc,) = parse_sentences(["Rockets destroyed two fuel depots."])
    (loss,) = find_losses(doc)
    assert doc.text[loss.start : loss.end].endswith(loss.what)


def test_the_losses_of_two_sides_are_summed_and_a_part_is_not() -> None:
    def counted(text: str) -> list[tuple[int | None, int | None]]:
        return [(toll.min, toll.max) for toll in find_tolls(parse_sentences([text])[0])]

    assert counted("At least 40 rebels were killed and 12 soldiers had died since Tuesday.") == [(52, None)]
    assert counted("Nine people were killed and six of the dead were women.")[0] == (9, 9)
    assert counted("A strike killed three and a bomb killed five.") == [(3, 3), (5, 5)]
