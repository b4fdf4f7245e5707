"""For everybody: in light and dark, on a phone, without a mouse, with a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.web.browser.conftest import Open, until

Asked = Callable[..., Any]
AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
SCREENS = ("map", "overview", "incidents", "incident", "document", "parties", "party", "places", "place", "review")
DARK = ("beside", "place", "incident", "document", "review")  # which between them show every colour
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def paths(asked: Asked) -> dict[str, str]:
    """An address of each screen."""
    items = asked("/claims", limit=200)["items"]
    held = asked("/holdings")
    place = next(one["properties"]["place"] for one in held["features"] if one["properties"]["disputed"])
    party = next(one["party"] for item in items for one in item["claim"]["actor"] if one["party"])
    incident = asked("/incidents", sort="-claims", limit=1)["items"][0]["id"]
    found = {name: f"/{name}" for name in SCREENS}
    return found | {
        "map": f"/?selected={items[0]['claim']['id']}&on={held['on']}",
        "beside": f"/?on={held['on']}&beside=all",
        "incident": f"/incidents/{incident}",
        "document": f"/documents/{items[0]['claim']['document']['id']}",
        "party": f"/parties/{party}",
        "place": f"/places/{place}",
    }


def serious(page: Page) -> list[str]:
    """What axe finds that would keep somebody out."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['help']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"][:4]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_screen_keeps_anybody_out(window: Open, paths: dict[str, str], scheme: str) -> None:
    screens = SCREENS if scheme == "light" else DARK
    page = window(paths[screens[0]], color_scheme=scheme)
    found = {screens[0]: serious(page)}
    for screen in screens[1:]:
        page.goto(paths[screen])
        found[screen] = serious(page)
    assert found == {screen: [] for screen in screens}


def test_every_screen_fits_a_phone(window: Open, paths: dict[str, str]) -> None:
    page = window(paths["map"], **PHONE)
    for path in paths.values():
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_on_a_phone_the_filters_are_a_sheet(window: Open) -> None:
    page = window("/", **PHONE)
    expect(page.locator("#filters")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    expect(page.locator("#filters")).to_be_visible()
    page.get_by_label("Exact places only").check()
    until(page, "new URLSearchParams(location.search).get('exact') === 'true'")
    page.keyboard.press("Escape")
    expect(page.locator("#filters")).to_be_hidden()
    assert serious(page) == []


def test_the_chosen_theme_holds_on_the_next_page(window: Open) -> None:
    page = window("/overview", color_scheme="light")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Show in dark").click()
    assert page.evaluate(ground) != light
    page.goto("/incidents")
    assert page.evaluate(ground) != light
    page.get_by_role("button", name="Show in light").click()
    assert page.evaluate(ground) == light


def test_all_that_can_be_pressed_on_the_map_page_is_reached_by_tab(window: Open) -> None:
    page = window()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    wanted = {"text", "exact", "hold", "since", "until", "play", "sort", "within", "more"}
    reached: set[str] = set()
    for _ in range(220):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert wanted <= reached
    assert {"handle since", "handle until", "show", "maplibregl-canvas"} <= reached


def test_a_claim_is_opened_by_keys_alone(window: Open) -> None:
    page = window()
    page.locator("#sort").focus()
    while page.evaluate("document.activeElement.className") != "show":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#selected")).to_be_focused()
