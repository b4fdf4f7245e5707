"""The map page: filters, time, map and list show one state, and the address holds it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlparse

from playwright.sync_api import Page, expect
from tests.web.browser.conftest import Open, idle, settle, until

Asked = Callable[..., Any]


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlparse(page.url).query)


def circles(page: Page, layer: str = "claims") -> list[dict[str, Any]]:
    """What the map draws, with where on the screen it lies."""
    found: list[dict[str, Any]] = page.evaluate(
        "layer => reportedlyMap.queryRenderedFeatures({layers: [layer]}).map(one => ({...one.properties,"
        " ...reportedlyMap.project(one.geometry.coordinates)}))",
        layer,
    )
    return found


def test_a_filter_narrows_counts_map_list_and_downloads(window: Open, asked: Asked) -> None:
    page = window()
    page.get_by_role("checkbox", name=re.compile("^shelling")).check()
    total = asked("/facets", type="shelling")["total"]
    expect(page.locator("#counts")).to_contain_text(f"{total} claims")
    assert query(page)["type"] == ["shelling"]
    expect(page.locator("#rows .type-shelling").first).to_be_visible()
    expect(page.locator("#rows .type:not(.type-shelling)")).to_have_count(0)
    idle(page)
    assert {one["type"] for one in circles(page)} == {"shelling"}
    assert "type=shelling" in (page.get_by_role("link", name="CSV").get_attribute("href") or "")

    page.get_by_role("button", name="Take away type: shelling").click()
    expect(page.locator("#counts")).to_contain_text(f"{asked('/facets')['total']} claims")
    assert "type" not in query(page)
    page.go_back()
    expect(page.get_by_role("checkbox", name=re.compile("^shelling"))).to_be_checked()


def test_brushing_the_bars_filters_by_time(window: Open, asked: Asked) -> None:
    page = window("/?list=incidents")
    box = page.locator("#histogram").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 30, steps=4)
    page.mouse.up()
    stands(page)
    since, until = query(page)["since"][0], query(page)["until"][0]
    assert page.locator("#since").input_value() == since
    expect(page.locator(".handle.since")).to_have_attribute("aria-valuetext", since)
    expect(page.locator("#counts")).to_contain_text(f"{asked('/facets', since=since, until=until)['total']} claims")


def stands(page: Page) -> None:
    """Waits until what was pulled over is in the address and stands there: a slow pull is written in parts."""
    page.wait_for_url(re.compile("since=.*until="))
    before = ""
    while before != page.url:
        before = page.url
        page.wait_for_timeout(1000)


def test_the_handles_move_by_the_keyboard_and_stop_at_each_other(window: Open) -> None:
    page = window("/?since=2016-10-17&until=2016-10-17")
    handle = page.get_by_role("slider", name="From")
    handle.focus()
    page.keyboard.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuetext", re.compile("2016-10-1[67]"))
    page.keyboard.press("Home")
    until(page, "!new URLSearchParams(location.search).has('since')")


def test_play_and_step_move_the_window(window: Open) -> None:
    page = window()
    page.get_by_role("button", name="A step on").click()
    page.wait_for_url(re.compile("since="))
    before = query(page)["since"][0]
    page.get_by_role("button", name="Play").click()
    until(page, f"new URLSearchParams(location.search).get('since') !== '{before}'")
    page.get_by_role("button", name="Pause").click()


def test_a_cluster_opens_and_nothing_is_drawn_where_nothing_is_told(window: Open, asked: Asked) -> None:
    page = window()
    told = {
        (round(place["lon"], 2), round(place["lat"], 2))
        for item in asked("/claims", limit=500)["items"]
        for place in item["claim"]["places"]
        if place["lat"] is not None
    }
    page.evaluate("void reportedlyMap.jumpTo({center: [40, 33], zoom: 4})")
    idle(page)
    drawn = page.evaluate(
        "reportedlyMap.querySourceFeatures('claims', {sourceLayer: 'claims'}).map(one => one.geometry.coordinates)"
    )
    assert drawn
    for lon, lat in drawn:
        assert min(abs(lon - x) + abs(lat - y) for x, y in told) < 0.05
    cluster = max((one for one in circles(page) if one["points"] > 1), key=lambda one: one["count"])
    before = page.evaluate("reportedlyMap.getZoom()")
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.click(box["x"] + cluster["x"], box["y"] + cluster["y"])
    until(page, f"reportedlyMap.getZoom() > {before}")


def test_land_and_names_of_towns_lie_under_what_is_told(window: Open) -> None:
    page = window("/?z=5&lat=33&lon=44", base=True)
    for layer in ("land", "coast", "places"):
        assert page.evaluate("layer => reportedlyMap.queryRenderedFeatures({layers: [layer]}).length", layer), layer


def test_exact_places_only_leaves_no_ring(window: Open) -> None:
    page = window()
    assert circles(page, "claims-vague")
    page.get_by_label("Exact places only").check()
    page.wait_for_url(re.compile("exact=true"))
    settle(page)
    until(page, "!reportedlyMap.queryRenderedFeatures({layers: ['claims-vague']}).length")
    assert circles(page)


def test_the_list_follows_the_map(window: Open, asked: Asked) -> None:
    page = window("/?z=5&lat=48.5&lon=37")
    here = page.locator("#found").inner_text()
    assert 0 < int(here.split()[0]) < asked("/facets")["total"]
    page.get_by_label("of this part of the map").uncheck()
    expect(page.locator("#found")).to_have_text(f"{asked('/facets')['total']} claims")


def test_a_claim_is_shown_beside_the_map_with_its_words_in_context(window: Open) -> None:
    page = window()
    page.locator("#rows button.show").first.click()
    expect(page.locator("#selected .context mark.slot-trigger").first).to_be_visible()
    assert query(page)["selected"][0].startswith("c_")
    page.keyboard.press("Escape")
    expect(page.locator("#selected")).to_be_hidden()
    expect(page.locator("#rows button.show").first).to_be_focused()


def test_who_holds_what_is_drawn_by_all_voices_or_by_one(window: Open, asked: Asked) -> None:
    page = window("/?on=2016-10-21&z=3&lat=30&lon=42")
    sources = "reportedlyMap.getStyle().sources.holdings.data.features.length"
    everyone = len(asked("/holdings", on="2016-10-21")["features"])
    until(page, f"{sources} === {everyone}")
    voice = asked("/holdings", on="2016-10-21")["voices"][0]["key"]
    page.get_by_label("by", exact=True).select_option(voice)
    page.wait_for_url(re.compile("by="))
    until(page, f"{sources} === {len(asked('/holdings', on='2016-10-21', by=voice)['features'])}")


def test_what_is_held_and_disputed_is_hatched_from_the_day_of_the_second_word_on(window: Open, asked: Asked) -> None:
    one = disputed(asked)
    place, (lon, lat) = one["properties"]["place"], one["geometry"]["coordinates"]
    since = date.fromisoformat(min(told["since"] for told in asked(f"/places/{place}")["holders"]["disputes"]))
    page = window(f"/?on={since}&z=6&lat={lat}&lon={lon}")
    until(page, drawn("reportedlyMap", "holdings-disputed", place))
    assert page.evaluate("reportedlyMap.listImages().some(name => name.startsWith('hatch-#'))")
    page.get_by_label("on", exact=True).fill(str(since - timedelta(days=1)))
    until(page, f"!{drawn('reportedlyMap', 'holdings-disputed', place)}")


def test_what_two_voices_say_is_shown_side_by_side_and_moves_in_step(window: Open, asked: Asked) -> None:
    one = disputed(asked)
    place, (lon, lat) = one["properties"]["place"], one["geometry"]["coordinates"]
    by_voice = asked(f"/places/{place}")["holders"]["by_voice"]
    first, other = by_voice[0], next(told for told in by_voice if told["party"] != by_voice[0]["party"])
    start = f"/?on={asked('/holdings')['on']}&by={first['voice']}&z=6&lat={lat}&lon={lon}"
    page = window(start, viewport={"width": 900, "height": 560})
    expect(page.locator("#map-beside")).to_be_hidden()
    page.get_by_label("beside", exact=True).select_option(other["voice"])
    until(page, f"window.reportedlyBeside && {drawn('reportedlyBeside', 'holdings-disputed', place)}")
    assert query(page)["beside"] == [other["voice"]]
    shown = "map => window[map].getStyle().sources.holdings.data.features.map(one => one.properties.party_name)"
    assert page.evaluate(shown, "reportedlyMap") == [first["party_name"]]
    assert page.evaluate(shown, "reportedlyBeside") == [other["party_name"]]
    expect(page.locator("#compared")).to_contain_text("1 differently")
    for moved, along in (("reportedlyMap", "reportedlyBeside"), ("reportedlyBeside", "reportedlyMap")):
        page.evaluate(f"void {moved}.jumpTo({{center: [{lon} + Math.random(), {lat}], zoom: 5}})")
        middle = [page.evaluate(f"{one}.getCenter().lng.toFixed(6)") for one in (moved, along)]
        assert middle[0] == middle[1]

    page.reload()
    until(page, f"window.reportedlyBeside && {drawn('reportedlyBeside', 'holdings-disputed', place)}")
    page.evaluate(f"void reportedlyBeside.jumpTo({{center: [{lon}, {lat}], zoom: 10}})")
    until(page, drawn("reportedlyBeside", "holdings-disputed", place))
    point = page.evaluate(f"reportedlyBeside.project([{lon}, {lat}])")
    box = page.locator("#map-beside").bounding_box()
    assert box
    page.mouse.click(box["x"] + point["x"] + 25, box["y"] + point["y"])
    expect(page.locator("#selected")).to_contain_text("disputed")
    expect(page.locator("#selected .claim").first).to_be_visible()
    page.get_by_label("beside", exact=True).select_option("")
    expect(page.locator("#map-beside")).to_be_hidden()


def disputed(asked: Asked) -> dict[str, Any]:
    """The holding over which the two reports of `DISPUTED` disagree."""
    found: dict[str, Any] = next(
        one
        for one in asked("/holdings")["features"]
        if one["properties"]["disputed"] and "Sar" in one["properties"]["name"]
    )
    return found


def drawn(map: str, layer: str, place: str) -> str:
    """That a map draws a place in a layer."""
    return f"{map}.queryRenderedFeatures({{layers: ['{layer}']}}).some(one => one.properties.place === '{place}')"


def test_what_is_near_a_place_is_asked_for_by_its_name(window: Open, asked: Asked) -> None:
    page = window()
    page.get_by_role("searchbox", name="Near a place").fill("Mosul, 60 km")
    page.keyboard.press("Enter")
    found = asked("/facets", near="Mosul,60km")
    expect(page.locator("#counts")).to_contain_text(f"{found['total']} claims")
    expect(page.locator("#chips")).to_contain_text("60 km of Mosul")
    until(page, "reportedlyMap.queryRenderedFeatures({layers: ['near']}).length > 0")


def test_an_address_shows_the_same_in_a_fresh_browser(window: Open) -> None:
    page = window("/?type=air_strike&list=incidents&sort=-voices&z=5&lat=35.5&lon=40")
    page.locator("#rows button.show").first.click()
    page.wait_for_url(re.compile("selected="))
    expect(page.locator("#selected")).to_be_visible()
    rows = page.locator("#rows").inner_text()
    again = window(page.url)
    expect(again.locator("#selected")).to_be_visible()
    assert again.locator("#rows").inner_text() == rows
    assert abs(again.evaluate("reportedlyMap.getZoom()") - 5) < 0.01
    assert again.url == page.url


def test_a_download_holds_the_filter_and_what_it_gave(window: Open, asked: Asked) -> None:
    page = window("/?type=shelling")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="GeoJSON").click()
    held = json.loads(downloading.value.path().read_text("utf-8"))
    assert len(held["features"]) == asked("/facets", type="shelling")["total"]
    assert "shelling" in json.dumps({name: value for name, value in held.items() if name != "features"})
