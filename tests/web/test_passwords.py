"""What it would cost somebody who has the tables to guess at passwords."""

from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import Parameters, PasswordHasher, Type, extract_parameters
from sqlalchemy import select
from tests.web.conftest import fill

from reportedly.web.people.users import Users, users


def test_a_password_is_kept_so_that_each_guess_at_it_is_dear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argon2.PasswordHasher", PasswordHasher)
    fill(str(tmp_path / "team.db"), 1)
    team = Users(str(tmp_path / "team.db"))
    team.put("rhea", "reader", "a long enough word", by="test")
    with team._seam.engine.connect() as connection:
        kept = connection.execute(select(users.c.password)).scalar_one()
    assert team.sign_in("rhea", "a long enough word")
    assert team.sign_in("rhea", "another long word") is None
    team.close()
    found: Parameters = extract_parameters(kept)
    assert found.type is Type.ID
    assert found.memory_cost >= 19 * 1024  # kibibytes; with two passes the least that is advised for a server
    assert found.time_cost >= 2
