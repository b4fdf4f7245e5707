from __future__ import annotations

import pytest

from reportedly.cli.table import COLUMNS, widths_for


@pytest.mark.parametrize("width", [80, 90, 99, 100, 200])
def test_columns_fit_the_terminal_and_a_day_is_never_broken(width: int) -> None:
    widths = widths_for(width)
    assert list(widths) == [name for name, _ in COLUMNS]
    assert sum(widths.values()) + len(widths) - 1 <= min(width, 100)
    assert widths["when"] == len("2016-10-21")


def test_with_room_enough_no_column_gives_way() -> None:
    assert widths_for(100) == dict(COLUMNS)
