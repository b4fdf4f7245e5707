from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import ModelError
from reportedly.reading.linear import BIAS, Scorer, Scores, lexicon_scores


def test_a_score_is_the_sum_of_the_weights_of_its_signs() -> None:
    scorer = Scorer("claim", {BIAS: -1.0, "actor": 2.0, "rumour": -3.0})
    assert scorer.logit(["actor", "unheard of"]) == 1.0
    assert scorer(["actor"]) > 0.5 > scorer(["actor", "rumour"])


def test_two_questions_asked_at_once_are_answered_as_if_one_by_one() -> None:
    acts = Scorer("actor", {BIAS: -0.5, "subject": 1.5, "armed": 0.25})
    suffers = Scorer("target", {"object": 2.0, "armed": -0.75})
    signs = ["armed", "subject", "unheard of", "armed"]
    both = Scores({"actor": acts, "target": suffers}).both("actor", "target")
    assert both(signs) == (acts(signs), suffers(signs))


def test_a_question_without_weights_is_answered_by_a_half() -> None:
    assert Scores({})["claim"](["anything"]) == 0.5


def test_the_lexicon_has_weights_for_every_choice_it_makes() -> None:
    assert set(lexicon_scores().by_name) == {"actor", "claim", "date", "merge", "place", "speaker", "target", "war"}


def test_a_folder_without_weights_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no weights"):
        Scores.load(tmp_path)


def test_a_file_that_holds_no_weights_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "claim.csv").write_text("actor,much\n", "utf-8")
    with pytest.raises(ModelError, match=r"claim\.csv: is no file of weights"):
        Scores.load(tmp_path)
