from __future__ import annotations

from dataclasses import replace

import pytest
from tests.linking.made_up_news import PARTIES
from tests.linking.test_linker import KIN
from tests.weighing.made_up_sentences import HELD, LEFT, told

from reportedly.model import Claim, Mention, Quote
from reportedly.weighing.statements import statements
from reportedly.weighing.voices import carried


def acts(claim: Claim) -> list[tuple[str, str]]:
    """What the claim does to which party's holding."""
    found = statements(carried([claim], KIN), KIN)
    return [(one.act.value, one.party.key) for one in found if one.party is not None]


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels spoke of the importance of capturing Halwa.",
        "The rebels failed in capturing Halwa.",
        "The rebels have an army that hopes for capturing Halwa.",
        "The rebels want to be capturing Halwa, if they can.",
    ],
)
def test_what_is_only_aimed_at_moves_no_front(sentence: str) -> None:
    late = sentence.replace("want to be", "would soon be")
    assert acts(told(late, "capturing", "Halwa", actor="rebels=rebels")) == []


def test_to_have_managed_to_take_is_to_have_taken() -> None:
    assert acts(told("The rebels managed to take Halwa.", "take", "Halwa", actor="rebels=rebels")) == [
        ("gain", "free-syrian-army")
    ]
    assert acts(told("The rebels came back to take Halwa.", "take", "Halwa", actor="rebels=rebels")) == []


def test_who_comes_nearer_has_taken_nothing_and_who_comes_in_has() -> None:
    assert acts(told("The rebels advanced on Halwa.", "advanced", "Halwa", actor="rebels=rebels")) == []
    assert acts(told("The rebels advanced into Halwa.", "advanced", "Halwa", actor="rebels=rebels")) == [
        ("gain", "free-syrian-army")
    ]


def test_who_moves_out_of_a_town_does_not_take_it_and_who_drives_others_out_does() -> None:
    left = told("The rebels have moved out of Halwa.", "moved", "Halwa", actor="rebels=rebels")
    drove = told("The rebels drove Daesh out of Halwa.", "drove", "Halwa", actor="rebels=rebels", target="Daesh=Daesh")
    assert (acts(left), acts(drove)) == ([], [("gain", "free-syrian-army")])


def test_who_left_a_town_by_the_word_that_was_read_for_taking_lost_it() -> None:
    left = "The rebels marched in at noon; the army had left Halwa."
    assert acts(told(left, "left", "Halwa", actor="army=army")) == [("lose", "force:SY:army")]


def test_of_rebel_held_ground_the_rebels_are_the_holder_whoever_else_is_named() -> None:
    crossed = "The army let them pass from Dara to rebel-held Halwa."
    both = told(crossed, "rebel-held", "Halwa", actor="army=army", kind=HELD)
    at = both.document.text.index("rebel-held")
    rebels = Mention(Quote("rebel", at, at + 5), "rebel", PARTIES["rebels"])
    assert acts(replace(both, actor=(*both.actor, rebels))) == [("hold", "free-syrian-army")]


def test_a_fall_of_which_it_is_told_what_it_would_do_has_not_come() -> None:
    sentence = "The fall of Halwa to the rebels of the eastern hills would open the road."
    assert acts(told(sentence, "fall", "Halwa", actor="rebels=rebels")) == []


def test_gained_ground_and_a_proclaimed_annexation_take_no_town() -> None:
    assert acts(told("The rebels gained ground in Halwa.", "gained ground", "Halwa", actor="rebels=rebels")) == []
    assert acts(told("Moscow proclaimed the annexation of Halwa.", "annexation", "Halwa", actor="Moscow=Russia")) == []


def test_what_falls_to_a_party_is_not_taken_by_whoever_is_named_before() -> None:
    fell = "The army was surprised when Halwa fell to fighters of Daesh."
    assert acts(told(fell, "fell to", "Halwa", actor="Daesh=Daesh")) == [("gain", "islamic-state")]
    assert acts(told(fell, "fell to", "Halwa", actor="army=army")) == []


def test_from_whom_a_place_was_taken_does_not_take_it() -> None:
    assert acts(
        told("Halwa was liberated from Daesh.", "liberated", "Halwa", actor="Daesh=Daesh", target="Daesh=Daesh")
    ) == [("lose", "islamic-state")]


def test_who_is_told_of_in_another_clause_lost_nothing() -> None:
    fall = "After the fall of Halwa, Dara is under attack from Daesh."
    assert acts(told(fall, "fall", "Halwa", target="Daesh=Daesh")) == []


def test_a_taker_is_named_in_the_sentence_or_meant_by_a_pronoun() -> None:
    before = "The army met the rebels."
    assert acts(told("The fall of Halwa followed.", "fall", "Halwa", actor="army=army", before=before)) == []
    assert acts(told("Then they captured Halwa.", "captured", "Halwa", actor="army=army", before=before)) == [
        ("gain", "force:SY:army")
    ]
    assert acts(told("Halwa was captured.", "captured", "Halwa", actor="army=army", before=before)) == []


def test_who_pushes_another_out_does_not_leave() -> None:
    sentence = "The army pushed Daesh out of Halwa."
    assert acts(told(sentence, "pushed", "Halwa", kind=LEFT, actor="army=army", target="Daesh=Daesh")) == [
        ("gain", "force:SY:army"),
        ("lose", "islamic-state"),
    ]
    assert acts(told(sentence, "pushed", "Halwa", kind=LEFT, actor="army=army")) == []


def test_control_that_is_over_is_none() -> None:
    assert acts(told("Halwa was formerly held by Daesh.", "held", "Halwa", kind=HELD, actor="Daesh=Daesh")) == []
    assert acts(told("Halwa is held by Daesh.", "held", "Halwa", kind=HELD, actor="Daesh=Daesh")) == [
        ("hold", "islamic-state")
    ]


def test_the_people_of_a_state_hold_a_town_as_that_state() -> None:
    assert acts(told("The Russians took Halwa.", "took", "Halwa", actor="Russians=people:RU")) == [("gain", "state:RU")]


def test_an_advance_that_goes_on_has_taken_nothing() -> None:
    assert acts(told("The rebels are advancing into Halwa.", "advancing", "Halwa", actor="rebels=rebels")) == []


def test_to_withdraw_aircraft_is_not_to_leave() -> None:
    planes = "The army withdrew its planes from Halwa."
    assert acts(told(planes, "withdrew", "Halwa", kind=LEFT, actor="army=army")) == []
    men = planes.replace("planes", "men")
    assert acts(told(men, "withdrew", "Halwa", kind=LEFT, actor="army=army")) == [("lose", "force:SY:army")]


def test_nobody_holds_a_divided_town() -> None:
    divided = "Halwa is divided between rebel control in the east and the army in the west."
    assert acts(told(divided, "control", "Halwa", kind=HELD, actor="rebel=rebels")) == []


def test_the_month_of_may_is_no_doubt() -> None:
    assert acts(told("In May the rebels captured Halwa.", "captured", "Halwa", actor="rebels=rebels")) == [
        ("gain", "free-syrian-army")
    ]
    assert acts(told("The rebels may have captured Halwa.", "captured", "Halwa", actor="rebels=rebels")) == []


def test_who_fled_from_a_town_that_a_party_holds_does_not_end_its_hold() -> None:
    fled = "Thousands fled from the rebel-held town of Halwa."
    assert acts(told(fled, "rebel-held", "Halwa", kind=HELD, actor="rebel=rebels")) == [("hold", "free-syrian-army")]


def test_what_another_would_do_next_makes_no_aim_of_what_was_done() -> None:
    left = "The army retreated from Halwa, prompting fears that others would follow."
    assert acts(told(left, "retreated", "Halwa", kind=LEFT, actor="army=army")) == [("lose", "force:SY:army")]
    assert acts(told("The fall of Halwa to Daesh would be a blow.", "fall", "Halwa", actor="Daesh=Daesh")) == []


def test_who_acts_in_a_clause_before_did_not_take_it() -> None:
    left = "The last rebels left Halwa for Karm with their families, and the army took it over."
    both = "The rebels and, with them, the army took Halwa."
    named = ("rebels=rebels", "army=army")
    claims = [replace(told(text, "took", "Halwa", actor=named[0])) for text in (left, both)]
    claims = [
        replace(one, actor=(*one.actor, *told(one.evidence.text, "took", "Halwa", actor=named[1]).actor))
        for one in claims
    ]
    assert [acts(one) for one in claims] == [[("gain", "force:SY:army")], [("gain", "free-syrian-army")]]


def test_the_people_of_a_town_did_not_hold_it() -> None:
    fled = "The rebels overran Halwa, and most of its army of clerks fled."
    taken = "The rebels overran Halwa, and took it from the army."
    losers = [
        statements(carried([told(text, "overran", "Halwa", actor="rebels=rebels", target="army=army")], KIN), KIN)[
            0
        ].loser
        for text in (fled, taken)
    ]
    assert [one and one.key for one in losers] == [None, "force:SY:army"]


def test_who_drove_them_out_took_the_town_and_who_was_driven_out_did_not() -> None:
    back = "The army entered Halwa on Sunday, a week after Daesh had driven them out."
    assert acts(told(back, "driven them out", "Halwa", kind=LEFT, actor="Daesh=Daesh")) == [("gain", "islamic-state")]
    assert acts(told(back, "driven", "Halwa", kind=LEFT, actor="Daesh=Daesh")) == [("gain", "islamic-state")]
    both = told(back, "driven them out", "Halwa", kind=LEFT, actor="Daesh=Daesh", target="army=army")
    assert acts(both) == [("gain", "islamic-state"), ("lose", "force:SY:army")]
    gain = next(one for one in statements(carried([both], KIN), KIN) if one.act == "gain")
    assert gain.loser is not None
    assert gain.loser.key == "force:SY:army"
    out = "Daesh had been driven out of Halwa."
    assert acts(told(out, "driven out", "Halwa", kind=LEFT, actor="Daesh=Daesh")) == []
    there = "Daesh had been driven there from Halwa."
    assert acts(told(there, "driven", "Halwa", kind=LEFT, actor="Daesh=Daesh")) == []


def test_a_town_with_a_day_of_its_own_is_not_taken_on_the_other_towns_day() -> None:
    def taken(sentence: str) -> list[str]:
        claim = told(sentence, "took", ("Halwa", "Dara"), actor="rebels=rebels")
        return [one.place_name for one in statements(carried([claim], KIN), KIN)]

    assert taken("The rebels took Halwa on Monday and Dara five days later.") == ["Halwa"]
    assert taken("The rebels took Halwa in May, and Dara a week earlier.") == ["Halwa"]
    assert taken("The rebels took Halwa on Monday and Dara hours later.") == ["Halwa"]
    assert taken("The rebels took Halwa and Dara five days later.") == ["Dara", "Halwa"]
    assert taken("The rebels took Halwa from Daesh and Dara from the army.") == ["Dara", "Halwa"]


def test_a_party_named_sentences_before_holds_what_it_is_told_there_to_take() -> None:
    before = "The rebels tried to take the hill above Halwa. Helicopters drove off three cars."
    taken = told("By noon the hill had been taken.", "taken", "Halwa", actor="rebels=rebels", before=before)
    assert acts(taken) == [("gain", "free-syrian-army")]
    before = "The army seized Halwa on Monday. Shops opened again."
    gone = "By Friday the last truck had left the town."
    left = told(gone, "left", "Halwa", actor="army=army", kind=LEFT, before=before)
    assert acts(left) == [("lose", "force:SY:army")]


@pytest.mark.parametrize(
    "before",
    [
        "The rebels spoke in Halwa. Helicopters drove off three cars.",
        "The rebels tried to take the bridge of Halwa. Helicopters drove off three cars.",
        "The rebels said that the army took the hill above Halwa.",
    ],
)
def test_a_party_named_sentences_before_for_something_else_is_a_guess(before: str) -> None:
    taken = told("By noon the hill had been taken.", "taken", "Halwa", actor="rebels=rebels", before=before)
    assert acts(taken) == []
