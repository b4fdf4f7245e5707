"""Who is made to say what: verbs, phrases, quotations, pronouns, relays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reading.parse import parse_sentences
from reportedly.reading.speech import Speech, find_speech, speech_at
from reportedly.reading.speech_quotes import quotations


def said(*texts: str, publisher: str | None = None) -> list[list[Speech]]:
    return find_speech(parse_sentences(texts), publisher=publisher)


def speakers(text: str, words: str, *before: str) -> list[str]:
    """Who says `words` in the last of the sentences."""
    found = said(*before, text)[-1]
    start = text.index(words)
    speech = speech_at(found, start, start + len(words))
    return [speaker.text for speaker in speech.speakers] if speech else []


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("The army said that rebels had shelled Taiz.", "shelled", ["army"]),
        ("Rebels had shelled Taiz, the army said.", "shelled", ["army"]),
        ("Rebels had shelled Taiz, said the army.", "shelled", ["army"]),
        ("Rebels had shelled Taiz the army said on Tuesday.", "shelled", ["army"]),
        (
            "Two shells hit the market a source at Taiz Police Command told reporters.",
            "hit",
            ["source at Taiz Police Command"],
        ),
        ("A town councillor said that rebels had shelled Taiz.", "shelled", ["town councillor"]),
        ("Twelve dead in Taiz, medics say.", "dead", ["medics"]),
        (
            "The Joint Office for the Relief of the Kayah Hills said that nine people were killed.",
            "killed",
            ["Joint Office for the Relief of the Kayah Hills"],
        ),
        (
            "According to the Mopti Observatory for Human Rights, nine people were killed.",
            "killed",
            ["Mopti Observatory for Human Rights"],
        ),
        ("Omar Sattar, head of the Delta Network, said nine people were killed.", "killed", ["Omar Sattar"]),
        ("Observatory director Omar Sattar said nine people were killed.", "killed", ["Omar Sattar"]),
        ("A spokesman for the coalition confirmed the raid.", "raid", ["spokesman for the coalition"]),
        (
            "The Sudanese army's General Command said that rebels had shelled Gao.",
            "shelled",
            ["Sudanese army's General Command"],
        ),
        (
            "The defence ministry's Main Directorate said that drones had hit Gao.",
            "hit",
            ["defence ministry's Main Directorate"],
        ),
        (
            "The General Staff of the Malian armed forces said that rebels had shelled Gao.",
            "shelled",
            ["General Staff of the Malian armed forces"],
        ),
        (
            "A spokesman for the general staff of the Malian army said that rebels had shelled Gao.",
            "shelled",
            ["spokesman for the general staff of the Malian army"],
        ),
        ("Nine people were abducted, witnesses and officials said.", "abducted", ["witnesses", "officials"]),
        ("The junta accused the rebels of mining the road.", "mining", ["junta"]),
        ("A bombing claimed by the Red Brigade killed six people.", "bombing", ["Red Brigade"]),
        (
            "Six people were killed in raids on the suburbs of Bamako said the Mopti Observatory for Human Rights.",
            "raids",
            ["Mopti Observatory for Human Rights"],
        ),
        (
            "The Chief of the Armed Forces of Mali, General Omar Sattar, has said that rebels shelled Gao.",
            "shelled",
            ["Omar Sattar"],
        ),
        ("“Rebels shelled Gao” Omar Sattar coordinator of the relief council wrote.", "shelled", ["Omar Sattar"]),
    ],
)
def test_a_speaker_is_found_however_the_saying_is_built(text: str, words: str, wanted: list[str]) -> None:
    assert speakers(text, words) == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army shelled Taiz on Monday.", "shelled"),
        ("The army refused to say who had shelled Taiz.", "shelled"),
        ("Our correspondent said shells had hit Taiz.", "hit"),
        ("Nine people fled, residents said, as the army entered the town.", "entered"),
        ("The rebels called for a truce.", "truce"),
    ],
)
def test_nobody_says_what_the_publisher_tells(text: str, words: str) -> None:
    assert speakers(text, words) == []


def test_the_publisher_is_no_speaker_of_its_own_document() -> None:
    text = "Delta News reported that rebels had shelled Taiz."
    assert said(text)[0][0].speakers[0].text == "Delta News"
    assert said(text, publisher="deltanews")[0] == []


@pytest.mark.parametrize(
    ("before", "text", "wanted"),
    [
        ("Omar Sattar, a doctor, said nine people were killed.", "He added that six were wounded.", "Omar Sattar"),
        ("The Mopti Observatory said nine people were killed.", "It added that six were wounded.", "Mopti Observatory"),
        ("A military source said the post was shelled.", "It added that six were wounded.", "military source"),
        (
            "The Mopti Observatory said nine people were killed.",
            "The group said six were wounded.",
            "Mopti Observatory",
        ),
        (
            "The Mopti Observatory said nine people were killed.",
            "The Observatory said six were wounded.",
            "Mopti Observatory",
        ),
    ],
)
def test_pronouns_and_stand_ins_become_the_name_they_stand_for(before: str, text: str, wanted: str) -> None:
    found = said(before, text)[1]
    assert [speaker.text for speaker in found[0].speakers] == [wanted]
    assert found[0].speakers[0].sentence == 0


def test_it_is_the_body_of_which_the_passage_speaks_rather_than_an_earlier_speaker() -> None:
    earlier, between = "The Mopti Observatory said nine people were killed.", "Asmara began air strikes in May."
    assert speakers("It said its jets had hit six depots.", "hit", earlier, between) == ["Asmara"]
    text = "Some states have said they are ready, but Asmara was slow: it says six were hurt."
    assert speakers(text, "hurt", earlier) == ["Asmara"]


def test_a_common_noun_with_a_capital_is_nobody_whom_he_could_be() -> None:
    assert speakers("He said six were hurt.", "hurt", "Civilians said nine people were killed.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army said jets bombed the besieged city of Taiz.", "besieged"),
        ("The army said jets bombed rebel-held Taiz.", "held"),
        ("The army said jets bombed Taiz, where rebels rule.", "rule"),
    ],
)
def test_what_is_told_of_a_place_in_passing_nobody_says(text: str, words: str) -> None:
    assert speakers(text, words) == []
    assert speakers(text, "bombed") == ["army"]


def test_what_is_quoted_is_said_in_all_its_words() -> None:
    text = "“Jets bombed the besieged city of Taiz,” the army said."
    assert speakers(text, "besieged") == ["army"]


def test_another_five_go_on_with_the_account_before() -> None:
    before = "The Mopti Observatory said nine people were killed."
    assert speakers("Another five were killed in Gao.", "killed", before) == ["Mopti Observatory"]
    assert speakers("Troops were killed in Gao.", "killed", before) == []


def test_a_pronoun_that_nobody_fits_names_nobody() -> None:
    assert said("He said that six people were wounded.") == [[]]


def test_a_watcher_kept_back_in_the_lead_is_named_from_the_next_sentences() -> None:
    found = said(
        "Nine people were killed in Mopti, a monitoring group said.",
        "Six of them were children, the Mopti Observatory for Human Rights said.",
    )
    assert found[0][0].speakers[0].text == "Mopti Observatory for Human Rights"
    assert found[0][0].speakers[0].sentence == 1


def test_a_relay_comes_after_whom_it_quotes() -> None:
    text = "State television quoted the army as saying that Tanto had been captured."
    assert speakers(text, "captured") == ["army", "State television"]


def test_speech_in_speech_has_the_innermost_speaker_first() -> None:
    text = "The governor said that villagers had told him the army burned the market."
    assert speakers(text, "burned") == ["villagers", "governor"]


def test_a_quotation_goes_on_over_sentences_to_its_end() -> None:
    found = said(
        '"The jets came at dawn.',
        'They bombed the bakery twice," said Omar Sattar, a doctor.',
        "The town has 9,000 people.",
    )
    assert [[s.text for s in speech.speakers] for speech in found[0]] == [["Omar Sattar"]]
    assert found[2] == []


def test_a_whole_quoted_sentence_goes_on_with_the_speaker_before_it() -> None:
    text = "“They bombed the bakery twice.”"
    assert speakers(text, "bombed", "Omar Sattar, a doctor, said the jets came at dawn.") == ["Omar Sattar"]


def test_a_sentence_that_was_not_parsed_has_no_speech_and_ends_a_quotation() -> None:
    first, last = parse_sentences(["“The jets came at dawn, said Omar Sattar.", "They bombed the bakery twice.”"])
    found = find_speech([first, None, last])
    assert found[1] == []
    assert found[2] == []


def test_a_quotation_goes_on_over_sentences_that_nobody_parsed_where_their_words_are_told() -> None:
    texts = ["“The jets came at dawn.", "We hid.", "They bombed the bakery twice,” said Omar Sattar."]
    first, last = parse_sentences([texts[0], texts[2]])
    found = find_speech([first, None, last], told=texts)
    assert [[s.text for s in speech.speakers] for speech in found[0]] == [["Omar Sattar"]]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Sattar tweeted: “Jets are bombing the bakery.”", "bombing", "Sattar"),
        ("“Jets bombed the bakery,” one baker, who gave his name as Moussa, told reporters.", "bombed", "Moussa"),
        ("Moussa, a 39-year-old mason who said jets bombed the bakery, left.", "bombed", "Moussa"),
        ("Omar Sattar urged the army: “End the bombing of the bakery.”", "bombing", "Omar Sattar"),
    ],
)
def test_whoever_is_quoted_is_heard_under_his_name(text: str, words: str, wanted: str) -> None:
    assert speakers(text, words) == [wanted]


def test_an_office_is_named_by_whose_words_are_quoted_next() -> None:
    before = ("Rain fell on Gao.", "Roads were closed.")
    found = said(*before, "A rebel commander said jets bombed the camp.", "“We fled,” Omar Sattar said.")
    assert [speaker.text for speaker in found[2][0].speakers] == ["Omar Sattar"]
    found = said(*before, "A rebel commander said jets bombed the camp.", "Omar Sattar said the road was closed.")
    assert [speaker.text for speaker in found[2][0].speakers] == ["rebel commander"]


def test_an_abbreviation_is_the_body_with_those_initials() -> None:
    before = "The Mopti Observatory for Relief said nine people were killed."
    assert speakers("MOR said six were wounded.", "wounded", before) == ["Mopti Observatory for Relief"]


def test_a_denial_and_a_hedge_are_told_with_the_speech() -> None:
    [denied] = said("Asmara denied that its troops had shelled the town.")[0]
    [claimed] = said("The junta claimed that its jets had hit the depot.")[0]
    assert (denied.denial, denied.hedged) == (True, False)
    assert (claimed.denial, claimed.hedged) == (False, True)


def test_what_was_reported_by_nobody_is_hedged_and_has_no_speaker() -> None:
    [speech] = said("It was reported that rebels had shelled Taiz.")[0]
    assert speech.hedged
    assert speech.speakers == ()


def test_a_straight_mark_that_never_closes_holds_its_own_sentence_only() -> None:
    parts = quotations(['He said "we saw it', "The army left.", "Nine people fled."])
    assert [len(found) for found in parts] == [1, 0, 0]


WORDS = st.sampled_from(
    [
        "The army",
        "said",
        "that",
        "Omar Sattar",
        "he",
        "“",
        "”",
        '"',
        ",",
        "rebels",
        "shelled",
        "Taiz",
        "according to",
        "it",
        "denied",
        ".",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=4))
def test_every_speech_lies_in_its_sentence_and_every_speaker_quotes_exactly(texts: list[str]) -> None:
    for text, speeches in zip(texts, said(*texts), strict=True):
        for speech in speeches:
            assert 0 <= speech.start < speech.end <= len(text)
            assert all(texts[s.sentence][s.start : s.end] == s.text for s in speech.speakers)


@pytest.mark.parametrize(
    ("before", "text", "words", "wanted"),
    [
        (
            ["The Blue Helmets volunteer rescue group posted photos of the attack on Sunday."],
            "The group claimed that a nurse was hit by a shell.",
            "hit",
            ["Blue Helmets"],
        ),
        (
            ["Omar Haddad demanded that Mr Kiir give guarantees."],
            "He also said that troops would leave the towns.",
            "leave",
            ["Omar Haddad"],
        ),
        (
            [],
            '"It was a raid by the junta," a resident called Aung Myint told Delta News by telephone.',
            "raid",
            ["Aung Myint"],
        ),
        ([], "Troops were killed in Sagaing, according to state news agency SANA.", "killed", ["SANA"]),
        ([], "According to Kachin and Shan negotiators, the envoy proposed a truce.", "truce", ["Kachin", "Shan"]),
        (
            [],
            "More nurses were killed in Taiz, according to Medics Without Frontiers.",
            "killed",
            ["Medics Without Frontiers"],
        ),
        ([], "Six fighters were killed near Goma on Friday, Radio Delta dispatches said.", "killed", ["Radio Delta"]),
        ([], "Soldiers advanced towards Goma, killing nine militants KNA reports.", "advanced", ["KNA"]),
        (
            [],
            "Residents fled after claims by the junta that rebels had shelled Loikaw.",
            "shelled",
            ["junta"],
        ),
        (
            [],
            "According to a foreign ministry's sanctions list, Sattar tortured hostages in Gao.",
            "tortured",
            ["foreign ministry"],
        ),
    ],
)
def test_a_speaker_is_found_however_he_is_named(before: list[str], text: str, words: str, wanted: list[str]) -> None:
    assert speakers(text, words, *before) == wanted


def test_a_quotation_over_several_sentences_is_of_whom_its_end_names() -> None:
    sentences = [
        "The Blue Helmets volunteer rescue group posted photos of the attack.",
        '"Three civilians killed and many injured!',
        "28 air raids hit Dessie today!",
        '#dessie", the group wrote on Sunday.',
    ]
    found = said(*sentences)
    assert [[speaker.text for speech in speeches for speaker in speech.speakers] for speeches in found[1:3]] == [
        ["Blue Helmets"],
        ["Blue Helmets"],
    ]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Soldiers looted shops in Minova for two nights, two priests said.", "looted", ["priests"]),
        ("Families hide without food, the mayor said, and soldiers have cut off the water.", "cut off", ["mayor"]),
        ("Families hide without food, the mayor said, but the army shelled Goma.", "shelled", []),
        ("The brigade left the town, the mayor said; six men had been killed.", "killed", ["mayor"]),
        ("The brigade left the town, the mayor said; six men had been killed.", "left", ["mayor"]),
        ("Envoys have now arrived in Sanaa for talks, SNA news agency reports.", "arrived", ["SNA"]),
        ("The file holds maps, photographs and news agency reports.", "holds", []),
        ("The evacuation of Taiz resumed, residents said days after a bomb killed ten.", "resumed", ["residents"]),
        ("The evacuation of Taiz resumed, residents said days after a bomb killed ten.", "killed", []),
    ],
)
def test_a_speaker_named_in_passing_or_at_the_end_is_heard(text: str, words: str, wanted: list[str]) -> None:
    assert speakers(text, words) == wanted
