"""That what is kept is what was asked for last, and no more than may be."""

from __future__ import annotations

from reportedly.web.kept import Kept


def test_what_was_not_asked_for_longest_is_let_go() -> None:
    kept = Kept[str](3)
    for key in "abc":
        kept.put(key, key)
    assert kept.get("a") == "a"
    kept.put("d", "d")
    assert [kept.get(key) for key in "abcd"] == ["a", None, "c", "d"]


def test_large_values_take_the_room_of_several() -> None:
    kept = Kept[str](10)
    kept.put("a", "small", 4)
    kept.put("b", "large", 8)
    assert (kept.get("a"), kept.get("b")) == (None, "large")
    kept.put("b", "small now", 2)
    kept.put("c", "fits beside it", 8)
    assert (kept.get("b"), kept.get("c")) == ("small now", "fits beside it")
    kept.put("c", "larger than all", 11)
    assert kept.get("c") is None
    assert kept.get("b") == "small now"


def test_what_is_kept_is_made_once_even_where_it_is_nothing() -> None:
    kept, made = Kept[str | None](2), list[str]()

    def make() -> None:
        made.append("made")

    assert kept.once("a", make) is kept.once("a", make) is None
    assert made == ["made"]
    kept.once("b", lambda: "b")
    kept.once("a", make)
    kept.once("c", lambda: "c")
    assert (kept.get("b"), kept.get("c"), made) == (None, "c", ["made"])
