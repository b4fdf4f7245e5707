"""What was once reached is not given up: the figures on annotated reports must not fall under their floors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bench import quality
from reportedly.evaluating.figures import Score
from reportedly.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def own(home: Path) -> Score:
    """How our own annotated reports are read."""
    return quality.measure(quality.OWN, home)


def test_our_own_reports_are_read_no_worse_than_before(own: Score) -> None:
    floor = quality.floors()["own"]
    assert quality.digest(quality.OWN) == floor.digest, "the annotation changed: measure anew and set the floors"
    assert quality.falls(own, floor) == []


def test_real_reports_are_read_no_worse_than_before(home: Path, kept: Path) -> None:
    folder = quality.real_gold()
    floor = quality.floors()["real"]
    if folder is None or quality.digest(folder) != floor.digest:
        pytest.skip("the annotated real reports that the floors were measured on are not here")
    dumps = folder.parent.parent / "gazetteer"
    assert quality.falls(quality.measure(folder, quality.home_with(dumps, home, kept)), floor) == []


def test_a_fall_under_the_floor_is_refused(own: Score) -> None:
    floor = quality.Floors(digest="", claim_f1=1.01, claim_precision=0.0, whole_f1=0.0)
    assert len(quality.falls(own, floor)) == 1


def test_dumps_are_compiled_once_and_again_when_they_change(
    home: Path, tmp_path: Path, dump_line: Callable[..., str]
) -> None:
    def village(name: str) -> tuple[Path, list[str]]:
        (tmp_path / "SY.txt").write_text(dump_line(900001, name, 36.5, 37.4) + "\n", "utf-8")
        made = quality.home_with(tmp_path, home, tmp_path / "kept")
        with Gazetteer.open(made) as gazetteer:
            assert gazetteer.candidates("Aleppo")
            return made, [place.name for place in gazetteer.candidates(name)]

    first, found = village("Khirbat Zumurrud")
    stamp = first.stat().st_mtime_ns
    assert found == ["Khirbat Zumurrud"]
    assert village("Khirbat Zumurrud") == (first, found)
    assert first.stat().st_mtime_ns == stamp
    other, found = village("Tall Yaqut")
    assert (other == first, found) == (False, ["Tall Yaqut"])
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [other.name]
