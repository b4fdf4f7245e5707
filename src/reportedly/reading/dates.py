"""Dates in reports: finding the words, working out the days, and the report's own day.

The room's other modules take what they need of dates from here.
"""

from __future__ import annotations

from reportedly.reading.date_expressions import DateExpression, Days
from reportedly.reading.date_finding import find_dates
from reportedly.reading.date_resolving import resolve
from reportedly.reading.dateline import find_dateline

__all__ = ["DateExpression", "Days", "find_dateline", "find_dates", "resolve"]
