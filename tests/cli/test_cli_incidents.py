from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from reportedly.cli import common

OTHER = """Shells fall on Ardal

River Post, 16 March 2023

Government forces shelled the town of Ardal on Tuesday, killing twelve civilians, rescue workers said.

Dera Zul is held by Islamic State militants. Daesh captured the village of Tel Nur on Tuesday.
"""


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the ledger of the settings lies."""
    monkeypatch.setenv("REPORTEDLY_LEDGER", str(tmp_path / "war.db"))
    return tmp_path / "war.db"


@pytest.fixture
def linked(run: Run, at: Path, report: Path, tmp_path: Path) -> Path:
    """A ledger with two reports of one shelling, linked as they were added."""
    other = tmp_path / "river.txt"
    other.write_text(OTHER, "utf-8")
    ran = run("add", report, other, "--link")
    assert ran.status == 0
    assert " incidents; " in ran.out
    return at


def found(run: Run, *options: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("incidents", *options, "-f", "jsonl").out.splitlines()]


def shelling(run: Run) -> dict[str, object]:
    """The shelling that both reports tell of."""
    (one,) = found(run, "--type", "shelling", "--status", "occurred", "--place", "Ardal")
    return one


def claims_of(one: dict[str, object]) -> list[str]:
    claims = one["claims"]
    assert isinstance(claims, list)
    return claims


def test_one_shelling_told_by_two_publishers_is_one_incident_with_both_tolls(run: Run, linked: Path) -> None:
    spans = shelling(run)["spans"]
    assert isinstance(spans, list)
    (killed,) = (span for span in spans if span["slot"] == "killed")
    assert (killed["low"], len(killed["positions"])) == (7, 2)


def test_linking_again_changes_nothing(run: Run, linked: Path) -> None:
    head = run("ledger", "head").out
    assert run("link").out.endswith("; 0 new, 0 changed, 0 ended\n")
    assert run("ledger", "head").out == head
    assert run("ledger", "verify").status == 0


def test_the_table_names_the_incidents_so_that_they_can_be_shown(run: Run, linked: Path) -> None:
    ran = run("incidents")
    assert all(str(one["id"]) in ran.out for one in found(run))
    assert ran.out.rstrip().endswith("incidents")
    assert len(found(run, "--limit", "1")) == 1
    assert len(found(run, "--min-voices", "2")) < len(found(run))
    assert all(one["disputes"] for one in found(run, "--disputed"))


def test_an_incident_is_shown_by_its_voices_with_the_reasons(run: Run, linked: Path) -> None:
    one = shelling(run)
    out = run("show", one["id"]).out
    for claim in claims_of(one):
        assert claim in out
    assert "Karum Monitor" in out
    assert "before anything is compared" in out
    assert max(map(len, out.splitlines())) <= common.WIDTH


def test_a_judgement_is_obeyed_and_shown(run: Run, linked: Path) -> None:
    one = shelling(run)
    first, second = claims_of(one)[0], claims_of(one)[-1]
    assert run("judge", first, second, "different", "--by", "R. Reader", "--note", "two salvos").status == 0
    run("link")
    assert not any({first, second} <= set(claims_of(other)) for other in found(run))
    assert "different" in run("show", one["id"]).out
    assert "judgement by R. Reader" in run("show", min(first, second)).out


def test_an_unknown_incident_is_one_line(run: Run, linked: Path) -> None:
    ran = run("show", "i_none")
    assert (ran.status, ran.out) == (common.FAILED, "")
    assert ran.err == (
        "i_none: no such incident in the ledger. reportedly link makes incidents, reportedly incidents lists them\n"
    )


def test_holdings_tell_who_held_a_place(run: Run, linked: Path) -> None:
    out = run("holdings", "--place", "Tel Nur").out
    assert "Islamic State" in out
    assert out.rstrip().endswith("1 holding")
    assert run("holdings", "--place", "Tel Nur", "--on", "2023-03-01").out.rstrip().endswith("0 holdings")
    assert "River Post" in run("holdings", "--party", "islamic-state", "--by-voice").out
    for line in run("holdings", "-f", "jsonl").out.splitlines():
        assert json.loads(line)["claims"]


def test_labels_are_counted_by_publisher(run: Run, linked: Path) -> None:
    (count,) = map(json.loads, run("labels", "--party", "islamic-state", "-f", "jsonl").out.splitlines()[:1])
    assert (count["publisher"], count["party"]) == ("River Post", "islamic-state")
    out = run("labels", "--by", "label", "--sentences").out
    assert "River Post" in out.split("share", 1)[1]
    assert out.rstrip().endswith(("word", "words"))


def test_changes_of_hands_are_listed_since_a_day(run: Run, linked: Path) -> None:
    told = [json.loads(line) for line in run("holdings", "--changes", "-f", "jsonl").out.splitlines()]
    assert ("Tel Nur", "Islamic State") in {(one["place_name"], one["after"]) for one in told}
    assert "to" in run("holdings", "--changes", "--by-voice").out
    assert run("holdings", "--changes", "--since", "2023-04-01").out.strip().endswith("\n0 changes of hands")


@pytest.mark.parametrize("options", [("--since", "2023-03-01"), ("--changes", "--on", "2023-03-01")])
def test_options_of_holdings_that_do_not_go_together_are_refused(run: Run, linked: Path, options: tuple[str]) -> None:
    ran = run("holdings", *options)
    assert ran.status != 0
    assert options[-2] in ran.err


def test_headlines_are_held_against_their_texts(run: Run, linked: Path, tmp_path: Path) -> None:
    bold = tmp_path / "bold.txt"
    bold.write_text(
        "Truce Holds in Ardal\n\nHill Gazette, 20 March 2023\n\nThe ceasefire in Ardal took effect on Monday at noon. "
        "Rebels violated the ceasefire in Ardal on Monday evening.\n",
        "utf-8",
    )
    assert run("add", bold).status == 0
    (found,) = (json.loads(line) for line in run("headlines", "--fault", "denied", "-f", "jsonl").out.splitlines())
    shown = run("headlines").out
    assert "Truce Holds in Ardal" in shown
    assert found["sentence"] in shown
    assert run("headlines", "--fault", "another toll").out.strip().endswith("0 findings")


def test_everything_can_be_linked_anew(run: Run, linked: Path) -> None:
    assert "0 new, 0 changed, 0 ended" in run("link").err + run("link").out
    assert "0 new, 0 changed, 0 ended" in run("link", "--anew").err + run("link", "--anew").out
