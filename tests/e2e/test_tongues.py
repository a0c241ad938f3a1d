"""The desk in its other languages, on the narrowest phone: no page is wider than the screen, and no button is cut."""

import json
import secrets
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from service.demo.seed import SITE_KEY
from service.web.catalogues import SOURCE, languages
from tests.e2e import keyboard
from tests.e2e.live import Live, running

NARROW = 320
ROOMS = ("settings", "embed", "people", "channels", "channels/new", "data", "dictionary", "dictionary?show=corrections")
PAGES = (
    *(
        "/desk",
        *(f"/desk/issues/{number}" for number in range(1, 5)),
        "/desk/facets",
        "/desk/pages/1",
        "/desk/overview",
        "/desk?status=spam",
        "/office",
    ),
    *("/desk/settings", "/desk/account", "/desk/account/two-factor", "/desk/account/logins", "/desk/notifications"),
    *(f"/office/{SITE_KEY}/{room}" for room in ROOMS),
)
_CUT = """() => [...document.querySelectorAll("button, .button, summary, label, h1, h2, legend, th, dt")]
  .filter((each) => each.checkVisibility() && each.clientWidth > 8 && each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.textContent.trim())"""
_OUTSIDE = """() => [...document.querySelectorAll(".proof :is(del, ins)")]
  .filter((each) => [...each.getClientRects()].some(({ left, right }) => left < 0 || right > innerWidth))
  .map((each) => each.textContent.trim())"""
_LONG = "Donaudampfschifffahrtsgeselschaftskapitänsmützenabzeichen"
_REPORTED = (
    ("recieved", "received"),
    ("помілка", "помилка"),
    (_LONG, _LONG[:24] + _LONG[23:]),
    ("إنشاالله", "إن شاء الله"),
)


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A service with some issues."""
    with running(tmp_path_factory.mktemp("tongues")) as live:
        for word, right in _REPORTED:
            report = {
                "id": secrets.token_urlsafe(16),
                "site": SITE_KEY,
                "page": {"url": f"{live.url}/articles/1", "title": word, "section": word},
                "quote": {"exact": word, "prefix": f"{word[:2]} ", "suffix": " …"},
                "correction": right,
            }
            headers = {"Content-Type": "text/plain", "Origin": live.url}
            request = urllib.request.Request(f"{live.url}/api/v1/reports", json.dumps(report).encode(), headers)
            with urllib.request.urlopen(request) as answer:
                assert answer.status == 202
        yield live


@pytest.fixture
def editor(newspaper: Live, context: BrowserContext) -> Page:
    """An editor at the desk."""
    page = context.new_page()
    page.goto(f"{newspaper.url}/desk")
    keyboard.log_in(page, newspaper.owner, newspaper.password)
    expect(page.locator("#sheet")).to_be_visible()
    return page


def test_nothing_is_cut_on_the_narrowest_phone(editor: Page, newspaper: Live) -> None:
    for language in (each for each in languages() if each != SOURCE):
        editor.set_viewport_size({"width": 1280, "height": 860})
        editor.goto(f"{newspaper.url}/desk/settings")
        editor.locator("[name=language]").select_option(language)
        editor.locator("button.go").click()
        expect(editor.locator("html")).to_have_attribute("lang", language)
        editor.set_viewport_size({"width": NARROW, "height": 640})
        for path in PAGES:
            editor.goto(f"{newspaper.url}{path}")
            expect(editor.locator("html")).to_have_attribute("lang", language)
            fits(editor, path)
            for folded in editor.locator("details:visible").all():
                folded.evaluate("each => { each.open = true }")
                fits(editor, f"{path} {folded.locator('summary').inner_text()}")
                folded.evaluate("each => { each.open = false }")


def fits(page: Page, where: str) -> None:
    """Fail where one has to scroll sideways, or where a button or a heading is cut."""
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, where
    assert page.evaluate(_CUT) == [], where
    assert page.evaluate(_OUTSIDE) == [], where
