"""What was once reached is not given up: the figures on annotated reports must not fall under their floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import quality


def test_our_own_reports_are_read_no_worse_than_before(home: Path) -> None:
    floor = quality.floors()["own"]
    assert quality.digest(quality.OWN) == floor.digest, "the annotation changed: measure anew and set the floors"
    assert quality.falls(quality.measure(quality.OWN, home), floor) == []


def test_real_reports_are_read_no_worse_than_before(tmp_path: Path) -> None:
    folder = quality.real_gold()
    floor = quality.floors()["real"]
    if folder is None or quality.digest(folder) != floor.digest:
        pytest.skip("the annotated real reports that the floors were measured on are not here")
    dumps = folder.parent.parent / "gazetteer"
    quality.add_gazetteers(tmp_path, dumps)
    assert quality.falls(quality.measure(folder, tmp_path), floor) == []


def test_a_fall_under_the_floor_is_refused(home: Path) -> None:
    floor = quality.Floors(digest="", claim_f1=1.01, claim_precision=0.0, whole_f1=0.0)
    assert len(quality.falls(quality.measure(quality.OWN, home), floor)) == 1
