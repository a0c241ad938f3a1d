"""The main job in a real browser: a reader reports by keyboard, an editor resolves by keyboard."""

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from service.demo.planted import PLANTED
from tests.e2e import keyboard
from tests.e2e.conftest import ONE_ENGINE
from tests.e2e.live import Live, newspaper

SHARED = os.environ.get("BLUEPENCIL_SHARED")


def test_a_reader_reports_and_an_editor_resolves_by_keyboard_alone(live: Live, context: BrowserContext) -> None:
    reader = context.new_page()
    reader.goto(f"{live.url}/demo")
    expect(reader.locator(".by-keys")).to_be_visible()
    expect(reader.locator(".by-touch")).to_be_hidden()
    for planted in PLANTED:
        said = keyboard.report(reader, planted.wrong, planted.context, right=planted.right)
        assert "Our editors have received your report" in said
    first = PLANTED[0]
    again = keyboard.report(reader, first.wrong, first.context, comment="twice, and it shows")
    assert "already know about this error" in again
    live.run("worker", "--once")

    editor = context.new_page()
    editor.goto(f"{live.url}/desk")
    keyboard.log_in(editor, live.owner, live.password)
    rows = editor.locator(".row")
    expect(rows).to_have_count(len(PLANTED))
    expect(rows.filter(has_text="2 readers")).to_have_count(1)
    _clear_the_queue(editor, len(PLANTED))

    editor.goto(f"{live.url}/desk?status=resolved")
    expect(rows).to_have_count(len(PLANTED))
    expect(editor.get_by_text("Nadia Moroz resolved it").first).to_be_visible()
    repaired = [" ".join(row.inner_text().split()) for row in rows.locator("q ins").all()]
    assert set(repaired) >= {planted.right for planted in PLANTED if " " not in planted.wrong}


@pytest.mark.parametrize("live", ONE_ENGINE, indirect=True, scope="module")
def test_on_a_phone_the_demo_tells_of_the_button(live: Live, browser: Browser) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = phone.new_page()
    page.goto(f"{live.url}/demo")
    expect(page.locator(".by-touch")).to_have_text("tap the button that comes")
    expect(page.locator(".by-touch")).to_be_visible()
    expect(page.locator(".by-keys")).to_be_hidden()
    phone.close()


@pytest.mark.skipif(SHARED is None, reason="BLUEPENCIL_SHARED names no folder with the real article")
@pytest.mark.parametrize("live", ONE_ENGINE, indirect=True, scope="module")  # the demo's article is read on both
def test_the_real_article_on_another_origin(live: Live, context: BrowserContext) -> None:
    folder = Path(SHARED or "") / "real"
    planted = json.loads((folder / "planted.json").read_text())
    pages: dict[str, bytes] = {}
    with newspaper(pages) as origin:
        owner = live.run("create-owner", "--email", f"o{origin[-5:]}@news.example", "--name", "Iryna")
        email, password = re.findall(r"Account: (\S+) +password: (\S+)", owner)[0]
        tag = live.run("create-site", "--name", "News", "--origin", origin, "--owner", email)
        article = (folder / "article.html").read_text()
        pages["/articles/real"] = article.replace("<!-- BLUEPENCIL -->", tag).encode()
        reader = context.new_page()
        reader.goto(f"{origin}/articles/real?utm_source=test")
        for error in planted:
            context_there = error["context"].replace(error["right"], error["wrong"])
            said = keyboard.report(reader, error["wrong"], context_there)
            assert "received your report" in said
        second = 'that Russia, not China, seeks to eliminate the "root'
        assert "received your report" in keyboard.report(reader, "China", second)
        live.run("worker", "--once")

        editor = context.new_page()
        editor.goto(f"{live.url}/desk")
        keyboard.log_in(editor, email, password)
        rows = editor.locator(".row")
        expect(rows).to_have_count(len(planted) + 1)
        china = rows.filter(has=editor.locator("del", has_text="China"))
        expect(china).to_contain_text("Russia, not China")
        suggested = {text.strip() for text in rows.locator("q ins").all_inner_texts()}
        assert {"Institute", "different", "commitments", "continues to", "recently"} <= suggested

        china.click()
        editor.wait_for_load_state()
        with context.expect_page() as opened:
            editor.keyboard.press("o")
        opened.value.wait_for_load_state()
        assert opened.value.evaluate("scrollY") > 0
        _clear_the_queue(editor, len(planted) + 1)


def _clear_the_queue(editor: Page, count: int) -> None:
    rows = editor.locator(".row")
    for left in range(count - 1, -1, -1):
        editor.wait_for_load_state()  # the keys are there once the script has run
        expect(editor.locator("#sheet:not([inert])")).to_be_visible()  # the issue is there that the key is for
        editor.keyboard.press("e")
        expect(editor.locator("#done")).to_contain_text("Resolved")
        expect(rows).to_have_count(left)
    expect(editor.get_by_role("heading", name="All read")).to_be_visible()
