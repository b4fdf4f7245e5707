"""What a server does while the next claims are made: its errors come late, and must be told and undone all the same."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection, create_engine
from tests.ledger.made_up import RULES, document, reading, readings

from reportedly.errors import LedgerError
from reportedly.ledger import Adding, Ledger, deriving
from reportedly.model import Reading

BEFORE, DOCUMENTS = 10, 40  # of three claims each: those that are there, and those that come in one batch
DISK_FULL = "RAISE 'no room' USING ERRCODE = 'disk_full'"
BREAK_OFF = "IF nextval('tries') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF"


@pytest.fixture(autouse=True)
def _few_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are sent ten claims at a time, so that a batch of a few documents takes many turns."""
    monkeypatch.setattr(deriving, "AHEAD", 10)


@pytest.fixture
def behind(postgres_database: str) -> Iterator[Connection]:
    """Somebody else's way to the same database, where words of a claim can be made to fail."""
    engine = create_engine(postgres_database, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def begun(postgres_database: str, caplog: pytest.LogCaptureFixture) -> Iterator[Ledger]:
    """A ledger with some documents; in the end it takes all others, and the driver has said nothing by itself."""
    with Ledger(postgres_database, wait_s=20) as ledger:
        ledger.add(readings(BEFORE), reader=RULES)
        yield ledger
        add(ledger)
        assert len(list(ledger.claims())) == len(list(ledger.claims(text="day"))) == 3 * (BEFORE + DOCUMENTS)
        assert ledger.verify().faults == ()
    assert caplog.messages == []


def add(ledger: Ledger, *more: Reading) -> None:
    with ledger.adder(RULES, Adding(group=1_000)) as adder:
        for one in (*readings(DOCUMENTS, start=BEFORE), *more):
            adder.put(one)


def at_words(behind: Connection, does: str) -> None:
    """Has the server do something when it takes the words of a claim amid the batch."""
    behind.exec_driver_sql(f"""CREATE FUNCTION at_words() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {does}; RETURN NEW; END $$""")
    behind.exec_driver_sql("""CREATE TRIGGER at_words BEFORE INSERT ON claim_words FOR EACH ROW
        WHEN (NEW.claim = 75) EXECUTE FUNCTION at_words()""")


def test_a_fault_in_words_that_were_sent_ahead_is_told_and_leaves_no_trace(begun: Ledger, behind: Connection) -> None:
    head, claims = begun.head(), list(begun.claims())
    at_words(behind, DISK_FULL)
    with pytest.raises(LedgerError, match="the server's disk is full; what was committed is kept") as caught:
        add(begun)
    assert "\n" not in str(caught.value)
    assert (begun.head(), list(begun.claims())) == (head, claims)
    assert begun.verify().faults == ()
    behind.exec_driver_sql("DROP TRIGGER at_words ON claim_words")


def test_a_server_that_breaks_off_at_words_that_were_sent_ahead_costs_nothing(
    begun: Ledger, behind: Connection
) -> None:
    behind.exec_driver_sql("CREATE SEQUENCE tries")  # which counts on where everything else is undone
    at_words(behind, BREAK_OFF)
    add(begun)
    assert behind.exec_driver_sql("SELECT last_value FROM tries").scalar_one() == 2


def test_words_that_were_sent_ahead_are_undone_where_the_next_claims_cannot_be_made(begun: Ledger) -> None:
    head, odd = begun.head(), reading(BEFORE + DOCUMENTS)
    claims = tuple(replace(claim, confidence=float("nan")) for claim in odd.claims)
    with pytest.raises(ValueError, match="a number is not finite"):
        add(begun, replace(odd, claims=claims))
    assert begun.head() == head


def test_who_interrupts_while_the_server_is_at_work_leaves_no_trace(begun: Ledger, behind: Connection) -> None:
    head = begun.head()
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell puts in the background hears none
    at_words(behind, "PERFORM pg_sleep(30)")
    stop = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    stop.start()
    with pytest.raises(KeyboardInterrupt):
        add(begun)
    stop.join()
    signal.signal(signal.SIGINT, heard)
    assert begun.head() == head
    behind.exec_driver_sql("DROP TRIGGER at_words ON claim_words")


def test_what_is_asked_amid_a_batch_waits_for_what_was_sent_ahead(
    where: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Documents that replace one another: each is looked for among rows of its own batch."""
    many = [
        reading(number, of=document(number, url=f"https://hill-wire.example/{number // 7}")) for number in range(50)
    ]
    with Ledger(where) as ledger, Ledger(tmp_path_factory.mktemp("alone") / "ledger.db") as alone:
        for one, group in ((ledger, 50), (alone, 1)):
            take(one, many, group)
        assert len(list(ledger.claims(text="day"))) == 3 * 8
        assert list(ledger.claims()) == list(alone.claims())
        assert ledger.verify().faults == ()


def take(ledger: Ledger, many: Iterable[Reading], group: int) -> None:
    with ledger.adder(RULES, Adding(group=group)) as adder:
        for one in many:
            adder.put(one)
