"""The data of dates, numbers and tolls, and how their faults are told."""

from __future__ import annotations

import pytest

from reportedly.errors import LexiconError
from reportedly.lexicon import number_words, time_words, toll_words


def test_the_files_are_without_fault() -> None:
    assert time_words.faults() == []
    assert number_words.faults() == []
    assert toll_words.faults() == []


def altered(monkeypatch: pytest.MonkeyPatch, module: object, old: str, new: str) -> None:
    """Lets the checker read its file with `old` replaced by `new`."""
    import tomllib
    from importlib.resources import files

    def read(file: str) -> tuple[dict[str, object], list[str]]:
        text = files("reportedly.lexicon").joinpath("data", file).read_text("utf-8")
        assert old in text
        return tomllib.loads(text.replace(old, new, 1)), []

    monkeypatch.setattr(module, "read_toml", read)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('kind = "weekday"', 'kind = "weekdya"', "weekdya"),
        ("cue = ", "queue = ", 'unknown key "queue"'),
        ("{weekday}s(", "{weekdya}s(", 'unknown slot {weekdya}. Did you mean "weekday"?'),
        ("form = 'yesterday|", "form = '(yesterday|", "no regular expression"),
    ],
)
def test_a_fault_of_the_dates_is_named(monkeypatch: pytest.MonkeyPatch, old: str, new: str, fault: str) -> None:
    altered(monkeypatch, time_words, old, new)
    found = time_words.faults()
    assert len(found) == 1
    assert found[0].startswith("lexicon/dates.toml: ")
    assert fault in found[0]


def test_bounds_that_cross_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    altered(monkeypatch, number_words, "max = 9\n", "max = 1\n")
    assert any("max 1 below min 3" in fault for fault in number_words.faults())


def test_a_word_given_twice_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    altered(monkeypatch, toll_words, '"perish", ', '"perish", "die", ')
    assert toll_words.faults() == ['lexicon/tolls.toml: "suffers die" stands there twice']


def test_a_faulty_file_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    altered(monkeypatch, toll_words, 'how = "does"', 'how = "did"')
    with pytest.raises(LexiconError, match="tolls"):
        toll_words.load.__wrapped__()
