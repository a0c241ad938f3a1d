"""The overview in a real browser: it fits, it is drawn, and axe finds nothing, wide and narrow, light and dark."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect

from service.demo.seed import SITE_KEY
from tests.checkout import ROOT
from tests.e2e.live import Live, running
from tests.factories import report

AXE: Path = ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
LONG = {
    "title": "Winterfahrplan der Fähren: Was sich für Pendlerinnen und Pendler ändert, und was nicht",
    "section": "Donaudampfschifffahrtsgesellschaftsangelegenheiten",
    "author": "Ingeborg von der Marwitz-Schulenburg und andere",
    "lang": "de",
}


pytestmark = pytest.mark.xdist_group("overview")  # one service for all of them


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A service with its demo; the figures are tested on both databases elsewhere."""
    with running(tmp_path_factory.mktemp("overview")) as service:
        yield service


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_axe_finds_nothing(served: Live, browser: Browser, scheme: Literal["light", "dark"]) -> None:
    for number, wrong in enumerate(("recieved", "العربيه", "Donaudampfschifffahrtsgeselschaftskapitänsmütze")):
        told = {"url": f"{served.url}/demo?page={number}"} | LONG
        body = report(wrong, site=SITE_KEY, page=told)
        assert httpx2.post(f"{served.url}/api/v1/reports", json=body, headers={"origin": served.url}).status_code == 202
    with browser.new_context(color_scheme=scheme, locale="en-GB") as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{served.url}/login?next=/desk/overview")
        page.get_by_label("E-mail").fill(served.owner)
        page.get_by_label("Password").fill(served.password)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", name="Overview")).to_be_visible()
        _check_with_axe(page)
        for summary in page.get_by_text("Table", exact=True).all():
            summary.click()
        for width in (1920, 1280, 820, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        _check_with_axe(page)
        page.goto(f"{served.url}/desk/overview?from=2020-01-01&to=2020-01-02")
        _check_with_axe(page)
        assert said == []


def _check_with_axe(page: Page) -> None:
    assert AXE.exists(), "axe-core is missing: run `npm ci` in widget/"
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    assert page.evaluate("axe.run().then(({ violations }) => violations.map(({ id }) => id))") == []


def test_the_peak_is_as_high_as_its_chart_and_a_table_opens_behind_it(served: Live, browser: Browser) -> None:
    body = report("recieved", site=SITE_KEY, page={"url": f"{served.url}/demo?peak"})
    assert httpx2.post(f"{served.url}/api/v1/reports", json=body, headers={"origin": served.url}).status_code == 202
    with browser.new_context(locale="en-GB", java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{served.url}/login?next=/desk/overview")
        page.get_by_label("E-mail").fill(served.owner)
        page.get_by_label("Password").fill(served.password)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_load_state()  # styles and all: the boxes are looked at one after the other
        chart = page.get_by_role("img", name="a day at most").first
        peak, whole = chart.locator("rect.peak").bounding_box(), chart.bounding_box()
        assert peak is not None and whole is not None
        assert peak["height"] == pytest.approx(whole["height"] - 44, abs=1)
        assert whole["x"] <= peak["x"] and peak["x"] + peak["width"] <= whole["x"] + whole["width"]
        page.get_by_text("Table", exact=True).first.click()
        expect(page.get_by_role("columnheader", name="Reports").first).to_be_visible()
        with page.expect_download() as started:
            page.get_by_role("link", name="CSV: Pages with most issues").click()
        assert started.value.suggested_filename.startswith("bluepencil-pages-")
