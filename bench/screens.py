"""Pictures of every screen for docs/screens: ``python -m bench.screens LEDGER``.

They are taken by a real browser before the real server, in light, dark and at a phone's width, so that a change of looks
shows in review as a change of pictures.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

from bench.serving import serving

TARGET = Path(__file__).parents[1] / "docs" / "screens"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# All of the window is drawn as with a graphics card; by itself a browser that has none does that for maps alone.
CARD = ["--use-gl=angle", "--use-angle=swiftshader"]
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The map is drawn by a graphics card; where there is none, by a program.
    *CARD,
    "--enable-unsafe-swiftshader",
]
DESK, PHONE = {"width": 1180, "height": 740}, {"width": 390, "height": 780}
PATIENCE_MS = 120_000
# What shows a screen at its best: name, whether in dark, whether on a phone.
SHOTS = (
    ("map", False, False),
    ("map", True, False),
    ("map", False, True),
    ("holdings", False, False),
    ("beside", True, False),
    ("beside", False, True),
    ("incident", False, False),
    ("incident", True, True),
    ("document", False, False),
    ("document", False, True),
    ("party", False, False),
    ("place", True, False),
    ("review", False, False),
    ("review", True, True),
    ("overview", False, False),
    ("incidents", True, False),
)
# The map's names and tiles come one by one; it is whole when it stands still.
IDLE = (
    "() => new Promise(done => { const look = () => window.reportedlyMap && reportedlyMap.loaded() && "
    "reportedlyMap.areTilesLoaded() && !reportedlyMap.isMoving() ? setTimeout(done, 600) : setTimeout(look, 100); look(); })"
)


def main() -> None:
    """Takes all pictures."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("ledger", type=Path)
    given = arguments.parse_args()
    browser = chromium()
    if browser is None:
        sys.exit("No Chromium was found. Mend: apt-get install chromium, or name one in REPORTEDLY_TEST_CHROMIUM")
    with serving(given.ledger) as (address, _), sync_playwright() as playwright:
        take(playwright.chromium.launch(executable_path=browser, args=ARGUMENTS), address)


def chromium() -> str | None:
    """Where a browser lies."""
    named = os.environ.get("REPORTEDLY_TEST_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


def take(browser: Browser, address: str) -> None:
    """Takes each picture in a window of its own."""
    TARGET.mkdir(parents=True, exist_ok=True)
    paths = addresses(address)
    for name, dark, phone in SHOTS:
        size, scheme = PHONE if phone else DESK, "dark" if dark else "light"
        context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(address + paths[name])
        settle(page)
        file = TARGET / f"{name}{'-phone' if phone else ''}{'-dark' if dark else ''}.png"
        page.screenshot(path=file)
        print(f"{file.name}: {file.stat().st_size // 1000} kB")
        context.close()
    browser.close()


def settle(page: Page) -> None:
    """Waits for the map, where there is one."""
    if page.locator("#map").count():
        page.evaluate(IDLE)
    elif page.locator(".minimap canvas").count():
        page.wait_for_timeout(4000)


def addresses(address: str) -> dict[str, str]:
    """Where each screen is shown."""
    api = httpx.Client(base_url=f"{address}/api/v1", timeout=60)

    def asked(path: str, **query: Any) -> Any:
        return api.get(path, params=query).raise_for_status().json()

    # Voices and holders are worked out behind the pages' backs.
    while asked("/facets", facet="type")["unweighed"] or asked("/holdings")["waiting"]:
        time.sleep(0.2)
    told = (asked("/incidents", disputed=True, sort="-claims", limit=1)["items"] or asked("/incidents")["items"])[0]
    claim = asked(f"/incidents/{told['id']}")["records"][0]
    party = next((one["party"] for one in claim["actor"] if one["party"]), "islamic-state")
    held = asked("/holdings")
    known = {one["properties"]["place"]: one for one in held["features"]}
    places = {key: asked(f"/places/{key}")["holders"] for key in known}
    # What is disputed, else that of which most voices speak.
    place = max(places, key=lambda key: (bool(places[key]["disputes"]), len(_voices(places[key])), key))
    lon, lat = known[place]["geometry"]["coordinates"]
    day = min((told["since"] for told in places[place]["disputes"]), default=held["on"])
    voices = _voices(places[place])
    by, beside = [*voices.values(), "", "all"][:2]
    return {
        "map": f"/?selected={told['id']}&z=5.4&lat={told['lat'] or lat}&lon={(told['lon'] or lon) - 2}",
        "holdings": f"/?on={day}&z=5.6&lat={lat}&lon={lon - 1}&selected=place:{place}",
        "beside": f"/?on={day}&by={by}&beside={beside}&z=6&lat={lat}&lon={lon}&list=incidents",
        "incident": f"/incidents/{told['id']}",
        "document": f"/documents/{claim['document']['id']}",
        "party": f"/parties/{party}",
        "place": f"/places/{place}",
        "review": f"/review?claim={claim['id']}",
        "overview": "/overview",
        "incidents": "/incidents?sort=-claims",
    }


def _voices(holders: dict[str, Any]) -> dict[str, str]:
    """A voice for each party that is said to hold a place."""
    return {own["party"]: own["voice"] for own in holders["by_voice"]}


if __name__ == "__main__":
    main()
