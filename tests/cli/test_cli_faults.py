"""What people give by mistake: one clear line each, the right exit status, and nothing lost of the rest."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from reportedly.cli import common
from reportedly.model import Document

GERMAN = (
    "Die Armee hat am Dienstag nach langen Kämpfen die Stadt Kasanga von den Rebellen zurückerobert, teilte "
    "der Gouverneur mit. Bewohner berichteten von schwerem Beschuss des Marktes und von mehreren Toten, und die "
    "Helfer baten beide Seiten um eine Pause, um die Verwundeten herauszubringen."
)


def big(path: Path) -> None:
    with path.open("wb") as stream:
        stream.write(b"The army shelled Ardal. ")
        stream.truncate(50_000_000)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty.txt": (lambda path: path.write_bytes(b""), "the document is empty"),
    "binary.txt": (lambda path: path.write_bytes(b"abc\0\1\2\xff"), "the file is binary, not text"),
    "picture.png": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n"), "this is a PNG image, not text"),
    "german.txt": (lambda path: path.write_text(GERMAN, "utf-8"), "written in German (de); reportedly reads English"),
    "torn.txt": (
        lambda path: path.write_bytes("“Ardal” fell, “he” said – “so”".encode()[:-2] + b"\xff"),
        "the text is UTF-8, but broken after",
    ),
    "big.txt": (big, "the document is larger than 20 MB"),
    "folder": (lambda path: path.mkdir(), "the folder holds no documents"),
    "none.txt": (lambda path: None, "no such file or folder"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_gets_one_line_and_costs_the_others_nothing(
    run: Run, report: Path, tmp_path: Path, name: str
) -> None:
    make, fault = BAD[name]
    path = tmp_path / name
    make(path)
    ran = run("read", path, report, "-f", "jsonl")
    assert ran.status == common.PARTIAL
    assert ran.out == run("read", report, "-f", "jsonl").out
    (line,) = ran.err.splitlines()
    assert line.startswith(f"{path}: {fault}")
    assert len(line) > len(f"{path}: {fault}"), "what to do about it"
    assert run("read", path).status == common.FAILED


def test_broken_json_on_line_7_is_named_by_its_line(run: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": str(n), "text": f"Rebels shelled the town of Ardal, killing {n} people."}) for n in range(9)
    ]
    lines[6] = '{"text": "broken'
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(lines))
    ran = run("read", path)
    assert ran.status == common.PARTIAL
    (line,) = ran.err.splitlines()
    assert line.startswith(f"{path}:7: broken JSON at character")
    assert ran.out.rstrip().endswith("in 8 documents")


def test_text_in_another_encoding_is_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Rebels shelled the café in Ardal on Monday, killing “nine” people.".encode("cp1252"))
    ran = run("read", path)
    assert (ran.status, ran.err) == (0, "")
    assert "café" in ran.out


def test_an_unreachable_address_is_told_of(run: Run, report: Path) -> None:
    ran = run("read", "http://127.0.0.1:9/ardal", report)
    assert ran.status == common.PARTIAL
    assert ran.err.startswith('http://127.0.0.1:9/ardal: "127.0.0.1" is on this machine')
    ran = run("read", "http://127.0.0.1:9/ardal", "--private")
    assert ran.status == common.FAILED
    assert "cannot be reached" in ran.err


def test_a_name_with_control_characters_cannot_move_the_cursor(run: Run, tmp_path: Path) -> None:
    ran = run("read", tmp_path / "a\x1b[2J\nb.txt")
    assert ran.status == common.FAILED
    assert "\x1b" not in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["--published", "next Friday"], '--published: "next Friday" cannot be read as a date. Write it as 2016-10-21'),
        (["--published", "03/04/2016"], '--published: "03/04/2016" cannot be read as a date'),
        (["--country", "Syria"], '--country: "Syria" is no country code. Use two letters'),
        (["--country", "XX"], '--country: "XX" is no country code. Use two letters'),
        (["--explain", "-f", "csv"], "--explain: is for reading by eye. Leave out --format csv"),
        (["--title", "Ardal", "other.txt"], "--title: names one document, and there are several"),
    ],
)
def test_an_option_that_cannot_be_used_is_a_usage_error(
    run: Run, report: Path, arguments: list[str], fault: str
) -> None:
    ran = run("read", report, *arguments)
    assert ran.status == common.USAGE
    assert ran.err.startswith(fault)
    assert len(ran.err.splitlines()) == 1
    assert ran.out == ""


def test_one_title_is_not_given_to_several_documents(run: Run, tmp_path: Path) -> None:
    line = json.dumps({"text": "Rebels shelled the town of Ardal on Monday."}) + "\n"
    (tmp_path / "one.jsonl").write_text(line)
    (tmp_path / "two.jsonl").write_text(line * 2)
    assert run("read", tmp_path / "one.jsonl", "--title", "Ardal").status == common.OK
    assert run("read", tmp_path / "two.jsonl", "--title", "Ardal").status == common.USAGE
    assert run("read", tmp_path, "--title", "Ardal").status == common.USAGE


def test_a_setting_that_cannot_be_used_is_a_usage_error(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTEDLY_MAX_BYTES", "plenty")
    ran = run("read", report)
    assert ran.status == common.USAGE
    assert ran.err.startswith("REPORTEDLY_MAX_BYTES: 'plenty' is not a size")


def test_a_setting_holds(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_MAX_BYTES", "100")
    assert "larger than 100 bytes" in run("read", report).err


@pytest.mark.parametrize("line", ["read", "read --no-such-option x", "no-such-command", "read x -f xml"])
def test_wrong_usage_has_a_status_of_its_own(run: Run, line: str) -> None:
    assert run(*line.split()).status == common.USAGE


def test_a_fault_of_ours_costs_only_the_document_that_meets_it() -> None:
    tally = common.Tally()
    good, bad = (Document(id=name, text="Rebels shelled Ardal.") for name in ("good", "bad"))

    def step(document: Document) -> str:
        if document.id == "bad":
            raise ZeroDivisionError
        return document.id

    assert [common.attempt(step, document, tally) for document in (good, bad, good)] == ["good", None, "good"]
    assert (tally.read, tally.skipped, tally.status) == (2, 1, common.PARTIAL)


def test_the_program_ends_with_the_status_that_it_tells(report: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "reportedly", "read", str(report), str(tmp_path / "none.txt"), "-f", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == common.PARTIAL
    assert done.stderr == f"{tmp_path / 'none.txt'}: no such file or folder. Check the path\n"
    assert json.loads(done.stdout.splitlines()[0])["version"] == 1
