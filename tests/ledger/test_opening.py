from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from tests.ledger.made_up import RULES, readings

from reportedly.errors import LedgerError
from reportedly.ledger import Ledger, opening, schema


def refusal(where: object, **options: object) -> str:
    """The one line with which a ledger is refused."""
    with pytest.raises(LedgerError) as caught:
        Ledger(str(where), **options)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.filterwarnings("ignore:Did not recognize type")  # PostgreSQL's point, which is behind the seam
def test_the_migrations_make_the_tables_of_the_schema(where: str) -> None:
    Ledger(where).close()
    engine = create_engine(where if "://" in where else f"sqlite:///{where}")
    searching = {"claim_words", "claim_boxes"}
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": lambda thing, name, kind, *_: (
                    not (name or "").startswith(tuple(searching))
                    and (getattr(thing, "table", None) is None or not thing.table.name.startswith(tuple(searching)))
                ),
                "compare_type": False,
            },
        )
        assert compare_metadata(context, schema.METADATA) == []
        assert context.get_current_revision() == schema.HEAD
    engine.dispose()


def test_the_newest_migration_is_the_one_that_the_schema_names() -> None:
    steps = sorted(path.name for path in (Path(opening.__file__).parent / "migrations" / "versions").glob("v*.py"))
    assert steps[-1].startswith(f"v{schema.HEAD}_")
    assert len(steps) == int(schema.HEAD)


def test_a_ledger_of_the_first_version_is_brought_up_to_date(where: str) -> None:
    with Ledger(where) as ledger:
        ledger.add(readings(2), reader=RULES)
        head = ledger.head()
    engine = create_engine(where if "://" in where else f"sqlite:///{where}")
    with engine.begin() as connection:
        for table in ("incidents", "incident_members", "takeovers"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()
    assert "is of an older version" in refusal(where, read_only=True)
    with Ledger(where) as ledger:
        assert ledger.head() == head
        assert ledger.verify().whole
    Ledger(where, read_only=True).close()


def test_what_claims_are_found_by_is_made_anew_where_an_older_version_made_it(where: str) -> None:
    with Ledger(where) as ledger:
        ledger.add(readings(2), reader=RULES)
        found = list(ledger.claims(type="shelling"))
    forget = "COMMENT ON TABLE claim_words IS NULL" if "://" in where else "PRAGMA user_version = 0"
    engine = create_engine(where if "://" in where else f"sqlite:///{where}")
    with engine.begin() as connection:
        if "://" in where:
            connection.execute(text("DELETE FROM claim_words"))
        else:
            connection.execute(text("INSERT INTO claim_words(claim_words) VALUES ('delete-all')"))
        connection.execute(text(forget))
    assert "is of an older version" in refusal(where, read_only=True)
    with Ledger(where) as ledger:
        assert list(ledger.claims(type="shelling")) == found != []
    with engine.begin() as connection:
        connection.execute(text(forget.replace("NULL", "'99'").replace("= 0", "= 99")))
    engine.dispose()
    assert "was made by a newer version of this program" in refusal(where)


def test_a_ledger_of_a_newer_version_is_refused(where: str) -> None:
    Ledger(where).close()
    engine = create_engine(where if "://" in where else f"sqlite:///{where}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    for read_only in (True, False):
        assert "was made by a newer version of this program. Upgrade reportedly" in refusal(where, read_only=read_only)


def test_a_database_of_another_program_is_refused_and_left_alone(where: str) -> None:
    engine = create_engine(where if "://" in where else f"sqlite:///{where}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE invoices (number INTEGER)"))
    assert "of another program" in refusal(where)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM invoices")).scalar_one() == 0
    engine.dispose()


def test_a_ledger_that_is_not_there_is_not_made_by_reading(where: str, tmp_path: Path) -> None:
    told = refusal(where, read_only=True)
    assert "reportedly add makes one" in told
    if "://" not in where:
        assert not Path(where).exists()


BAD_FILES = {
    "text": (b"This is a report, and no ledger at all. " * 40, "is no ledger"),
    "torn": (b"SQLite format 3\0" + b"\xff" * 4000, "is no ledger"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_ledger_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    data, fault = BAD_FILES[name]
    path = tmp_path / "some.db"
    path.write_bytes(data)
    for read_only in (True, False):
        assert refusal(path, read_only=read_only).startswith(f"{path}: {fault}")
    assert path.read_bytes() == data


def test_other_things_that_are_no_ledger_are_told_of(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)
    assert "does not exist" in refusal(tmp_path / "none" / "ledger.db")
    assert "has no name" in refusal(" ")
    assert '"mysql" is not supported' in refusal("mysql://me:secret@host/db")
    assert "secret" not in refusal("mysql://me:secret@host/db")
    assert "is no address" in refusal("postgresql://me@host:port/db")


@pytest.fixture
def read_only_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a ledger, in which nothing can be written: a mount for root, rights for others."""
    folder = tmp_path / "closed"
    folder.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], capture_output=True, check=False
        ).returncode
    )
    with Ledger(folder / "ledger.db") as ledger:
        ledger.add(readings(2), reader=RULES)
    if mounted:
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    else:
        (folder / "ledger.db").chmod(0o400)
        folder.chmod(0o500)
    yield folder
    if mounted:
        subprocess.run(["umount", folder], check=True)
    else:
        folder.chmod(0o700)


def test_a_ledger_in_a_read_only_folder_can_be_asked_but_not_written(read_only_folder: Path) -> None:
    path = read_only_folder / "ledger.db"
    if os.access(read_only_folder, os.W_OK):
        pytest.fail("the folder could not be closed: run the tests as root, or as a user who is not")
    with Ledger(path, read_only=True) as ledger:
        assert len(list(ledger.claims())) == 6
        assert ledger.verify().whole
    with pytest.raises(LedgerError) as caught, Ledger(path) as ledger:
        ledger.add(readings(3), reader=RULES)
    assert str(caught.value).startswith(f"{path}: cannot be ")
    assert "cannot be opened" in refusal(read_only_folder / "new.db")


def test_a_locked_database_is_one_clear_line(where: str) -> None:
    with Ledger(where, wait_s=0.2) as ledger:
        ledger.add(readings(1), reader=RULES)
        if "://" in where:
            engine = create_engine(where)
            other = engine.connect()
            other.execute(text("LOCK TABLE batches IN ACCESS EXCLUSIVE MODE"))
        else:
            raw = sqlite3.connect(where, isolation_level=None)
            raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="is being written to by another program"):
            ledger.add(readings(2), reader=RULES)
        if "://" in where:
            other.close()
            engine.dispose()
        else:
            raw.close()
        assert ledger.add(readings(2), reader=RULES).documents == 1
        assert ledger.verify().whole
