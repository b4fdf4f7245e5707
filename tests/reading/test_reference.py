"""Whom pronouns, and words that stand for a name, mean."""

from __future__ import annotations

import pytest

import reportedly
from reportedly.lexicon import triggers
from reportedly.reading.parse import parse_sentences
from reportedly.reading.parts import Unit
from reportedly.reading.reference import antecedent, meant
from reportedly.reading.sentences import Sentence

SEIZED = "The Sand Valley Brigade seized a checkpoint near Homs on Monday."


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (f"{SEIZED} The group also shelled the town of Hama.", ["Sand Valley Brigade"]),
        (f"{SEIZED} The armed group withdrew from Hama on Tuesday.", ["Sand Valley Brigade"]),
        ("Ramzan Kadyrov spoke on Monday. His fighters seized a village near Kharkiv.", ["Ramzan Kadyrov"]),
        (
            "Commanders of the Sand Valley Brigade met on Monday. Its fighters seized a village near Kharkiv.",
            ["Commanders of the Sand Valley Brigade"],
        ),
        (f"{SEIZED} Jets of the Saudi-led coalition bombed Hajjah on Tuesday.", ["Saudi-led coalition"]),
        ("The Haddad clan said it had abducted three people near Homs on Monday.", ["Haddad clan"]),
        (
            "Chadian jets took off from N'Djamena on Monday after Boko Haram fighters had overrun Baga. "
            "The jets bombed Malam Fatori.",
            ["Chadian jets"],
        ),
        (
            "Saudi warplanes struck Sanaa on Monday, where the Houthis had massed troops. "
            "The warplanes hit Hodeidah the same night.",
            ["Saudi warplanes"],
        ),
        (
            "“We seized a checkpoint near Homs on Monday,” the Sand Valley Brigade said in a statement.",
            ["Sand Valley Brigade"],
        ),
    ],
)
def test_who_is_meant_is_named(text: str, actor: list[str]) -> None:
    claim = reportedly.read(text).claims[-1]
    assert [mention.quote.text for mention in claim.actor] == actor


def test_a_group_that_nothing_names_stays_what_it_is_called() -> None:
    (claim,) = reportedly.read("The group shelled the town of Hama on Friday.").claims
    assert [mention.quote.text for mention in claim.actor] == ["group"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Troops entered Kutum after the rebels had driven them out.", "Troops"),
        ("The soldiers left Halwa because the fighters ambushed them.", "soldiers"),
        ("The police said on Monday that militants had expelled them.", "police"),
        ("The soldiers said that the rebels drove them themselves.", "soldiers"),
        ("Rebels met the fighters and they shelled Kutum.", "Rebels"),
    ],
)
def test_nobody_drives_himself_out(text: str, meant: str) -> None:
    (doc,) = parse_sentences([text])
    units = [Unit(Sentence(0, 0, len(text), text, 0), doc)]
    pronoun = next(token for token in doc if token.lower_ in {"them", "they"})
    found = antecedent(pronoun, 0, units, triggers.load())
    assert found is not None
    assert found[1].text == meant


@pytest.mark.parametrize(
    "text",
    [
        "Junta or Arakan Army drones hit Sittwe on Monday. The drones struck a hospital on Tuesday.",  # of one of two
        "Turkish jets bombed Afrin on Monday. Howitzers fired all night. The howitzers hit Tell Rifaat.",  # of nobody told
        "Sudanese jets bombed Nyala on Monday. Egypt sent missiles. The missiles were Egyptian.",  # no crew
    ],
)
def test_arms_are_not_theirs_of_whom_others_are_told(text: str) -> None:
    units = [
        Unit(Sentence(at, 0, len(doc.text), doc.text, 0), doc)
        for at, doc in enumerate(parse_sentences(text.split(". ")))
    ]
    noun = next(token for token in units[-1].doc or () if token.dep_ == "nsubj")
    assert meant(noun, len(units) - 1, units, triggers.load()) is None
