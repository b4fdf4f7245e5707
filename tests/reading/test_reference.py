"""Whom pronouns, and words that stand for a name, mean."""

from __future__ import annotations

import pytest

import reportedly

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
