"""The office in a real browser: the preview follows what is typed, and an owner sees whether a page works."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from service.app import create_app, utc_now
from service.database import Database
from service.settings import Settings
from service.worker import Worker
from tests.checkout import ROOT
from tests.factories import PASSWORD, make_site
from tests.hostile.servers import in_thread
from tests.outbound.server import answer, serving

AXE: Path = ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
_SLOW = 20_000
"""Milliseconds for what takes several requests on a busy machine."""
WIDTHS = (1280, 820, 390, 320)


class _Office:
    """A running service with a site of one owner, who is logged in."""

    def __init__(self, page: Page, address: str, worker: Worker, database: Database) -> None:
        self.page, self.address, self.worker, self.database = page, address, worker, database

    def open(self, part: str) -> None:
        self.page.goto(f"{self.address}/office/courier/{part}")

    @property
    def dialog(self) -> str:
        """What the dialog in the preview says, once it is there."""
        frame = self.page.frame_locator(".preview iframe")
        dialog = frame.locator("bluepencil-widget dialog")
        expect(dialog).to_be_visible(timeout=_SLOW)
        return dialog.inner_text()


@pytest.fixture
def office(context: BrowserContext, sqlite_template: Path, tmp_path: Path) -> Iterator[_Office]:
    with _running(context, sqlite_template, tmp_path) as opened:
        yield opened


@contextmanager
def _running(context: BrowserContext, template: Path, folder: Path) -> Iterator[_Office]:
    file = folder / "office.sqlite3"
    file.write_bytes(template.read_bytes())
    settings = Settings(data_dir=folder, database_url=f"sqlite:///{file}", reachable_networks=("127.0.0.1/32",))
    settings = settings.with_secret()
    app = create_app(settings)
    database = app.state.context.database
    languages = ("en", "uk", "ar")
    site = make_site(database, name="Donaudampfschifffahrtsgesellschaftsnachrichten", languages=languages)
    with in_thread(app) as address:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if "422" not in message.text else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}/login?next=/office")
        page.get_by_label("E-mail address").fill(site.owner_email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", name="Your sites")).to_be_visible()
        yield _Office(page, address, Worker(settings, database, utc_now), database)
        assert said == []
    database.dispose()


def test_the_preview_follows_what_is_typed_and_leaves_the_focus_alone(office: _Office) -> None:
    page = office.page
    office.open("settings")
    assert "E-mail" not in office.dialog
    rules = page.get_by_label("House rules").first
    rules.click()
    page.keyboard.type("We answer within a day.")
    frame = page.frame_locator(".preview iframe")
    expect(frame.locator("bluepencil-widget dialog")).to_contain_text("We answer within a day.", timeout=_SLOW)
    expect(rules).to_be_focused()
    page.get_by_label("An e-mail address").check()
    expect(frame.get_by_text("E-mail (optional)")).to_be_visible(timeout=_SLOW)
    page.get_by_label("light").first.fill("#0b5563")
    expect(frame.get_by_text("Send", exact=True)).to_have_css("background-color", "rgb(11, 85, 99)", timeout=_SLOW)
    page.locator("[data-preview-language] select").select_option("uk")
    expect(frame.locator("bluepencil-widget dialog")).to_contain_text("Надіслати", timeout=_SLOW)
    before = page.evaluate("history.length")
    page.locator("[data-preview-language] select").select_option("ar")
    expect(frame.locator("html")).to_have_attribute("dir", "rtl", timeout=_SLOW)
    assert page.evaluate("history.length") == before
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert "We answer within a day." in office.dialog


def test_a_selector_that_the_browser_does_not_know_is_told_at_once(office: _Office) -> None:
    office.open("settings")
    office.page.get_by_label("Where on a page").fill("article:nope")
    assert "no CSS selector" in office.page.get_by_label("Where on a page").evaluate(
        "(field) => field.validationMessage"
    )
    office.page.get_by_label("Where on a page").fill("article:not(.ads, .x)")
    assert office.page.get_by_label("Where on a page").evaluate("(field) => field.validationMessage") == ""


def test_without_a_script_the_preview_shows_what_was_typed(
    browser: Browser, sqlite_template: Path, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    with _running(context, sqlite_template, tmp_path) as office:
        office.open("settings")
        office.page.get_by_label("Name", exact=True).fill("")
        office.page.locator("form#settings").evaluate("(form) => form.noValidate = true")
        office.page.get_by_label("House rules").first.fill("Typed & kept")
        office.page.get_by_role("button", name="Save").click()
        assert "Typed+%26+kept" in str(office.page.locator(".preview iframe").get_attribute("src"))
        expect(office.page.get_by_text("1 to 100 characters")).to_be_visible()
    context.close()


def test_an_owner_sees_that_a_page_works(office: _Office) -> None:
    page = office.page
    with serving(answer(b"<html lang=en><p>none</p>")) as server:
        office.open("settings")
        page.get_by_label("Origins").fill(f"http://127.0.0.1:{server.port}")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("link", name="Embed").click()
        page.get_by_label("Address of a page").fill(server.url)
        page.get_by_role("button", name="Check this page").click()
        expect(page.get_by_text("being looked at")).to_be_visible()
        threading.Thread(target=office.worker.run_once).start()
        expect(page.get_by_text("Readers cannot report from this page yet.")).to_be_visible(timeout=_SLOW)
        expect(page.get_by_text("The widget's tag is not in the page.")).to_be_visible()
    snippet = page.get_by_label("The tag", exact=True)
    expect(snippet).to_have_value('<script async src="http://127.0.0.1:8000/w/courier.js"></script>')


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_and_axe_finds_nothing(
    browser: Browser, sqlite_template: Path, tmp_path: Path, scheme: str
) -> None:
    # The library is put into the pages by hand, which their policy would refuse.
    context = browser.new_context(color_scheme=scheme, locale="en-GB", bypass_csp=True)  # type: ignore[arg-type]
    with _running(context, sqlite_template, tmp_path) as office:
        for path in ("/office", "/office/courier/settings", "/office/courier/embed", "/office/courier/dictionary"):
            office.page.goto(office.address + path)
            for width in WIDTHS:
                office.page.set_viewport_size({"width": width, "height": 900})
                assert office.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
            office.page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
            found = office.page.evaluate(
                "axe.run(document, {iframes: false}).then(({ violations }) => violations.map(({ id }) => id))"
            )
            assert found == [], path
    context.close()
