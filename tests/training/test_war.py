"""Weights by which a sentence is held to speak of war."""

from __future__ import annotations

from typing import Any

from reportedly.model import Document
from reportedly.reading.subject import of_war, signs, words
from reportedly.training import war

TEXT = "Rebels shelled Ardal on Monday. The weather was mild. Troops shelled Dera Zul on Friday."


def annotated(*triggers: tuple[str, str]) -> dict[str, Any]:
    claims = [{"evidence": evidence, "trigger": trigger, "type": ["shelling"]} for evidence, trigger in triggers]
    return {"id": "one", "text": TEXT, "published": "2023-03-15", "claims": claims}


def test_every_claim_stands_in_the_sentence_of_its_evidence() -> None:
    sentences, spots = war.told(
        annotated(("Troops shelled Dera Zul", "shelled"), ("Rebels shelled Ardal on Monday.", "shelled"))
    )
    assert [sentences[at] for at in spots] == ["Troops shelled Dera Zul on Friday.", "Rebels shelled Ardal on Monday."]


def test_a_claim_whose_words_are_not_there_is_left_out() -> None:
    assert war.told(annotated(("Rebels shelled Karum", "shelled"), ("Rebels shelled Ardal", "seized")))[1] == []


def test_what_only_tellings_hold_speaks_of_war_and_what_only_others_hold_does_not() -> None:
    raws = [annotated(("Rebels shelled Ardal", "shelled"), ("Troops shelled Dera Zul", "shelled"))] * 4
    peaceful = [Document(str(n), "The crew of the boat won the race.\n\nIts captain will leave.") for n in range(4)]
    scorer = war.fit(raws, peaceful)
    assert scorer(signs(words("Rebels shelled Karum."))) > 0.5 > scorer(signs(words("A crew won with its boat.")))
    assert of_war(["Rebels shelled Karum."], scorer) == {0}
    assert war.fit(raws, peaceful) == scorer
