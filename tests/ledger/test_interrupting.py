"""What a crash, several writers and a server that goes away leave behind: the same ledger as if nothing had been."""

from __future__ import annotations

import os
import random
import signal
import time
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from tests.ledger.filling import DOCUMENTS, FORK, GROUP, Content, add_all, content, supply
from tests.ledger.made_up import RULES, readings

from reportedly.errors import LedgerError
from reportedly.ledger import Adding, Ledger

KILLS = 50


def start(where: str) -> tuple[BaseProcess, Connection]:
    ours, theirs = FORK.Pipe(duplex=False)
    process = FORK.Process(target=add_all, args=(where, theirs))
    process.start()
    theirs.close()
    return process, ours


def test_fifty_kills_lose_nothing_and_double_nothing(where: str, undisturbed: Content) -> None:
    dice = random.Random(7)
    supply()  # which the processes to come find made
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
    add_all(where, group=GROUP)
    with Ledger(where) as ledger:
        assert content(ledger) == undisturbed
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


def test_a_server_that_goes_away_and_comes_back_costs_nothing(postgres_database: str, tmp_path: Path) -> None:
    from sqlalchemy import create_engine

    other = create_engine(postgres_database, isolation_level="AUTOCOMMIT")
    ours = "datname = current_database() AND application_name = 'reportedly'"
    break_off = f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {ours}"
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
