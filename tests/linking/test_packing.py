from __future__ import annotations

import json

from hypothesis import given, settings
from tests.linking.made_up_news import claim, place
from tests.linking.test_linker import CLAIMS, KIN

from reportedly.linking.gist import gist
from reportedly.linking.packing import pack, unpack
from reportedly.model import Claim, Quote


@settings(max_examples=60, deadline=None)
@given(CLAIMS)
def test_a_gist_comes_back_as_it_was_packed(one: Claim) -> None:
    assert unpack(pack(gist(one, KIN))) == gist(one, KIN)


def test_a_gist_with_every_slot_comes_back_as_it_was_packed() -> None:
    full = claim(
        "c1",
        at=place("Halwa", relation="near", distance_km=4.0),
        target="rebels",
        killed=(3, None),
        said_by=("ministry", "Salim Haddad"),
        within=(place("Dara"),),
        weapon=(Quote("barrel bombs", 0, 12),),
        text="Barrel bombs fell on the grain market of Halwa before noon, and three people or more died there",
    )
    item = gist(full, KIN)
    assert unpack(pack(item)) == item
    assert json.loads(pack(item))
