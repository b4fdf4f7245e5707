"""The data of status and hedges, its faults, and its examples."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from reportedly.errors import LexiconError
from reportedly.lexicon import status_words
from reportedly.lexicon.status_words import CueShape, ExampleShape
from reportedly.model import Status
from reportedly.reading.parse import parse_sentences
from reportedly.reading.status import status_of

EXAMPLES = status_words.load().examples


def altered(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Lets the checker read its file with `old` replaced by `new`."""

    def read(file: str) -> tuple[dict[str, object], list[str]]:
        text = files("reportedly.lexicon").joinpath("data", file).read_text("utf-8")
        assert old in text
        return tomllib.loads(text.replace(old, new, 1)), []

    monkeypatch.setattr(status_words, "read_toml", read)


def test_the_file_of_status_is_without_fault() -> None:
    assert status_words.faults() == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('status = "planned"', 'status = "planed"', 'unknown status "planed". Did you mean "planned"?'),
        ('status = "planned"', 'state = "planned"', 'unknown key "state". Did you mean "status"?'),
        ('via = ["aux"]', 'via = ["auxx"]', "unknown via"),
        ('words = ["would"]', 'words = ["Would"]', '"Would" must be in lower case'),
        ('status = "planned"\n', "\n", "has neither status nor hedged"),
        ("[light]", "[lights]", 'unknown table "lights". Did you mean "light"?'),
    ],
)
def test_a_fault_names_the_file_and_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str
) -> None:
    altered(monkeypatch, old, new)
    found = status_words.faults()
    assert any(told in fault for fault in found), found
    assert all(fault.startswith("lexicon/status.toml") for fault in found)


def test_a_faulty_file_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    altered(monkeypatch, "[light]", "[lights]")
    with pytest.raises(LexiconError, match="lights"):
        status_words.load.__wrapped__()


@pytest.mark.parametrize(("cue", "example"), EXAMPLES, ids=[example.text for _, example in EXAMPLES])
def test_every_example_of_the_file_reads_as_it_says(cue: CueShape, example: ExampleShape) -> None:
    [doc] = parse_sentences([example.text])
    token = next(token for token in doc if token.text == example.trigger)
    status, hedged, reason = status_of(token)
    assert status is (example.status or cue.status or Status.OCCURRED), reason
    if cue.hedged:
        assert hedged is example.hedged
