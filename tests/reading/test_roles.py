"""Who did it, and to whom."""

from __future__ import annotations

import pytest

import reportedly
from reportedly.reading.linear import Scorer, Scores
from reportedly.reading.parse import parse_sentences
from reportedly.reading.parts import Phrase, Unit
from reportedly.reading.roles import LOOSE, SURE, Case, fill
from reportedly.reading.sentences import Sentence


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Hama has been under rebel control since May.", ["rebel"], []),
        ("Fighters from Idlib shelled the town of Hama on Friday.", ["Fighters"], ["town of Hama"]),
        ("Hundreds of civilians were killed in shelling on Friday.", [], ["civilians"]),
        ("Warplanes struck military sites near Homs on Friday.", [], ["military sites"]),
    ],
)
def test_parties_and_people_hit_are_named_by_their_smallest_phrase(
    text: str, actor: list[str], target: list[str]
) -> None:
    claim = reportedly.read(text).claims[0]
    assert [mention.quote.text for mention in claim.actor] == actor
    assert [mention.quote.text for mention in claim.target] == target


def _units(*texts: str) -> list[Unit]:
    docs = parse_sentences(texts)
    return [
        Unit(Sentence(at, 0, len(text), text, 0), doc) for at, (text, doc) in enumerate(zip(texts, docs, strict=True))
    ]


def _case(units: list[Unit], unit: int, word: str, relation: str, *signs: str) -> Case:
    doc = units[unit].doc
    assert doc is not None
    token = next(token for token in doc if token.text == word)
    phrase = Phrase(unit, token.idx, token.idx + len(token), token, "party")
    return Case(phrase, relation, "actor", signs)


def test_a_party_near_the_clause_stands_beside_its_own_only_where_it_is_likelier() -> None:
    assert LOOSE > SURE
    units = _units("Karum shelled Ardal, helped by Belan and Torva.")
    cases = [
        _case(units, 0, "Karum", "subject", "sure"),
        _case(units, 0, "Belan", "near.after", "likely"),
        _case(units, 0, "Torva", "near.after", "hardly"),
    ]
    weights = {"sure": 3.0, "likely": 0.5, "hardly": -0.2}
    actor, target = fill(cases, Scores({"actor": Scorer("actor", weights), "target": Scorer("target", {})}), units)
    assert [phrase.head.text for phrase in actor] == ["Karum", "Belan"]
    assert [phrase.head.text for phrase in target] == ["Torva"]


def test_another_sentence_fills_a_role_only_where_its_own_leaves_it_empty() -> None:
    units = _units("Belan attacked on Monday.", "Karum shelled Ardal.")
    own = _case(units, 1, "Karum", "subject", "sure")
    other = _case(units, 0, "Belan", "carried.actor.same", "sure", "elsewhere")
    scores = Scores({"actor": Scorer("actor", {"sure": 3.0}), "target": Scorer("target", {"sure": -3.0})})
    assert [phrase.head.text for phrase in fill([own, other], scores, units)[0]] == ["Karum"]
    assert [phrase.head.text for phrase in fill([other], scores, units)[0]] == ["Belan"]
