from __future__ import annotations

from tests.linking.made_up_news import claim
from tests.linking.test_linker import KIN

from reportedly.linking.blocking import PLAIN, keys
from reportedly.linking.gist import gist


def together(one: str, other: str) -> bool:
    """Whether claims of one day at the two places, by nobody, meet under a key under which all are compared."""
    mine, theirs = (keys(gist(claim(id_, at=at, actor=None), KIN)) for id_, at in (("a", one), ("b", other)))
    return any(sort == PLAIN and theirs.get(key) == PLAIN for key, sort in mine.items())


def test_spellings_of_a_village_that_nobody_located_meet() -> None:
    assert together("Kafraya", "Kefraya")
    assert not together("Kafraya", "Unheard")
