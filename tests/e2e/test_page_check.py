"""The page check in a browser: a look that is asked for is told on the sheet, without the page being loaded anew."""

import json
import secrets
import urllib.request

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from service.demo.seed import SITE_KEY
from tests.e2e import keyboard
from tests.e2e.conftest import ONE_ENGINE
from tests.e2e.live import Live

pytestmark = pytest.mark.parametrize("live", ONE_ENGINE, indirect=True)


def _report(live: Live, exact: str, prefix: str, suffix: str, correction: str) -> None:
    report = {
        "id": secrets.token_urlsafe(16),
        "site": SITE_KEY,
        "page": {"url": f"{live.url}/demo", "title": "Foghorn", "lang": "en"},
        "quote": {"exact": exact, "prefix": prefix, "suffix": suffix},
        "correction": correction,
    }
    headers = {"Content-Type": "text/plain", "Origin": live.url}
    request = urllib.request.Request(f"{live.url}/api/v1/reports", json.dumps(report).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 202


@pytest.fixture
def sheet(live: Live, context: BrowserContext) -> Page:
    """An issue whose error stands in the demo's article, and one that the article has corrected meanwhile."""
    _report(live, "recieved", "He told the committee that he had ", " no warning", "received")
    _report(live, "studdy", "An independant ", ", paid for by both sides", "study")
    page = context.new_page()
    page.goto(f"{live.url}/desk")
    keyboard.log_in(page, live.owner, live.password)
    page.wait_for_load_state()
    return page


def test_a_look_that_is_asked_for_is_told_where_it_was_asked_for(sheet: Page, live: Live) -> None:
    sheet.goto(f"{live.url}/desk/issues/1")
    loads: list[str] = []
    sheet.on("load", lambda page: loads.append(page.url))
    line = sheet.locator("#live")
    line.get_by_role("button", name="Look now").click()
    expect(line).to_contain_text("Still on the page")
    expect(line.get_by_role("button", name="Look now")).to_be_visible()

    sheet.goto(f"{live.url}/desk/issues/2")
    sheet.get_by_role("button", name="Accept").click()
    expect(sheet.locator("#done")).to_contain_text("Accepted")
    sheet.goto(f"{live.url}/desk/issues/2?status=accepted")
    loads.clear()
    # Another of the host's pages, or this one, has been asked for a moment ago: its turn comes after the pause.
    line.get_by_role("button", name="Look now").click()
    expect(line).to_contain_text("Looking")
    expect(line).to_contain_text("The page reads: study", timeout=20_000)
    expect(sheet.locator("#news")).to_have_text("The page check has just resolved this issue.")
    assert loads == []
    sheet.reload()
    expect(sheet.locator("#sheet .status")).to_have_text("Resolved")
    expect(sheet.locator(".history")).to_contain_text("The page has been corrected: “studdy” is now “study”.")
