"""Near kinds: an air strike told as its toll, a town taken told as a town left.

Two claims are compared only where their types are one, or near by ``data/kinds.toml``. The types that hang together by
nearness are a family; a family is what blocking sorts by, so that near kinds meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import Field

from reportedly.lexicon.shapes import Shape, read_data
from reportedly.model import ClaimType

SAME, LOOSE, RARE = "same", "loose", "rare"


class NearShape(Shape):
    """One `[[near]]`: each type of `one` is near to each of `other`."""

    name: str
    one: list[ClaimType] = Field(min_length=1)
    other: list[ClaimType] = Field(min_length=1)
    note: str


class KindsShape(Shape):
    """The whole file."""

    loose: list[ClaimType] = Field(min_length=1)
    rare: list[ClaimType] = Field(min_length=1)
    near: list[NearShape]


@dataclass(frozen=True, slots=True)
class Kinds:
    """How types stand to one another: `relation` by pair of types, `family` by type."""

    relation: dict[tuple[ClaimType, ClaimType], str]
    family: dict[ClaimType, str]


@cache
def kinds() -> Kinds:
    """The relations of the package's data file, read once. Raises `LexiconError` where the file is faulty."""
    shape = read_data(KindsShape, "linking", "kinds.toml")
    relation: dict[tuple[ClaimType, ClaimType], str] = {}
    for near in shape.near:
        for one in near.one:
            for other in near.other:
                relation.setdefault((one, other), near.name)
                relation.setdefault((other, one), near.name)
    family = {kind: kind.value for kind in ClaimType}
    for one, other in relation:
        old, new = sorted((family[one], family[other]), reverse=True)
        family = {kind: new if name == old else name for kind, name in family.items()}
    own = dict.fromkeys(ClaimType, SAME) | dict.fromkeys(shape.rare, RARE) | dict.fromkeys(shape.loose, LOOSE)
    relation.update({(kind, kind): name for kind, name in own.items()})
    return Kinds(relation, family)
