from __future__ import annotations

import json

import pytest
from bench.event_places import Nearest, cases_of, is_apart, measure

from reportedly.evaluating.scenes import Scene
from reportedly.reading.pipeline import Reader


def case(text: str, verb: str, *places: str) -> Scene:
    return Scene(
        text,
        (text.index(verb), text.index(verb) + len(verb)),
        tuple((text.index(place), text.index(place) + len(place)) for place in places),
    )


def test_a_line_gives_its_verb_and_its_places() -> None:
    text = "Gunmen raided Zaria."
    spans = [{"start": 7, "end": 13, "label": "VERB"}, {"start": 14, "end": 19, "label": "LOCATION"}]
    (read,) = cases_of([json.dumps({"text": text, "spans": spans})])
    assert read == case(text, "raided", "Zaria")


def test_a_line_that_is_no_sentence_is_named() -> None:
    with pytest.raises(SystemExit, match="line 2"):
        list(cases_of(['{"text": "", "spans": []}', '{"text": "x"}']))


def test_figures_count_places_given_marked_and_both() -> None:
    cases = [
        case("Jets hit Sana.", "hit", "Sana"),
        case("Jets hit a convoy.", "hit"),
        case("They met in Aden.", "met", "Aden"),
    ]
    figures = measure(cases, lambda text, verb: [(9, 13)] if "convoy" in text or "Sana" in text else [])
    assert (figures.marked, figures.given, figures.right) == (2, 2, 1)
    assert (figures.precision, figures.recall, figures.f1) == (0.5, 0.5, 0.5)


def test_about_a_third_is_kept_apart_and_sentences_stay_together() -> None:
    cases = [Scene(f"Shells fell on farm {number}.", (7, 11), ()) for number in range(900)]
    assert 240 < sum(map(is_apart, cases)) < 360
    assert is_apart(cases[5]) == is_apart(Scene(cases[5].text, (0, 6), ()))


def test_each_verb_gets_the_place_nearest_to_it(reader: Reader) -> None:
    text = "Rebels seized Taiz on Monday while the coalition bombed Hodeidah."
    find = Nearest(reader.gazetteer)
    found = {verb: find(text, case(text, verb).verb) for verb in ("seized", "bombed")}
    assert [text[a:b] for a, b in found["seized"]] == ["Taiz"]
    assert [text[a:b] for a, b in found["bombed"]] == ["Hodeidah"]


def test_places_that_are_listed_go_together(reader: Reader) -> None:
    text = "Shells hit Bakhmut, Toretsk and Soledar overnight."
    found = Nearest(reader.gazetteer)(text, case(text, "hit").verb)
    assert [text[a:b] for a, b in found] == ["Bakhmut", "Toretsk", "Soledar"]
