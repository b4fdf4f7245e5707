from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as given_by
from hypothesis import strategies as st

from reportedly.model import Document
from reportedly.sources import Fetching, Given, Skipped, documents
from reportedly.sources.walking import told

SENTENCE = "Rebels left the town of Kasanga on Tuesday."
GERMAN = (
    "Die Armee hat am Dienstag nach langen Kämpfen die Stadt Kasanga von den Rebellen zurückerobert, teilte "
    "der Gouverneur mit. Bewohner berichteten von schwerem Beschuss des Marktes und von mehreren Toten, und die "
    "Helfer baten beide Seiten um eine Pause, um die Verwundeten herauszubringen."
)


def texts(found: object) -> list[str]:
    return [f.text if isinstance(f, Document) else f"! {f.fault}" for f in found]  # type: ignore[attr-defined]


def only_fault(path: str | Path, **options: object) -> Skipped:
    (found,) = documents([path], **options)  # type: ignore[arg-type]
    assert isinstance(found, Skipped)
    assert found.mend
    assert "\n" not in found.where + found.fault + found.mend
    return found


def test_files_come_in_the_order_named_and_a_bad_one_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Second.")
    (tmp_path / "a.txt").write_text("First.")
    paths = [tmp_path / "b.txt", tmp_path / "none.txt", str(tmp_path / "a.txt")]
    assert texts(documents(paths)) == ["Second.", "! no such file or folder", "First."]


def test_a_folder_is_walked_in_sorted_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    for name in ("c.txt", "a/z.md", "a/b.TXT", "b.jsonl", ".d.txt", ".git/e.txt", "f.png", "g.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps({"text": name}) if name.endswith("jsonl") else name)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert texts(documents([tmp_path])) == ["a/b.TXT", "a/z.md", "b.jsonl", "c.txt"]


def test_files_that_tell_of_a_folder_are_no_documents_unless_they_are_named(tmp_path: Path) -> None:
    for name in ("README.md", "README.de.txt", "LICENSE", "LICENSE-MIT.txt", "readme.txt", "license-to-shell.txt"):
        (tmp_path / name).write_text(name)
    assert texts(documents([tmp_path])) == ["license-to-shell.txt"]
    assert texts(documents([tmp_path / "README.md"])) == ["README.md"]


def test_a_folder_is_walked_as_it_is_read(tmp_path: Path) -> None:
    for n in range(50):
        (tmp_path / f"{n:02}.txt").write_text(f"Report {n}.")
    found = documents([tmp_path])
    first = next(found)
    (tmp_path / "01.txt").write_text("Changed.")
    second = next(found)
    assert texts([first, second]) == ["Report 0.", "Changed."]


def test_a_pipe_in_a_folder_does_not_make_it_wait_and_a_dead_link_is_told_of(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone")
    assert texts(documents([tmp_path])) == ["! no such file or folder"]


def test_a_folder_without_documents_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    found = only_fault(tmp_path)
    assert (found.where, found.fault) == (str(tmp_path), "the folder holds no documents")
    assert ".jsonl" in (found.mend or "")


def test_the_text_keeps_its_newlines_and_loses_only_the_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\rThree\xe2\x80\xae.\n\x07")
    assert texts(documents([path])) == ["One.\r\nTwo.\rThree\u202e.\n\x07"]


@given_by(text=st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]), max_size=200))
def test_offsets_into_the_document_are_offsets_into_the_file(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("text") / "a.txt"
    path.write_bytes(("x " + text).encode())
    assert texts(documents([path])) == ["x " + text]


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("a.txt", b"", "the document is empty"),
        ("a.html", b" \n", "the document is empty"),
        ("a.jsonl", b"", "the file is empty"),
        ("a.txt", b"%PDF-1.7 \0", "this is a PDF document, not text"),
        ("a.pdf", b"%PDF-1.7", "this is a PDF document, not text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "this is a PNG image, not text"),
        ("a.txt", b"abc\0\1\2def", "the file is binary, not text"),
        ("a.txt", GERMAN.encode(), "written in German (de); reportedly reads English"),
        ("a.txt", GERMAN.encode("latin-1"), "written in German (de); reportedly reads English"),
        ("a.html", b"<html><body></body></html>", "the page has no running text"),
        ("a.json", b'{\n  "text": "a"\n}', "the file is JSON, but not JSON Lines"),
        ("a.json", b'[{"text": "a"}]', "the file is JSON, but not JSON Lines"),
    ],
)
def test_each_bad_file_gets_one_line_that_names_it(tmp_path: Path, name: str, data: bytes, fault: str) -> None:
    (tmp_path / name).write_bytes(data)
    found = only_fault(tmp_path / name)
    assert (found.where, found.fault) == (str(tmp_path / name), fault)


def test_broken_json_on_line_7_is_told_of_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Report {n}."}) for n in range(1, 10)]
    lines[6] = '{"text": '
    (tmp_path / "d.jsonl").write_text("\n".join(lines))
    found = list(documents([tmp_path / "d.jsonl"]))
    assert [f.where for f in found if isinstance(f, Skipped)] == [f"{tmp_path / 'd.jsonl'}:7"]
    assert sum(isinstance(f, Document) for f in found) == 8


def test_a_file_of_50_mb_is_refused_and_the_limit_can_be_raised(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.write(SENTENCE.encode())
        stream.truncate(50_000_000)
    assert only_fault(path).fault == "the document is larger than 20 MB"
    assert only_fault(path, fetching=Fetching(max_bytes=60_000_000)).fault == "the file is binary, not text"
    (tmp_path / "small.txt").write_text(SENTENCE)
    assert (
        only_fault(tmp_path / "small.txt", fetching=Fetching(max_bytes=10)).fault
        == "the document is larger than 10 bytes"
    )
    assert texts(documents([tmp_path / "small.txt"], fetching=Fetching(max_bytes=len(SENTENCE)))) == [SENTENCE]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    (tmp_path / "a.txt").chmod(0)
    assert only_fault(tmp_path / "a.txt").fault == "permission to read it is denied"


def test_errors_of_the_system_are_told_in_plain_words() -> None:
    assert str(told(PermissionError(13, "x"))) == (
        "permission to read it is denied. Change its permissions, or run as its owner"
    )
    assert told(OSError(5, "Input/output error")).fault == "cannot be read: Input/output error"


@pytest.mark.parametrize("path", ["a" * 5000, "a\0b", ""])
def test_a_path_that_cannot_be_is_told_of(path: str) -> None:
    assert only_fault(path).fault


def test_other_kinds_of_address_are_refused() -> None:
    assert only_fault("ftp://hill-wire.example/a").fault == '"ftp:" addresses are not fetched'


def test_standard_input_is_json_lines_where_its_first_line_is_an_object() -> None:
    data = b"\n \n" + json.dumps({"text": SENTENCE}).encode() + b"\nbroken\n"
    found = list(documents(["-"], stdin=io.BytesIO(data)))
    assert texts(found)[0] == SENTENCE
    assert isinstance(found[1], Skipped)
    assert found[1].where == "-:4"


@pytest.mark.parametrize("text", [SENTENCE, "\n\n{not json}\n" + SENTENCE, '["a"]\n', SENTENCE + "\r\n"])
def test_standard_input_is_text_otherwise(text: str) -> None:
    assert texts(documents(["-"], stdin=io.BytesIO(text.encode()))) == [text]


def test_a_page_on_standard_input_is_read_as_a_page() -> None:
    page = f"<!doctype html><html><body><article><p>{SENTENCE * 8}</p></article></body></html>"
    (text,) = texts(documents(["-"], stdin=io.BytesIO(page.encode())))
    assert SENTENCE in text
    assert "<" not in text


def test_empty_standard_input_is_told_of() -> None:
    assert only_fault("-", stdin=io.BytesIO(b"")).fault == "the document is empty"


def test_standard_input_has_a_limit_too() -> None:
    found = only_fault("-", stdin=io.BytesIO(b"a" * 1000), fetching=Fetching(max_bytes=100))
    assert found.fault == "the document is larger than 100 bytes"


def test_what_the_user_gives_holds_for_every_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Publisher: Lakeside Herald\n\n{SENTENCE}")
    (found,) = documents([tmp_path], given=Given(publisher="Hill Wire", published=date(2023, 5, 3), title="T"))
    assert isinstance(found, Document)
    assert (found.publisher, found.published, found.title) == ("Hill Wire", date(2023, 5, 3), "T")


def test_importing_the_room_loads_no_heavy_library() -> None:
    code = "import sys, reportedly.sources; print([m for m in sys.argv[1:] if m in sys.modules])"
    heavy = ["pydantic", "httpx", "httpcore", "trafilatura", "py3langid", "numpy", "charset_normalizer"]
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
