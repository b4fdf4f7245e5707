from __future__ import annotations

import pytest
from tests.linking.made_up_news import claim
from tests.linking.test_linker import KIN

from reportedly.errors import LexiconError
from reportedly.linking.gist import gist
from reportedly.linking.kinds import kinds
from reportedly.linking.weights import COLUMNS, load, parse, write
from reportedly.model import ClaimType


def test_every_row_says_why_in_a_sentence() -> None:
    assert all(row.sentence.endswith(".") and row.sentence[0].isupper() for row in load().rows)


def test_the_reasons_of_a_join_add_up_to_its_weight() -> None:
    a, b = gist(claim("a", killed=31), KIN), gist(claim("b", "River Post", killed=31), KIN)
    join = load().join(a, b)
    assert join.weight == pytest.approx(load().prior + sum(reason.weight for reason in join.reasons))
    assert {reason.comparison for reason in join.reasons} >= {"kind", "date", "place", "actor", "toll"}


def test_the_file_comes_back_as_it_was_written() -> None:
    text = write(load().rows)
    assert write(parse(text, "here").rows) == text


def test_all_faults_of_a_weights_file_are_told_with_their_lines() -> None:
    text = ",".join(COLUMNS) + "\nplaice,same,,,1,Where.\ndate,same,,,much,When.\n"
    with pytest.raises(LexiconError) as caught:
        parse(text, "weights.csv")
    assert caught.value.faults == [
        'weights.csv: line 2: unknown comparison "plaice". Did you mean "place"?',
        "weights.csv: line 3: m, u and weight must be numbers",
    ]


def test_a_file_without_the_columns_is_refused() -> None:
    with pytest.raises(LexiconError, match="the columns must be comparison, level"):
        parse("a,b\n1,2\n", "weights.csv")


def test_near_kinds_are_of_one_family_and_mutual() -> None:
    found = kinds()
    for one, other in found.relation:
        assert found.relation[one, other] == found.relation[other, one]
        assert found.family[one] == found.family[other]
    assert found.family[ClaimType.PROTEST] != found.family[ClaimType.AIR_STRIKE]
