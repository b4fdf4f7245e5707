"""What the network is to say of each piece."""

from __future__ import annotations

from tests.reading.small_tokenizer import WORDS, small_tokenizer

from reportedly.reading.tags import KINDS, ROLES
from reportedly.training.batches import UNKNOWN, Labelled, labelled
from reportedly.training.examples import Example, Part, Run, Telling

FIRST, SECOND = "Rebels shelled the town of Kara.", "Then rebels shelled Kara again."


def telling(claim: int, sentence: int, **changes: object) -> Telling:
    start = (FIRST, SECOND)[sentence].index("shelled")
    values = {
        "types": ("shelling",),
        "optional": False,
        "main": True,
        "status": "occurred",
        "hedged": False,
        "parts": {"actor": Part([Run(0, 0, 6)], [Run(1, 5, 11)]), "target": Part()},
        **changes,
    }
    return Telling(claim, [Run(sentence, start, start + 7)], **values)  # type: ignore[arg-type]


def made(*tellings: Telling, open_: tuple[Run, ...] = ()) -> Labelled:
    sentences = [("text", 0, len(FIRST), FIRST), ("text", 40, 40 + len(SECOND), SECOND)]
    (one,) = labelled(Example("kara", sentences, list(tellings), list(open_)), small_tokenizer())
    return one


def at(item: Labelled, sentence: int, word: str) -> int:
    return next(n for n, s in enumerate(item.window.sentence) if s == sentence and WORDS[item.window.ids[n]] == word)


def test_a_triggers_pieces_have_its_types_and_other_words_tell_nothing() -> None:
    item = made(telling(0, 0))
    assert item.kinds[at(item, 0, "shell")].nonzero()[0].tolist() == [KINDS.index("shelling")]
    assert item.kinds[at(item, 0, "town")].nonzero()[0].tolist() == [0]


def test_a_claim_that_readers_may_differ_on_may_be_told_or_not() -> None:
    item = made(telling(0, 0, optional=True))
    assert item.kinds[at(item, 0, "shell")].nonzero()[0].tolist() == [0, KINDS.index("shelling")]


def test_words_of_another_telling_are_neither_right_nor_wrong() -> None:
    item = made(telling(0, 0), open_=(Run(1, 0, len(SECOND)),))
    assert item.worth[at(item, 1, "then")] == 0
    assert item.worth[at(item, 0, "town")] == 1


def test_a_filler_is_right_its_other_mentions_are_open_the_rest_is_wrong() -> None:
    (asked,) = made(telling(0, 0)).asked
    item = made(telling(0, 0))
    row = asked.parts[ROLES.index("actor")]
    assert (row[at(item, 0, "rebels")], row[at(item, 1, "rebels")], row[at(item, 0, "town")]) == (1, UNKNOWN, 0)


def test_a_role_that_is_not_known_is_not_learned_and_an_empty_one_is() -> None:
    (asked,) = made(telling(0, 0)).asked
    assert (asked.parts[ROLES.index("weapon")] == UNKNOWN).all()
    assert set(asked.parts[ROLES.index("target")].tolist()) == {0, UNKNOWN}  # unknown: the pieces that are no words


def test_two_tellings_are_the_same_event_or_not() -> None:
    same = made(telling(0, 0), telling(0, 1, main=False))
    other = made(telling(0, 0), telling(1, 1))
    for item, value in ((same, 1), (other, 0)):
        first = min(item.asked, key=lambda asked: asked.pieces)
        assert first.parts[ROLES.index("same"), at(item, 1, "shell")] == value
