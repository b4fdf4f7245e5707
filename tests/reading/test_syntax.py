"""Who stands in which relation to a verb, in real parses."""

from __future__ import annotations

import pytest

from reportedly.reading.parse import parse_sentences
from reportedly.reading.syntax import does_other, named_by, subjects
from reportedly.reading.tokens import Token


def word(text: str, form: str) -> Token:
    (doc,) = parse_sentences([text])
    return next(token for token in doc if token.text == form)


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("The Sand Front is an armed group that has been fighting the army since May.", "fighting", ["Front"]),
        ("The Sand Front is a movement fighting the army.", "fighting", ["Front"]),
        ("It was the army that shelled the village.", "shelled", ["army"]),
        ("There is a group that shelled the village.", "shelled", ["group"]),
        ("Karum accused the northern army of shelling two villages on Monday.", "shelling", ["army"]),
        ("Soldiers prevented villagers from leaving the town.", "leaving", ["villagers"]),
        ("The Karum army was accused of shelling two villages.", "shelling", ["army"]),
        ("Rebels took the town by shelling its market.", "shelling", ["Rebels"]),
    ],
)
def test_who_does_it_is_found_whatever_the_construction(text: str, verb: str, who: list[str]) -> None:
    assert [token.text for token in subjects(word(text, verb))] == who


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("The northern militia, the Sand Front, withdrew from Ardal on Friday.", "militia", "Front"),
        ("The army arrested a local activist, Lina Saad, on Friday.", "activist", "Saad"),
        ("The militia, the army and the police withdrew from Ardal.", "militia", None),
    ],
)
def test_a_common_noun_is_named_by_the_name_beside_it(text: str, noun: str, name: str | None) -> None:
    found = named_by(word(text, noun))
    assert (found.text if found else None) == name


@pytest.mark.parametrize(
    ("text", "verb", "who", "other"),
    [
        ("Saudi jets bombed camps that the Houthis had seized near Hajjah.", "bombed", "Houthis", True),
        ("Malian helicopters struck hamlets that Tuareg rebels hold near Kidal.", "struck", "rebels", True),
        ("The army shelled a monastery that the Karen Union had used as a post.", "shelled", "Union", True),
        ("Saudi jets bombed camps that the Houthis had seized near Hajjah.", "bombed", "jets", False),
        ("Saudi jets bombed camps that the Houthis had seized near Hajjah.", "seized", "Houthis", False),
        ("Houthi gunners shelled Mocha, where Sudanese troops are based.", "shelled", "troops", True),
        ("The army shelled rebels who held a monastery.", "shelled", "rebels", False),
    ],
)
def test_who_does_what_a_relative_clause_tells_does_another_thing(text: str, verb: str, who: str, other: bool) -> None:
    head = word(text, verb)
    token = next(token for token in head.doc if token.text == who)
    assert does_other(token, head) is other
