"""Short passages of annotated documents as examples of their own."""

from __future__ import annotations

from tests.reading.small_tokenizer import small_tokenizer

from reportedly.reading.tags import ROLES
from reportedly.training.batches import UNKNOWN, labelled
from reportedly.training.examples import Example, Part, Run, Telling
from reportedly.training.passages import LONGEST, passages

SENTENCES = ("Rebels shelled the town of Kara.", "The town of Kara.", "Rebels shelled the town.")


def document() -> Example:
    first = Telling(
        0, [Run(0, 7, 14)], ("shelling",), False, True, "occurred", False, {"place": Part([Run(1, 12, 16)])}
    )
    again = Telling(1, [Run(2, 7, 14)], ("shelling",), False, True, "occurred", False, {"actor": Part([Run(0, 0, 6)])})
    return Example("kara", [("text", 0, len(text), text) for text in SENTENCES], [first, again], [])


def test_a_passage_holds_an_event_and_few_sentences() -> None:
    made = [one for seed in range(20) for one in passages([document()], 2, seed)]
    assert len(made) == 40
    assert all(1 <= len(one.sentences) <= LONGEST for one in made)
    assert all(window.asked for one in made for window in labelled(one, small_tokenizer()))


def test_what_is_told_outside_of_a_passage_is_neither_there_nor_absent() -> None:
    alone = [one for seed in range(30) for one in passages([document()], 2, seed) if len(one.sentences) == 1]
    actor = ROLES.index("actor")
    last = next(one for one in alone if one.sentences[0][3] == SENTENCES[2])
    (window,) = labelled(last, small_tokenizer())
    (asked,) = window.asked
    assert (asked.parts[actor] == UNKNOWN).all()


def test_the_same_seed_cuts_the_same_passages() -> None:
    assert list(passages([document()], 2, 5)) == list(passages([document()], 2, 5))
