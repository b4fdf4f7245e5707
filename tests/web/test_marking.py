"""That words are marked with every slot that they fill, and remain the words that they were."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reportedly.web.marking import SLOTS, marked

WORDS = "The column drove some 40 families out of Oakford on Monday."


def quote(text: str, words: str = WORDS) -> dict[str, Any]:
    start = words.index(text)
    return {"in": "text", "text": text, "start": start, "end": start + len(text)}


def record(**slots: list[str] | str) -> dict[str, Any]:
    made: dict[str, Any] = {slot: [quote(text) for text in slots.get(slot, ())] for slot in SLOTS}
    return made | {
        "id": "c_1",
        "trigger": quote(str(slots["trigger"])),
        "date": {"text": slots["date"]} if "date" in slots else None,
        "evidence": quote(WORDS),
        "also": [],
    }


def test_words_within_the_words_of_another_slot_show_both() -> None:
    read = record(trigger="drove some 40 families out", target=["some 40 families"], places=["Oakford"], date="Monday")
    found = [(piece.text, piece.slot, piece.around) for piece in marked(WORDS, [read], "text", 0, len(WORDS))]
    assert found == [
        ("The column ", None, ()),
        ("drove ", "trigger", ()),
        ("some 40 families", "target", ("trigger",)),
        (" out", "trigger", ()),
        (" of ", None, ()),
        ("Oakford", "places", ()),
        (" on ", None, ()),
        ("Monday", "date", ()),
        (".", None, ()),
    ]


def test_the_same_words_in_two_slots_show_both() -> None:
    read = record(trigger="drove", actor=["The column"], said_by=["The column"])
    first = next(marked(WORDS, [read], "text", 0, len(WORDS)))
    assert (first.text, first.slot, first.around) == ("The column", "actor", ("said_by",))


@given(
    st.lists(
        st.tuples(st.integers(0, len(WORDS)), st.integers(0, len(WORDS)), st.sampled_from(SLOTS)),
        min_size=1,
        max_size=9,
    )
)
def test_every_slot_is_shown_on_each_of_its_words_and_no_word_is_lost(spans: list[tuple[int, int, str]]) -> None:
    given = [(min(a, b), max(a, b), slot) for a, b, slot in spans if slot != "date"]
    read = record(trigger="drove")
    for start, end, slot in given:
        one = {"in": "text", "text": WORDS[start:end], "start": start, "end": end}
        if slot == "trigger":
            read["trigger"] = one
        else:
            read[slot].append(one)
    shown = list(marked(WORDS, [read], "text", 0, len(WORDS)))
    assert "".join(piece.text for piece in shown) == WORDS
    at = 0
    quotes = [("trigger", read["trigger"])]
    quotes += [(slot, one) for slot in SLOTS if slot not in {"trigger", "date"} for one in read[slot]]
    for piece in shown:
        filled = {slot for slot, one in quotes if one["start"] <= at < one["end"]}
        assert {piece.slot, *piece.around} - {None} == filled
        at += len(piece.text)
