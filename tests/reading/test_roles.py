"""Who did it, and to whom."""

from __future__ import annotations

import pytest

import reportedly


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Hama has been under rebel control since May.", ["rebel"], []),
        ("Fighters from Idlib shelled Hama on Friday.", ["Fighters"], ["Hama"]),
        ("Hundreds of civilians were killed in shelling on Friday.", [], ["civilians"]),
        ("Warplanes struck military sites near Homs on Friday.", [], ["military sites"]),
    ],
)
def test_parties_and_people_hit_are_named_by_their_smallest_phrase(
    text: str, actor: list[str], target: list[str]
) -> None:
    claim = reportedly.read(text).claims[0]
    assert [mention.quote.text for mention in claim.actor] == actor
    assert [mention.quote.text for mention in claim.target] == target
