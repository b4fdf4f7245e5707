"""Annotated values → where they stand."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.reading.pipeline import Reader
from reportedly.training.examples import Example, Run, example

TEXT = (
    "Border guards shelled the village of Orlat on Tuesday, the interior ministry said. "
    "Two farmers died. Orlat lies in the north. Guards shelled it again at night."
)


def claim(**slots: Any) -> dict[str, Any]:
    return {
        "evidence": "Border guards shelled the village of Orlat on Tuesday",
        "trigger": "shelled",
        "type": ["shelling"],
        "actor": ["Border guards"],
        "target": [],
        "places": [{"text": "Orlat"}],
        "said_by": ["interior ministry"],
        "date": {"start": "2021-05-04", "end": "2021-05-04"},
        "also": ["Guards shelled it again at night"],
        **slots,
    }


@pytest.fixture(scope="module")
def read(reader: Reader) -> Any:
    def make(*claims: dict[str, Any]) -> Example:
        return example({"id": "orlat", "text": TEXT, "published": "2021-05-06", "claims": list(claims)}, reader)

    return make


def words(example: Example, run: Run) -> str:
    return example.sentences[run.sentence][3][run.start : run.end]


def test_a_name_is_sought_in_the_claims_own_sentence_first(read: Any) -> None:
    made = read(claim())
    place = made.tellings[0].parts["place"]
    assert [(run.sentence, words(made, run)) for run in place.right] == [(0, "Orlat")]
    assert [(run.sentence, words(made, run)) for run in place.open] == [(2, "Orlat")]


def test_a_day_stands_where_the_expression_that_means_it_stands(read: Any) -> None:
    made = read(claim())
    assert "Tuesday" in words(made, made.tellings[0].parts["date"].right[0])


def test_a_slot_that_is_empty_is_learned_as_empty(read: Any) -> None:
    assert read(claim()).tellings[0].parts["target"].right == []


def test_a_value_that_stands_nowhere_is_not_learned_at_all(read: Any) -> None:
    parts = read(claim(actor=["Coast guard"], date={"start": "2020-01-01", "end": "2020-01-01"})).tellings[0].parts
    assert "actor" not in parts
    assert "date" not in parts


def test_a_later_telling_is_one_of_the_same_claim(read: Any) -> None:
    made = read(claim())
    assert [(telling.claim, telling.main, words(made, telling.trigger[0])) for telling in made.tellings] == [
        (0, True, "shelled"),
        (0, False, "shelled"),
    ]


@pytest.mark.parametrize(
    ("trigger", "core", "rest"),
    [("guards shelled", "shelled", ["guards"]), ("carried out strikes", "strikes", ["carried", "out"])],
)
def test_of_a_trigger_of_several_words_one_must_be_found_and_the_others_may(
    reader: Reader, trigger: str, core: str, rest: list[str]
) -> None:
    text = "The border guards shelled Orlat. The border guards carried out strikes on Orlat."
    evidence = next(sentence for sentence in text.split(". ") if trigger in sentence)
    one = claim(trigger=trigger, evidence=evidence, also=[], date=None, said_by=[])
    made = example({"id": "orlat", "text": text, "published": "2021-05-06", "claims": [one]}, reader)
    assert [words(made, run) for run in made.tellings[0].trigger] == [core]
    assert [words(made, run) for run in made.open] == rest


def test_a_claim_whose_words_are_not_in_the_document_is_left_out(read: Any) -> None:
    assert read(claim(evidence="Nobody wrote this")).tellings == []
