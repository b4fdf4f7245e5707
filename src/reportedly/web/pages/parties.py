"""Parties: what they do, what they claim against what others say of them, and what they are called."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.web import about
from reportedly.web.asking import looking, page
from reportedly.web.charts import columns
from reportedly.web.filters import LONGEST, Filters
from reportedly.web.pages.rendering import board, render, served
from reportedly.web.summary.counting import facet

router = APIRouter(include_in_schema=False)
LISTED = 200
NEWEST = 10
Key = Annotated[str, Path(min_length=1, max_length=LONGEST)]


@router.get("/parties")
def listed(
    request: Request, asked: Annotated[Filters, Query()], starts: Annotated[str, Query(max_length=100)] = ""
) -> HTMLResponse:
    """The parties by how much is said of them."""
    with looking(served(request), board(request), asked) as look:
        found = facet(look.matches, "party", look.weights, top=LISTED, starts=starts)
        return render(request, "parties.html", "parties", found=found, starts=starts)


@router.get("/parties/{key:path}")
def one(request: Request, key: Key) -> HTMLResponse:
    """One party."""
    return render(request, "party.html", "parties", **party(request, key))


def party(request: Request, key: str) -> dict[str, Any]:
    """What is known and said of a party, by its id or a name."""
    shown, ledger = board(request), served(request)
    teller = shown.teller
    known = about.known(key, teller.kin, teller.conflicts)
    name = known.id or key
    with looking(ledger, shown, Filters(party=[name])) as look:
        mentioned = page(look, "-read", NEWEST, None)
        actor, target = look.other(Filters(actor=[name])), look.other(Filters(target=[name]))
        speaker = look.other(Filters(speaker=[name]))
        told = about.said_and_told(actor, target, speaker)
        spoken = page(speaker, "-read", NEWEST, None)
        called = _summed(about.names(look, name), about.names(speaker, name))
        labelled, of = about.labels(look, (known.id, key))
        over_time = about.activity(look.matches)
        speakers = facet(look.matches, "speaker", look.weights, top=10)
    return {
        "known": known,
        "key": name,
        "mentioned": mentioned,
        "spoken": spoken,
        "told": told,
        "called": called,
        "labelled": labelled,
        "labelled_of": of,
        "over_time": over_time,
        "months": columns(over_time.bins),
        "speakers": speakers,
        "register": teller.kin.register,
    }


def _summed(*several: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The most frequent names; a name in both is counted as often as it is in the one that has it more."""
    found: dict[str, int] = {}
    for names in several:
        for name, count in names:
            found[name] = max(count, found.get(name, 0))
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))
