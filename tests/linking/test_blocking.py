from __future__ import annotations

from tests.linking.made_up_news import claim, place
from tests.linking.test_linker import KIN

from reportedly.linking.blocking import PLAIN, keys
from reportedly.linking.gist import AREA, gist


def together(one: str, other: str) -> bool:
    """Whether claims of one day at the two places, by nobody, meet under a key under which all are compared."""
    mine, theirs = (keys(gist(claim(id_, at=at, actor=None), KIN)) for id_, at in (("a", one), ("b", other)))
    return any(sort == PLAIN and theirs.get(key) == PLAIN for key, sort in mine.items())


def test_the_capital_of_whose_name_a_province_is_meets_the_towns_of_it() -> None:
    capital, town = (gist(claim(one, at=place(one, admin1="Halwa"), actor=None), KIN) for one in ("Halwa", "Tell Mar"))
    shared = keys(capital).items() & keys(town).items()
    assert {sort for _, sort in shared if capital.odd & sort} == {AREA}
    assert not town.odd & AREA


def test_spellings_of_a_village_that_nobody_located_meet() -> None:
    assert together("Kafraya", "Kefraya")
    assert not together("Kafraya", "Unheard")
