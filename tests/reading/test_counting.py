"""Which number counts where several are told of one event."""

from __future__ import annotations

import pytest

from reportedly.model import Count
from reportedly.reading.counting import fullest


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], Count()),
        ([Count(24, 99), Count(67, 67)], Count(67, 67)),
        ([Count(24, 99), Count(71, None)], Count(71, None)),
        ([Count(3, 9), Count(24, 99)], Count(3, 9)),
        ([Count(24, 99), Count(9, 9)], Count(24, 99)),
        ([Count(100, 100), Count(101, None)], Count(101, None)),
        ([Count(30, 30), Count(27, 33)], Count(27, 33)),
        ([Count(75, 75), Count(68, 75)], Count(68, 75)),
        ([Count(27, 33), Count(30, 30)], Count(27, 33)),
        ([Count(9, 9), Count(12, 12)], Count(9, 9)),
        ([Count(0, 0), Count(1, None)], Count(0, 0)),
    ],
)
def test_the_exact_and_the_careful_number_count(told: list[Count], expected: Count) -> None:
    assert fullest(told) == expected
