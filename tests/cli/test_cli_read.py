from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import REPORT, Run

from reportedly.cli.common import WIDTH


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_sample_reports_become_a_table_that_fits_100_columns(run: Run, examples: Path) -> None:
    ran = run("read", examples)
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert lines[-1].endswith("claims in 21 documents")
    assert "\x1b" not in ran.out
    assert not [line for line in lines if line != line.rstrip()]
    for words in ("what", "who → whom", "where", "when", "toll", "says", "The Anatolian Courier, 2016-10-20"):
        assert words in ran.out


def test_the_table_shows_what_who_where_when_how_many_and_who_says_so(run: Run, report: Path) -> None:
    out = run("read", report).out
    for words in ("shelling", "Ardal", "2023-03-14", "≥7 killed", "Karum", "denied", "Hill Wire, 2023-03-15"):
        assert words in out


def test_json_lines_quote_the_file_letter_for_letter(run: Run, report: Path) -> None:
    ran = run("read", report, "--format", "jsonl")
    found = records(ran.out)
    assert len(found) >= 2
    for record in found:
        evidence = record["evidence"]
        assert isinstance(evidence, dict)
        assert REPORT[evidence["start"] : evidence["end"]] == evidence["text"]
        assert record["document"]["ref"] == str(report)  # type: ignore[index]


def test_csv_and_geojson_give_as_many_claims_as_json_lines(run: Run, report: Path) -> None:
    count = len(records(run("read", report, "-f", "jsonl").out))
    rows = list(csv.DictReader(io.StringIO(run("read", report, "-f", "csv").out, newline="")))
    features = json.loads(run("read", report, "-f", "geojson").out)["features"]
    assert len(rows) == len(features) == count > 0


def test_two_runs_give_the_same_bytes(run: Run, examples: Path) -> None:
    some = sorted(examples.glob("*.txt"))[::3]
    assert len(some) > 4
    assert run("read", *some, "-f", "jsonl") == run("read", *some, "-f", "jsonl")


def test_what_the_user_states_beats_what_the_document_says(run: Run, report: Path) -> None:
    options = ("--publisher", "Bayan Hill", "--published", "16 March 2023", "--title", "Ardal under fire")
    document = records(run("read", report, "-f", "jsonl", *options).out)[0]["document"]
    assert isinstance(document, dict)
    assert (document["publisher"], document["published"], document["title"]) == (
        "Bayan Hill",
        "2023-03-16",
        "Ardal under fire",
    )


def test_standard_input_and_json_lines_are_read_beside_files(run: Run, report: Path, tmp_path: Path) -> None:
    lines = tmp_path / "more.jsonl"
    lines.write_text(json.dumps({"id": "mine", "text": "Rebels captured the town of Ardal on Monday."}) + "\n")
    ran = run("read", "-", lines, report, "-f", "jsonl", stdin=b"Jets bombed the town of Ardal, killing nine people.")
    refs = list(dict.fromkeys(record["document"]["ref"] for record in records(ran.out)))  # type: ignore[index]
    assert refs == [None, "mine", str(report)]


def test_a_report_without_claims_says_how_to_learn_why(run: Run) -> None:
    ran = run("read", "-", stdin=b"The weather was mild for the season, and the harvest was good.")
    assert ran.status == 0
    assert ran.out.splitlines()[-1] == "0 claims in 1 document; --explain tells why"


def test_explain_accounts_for_every_sentence(run: Run, report: Path) -> None:
    ran = run("read", report, "--explain")
    told = " ".join(ran.out.split())
    assert ran.status == 0
    for sentence in ("the Karum Monitor said.", "The army denied shelling Ardal.", "The weather was mild"):
        assert sentence in told
    assert "The weather was mild for the season. – no word in it names an event" in told
    assert "= shelling, “shelled”;" in told
    assert "Not read, because it is printed beside the report: – Hill Wire, 15 March 2023" in told


def test_explain_says_why_a_trigger_gave_no_claim(run: Run) -> None:
    text = b"The minister will attack the problem of debt. Critics fired questions at him about the battle for votes."
    told = run("read", "-", "--explain", stdin=text).out
    assert " – “battle” (" in told


def test_output_goes_to_the_file_and_nowhere_else(run: Run, report: Path, tmp_path: Path) -> None:
    target = tmp_path / "claims.jsonl"
    ran = run("read", report, "-f", "jsonl", "--output", target)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert target.read_text("utf-8") == run("read", report, "-f", "jsonl").out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ardal.txt", "claims.jsonl"]


def test_a_run_that_reads_nothing_leaves_the_older_output(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    target.write_text("of last week")
    assert run("read", tmp_path / "none.txt", "-f", "csv", "-o", target).status == 1
    assert target.read_text() == "of last week"


def test_output_may_be_a_device(run: Run, report: Path) -> None:
    assert run("read", report, "-f", "csv", "-o", os.devnull).status == 0


def test_an_output_that_cannot_be_written_is_told_of(run: Run, report: Path, tmp_path: Path) -> None:
    ran = run("read", report, "-o", tmp_path / "none" / "claims.csv")
    assert ran.status == 1
    assert ran.err.startswith(f"{tmp_path / 'none' / 'claims.csv'}: cannot be written")


def test_control_characters_are_shown_in_the_table_and_kept_in_json(run: Run) -> None:
    text = "Rebels shelled the \u202etown\u202c of \x1b[31mArdal on Monday, killing nine people."
    table = run("read", "-", stdin=text.encode()).out
    assert "\u202e" not in table
    assert "\x1b" not in table
    assert "⟨U+202E⟩" in table
    (record, *_) = records(run("read", "-", "-f", "jsonl", stdin=text.encode()).out)
    evidence = record["evidence"]
    assert isinstance(evidence, dict)
    assert text[evidence["start"] : evidence["end"]] == evidence["text"]


def test_a_reader_that_goes_away_ends_the_program_quietly(examples: Path) -> None:
    command = [sys.executable, "-u", "-m", "reportedly", "read", str(examples)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()
        running.wait(60)
