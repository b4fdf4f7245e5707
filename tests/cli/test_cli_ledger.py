from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import REPORT, Run

from reportedly.cli import common
from reportedly.ledger import Ledger


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the ledger of the settings lies."""
    monkeypatch.setenv("REPORTEDLY_LEDGER", str(tmp_path / "war.db"))
    return tmp_path / "war.db"


@pytest.fixture
def filled(run: Run, at: Path, report: Path) -> Path:
    """A ledger with the report in it."""
    assert run("add", report).status == 0
    return at


def ids(run: Run, *options: object) -> list[str]:
    return [json.loads(line)["id"] for line in run("claims", *options, "-f", "jsonl").out.splitlines()]


def test_adding_again_adds_nothing(run: Run, filled: Path, report: Path) -> None:
    before = run("ledger", "head").out
    again = run("add", report)
    assert again.out == f"{filled}: 0 documents added, 0 claims; 1 known already\n"
    assert run("ledger", "head").out == before


def test_several_processes_read_each_document_once_and_find_the_same(
    run: Run, filled: Path, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ids(run)
    monkeypatch.setenv("REPORTEDLY_LEDGER", str(tmp_path / "again.db"))
    twice = tmp_path / "twice"
    twice.mkdir()
    (twice / "a.txt").write_bytes(report.read_bytes())
    (twice / "b.txt").write_bytes(report.read_bytes())
    added = run("add", twice, "--jobs", "2")
    assert added.status == 0
    assert "1 document added" in added.out
    assert "1 known already" in added.out
    assert ids(run) == before


def test_what_cannot_be_read_is_told_of_and_noted_in_the_run(run: Run, at: Path, report: Path, tmp_path: Path) -> None:
    ran = run("add", report, tmp_path / "none.txt")
    assert ran.status == common.PARTIAL
    assert ran.out.endswith("; 1 could not be read\n")
    shown = run("ledger", "runs").out
    (key,) = [word for word in shown.split() if word.startswith("run_")]
    assert (
        run("ledger", "runs", "--failures", key).out
        == f"{tmp_path / 'none.txt'}: no such file or folder. Check the path\n"
    )


def test_the_ledger_gives_the_records_that_reading_gives(run: Run, filled: Path, report: Path) -> None:
    assert run("claims", "-f", "jsonl").out == run("read", report, "-f", "jsonl").out
    assert run("claims", "-f", "csv").out == run("read", report, "-f", "csv").out
    assert run("claims", "-f", "geojson").out == run("read", report, "-f", "geojson").out


def test_the_table_names_the_claims_so_that_they_can_be_shown(run: Run, filled: Path) -> None:
    ran = run("claims", "--type", "shelling")
    found = ids(run, "--type", "shelling")
    assert found
    for key in found:
        assert key in ran.out
    assert ran.out.rstrip().endswith(f"{len(found)} claims" if len(found) > 1 else "1 claim")
    assert max(map(len, ran.out.splitlines())) <= common.WIDTH


@pytest.mark.parametrize(
    "options",
    [
        ("--actor", "government forces"),
        ("--place", "ARDAL", "--status", "occurred"),
        ("--publisher", "hill wire", "--type", "shelling"),
        ("--speaker", "Karum Monitor"),
        ("--since", "14 March 2023", "--until", "2023-03-14"),
        ("--text", '"at least seven" civilian'),
        ("--type", "shelling", "--limit", "1"),
    ],
)
def test_questions_find_the_shelling_of_ardal(run: Run, filled: Path, options: tuple[str, ...]) -> None:
    assert ids(run, "--text", "killing")[0] in ids(run, *options)


def test_an_empty_answer_is_an_answer(run: Run, filled: Path, tmp_path: Path) -> None:
    ran = run("claims", "--actor", "nobody at all")
    assert (ran.status, ran.out.strip()) == (0, "0 claims")
    target = tmp_path / "none.csv"
    assert run("claims", "--type", "protest", "-f", "csv", "-o", target).status == 0
    assert target.read_text("utf-8").startswith("id,document_id")


def test_near_takes_a_name_or_a_point(run: Run, filled: Path) -> None:
    ran = run("claims", "--near", "Aleppo,25km", "-f", "jsonl")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("near Aleppo")
    record = json.loads(run("claims", "--text", "killing", "-f", "jsonl").out.splitlines()[0])
    lat, lon = record["places"][0]["lat"], record["places"][0]["lon"]
    assert (lat is None) or ids(run, "--near", f"{lat},{lon},1km")


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (("--type", "sheling"), "Did you mean shelling?"),
        (("--near", "Aleppo"), '--near: "Aleppo" names no place and distance'),
        (("--near", "Qqqqxzzy,5km"), 'no gazetteer knows "Qqqqxzzy"'),
        (("--bbox", "1,2,3"), '--bbox: "1,2,3" is no box'),
        (("--since", "soon"), '--since: "soon" cannot be read as a date'),
        (("--as-of", "soon"), '"soon" is no day or time'),
        (("--review", "perhaps"), '--review: "perhaps" is none'),
        (("--country", "Syria"), '"Syria" is no country code'),
        (("--limit", "0"), "limit: is not above zero"),
    ],
)
def test_a_question_that_cannot_be_meant_is_one_line(
    run: Run, filled: Path, options: tuple[str, ...], fault: str
) -> None:
    ran = run("claims", *options)
    assert ran.status != 0
    assert fault in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_claim_is_shown_in_context_with_its_history(run: Run, filled: Path) -> None:
    (key,) = ids(run, "--text", "killing", "--type", "shelling")
    assert run("review", key, "set", "killed", "7-9", "--by", "R. Reader", "--note", "see below").status == 0
    told = " ".join(run("show", key).out.split())
    for words in (key, "KARUM, 14 March", "The army denied", "7–9", "set by R. Reader", "(see below)", "raw sha256"):
        assert words in told
    document = json.loads(run("claims", "-f", "jsonl").out.splitlines()[0])["document"]["id"]
    assert "taken in" in run("show", document).out


def test_colours_mark_trigger_and_slots(filled: Path) -> None:
    from reportedly.cli.show import STYLES, context

    with Ledger(filled) as ledger:
        (record,) = ledger.claims(text="killing", type="shelling")
        shown = context(record, ledger.document(record["document"]["id"])["text"])
    marked = {shown.plain[span.start : span.end]: span.style for span in shown.spans}
    assert marked["shelled"] == STYLES["trigger"]
    assert marked["Karum Monitor"] == STYLES["said_by"]
    assert any("Ardal" in words and STYLES["places"] in str(style) for words, style in marked.items())
    assert shown.plain.replace("… ", "") in REPORT.replace("\n", " ") + " "


def test_where_slots_overlap_both_are_marked() -> None:
    from rich.style import Style

    from reportedly.cli.show import context, overlaps

    words = "Ardal police said that shells hit the mill in Ardal."

    def quote(part: str, at: int = 0) -> dict[str, object]:
        start = words.index(part, at)
        return {"text": part, "start": start, "end": start + len(part)}

    record = {
        "evidence": {"in": "text", **quote(words)},
        "trigger": quote("hit"),
        "said_by": [quote("Ardal police")],
        "places": [quote("Ardal"), quote("Ardal", 20)],
        "target": [quote("mill in Ardal")],
        "date": None,
        "actor": [],
        "within": [],
        "weapon": [],
    }
    shown = context(record, words)
    assert shown.plain == words
    styles = [(words[span.start : span.end], Style.parse(str(span.style))) for span in shown.spans]
    told = [(part, style.color.name if style.color else None, style.underline) for part, style in styles]
    assert told == [
        ("Ardal", "blue", True),
        (" police", "cyan", None),
        ("hit", None, None),
        ("mill in ", "red", None),
        ("Ardal", "blue", True),
    ]
    assert overlaps(record, words) == [("Ardal", ("said_by", "places")), ("Ardal", ("target", "places"))]


def test_a_rejected_claim_is_no_longer_given_and_counts_against_its_trigger(run: Run, filled: Path) -> None:
    (key,) = ids(run, "--text", "killing", "--type", "shelling")
    assert run("review", key, "reject", "--by", "R. Reader").out == f"{key}: rejected\n"
    assert key not in ids(run)
    assert ids(run, "--review", "rejected") == [key]
    assert "shelled (shelling)  1 of 1 judged" in run("stats").out
    assert json.loads(run("stats", "--json").out)["rejected"][0]["trigger"] == "shelled"


def test_a_review_of_an_unknown_claim_is_one_line(run: Run, filled: Path) -> None:
    for arguments, fault in {
        ("review", "c_none", "accept", "--by", "me"): "c_none: no such claim in the ledger",
        ("show", "c_none"): "c_none: is not in the ledger",
        ("ledger", "remove", "d_none", "--reason", "x", "--by", "me"): "d_none: no such document",
        ("review", "c_none", "accept", "killed", "7", "--by", "me"): '"killed": is for set alone',
    }.items():
        ran = run(*arguments)
        assert ran.status != 0
        assert ran.err.startswith(fault)


def test_what_is_taken_out_is_told_of(run: Run, filled: Path) -> None:
    key = ids(run)[0]
    assert run("ledger", "remove", key, "--reason", "read twice", "--by", "R. Reader").status == 0
    shown = run("show", key)
    assert "is no longer current: read twice" in shown.err
    assert "taken out: read twice (R. Reader)" in shown.out


def test_verify_names_what_was_altered_and_fails(run: Run, filled: Path) -> None:
    import sqlite3

    whole = run("ledger", "verify")
    head = whole.out.splitlines()[-1].removeprefix("head ")
    assert run("ledger", "verify", "--head", head).status == 0
    assert run("ledger", "verify", "--head", "0" * 64).status == 1
    with closing(sqlite3.connect(filled)) as behind, behind:
        behind.execute("UPDATE claims SET status = 'planned' WHERE type = 'shelling'")
    behind.close()
    ran = run("ledger", "verify")
    assert ran.status == 1
    assert "was altered" in ran.err.splitlines()[0]


def test_no_ledger_is_made_by_asking(run: Run, at: Path) -> None:
    for command in (("claims",), ("stats",), ("show", "c_x"), ("ledger", "verify")):
        ran = run(*command)
        assert (ran.status, ran.err) == (1, f"{at}: there is no such ledger. reportedly add makes one\n")
    assert not at.exists()


def test_indexes_can_be_made_anew_and_upgrading_says_so(run: Run, filled: Path) -> None:
    before = run("claims", "-f", "jsonl").out
    assert "indexed" in run("ledger", "reindex").out
    assert run("ledger", "upgrade").out == f"{filled}: up to date\n"
    assert run("claims", "-f", "jsonl").out == before
    assert run("ledger", "verify").status == 0


def test_ctrl_c_keeps_what_was_read_and_the_next_add_goes_on(at: Path, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    lines = [
        json.dumps({"text": f"Rebels shelled the town of Ardal on Monday, killing {n} people."}) for n in range(20000)
    ]
    many.write_text("\n".join(lines))
    command = [sys.executable, "-m", "reportedly", "add", str(many), "--ledger", str(at)]
    heard = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # what a shell starts in the background is deaf to it
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        signal.signal(signal.SIGINT, heard)
        while running.poll() is None and not _some(at):
            pass
        running.send_signal(signal.SIGINT)
        try:
            _, err = running.communicate(timeout=120)
        finally:
            running.kill()
    assert running.returncode == 130, err
    assert err.splitlines()[-1] == "interrupted; the same command goes on from here"
    with Ledger(at) as ledger:
        kept = ledger.stats().documents
        assert 0 < kept < 3000
        assert ledger.runs()[0]["ended"]
        assert ledger.verify().whole


def _some(at: Path) -> bool:
    import time

    time.sleep(0.2)
    if not at.with_name(at.name + "-wal").exists():
        return False  # it is being made: who opens it then can keep its log from being begun
    try:
        with Ledger(at, read_only=True) as ledger:
            return next(ledger.claims(limit=1), None) is not None
    except Exception:
        return False
