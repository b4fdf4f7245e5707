"""The API against its own description: whatever it says that it takes, it answers as it says."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from reportedly.web.people import tokens

SESSION = "a-session-of-the-fuzzer"
HEADERS = {"Cookie": f"{tokens.COOKIE}={SESSION}", "X-CSRF-Token": tokens.csrf(SESSION)}
EXAMPLES = 20  # for each operation: some seconds in all


def test_every_answer_is_as_the_api_describes_it(address: str) -> None:
    """No fault of ours, no answer of a shape, a status or a kind that is not described; what is wrong is refused."""
    import schemathesis  # takes more than a second, which every worker would spend

    schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
    # No schema can say that a cursor must be one of ours, or that the last day may not lie before the first.
    positive_data_acceptance = schemathesis.checks.positive_data_acceptance
    seen = []
    for found in schema.exclude(path="/api/v1/events").get_all_operations():  # events never end
        operation: Any = found.ok()
        seen.append(operation.path)

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        def holds(case: Any) -> None:
            case.call_and_validate(headers=HEADERS, excluded_checks=[positive_data_acceptance])

        holds()
    assert len(seen) >= 14
