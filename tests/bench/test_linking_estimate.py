from __future__ import annotations

from pathlib import Path

from bench.linking.estimate import JUDGED, judged
from tests.ledger.made_up import RULES, readings

from reportedly.ledger import Ledger


def test_pairs_that_people_judged_count_by_their_last_word(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(readings(3), reader=RULES)
        one, two, three, four = sorted(record["id"] for record in ledger.claims())[:4]
        ledger.judge(one, two, "same", by="R. Reader")
        ledger.judge(one, two, "different", by="R. Reader")
        ledger.judge(one, three, "same", by="R. Reader")
        ledger.judge(one, four, "same", by="R. Reader")
        ledger.judge(one, four, "none", by="R. Reader")
        found = judged(ledger)
    assert sum(found.values()) == 2 * JUDGED
    assert sorted(same for _, same in found) == [False, True]
