"""Making the next items ready while one is used."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, current_thread, main_thread

import pytest
from tests.reading.test_pipeline import REPORT, document

from reportedly.reading.ahead import AHEAD, ahead
from reportedly.reading.pipeline import Reader


def test_items_come_in_order_with_what_was_prepared_for_them() -> None:
    assert [(item, ready()) for item, ready in ahead(range(7), lambda n: n * n)] == [(n, n * n) for n in range(7)]
    assert list(ahead([], str)) == []


def test_the_next_items_are_prepared_before_they_are_asked_for() -> None:
    begun = Event()

    def prepare(number: int) -> bool:
        if number == AHEAD:
            begun.set()
        return current_thread() is main_thread()

    stream = ahead(range(9), prepare)
    _, ready = next(stream)
    assert begun.wait(10), "nothing was prepared before it was wanted"
    assert ready() is False


def test_what_fails_for_one_item_is_raised_for_it_alone() -> None:
    found = []
    for item, ready in ahead([3, 0, 5], lambda n: 15 // n):
        try:
            found.append(ready())
        except ZeroDivisionError:
            found.append(item)
    assert found == [5, 0, 3]


def test_items_taken_before_the_source_failed_are_handed_out_first() -> None:
    def source() -> Iterator[int]:
        yield 1
        yield 2
        raise OSError("the disk is gone")

    stream = ahead(source(), str)
    assert [next(stream)[0], next(stream)[0]] == [1, 2]
    with pytest.raises(OSError, match="the disk is gone"):
        next(stream)


def test_many_documents_are_read_as_each_is_alone(reader: Reader) -> None:
    documents = [
        document(REPORT),
        document("Mild weather."),
        document(""),
        document("Rebels seized Dera Zul on Monday."),
    ]
    assert [read() for _, read in reader.each(documents)] == [reader.read(one) for one in documents]
    assert [one for one, _ in reader.each(documents)] == documents
