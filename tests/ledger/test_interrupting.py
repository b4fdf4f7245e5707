"""What a crash, several writers and a full disk leave behind: the same ledger as if nothing had been."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from tests.ledger.made_up import RULES, document, reading, readings

from reportedly.errors import LedgerError
from reportedly.ledger import Adding, Ledger
from reportedly.model import Reading
from reportedly.sources.original import Original

KILLS = 50
DOCUMENTS = 400  # more than fifty processes get to before they die
FORK = multiprocessing.get_context("fork")


def supply() -> Iterator[Reading]:
    """Documents, some of which are newer versions of others."""
    for number in range(DOCUMENTS):
        if number % 10 == 9:
            url = f"https://hill-wire.example/{number // 20}"
            yield reading(number, of=document(number, url=url))
        else:
            yield reading(number)


def add_all(where: str, ready: Connection | None = None) -> None:
    """What a process does: adds all, and says so after each document."""
    with Ledger(where) as ledger, ledger.adder(RULES) as adder:
        for read in supply():
            original = Original(read.document.text.encode(), "file", read.document.ref)
            if adder.wants(read.document, original):
                adder.put(read, original)
                if ready is not None:
                    ready.send_bytes(b".")


def content(ledger: Ledger) -> list[list[str]]:
    """Everything that a ledger holds, but when it was written and in which run."""
    documents = [{**row, "text": ledger.document(row["id"])["text"]} for row in ledger.documents()]
    notes = [[c.what for c in ledger.history(row["id"])] for row in documents[:20]]
    return [sorted(map(str, part)) for part in (ledger.claims(review="any"), documents, notes)]


def start(where: str) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    ours, theirs = FORK.Pipe(duplex=False)
    process = FORK.Process(target=add_all, args=(where, theirs))
    process.start()
    theirs.close()
    return process, ours


def test_fifty_kills_lose_nothing_and_double_nothing(where: str, tmp_path: Path) -> None:
    dice = random.Random(7)
    for kill in range(KILLS):
        process, ready = start(where)
        for _ in range(dice.randrange(4)):
            ready.recv_bytes()
        time.sleep(dice.uniform(0, 0.02) if kill else 0.0)
        assert process.is_alive(), "it was done before it was killed: give it more documents"
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        ready.close()
        assert process.exitcode == -signal.SIGKILL
    with Ledger(where) as ledger:
        assert 10 < len(list(ledger.documents())) < DOCUMENTS
        assert ledger.verify().faults == ()
    add_all(where)
    add_all(str(tmp_path / "undisturbed.db"))
    with Ledger(where) as ledger, Ledger(tmp_path / "undisturbed.db") as undisturbed:
        assert content(ledger) == content(undisturbed)
        assert ledger.verify().faults == ()
        assert sum(run["ended"] is None for run in ledger.runs()) > 10


def test_several_writers_of_the_same_files_add_each_document_once(where: str, tmp_path: Path) -> None:
    writers = [FORK.Process(target=add_some, args=(where,)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    with Ledger(where) as ledger, Ledger(tmp_path / "alone.db") as alone:
        alone.add(readings(40), reader=RULES)
        assert sorted(map(str, ledger.claims())) == sorted(map(str, alone.claims()))
        assert sum(run["documents"] or 0 for run in ledger.runs()) == 40
        assert ledger.verify().faults == ()


def add_some(where: str) -> None:
    with Ledger(where) as ledger:
        ledger.add(readings(40), reader=RULES)


def test_many_read_while_one_writes(where: str) -> None:
    with Ledger(where) as ledger:
        ledger.add(readings(1), reader=RULES)
    writer = FORK.Process(target=add_some, args=(where,))
    writer.start()
    with Ledger(where, read_only=True) as one, Ledger(where, read_only=True) as other:
        counts = []
        while writer.is_alive():
            counts.append(len(list(one.claims())))
            assert len(list(other.claims(country="SY"))) <= counts[-1] + 120
        writer.join()
        assert counts == sorted(counts)
        assert len(list(one.claims())) == 120
    assert writer.exitcode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, check=False
    )
    yield folder
    if mounted.returncode == 0:
        subprocess.run(["umount", folder], check=True)


def enlarge(folder: Path) -> None:
    if os.path.ismount(folder):
        subprocess.run(["mount", "-o", "remount,size=64m", folder], check=True)


def test_a_full_disk_loses_nothing_that_was_committed(small_disk: Path, tmp_path: Path) -> None:
    path = small_disk / "ledger.db"
    # Without the right to mount, a limit on the size of files stands in for the disk, in a process of its own.
    fill = FORK.Process(target=fill_up, args=(path, not os.path.ismount(small_disk)))
    fill.start()
    fill.join()
    assert fill.exitcode == 0, "a clear error is what it ends with"
    enlarge(small_disk)
    with Ledger(path) as ledger:
        kept = len(list(ledger.documents()))
        assert 5 < kept < DOCUMENTS
        assert ledger.verify().faults == ()
    add_all(str(path))
    add_all(str(tmp_path / "undisturbed.db"))
    with Ledger(path) as ledger, Ledger(tmp_path / "undisturbed.db") as undisturbed:
        assert content(ledger) == content(undisturbed)
        assert ledger.verify().faults == ()


def fill_up(path: Path, limited: bool) -> None:
    if limited:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
    try:
        add_all(str(path))
    except LedgerError as error:
        told = str(error)
        os._exit(0 if told.startswith(f"{path}: the disk ") and "what was committed before is kept" in told else 4)
    os._exit(3)


def test_a_server_that_goes_away_and_comes_back_costs_nothing(postgres_database: str, tmp_path: Path) -> None:
    from sqlalchemy import create_engine

    other = create_engine(postgres_database, isolation_level="AUTOCOMMIT")
    break_off = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'reportedly'"
    with Ledger(postgres_database, wait_s=20) as ledger, other.connect() as killer:
        with ledger.adder(RULES, Adding(group=2)) as adder:
            for number, read in enumerate(readings(30)):
                if adder.wants(read.document):
                    adder.put(read)
                if number % 7 == 3:
                    assert killer.exec_driver_sql(break_off).scalar_one() > 0
        assert adder.added.documents == 30
        assert ledger.verify().faults == ()
        assert len(list(ledger.claims())) == 90
    other.dispose()


def test_a_server_that_stays_away_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger(f"postgresql+psycopg://me:secret@/none?host={tmp_path}", wait_s=0.2)
    assert "the server cannot be reached" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
