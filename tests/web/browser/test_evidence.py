"""From an incident to the sentence that it rests on, and what people say of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import httpx
from playwright.sync_api import Page, expect
from tests.web.browser.conftest import Open

Asked = Callable[..., Any]


def open_claim(page: Page, claim: str) -> None:
    page.goto(f"/review?claim={claim}")
    expect(page.locator("#shown")).to_have_attribute("data-claim", claim)


def press(page: Page, key: str) -> None:
    """Presses a key that sends something, and waits for the page that comes back."""
    with page.expect_navigation():
        page.keyboard.press(key)


def told_there(claim: dict[str, Any]) -> bool:
    """Whether the first target stands in the sentence that a claim rests on, and apart from the trigger's words."""
    told, trigger = claim["evidence"], claim["trigger"]
    return any(
        one.get("in", "text") == told["in"] == "text"
        and told["start"] <= one["start"]
        and one["end"] <= told["end"]
        and (one["end"] <= trigger["start"] or trigger["end"] <= one["start"])
        for one in claim["target"][:1]
    )


def test_an_incident_shows_its_disputes_and_leads_to_the_words(window: Open, asked: Asked) -> None:
    one = asked("/incidents", disputed=True, sort="-claims", limit=1)["items"][0]
    page = window(f"/?list=incidents&disputed=true&sort=-claims&selected={one['id']}")
    page.locator("#selected h3 a").click()
    expect(page.locator("h1")).to_have_text(one["title"])
    expect(page.locator("tr.is-disputed")).to_have_count(len(one["disputes"]))
    first = page.locator(".dispute").first
    assert first.locator("li").count() >= 2
    expect(page.locator(".minimap canvas")).to_be_visible()
    first.locator("a.chip").first.click()
    target = page.locator(".claim:target")
    expect(target).to_be_visible()
    expect(target.locator("mark.slot-trigger").first).to_be_visible()
    target.get_by_role("link", name="In its document").click()
    expect(page.locator(".note:target")).to_be_visible()


def test_pointing_at_a_note_lights_the_words_that_it_rests_on(window: Open, asked: Asked) -> None:
    claim = asked("/claims", limit=1)["items"][0]["claim"]
    page = window(f"/documents/{claim['document']['id']}")
    note = page.locator(f"#{claim['id']}")
    note.hover()
    lit = page.locator(f".text [data-claims~='{claim['id']}']")
    assert lit.count()
    expect(lit.first).to_have_class(re.compile(r"\blit\b"))
    other = page.locator(f".text [data-claims]:not([data-claims~='{claim['id']}'])").first
    expect(other).to_have_class(re.compile(r"\bdim\b"))
    note.locator("a").first.focus()
    expect(note).to_have_class(re.compile(r"\blit\b"))


def test_a_claim_is_accepted_and_that_is_undone_by_keys_alone(window: Open, asked: Asked) -> None:
    claim = asked("/claims", review="open", limit=1)["items"][0]["claim"]["id"]
    page = window(f"/review?claim={claim}")
    press(page, "a")
    open_claim(page, claim)
    expect(page.locator("#shown > header .verdict")).to_have_text("accepted")
    assert asked(f"/claims/{claim}")["review"] == "accepted"
    press(page, "u")
    expect(page.locator("#shown > header .verdict")).to_have_count(0)
    assert asked(f"/claims/{claim}")["review"] == "open"


def test_words_selected_in_the_text_mend_a_slot(window: Open, asked: Asked) -> None:
    items = asked("/claims", limit=200, status="occurred")["items"]
    claim = next(one["claim"] for one in items if one["claim"]["actor"] and told_there(one["claim"]))
    words = claim["target"][0]["text"]
    page = window(f"/review?claim={claim['id']}")
    mark = page.locator("#shown .words mark.slot-target", has_text=words).first
    marked = mark.inner_text()
    mark.evaluate("element => getSelection().selectAllChildren(element)")
    expect(page.locator("[data-slot=actor]")).to_be_enabled()
    page.keyboard.press("1")
    expect(page.locator("form.mend input[name=value]")).to_have_value(marked)
    press(page, "Enter")
    open_claim(page, claim["id"])
    corrected = page.locator("#shown > header .verdict", has_text="corrected")
    expect(corrected).to_be_visible()
    assert [one["text"] for one in asked(f"/claims/{claim['id']}")["claim"]["actor"]] == [marked]
    press(page, "u")
    expect(corrected).to_have_count(0)
    assert [one["text"] for one in asked(f"/claims/{claim['id']}")["claim"]["actor"]] == [
        one["text"] for one in claim["actor"]
    ]


def test_two_incidents_become_one(window: Open, asked: Asked) -> None:
    first, other = asked("/incidents", type="shelling", sort="date", limit=2)["items"]
    claim = asked(f"/incidents/{first['id']}")["records"][0]["id"]
    page = window(f"/review?claim={claim}")
    page.locator("form.together input[name=other]").fill(other["id"])
    with page.expect_navigation():
        page.get_by_role("button", name="Merge").click()
    together = first["claims"] + other["claims"]
    for _ in range(200):
        found = asked(f"/claims/{claim}")["incident"]
        with suppress(httpx.HTTPStatusError):  # it was joined to another between the two questions
            if found and asked(f"/incidents/{found}")["claims"] == together:
                break
        page.wait_for_timeout(100)
    page.goto(f"/incidents/{found}")
    expect(page.locator("#claims ~ .claim")).to_have_count(together)
    expect(page.locator("ol.history")).to_contain_text("judged the same")
