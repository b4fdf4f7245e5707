from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lexicon.parties import Register
from reportedly.reading.parties import Named, Parties

REGISTER = Register.load()
NOWHERE = Parties(REGISTER, "", None)


def reader(text: str = "", published: date | None = None) -> Parties:
    return Parties(REGISTER, text, published)


def parties_in(text: str, published: date | None = None) -> list[tuple[str, str | None]]:
    return [(text[n.start : n.end], n.party) for n in reader(text, published).find(text)]


def named(phrase: str, document: str = "") -> Named:
    return reader(document or phrase).name(phrase)


def words_of(phrase: str, document: str = "") -> str:
    found = named(phrase, document)
    return phrase[found.start : found.end]


# --- composed parties


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("the Sudanese army", "force:SD:army"),
        ("the Syrian Arab Army", "force:SY:army"),
        ("the army of Mali", "force:ML:army"),
        ("the General Staff of the Ukrainian army", "force:UA:army"),
        ("the general staff of the Malian armed forces", "force:ML:military"),
        ("Ethiopia's Defence Ministry", "gov:ET:defence"),
        ("the Ministry of Defense of the Russian Federation", "gov:RU:defence"),
        ("Yemeni forces", "force:YE:military"),
        ("Iraqi Federal Police", "force:IQ:police"),
        ("Ukrainian border guards", "force:UA:border-guard"),
        ("Burmese jets", "force:MM:military"),
        ("Turkish guns", "force:TR:military"),
        ("the Congolese air force", "force:CD:air-force"),
        ("the Damascus government", "gov:SY"),
        ("the government in Khartoum", "gov:SD"),
        ("South Sudanese civilians", "people:SS"),
        ("Nigerian state television", "media:NG"),
        ("Somalia", "state:SO"),
        ("Mogadishu", "gov:SO"),
        ("Ethiopian", "state:ET"),
        ("Malians", "people:ML"),
    ],
)
def test_a_nations_organs_need_no_entry(phrase: str, party: str) -> None:
    assert named(phrase).party == party


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("the Syrian army General Staff", "force:SY:army"),
        ("the Sudanese army's General Command", "force:SD:army"),
        ("the Yemeni defence ministry's press service", "gov:YE:defence"),
    ],
)
def test_a_part_of_a_body_stands_for_it_by_its_whole_name(phrase: str, party: str) -> None:
    assert named(phrase).party == party
    assert words_of(phrase) == phrase.removeprefix("the ")


def test_a_bare_armys_command_is_that_of_the_state_of_which_the_document_tells() -> None:
    document = "The Sudanese army shelled Omdurman. Sudanese officials said nothing. The army's General Command did."
    assert named("the army's General Command", document).party == "force:SD:army"


@pytest.mark.parametrize(
    "phrase",
    ["Assad's forces", "forces loyal to President Bashar al-Assad", "the Assad army troops", "Assads soldiers"],
)
def test_forces_called_by_a_ruler_are_his_states(phrase: str) -> None:
    found = reader("Bashar al-Assad rules Syria.", date(2014, 5, 1)).name(phrase)
    assert (found.party or "").startswith("force:SY:")


def test_forces_called_by_a_commander_are_his_groups() -> None:
    assert named("Haftar's forces", "Khalifa Haftar holds eastern Libya.").party == "lna"


def test_a_rulers_forces_are_not_his_before_he_rules() -> None:
    assert reader("Volodymyr Zelensky of Ukraine", date(2014, 9, 1)).name("Zelensky's forces").party is None


def test_a_namesake_is_not_the_ruler() -> None:
    found = parties_in("Muammar Gaddafi was in Tripoli. Later Hamid Gaddafi spoke.")
    assert [words for words, _ in found] == ["Muammar Gaddafi"]


# --- the register


@pytest.mark.parametrize(
    "words", ["ISIS", "Isis", "ISIL", "Daesh", "the Islamic State group", "so-called Islamic State"]
)
def test_spellings_of_one_name_are_one_party(words: str) -> None:
    assert named(words).party == "islamic-state"


@pytest.mark.parametrize("words", ["al-Qaeda", "Al Qaida", "al-Qa’ida", "al Qaeda"])
def test_romanisation_and_articles_do_not_matter(words: str) -> None:
    found = named(words)
    assert (found.party, words_of(words)) == ("al-qaeda", words)


def test_an_ambiguous_acronym_needs_its_case() -> None:
    assert parties_in("The village is held by IS now.") == [("IS", "islamic-state")]
    assert parties_in("THE VILLAGE IS LOST, US SAYS") == []
    assert parties_in("He told us that who comes is an enemy.") == []


def test_a_shared_acronym_is_told_by_the_country_of_the_document() -> None:
    assert ("SNA", "syrian-national-army") in parties_in("In Syria the SNA advanced.")
    assert ("SNA", "force:SO:military") in parties_in("In Somalia the SNA advanced.")
    assert parties_in("The SNA advanced.") == []


def test_a_name_that_was_not_yet_borne_is_not_found() -> None:
    assert parties_in("Wagner marched.", date(2009, 1, 1)) == []
    assert parties_in("Wagner marched.", date(2020, 1, 1)) == [("Wagner", "wagner-group")]


def test_a_name_of_the_past_still_stands_for_its_party() -> None:
    phrase, reading = "Jabhat al-Nusra", reader("", date(2018, 3, 1))
    found = reading.name(phrase)
    assert (found.party, found.name) == ("hayat-tahrir-al-sham", "Hayat Tahrir al-Sham")


def test_our_name_is_that_of_the_day() -> None:
    assert reader("", date(2016, 10, 21)).name("Nusra Front").name == "Jabhat Fatah al-Sham"


def test_the_longest_name_wins() -> None:
    text = "The Syrian National Army and the Syrian army met the UN Security Council."
    assert parties_in(text, date(2021, 1, 1)) == [
        ("Syrian National Army", "syrian-national-army"),
        ("Syrian army", "force:SY:army"),
        ("UN Security Council", "un-security-council"),
    ]


# --- what stands around a name


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("the Turkish Armed Forces' artillery", "Turkish Armed Forces"),
        ("at least 20 Darfuri rebel fighters", "Darfuri rebel fighters"),
        ("dozens of gunmen", "gunmen"),
        ("militants of the group", "militants"),
        ("YPG fighters", "YPG"),
        ("members of the Arakan Army", "Arakan Army"),
        ("nearly 450 members of the armed forces", "members of the armed forces"),
        ("nine men of a village armed group", "men of a village armed group"),
        ("gunmen of an armed faction", "gunmen of an armed faction"),
        ("gunmen of the valley armed by Chad", "gunmen of the valley"),
        ("herders in the hills armed with rifles", "herders"),
        ("Kurdish fighters", "Kurdish fighters"),
        ("pro-government forces", "pro-government forces"),
        ("a 70-year-old farmer", "70-year-old farmer"),
        ("rebels who hold the town", "rebels"),
        ("the 82nd Brigade", "82nd Brigade"),
        ("villagers in the valley", "villagers"),
    ],
)
def test_the_smallest_phrase_that_names_the_party_is_taken(phrase: str, words: str) -> None:
    assert words_of(phrase) == words


@pytest.mark.parametrize(
    "phrase",
    ["Taliban prisoners", "al-Qaeda's local affiliate", "NATO allies", "anti-Houthi tribesmen", "Gaddafi supporters"],
)
def test_those_beside_a_party_are_not_the_party(phrase: str) -> None:
    found = named(phrase, f"{phrase} in Libya")
    assert (found.party, found.name) == (None, phrase)


def test_a_persons_name_beats_the_body_for_which_he_speaks() -> None:
    found = named("Hamas spokesman Omar Haddadin")
    assert (found.name, found.party) == ("Omar Haddadin", None)
    assert words_of("Kenyan Foreign Minister Jane Wanjala Otieno") == "Jane Wanjala Otieno"


@pytest.mark.parametrize(
    "phrase",
    [
        "EU mediator Jana Kolar",
        "UN humanitarian chief Jana Kolar",
        "UN Secretary-General Kim Do-yun",
        "Hamas military wing leader Omar Haddadin",
    ],
)
def test_a_person_with_an_office_of_a_body_is_the_person(phrase: str) -> None:
    assert named(phrase).party is None
    assert words_of(phrase) in {"Jana Kolar", "Kim Do-yun", "Omar Haddadin"}


def test_a_nameless_spokesman_is_his_body() -> None:
    found = named("a spokesman for the Nigerian army")
    assert (words_of("a spokesman for the Nigerian army"), found.party) == (
        "spokesman for the Nigerian army",
        "force:NG:army",
    )


@pytest.mark.parametrize(
    ("phrase", "name", "backed_by"),
    [
        ("US-backed militants", "US-backed militants", ("US",)),
        ("Saudi- and UAE-backed fighters", "Saudi- and UAE-backed fighters", ("Saudi", "UAE")),
        ("rebels backed by Chad and Eritrea", "rebels", ("Chad", "Eritrea")),
        ("Ankara-led forces", "Ankara-led forces", ("Ankara",)),
        ("Houthi-aligned tribesmen", "Houthi-aligned tribesmen", ()),
        ("pro-Russian militiamen", "pro-Russian militiamen", ()),
    ],
)
def test_sponsors_are_kept_beside_the_name(phrase: str, name: str, backed_by: tuple[str, ...]) -> None:
    found = named(phrase)
    assert (found.name, found.backed_by, found.party) == (name, backed_by, None)


def test_a_sponsor_is_not_found_as_a_party_of_the_sentence() -> None:
    assert parties_in("US-backed rebels and anti-Assad militias met.") == []


# --- labels


@pytest.mark.parametrize(
    ("phrase", "name", "label"),
    [
        ("the Syrian regime", "Government of Syria", "regime"),
        ("ISIS terrorists", "Islamic State", "terrorists"),
        ("terrorists", "terrorists", "terrorists"),
        ("the so-called Donetsk People's Republic", "Donetsk People's Republic", "so-called"),
        ("moderate rebels", "rebels", "moderate"),
        ("Wagner mercenaries", "Wagner Group", "Wagner mercenaries"),
        ("'Free Syrian Army'", "Free Syrian Army", None),
        ("Colombian army", "Colombian Army", None),
    ],
)
def test_a_publishers_label_is_kept_and_never_the_name(phrase: str, name: str, label: str | None) -> None:
    found = named(phrase)
    assert (found.name, found.label) == (name, label or found.label)
    assert label is not None or found.label in (None, phrase)


def test_scare_quotes_are_part_of_the_words() -> None:
    phrase = "the so-called 'FSA'"
    found = named(phrase)
    assert (words_of(phrase), found.party, found.label) == ("'FSA'", "free-syrian-army", "so-called")


def test_all_that_is_said_of_a_party_is_told_at_once() -> None:
    found = named("US-backed moderates from Ahrar al-Sham")
    assert (found.party, found.label, found.backed_by) == ("ahrar-al-sham", "moderates", ("US",))


def test_a_label_in_a_sentence_goes_with_the_name_that_it_touches() -> None:
    text = "The Syrian regime met the so-called Islamic State and the Peshmerga."
    assert [n.label for n in reader(text).find(text)] == ["regime", "so-called", None]


# --- names that the document introduces


def test_a_bracketed_acronym_stands_for_the_name_before_it() -> None:
    reading = reader("The Nile Valley Brigade (NVB) took part. The NVB left.")
    assert reading.name("NVB fighters").name == "Nile Valley Brigade"
    assert NOWHERE.name("NVB").name == "NVB"


def test_a_bracketed_long_form_stands_for_the_acronym_before_it() -> None:
    reading = reader("The NVB (Nile Valley Brigade) and the JEM (Jaffa Emergency Movement) met in Sudan.")
    assert reading.name("NVB").name == "Nile Valley Brigade"
    assert reading.name("the Jaffa Emergency Movement").party == "jem"


def test_another_name_of_a_known_party_is_learnt() -> None:
    reading = reader("Ahrar al-Sham, also known as Green Banner, and Boko Haram (or Yellow Banner) fought.")
    assert reading.name("Green Banner").party == "ahrar-al-sham"
    assert reading.name("Yellow Banner").party == "boko-haram"


def test_a_bracket_that_names_no_party_teaches_nothing() -> None:
    reading = reader("The Syrian army (Tuesday) shelled the town of Binnish (Idlib).")
    assert (reading.name("Tuesday").party, reading.name("Idlib").party) == (None, None)


def test_a_body_is_called_by_its_head() -> None:
    reading = reader("The Syrian Observatory for Human Rights counted. The Observatory said more.")
    assert reading.name("the Observatory").party == "sohr"
    assert NOWHERE.name("the Observatory").party is None


def test_a_head_that_two_bodies_share_stands_for_neither() -> None:
    text = "The Southern Transitional Council and the Norwegian Refugee Council met."
    assert reader(text).name("the council").party is None


def test_a_bare_army_is_the_one_states_of_which_the_document_tells() -> None:
    assert named("the army", "The Malian army fled. The army regrouped.").party == "force:ML:army"
    assert named("the army", "The Malian army met the Nigerien army.").party is None


# --- sentences


def test_a_nation_as_a_place_is_no_party() -> None:
    assert parties_in("In northern Mali and across Sudan, France struck.") == [("France", "state:FR")]


def test_a_title_before_a_known_leader_is_no_second_party() -> None:
    text = "Syrian President Bashar al-Assad spoke."
    assert parties_in(text) == [("Bashar al-Assad", "leader:bashar-al-assad")]


def test_a_name_does_not_reach_over_punctuation() -> None:
    assert ("Free Syrian Army", "free-syrian-army") not in parties_in("They were free. Syrian army units came.")


def test_apostrophes_that_were_lost_do_not_hide_a_name() -> None:
    assert parties_in("Syrias army shelled it.") == [("Syrias army", "force:SY:army")]


def test_an_empty_phrase_names_nothing() -> None:
    assert NOWHERE.name("") == NOWHERE.name(" — ") == Named(0, 0, "", None)


PIECES = ["the", "US", "-backed", "'FSA'", "so-called", "Syrian", "army", "of", "Mali", "al-Qaeda", ",", ".", "(SDF)"]
PIECES += [
    "rebels",
    "and",
    "Assad's",
    "forces",
    "pro-",
    "Houthi",
    "20",
    "“",
    "”",
    "terrorists",
    "who",
    "spokesman",
    "IS",
]
SAMPLE = st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)


@settings(deadline=None)  # the machine may be busy
@given(SAMPLE | st.text(max_size=60))
def test_what_is_named_lies_within_the_text(text: str) -> None:
    reading = reader(text)
    last = 0
    for found in reading.find(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end
    whole = reading.name(text)
    assert 0 <= whole.start <= whole.end <= len(text)
    assert whole.party is None or REGISTER.get(whole.party) is not None
    if whole.label is not None:
        assert whole.label in text
    assert all(sponsor in text for sponsor in whole.backed_by)


@settings(deadline=None)  # the machine may be busy
@given(SAMPLE)
def test_reading_again_gives_the_same(text: str) -> None:
    assert reader(text).find(text) == reader(text).find(text)


# --- peoples, and names that two parties bear


def test_a_people_is_not_those_who_fight_in_its_name() -> None:
    assert named("the Rohingya").party == "rohingya"
    assert named("Tuareg rebels").party is None
    assert parties_in("Druze fighters met Yazidis.") == [("Yazidis", "yazidis")]


def test_of_two_bearers_of_a_name_the_one_of_the_country_named_most_is_meant() -> None:
    text = "In Yemen and all over Yemen, Ansar al-Sharia fought. Its namesake in Libya did not."
    assert ("Ansar al-Sharia", "ansar-al-sharia-yemen") in parties_in(text, date(2013, 1, 1))
    text = "In Libya and all over Libya, Ansar al-Sharia fought. Its namesake in Yemen did not."
    assert ("Ansar al-Sharia", "ansar-al-sharia-libya") in parties_in(text, date(2013, 1, 1))


def test_a_sentence_is_read_alike_in_its_document_and_alone() -> None:
    sentences = ["Malian rebels met the FARC in Bamako.", "The so-called 'FSA' and UN officials spoke.", "Nobody came."]
    whole = reader(" ".join(sentences))
    assert [whole.find(sentence) for sentence in sentences] == [NOWHERE.find(sentence) for sentence in sentences]
