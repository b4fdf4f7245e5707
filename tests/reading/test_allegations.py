"""Which words over an event say that it is called untrue, or whose it is not."""

from __future__ import annotations

import pytest

from reportedly.model import Status
from reportedly.reading.allegations import accusers, belied, is_unclaimed, rejects_account
from reportedly.reading.parse import parse_sentences
from reportedly.reading.status import status_of
from reportedly.reading.tokens import Token


def word(text: str, trigger: str) -> Token:
    (doc,) = parse_sentences([text])
    return next(token for token in doc if token.text == trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "untrue"),
    [
        ("The ministry said reports of a strike on Goma airport were untrue.", "strike", "untrue"),
        ("Houthi officials rejected as false reports that their men had left Hodeidah.", "left", "false"),
        ("The army confirmed reports of a strike on Goma airport.", "strike", ""),
    ],
)
def test_what_is_told_by_a_statement_that_is_called_untrue_is_denied(text: str, trigger: str, untrue: str) -> None:
    head = word(text, trigger)
    assert belied(head) == untrue
    assert (status_of(head)[0] is Status.DENIED) == bool(untrue)


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("Ukraine has accused Russian forces of shelling a dam.", "shelling", ["Ukraine"]),
        ("The rebels were accused by Juba of shelling Malakal.", "shelling", ["Juba"]),
        ("Russian forces were shelling a dam.", "shelling", []),
    ],
)
def test_who_accuses_is_named(text: str, trigger: str, who: list[str]) -> None:
    head = word(text, trigger)
    assert [head.doc[i].text for i in sorted(accusers(head))] == who


def test_only_that_nobody_owned_up_is_no_event() -> None:
    assert is_unclaimed(word("No group has claimed responsibility.", "claimed"))
    assert not is_unclaimed(word("The brigade has claimed responsibility.", "claimed"))
    assert not is_unclaimed(word("No soldier has fired a shot.", "fired"))


@pytest.mark.parametrize(
    ("text", "rejects"),
    [
        ("The commander rejected the army's toll of 200 dead.", True),
        ("Tripoli disputed the report.", True),
        ("The Houthis dismissed the figure as a fairy tale.", True),
        ("The rebels rebuffed the army's assault.", False),
        ("The rebels rejected the offer.", False),
    ],
)
def test_who_only_rejects_what_others_told_attacks_nobody(text: str, rejects: bool) -> None:
    verb = next(token for token in parse_sentences([text])[0] or () if token.dep_ == "ROOT")
    assert rejects_account(verb) is rejects
